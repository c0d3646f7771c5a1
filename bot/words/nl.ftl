# Alles wat de bot zegt, in het Nederlands. Kort, gewoon, vriendelijk; zeg wat er nu gebeurt.
# Dezelfde sleutels als en.ftl (een test let erop).

echo = { $text }
under-minute = minder dan een minuut
just-now = zojuist
button-solved = ✅ Dit loste het op
button-help = 🙋 Ik heb nog hulp nodig
button-none = { $count ->
    [one] 🙋 Nee, iets anders
   *[other] 🙋 Geen van deze
}
button-claim = 👀 Oppakken
button-release = ♻️ Vrijgeven
button-reply = ✉️ Antwoorden
button-note = 🔒 Notitie
button-handoff = ⚠️ Overdragen
button-resolve = ✅ Oplossen
button-dismiss = Geen verzoek
button-accept = 🤝 Aannemen
button-return = ↩️ Teruggeven
button-reopen = 🔁 Heropenen
button-close = Niet meer nodig
button-not-solved = 🔁 Het is niet opgelost
button-about = Dit gaat over #{ $number }
button-separate = Dit is iets anders
button-confirm = Ja, naar #{ $number } sturen
button-cancel = Nee, niet sturen

## Antwoorden

answer-summary = Heb je hier iets aan: { $title }?
answer-source = 📖 Uit de kennisbank: { $title } · nagekeken op { $date }
answer-others = Of bedoelde je:
offer-titles = { $count ->
    [one] Ik weet het niet helemaal zeker. Bedoel je dit?
   *[other] Ik weet het niet helemaal zeker. Bedoel je een van deze?
}
offer-hint = Is het er niet bij? Druk dan op de laatste knop, of vertel gewoon wat meer. { $minutes ->
    [one] Hoor ik binnen een minuut niets, dan haal ik er een collega bij.
   *[other] Hoor ik binnen { $minutes } minuten niets, dan haal ik er een collega bij.
}
offer-none = 🙋 Het was geen van de artikelen die ik voorstelde.
offer-ran-out = 🙋 Je koos geen van de artikelen die ik voorstelde; ik heb er een collega bij gehaald.
offer-withdrawn = Je hebt dit niet meer nodig.
answer-solved-mark = ✅ Je zei dat het hiermee is opgelost.
answer-help-mark = 🙋 Je hebt om meer hulp gevraagd.
solved-thanks = Mooi, fijn dat het gelukt is. Komt het terug? Schrijf dan gewoon hier verder.
joined = Ik heb dit bij je vraag hierboven gezet.
joined-separated = Dat is nu een aparte vraag.
about-hint = Gaat dit over iets wat je al eerder vroeg?
about-moved = Verplaatst naar { $number }; het team ziet het daar.
nod-thanks = 🙂 Graag gedaan. Is er nog iets, schrijf dan gewoon hier.
nod = 👋 Vertel in een paar zinnen wat je nodig hebt, dan zoek ik een antwoord of iemand die kan helpen.
kb-nothing = In de kennisbank vond ik niets over “{ $words }”. Probeer andere woorden, of stel me gewoon je vraag; dan haal ik er een collega bij.
kb-others = Misschien ook:
confidential-moved = Ik heb je een privébericht gestuurd.
confidential-opening = Laten we hier verdergaan. Alleen jij en de mensen die dit behandelen kunnen dit lezen.
new-in-direct = Genoteerd. Ik heb je er een privébericht over gestuurd.
said-already = Dit heb ik al, van zojuist.

## Stap voor stap

button-guide = 🧭 Stap voor stap
button-stepback = ↩️ Terug
guide-heading = 🧭 { $title } · stap { $step }
guide-heading-done = 🧭 { $title }
guide-hint = Druk op een knop of typ het nummer. Met ‘terug’ ga je een stap terug; morgen verdergaan kan ook.
guide-hint-first = Druk op een knop of typ het nummer. Neem de tijd: morgen verdergaan kan ook.
guide-earlier = … { $count ->
    [one] en daarvoor nog één stap
   *[other] en daarvoor nog { $count } stappen
}
guide-stale = Die knop hoorde bij een eerdere stap. Je bent nu hier:
guide-changed = Deze stappen zijn verbeterd sinds je begon, dus we beginnen even opnieuw.
guide-no-such = Die keuze is er niet. Typ een nummer van 1 tot en met { $count }, of zeg het in je eigen woorden, dan haal ik er een collega bij.
guide-round = We draaien in een kringetje rond. Helpt niets hiervan, druk dan op ‘Ik heb nog hulp nodig’: een collega krijgt dan alles wat je hebt geprobeerd.
guide-below = ⬇️ Gaat hieronder verder.
guide-solved = ✅ Je zei dat dit het heeft opgelost.
guide-ticket = 🙋 Een collega neemt het over, met alles wat je hebt geprobeerd.
guide-article = ⬇️ Dit leidde naar een ander artikel, hieronder.
guide-left = Je bent met deze stappen gestopt.
guide-path = 🧭 Doorlopen: “{ $title }”, { $count ->
    [one] één stap
   *[other] { $count } stappen
}:

## Er komt een ticket

ack-ticket = Dit is nu ticket { $number } bij **{ $team }**. Een collega leest het en antwoordt je hier.
ack-over = Ticket { $number } bij **{ $team }**: { $status }.
ack-next = Je hoeft niets te doen. Verandert er iets, schrijf het dan in deze thread.
ack-no-channel = Een teamleider moet dit team eerst aansluiten op de chat. Is het dringend, bereik ze dan anders.

## De kaart

card-heading = #{ $number } · { $subject }
card-status = Status
card-owner = Eigenaar
card-queue = Team
card-asked = Gevraagd
card-waiting = Wacht sinds
card-follows = Vervolg op
card-reopened = Heropend
card-nobody = nog niemand
card-tried = 📖 Al getoond: { $titles }
card-more = ({ $count ->
    [one] nog één teken, in de thread
   *[other] nog { $count } tekens, in de thread
})
card-offered = ⚠️ { $by } vraagt **{ $team }** dit over te nemen.
card-accepted = ⚠️ { $by } van **{ $team }** heeft dit overgenomen.
card-returned = ↩️ Terug bij **{ $team }**.
card-confidential = #{ $number } is naar een vertrouwelijk team gegaan.

status-answered = beantwoord
status-offered = gevraagd wat er bedoeld is
status-new = nieuw
status-open = in behandeling
status-waiting = wacht op aanvrager
status-on-hold = in de wacht
status-resolved = opgelost
status-closed = gesloten

## Wat behandelaars doen

claimed-you = { $number } is van jou.
released-you = { $number } is weer vrij.
released-note = ♻️ { $who } heeft dit vrijgegeven; het is nu van niemand.
reply-sent = ✉️ Verstuurd naar de aanvrager.
note-kept = 🔒 Notitie bewaard bij { $number }. De aanvrager ziet die niet.
confirm-other = Je schrijft in de thread van een ander ticket. Dit naar de aanvrager van { $number } sturen?
cancelled = Er is niets verstuurd.
handoff-line = ⚠️ { $who } heeft dit aangeboden aan **{ $team }**. Het blijft hier tot zij het aannemen.
handoff-done = Aangeboden aan { $team }. Het ticket blijft van jou tot zij het aannemen.
handoff-nowhere = Dit team kan naar niemand overdragen. Een teamleider kan dat instellen in het deskbestand.
handoff-no-channel = { $team } heeft hier nog geen kanaal, dus een overdracht komt bij niemand aan. Vraag een teamleider om het in te stellen.
handoff-unknown = Ik ken geen team “{ $queue }”. Je kunt overdragen aan: { $allowed }.
handoff-did-you-mean = Ik ken geen team “{ $queue }”. Bedoelde je **{ $near }**?
accepted-you = { $number } is nu van jou.
accepted-sender = 🤝 { $who } van **{ $team }** heeft dit overgenomen.
accepted-requester = { $who } van **{ $team }** heeft { $number } overgenomen en komt er hier bij je op terug.
returned-you = { $number } is terug, met jouw reden erbij.
returned-sender = ↩️ { $who } van **{ $team }** gaf dit terug:
resolved-you = { $number } is opgelost.
resolved-note = ✅ { $who } heeft dit opgelost.
resolved-sender = ✅ { $who } van **{ $team }** heeft dit opgelost.
resolved-requester = ✅ { $who } heeft { $number } opgelost.
resolved-hint = Toch niet opgelost? Schrijf hier { $days ->
    [0] en er komt een nieuw ticket
    [one] binnen een dag en het gaat weer open
   *[other] binnen { $days } dagen en het gaat weer open
}.
reopened-you = { $number } is weer open.
reopened-by-you = 🔁 { $number } is weer open. Het team weet ervan.
reopened-by-team = 🔁 { $number } is weer open: het team kijkt er nog eens naar.
reopened-note = 🔁 { $who } heeft dit heropend.
closed-requester = { $number } is gesloten, zoals je vroeg. Schrijf hier { $days ->
    [0] als je het toch nodig hebt
    [one] binnen een dag als je het toch nodig hebt
   *[other] binnen { $days } dagen als je het toch nodig hebt
}.
closed-note = De aanvrager, { $who }, heeft dit niet meer nodig.
closed-readers = { $number } is gesloten: de aanvrager heeft het niet meer nodig. Jij nog wel? Schrijf het hier.
reopened-readers = 🔁 { $number } is weer open.
dismissed-you = { $number } is van het bord als “geen verzoek”.
dismissed-requester = Een collega heeft { $number } gelezen; er hoeft verder niets te gebeuren. Heb je toch iets nodig, schrijf het dan hier.
undelivered-note = ⚠️ Dit kon niet bij de aanvrager worden bezorgd: { $reason }. Probeer diegene op een andere manier te bereiken.
card-lost = ⚠️ De kaart van { $number } kon niet in het kanaal van { $team } worden geplaatst, dus niemand ziet hem daar. Laat me in dat kanaal toe, of zeg “setup” in een ander. Tot dan werk je eraan met het nummer.
undelivered-gone = de persoon of het kanaal is niet meer bereikbaar
undelivered-failed = het chatplatform bleef het weigeren
detour-note = ℹ️ De aanvrager ontvangt geen privéberichten: wat we zeggen komt in een besloten thread terecht.

## Overdracht en tijdlijn

packet-heading = #{ $number } van { $team }
packet-reason = **Waarom het naar jullie komt**
packet-problem = **Het probleem, in eigen woorden**
packet-said = **Tot nu toe gezegd**
packet-timeline = **Wat er gebeurde**
packet-requester = Aanvrager
packet-title = Functie
packet-vip = VIP
packet-language = Taal
packet-where = Gevraagd in
packet-direct = een privébericht
packet-channel = een kanaal
packet-chat = { $where } in { $chat }
packet-earlier = Eerdere verzoeken
packet-answers = Getoonde antwoorden
packet-no-answers = geen
packet-note-by = 🔒 { $who } (notitie)
language-en = Engels
language-nl = Nederlands
timeline-heading = **Tijdlijn**

event-asked = { $who } stelde de vraag
event-wrote = { $who } schreef
event-answered = beantwoord met “{ $title }” ({ $confidence }% zeker)
event-offered = titels voorgesteld; het dichtst in de buurt kwam “{ $title }” ({ $confidence }% zeker)
event-rated = { $solved ->
    [yes] { $who } zei dat het antwoord hielp
   *[no] { $who } vroeg om meer hulp
}
event-guided = { $outcome ->
    [begun] { $who } begon met de stappen van “{ $title }”
    [again] { $who } ging verder met de stappen
    [solved] { $who } doorliep de stappen (stap { $number }): opgelost
    [article] de stappen leidden naar een ander artikel (stap { $number })
    [ticket] { $who } stopte na stap { $number } en vroeg om hulp
   *[left] { $who } stopte met de stappen na stap { $number }
}
event-opened = werd een ticket voor { $team }
event-claimed = { $who } pakte het op
event-released = { $who } gaf het vrij
event-replied = { $who } antwoordde
event-noted = { $who } maakte een notitie
event-taken-back = { $who } nam een bericht terug
event-edited = { $who } wijzigde een bericht
event-handed-off = { $who } bood het aan { $team } aan
event-accepted = { $who } van { $team } nam het aan
event-returned = { $who } gaf het terug aan { $team }
event-resolved = { $outcome ->
    [withdrawn] { $who } had het niet meer nodig
   *[other] { $who } loste het op
}
event-reopened = { $who } heropende het
event-closed = { $outcome ->
    [silent] gesloten: niemand zei of het antwoord hielp
   *[other] definitief gesloten
}
event-dismissed = { $who } merkte het aan als geen verzoek
event-held = { $who } zette het in de wacht
event-resumed = { $who } ging ermee verder
event-moved = { $who } verplaatste het naar een ander ticket
event-undelivered = een bericht kon niet worden bezorgd
event-detoured = privéberichten staan uit: een besloten thread in plaats daarvan

## Lijsten

list-number = Nr.
list-subject = Onderwerp
list-status = Status
list-owner = Eigenaar
list-since = Wacht
mine-nothing = Je hebt nu geen vragen of tickets. Schrijf me, dan ga ik aan de slag.
mine-owned = Tickets van jou
mine-own = Wat je vroeg
mine-summary = { $count ->
    [one] Eén verzoek
   *[other] { $count } verzoeken
}
queue-heading = { $team }: { $count ->
    [0] niets
    [one] 1 ticket
   *[other] { $count } tickets
}
queue-empty = Er wacht niets. Goed gedaan.
queue-summary = Je wachtrijen
queue-unknown = Ik ken geen wachtrij “{ $queue }” van jou. Die van jou zijn: { $allowed }.

## Overzicht

digest-heading = Overzicht: { $teams }
digest-window = { $start } tot { $end } ({ $zone })
digest-nothing = Er is niets gevraagd, geopend of opgelost, en er wacht niets.
digest-summary = { $opened } geopend, { $resolved } opgelost, { $backlog } open
digest-opened = Geopend
digest-resolved = Opgelost
digest-reopened = Heropend
digest-backlog = Nu open
digest-change = Verschil
digest-oldest = **Wachten het langst op ons**
digest-none-waiting = Niemand wacht op ons.
digest-response = **Eerste reactie:** de helft binnen { $median } (mediaan), 90% binnen { $p90 } ({ $count ->
    [one] 1 eerste antwoord
   *[other] { $count } eerste antwoorden
})
digest-no-replies = **Eerste reactie:** geen eerste antwoorden in deze periode.
digest-under-minute = een minuut
digest-self = **Zelfhulp:** { $asked } gevraagd, { $answered } beantwoord door de bot, { $solved } keer bevestigd als opgelost
digest-overdue = { $count ->
    [one] **Kennisbank:** één artikel had al nagekeken moeten zijn (`/kb lijst`)
   *[other] **Kennisbank:** { $count } artikelen hadden al nagekeken moeten zijn (`/kb lijst`)
}
digest-definitions = Eerste reactie loopt van het eerste bericht tot het eerste antwoord van een mens. Opgelost telt alleen wat de aanvrager bevestigde.
digest-span = “{ $word }” begrijp ik niet. Zeg hoe ver ik terug moet kijken, hooguit een jaar: `7d`, `24h` of `2 weken`.

## Taal en hulp

language-now = Ik praat Nederlands met je. Andere keuzes: { $allowed }. Typ `/ticket language en` voor Engels.
language-set = Vanaf nu praat ik Nederlands met je.
language-unknown = “{ $word }” spreek ik nog niet. Je kunt kiezen uit: { $allowed }.
help-intro = Schrijf gewoon wat je nodig hebt, of gebruik een commando:
help-spellings = In plaats van `/ticket` kun je overal `@loket` schrijven, en `!` in de thread van een ticket; daar mag het nummer weg: `!note teruggebeld`. Nederlandse woorden mogen ook: `!notitie teruggebeld`.
help-spellings-own = In plaats van `/ticket` kun je overal `@loket` schrijven, en `!` in de thread van je ticket; daar mag het nummer weg: `!close`. Nederlandse woorden mogen ook: `!sluiten`.
help-short = Kort: `/claim` `/handoff` `/resolve` `/kb` `/digest`.
help-summary = Wat je hier kunt doen
help-claim = een ticket oppakken; het is dan van jou
help-release = een ticket weer vrijgeven
help-reply = de aanvrager antwoorden
help-note = een notitie die alleen behandelaars zien
help-handoff = aan een ander team aanbieden, met een reden
help-accept = overnemen wat aan jouw team is aangeboden
help-return = teruggeven aan het team waar het vandaan kwam, met een reden
help-resolve = klaar; wat je erbij schrijft gaat naar de aanvrager
help-dismiss = het was geen verzoek
help-ticket = alles wat er met een ticket gebeurde
help-reopen = het was toch niet klaar
help-close = ik heb het niet meer nodig
help-new = iets vragen
help-mine = wat ik vroeg, en wat van mij is
help-queue = tickets die in mijn wachtrijen staan
help-kb = iets opzoeken
help-kb-agents = `/kb concept #7`: van een opgelost ticket een artikel maken; `/kb lijst`: alle artikelen met hun cijfers; `/kb nagekeken SLUG`: dit artikel klopt nog
help-digest = cijfers van mijn teams
help-language = kiezen in welke taal ik met je praat
help-help = deze lijst
shape-claim = #7
shape-release = #7
shape-reply = #7 tekst
shape-note = #7 tekst
shape-handoff = #7 team reden
shape-accept = #7
shape-return = #7 reden
shape-resolve = #7 [antwoord]
shape-dismiss = #7
shape-ticket = #7
shape-reopen = #7 [waarom]
shape-close = #7
shape-new = je vraag
shape-mine = -
shape-queue = [team]
shape-kb = woorden
shape-digest = [7d]
shape-language = en|nl
shape-help = [commando]

intro-direct = Hoi, ik ben **{ $name }**, de helpdesk. Schrijf in je eigen woorden wat je nodig hebt. Weet ik het, dan krijg je meteen antwoord; anders haal ik er een collega bij. Je kunt alles hier volgen.
intro-help = Hoi, ik ben **{ $name }**. Stel gerust je vraag in dit kanaal: op elk bericht komt een antwoord of een ticket, in een eigen thread. Begin met 📣 als een bericht geen vraag is.
intro-channel = Hoi, ik ben **{ $name }**, de helpdesk. Tag me met je vraag, of stuur me een privébericht.
intro-hint = Met `/{ $command } help` zie je wat je kunt doen.

## Formulieren

form-reply-title = Antwoorden op #{ $number }
form-reply-text = Je antwoord
form-reply-hint = De aanvrager krijgt dit.
form-reply-submit = Versturen
form-note-title = Notitie bij #{ $number }
form-note-text = Notitie
form-note-hint = Alleen behandelaars zien dit.
form-note-submit = Bewaren
form-handoff-title = #{ $number } overdragen
form-handoff-queue = Aan welk team
form-handoff-text = Waarom, en wat is er geprobeerd
form-handoff-hint = Het team krijgt dit met het hele verhaal erbij.
form-handoff-submit = Aanbieden
form-return-title = #{ $number } teruggeven
form-return-text = Waarom het teruggaat
form-return-hint = Het team dat het stuurde leest dit.
form-return-submit = Teruggeven
form-resolve-title = #{ $number } oplossen
form-resolve-text = Wat was de oplossing
form-resolve-hint = De aanvrager krijgt dit. Laat het leeg om zonder bericht op te lossen.
form-resolve-submit = Oplossen
form-for-title = Vragen voor een ander
form-for-text = Wat heeft diegene nodig?
form-for-hint = Diegene krijgt bericht en kan zeggen dat het niet klopt.
form-new-title = Hulp vragen
form-new-text = Waarmee kunnen we je helpen?
form-new-hint = Wat gebeurt er, sinds wanneer, en op welk apparaat.
form-new-kind = Wat is het?
form-new-submit = Versturen
form-new-empty = Schrijf waarmee we je kunnen helpen.

## Als iets niet kan

parse-nothing = Typ er een commando achter, zoals `help`.
parse-unknown = Het commando “{ $word }” ken ik niet. Typ `/ticket help` om ze allemaal te zien, of `/ticket new` met je vraag.
parse-did-you-mean = “{ $word }” ken ik niet. Bedoelde je `{ $verb }`?
parse-which-ticket = Welk ticket? Zet het nummer erbij: `{ $verb } #7`.
parse-too-much = Achter `{ $verb }` hoort niets, dus met “{ $rest }” heb ik niets gedaan.
parse-reply-what = Schrijf wat je wilt antwoorden: `reply #7 We hebben een nieuwe besteld.`
parse-note-what = Schrijf wat je wilt noteren: `note #7 Gebeld, geen gehoor.`
parse-handoff-what = Zeg welk team, en waarom: `handoff #7 it-network geen verbinding op poort 12`.
parse-return-what = Zeg waarom het teruggaat: `return #7 het ligt aan de laptop`.
parse-kb-what = Schrijf wat je zoekt: `/kb vpn`.
too-long = Dat is te lang: hooguit { $limit } tekens. Splits het in tweeën.

file-too-big = { $name } is groter dan { $limit } MB, het meeste dat ik aanneem; ik heb je bericht bewaard zonder dat bestand. Maak het kleiner of deel een link.
file-too-much = De bestanden bij dit bericht zijn samen groter dan { $limit } MB; { $name } is weggelaten. Stuur het in een eigen bericht.
file-too-many = { $name } is weggelaten: ik neem hooguit 20 bestanden bij één bericht aan. Stuur de rest in een volgend bericht.
file-not-allowed = { $name } is een soort bestand dat ik hier niet aanneem; ik heb je bericht bewaard zonder dat bestand. Is het echt nodig, stop het dan in een zip of vraag de servicedesk hoe je het kunt sturen.
file-unreadable = Ik kon { $name } niet ophalen; ik heb je bericht bewaard zonder dat bestand. Stuur het bestand nog eens.
file-empty = { $name } is leeg: er zit niets in. Misschien brak het uploaden af; stuur het nog eens.
file-gone = { $name } is er niet meer.
file-active = { $name } kan een programma bevatten; je kunt het alleen opslaan, het wordt nooit op een pagina geopend. Een plaatje of pdf ervan is makkelijker te bekijken.
file-not-with-command = Het bestand bij { $verb } is niet doorgegeven: alleen een bericht, een antwoord of een notitie neemt bestanden mee. Stuur het nog eens zonder de opdracht.
not-a-ticket-yet = Dit is nog geen ticket: het antwoord hierboven wacht op een ja of nee van de aanvrager.
unavailable = Ik kon dat nu niet opslaan. Stuur het zo nog eens.
went-wrong = Er ging bij ons iets mis; er is niets veranderd. Probeer het nog eens.

refused = Dat kan nu niet.
refused-ticket-unknown = Ik vind ticket #{ $number } niet bij de tickets die je mag zien.
refused-already-claimed = { $owner } was je voor: #{ $number } is { $ago } opgepakt.
refused-already-yours = #{ $number } is al van jou.
refused-not-owned = #{ $number } is van niemand.
refused-already-over = #{ $number } is al opgelost of gesloten. Is het toch niet klaar, heropen het dan: `reopen #{ $number }`.
refused-not-over = #{ $number } is niet opgelost, dus er valt niets te heropenen.
refused-reopen-too-late = #{ $number } is gesloten en kan niet meer open. Schrijf wat je nodig hebt, dan maak ik een nieuw ticket.
refused-handoff-pending = #{ $number } is al aan een ander team aangeboden ({ $queue }). Dat kan het aannemen of teruggeven.
refused-no-handoff = #{ $number } is niet aan jouw team overgedragen.
refused-same-queue = #{ $number } is al bij dat team ({ $queue }).
refused-not-allowed = `{ $verb }` is voor de mensen die tickets behandelen. Typ `/ticket help` om te zien wat jij kunt doen.
refused-not-your-queue = #{ $number } is van een ander team ({ $queue }). Je kunt het lezen, maar alleen dat team kan er iets mee doen.
refused-not-yours = Alleen wie het vroeg, kan dat doen.
refused-already-rated = Dat had je me al verteld, dank je.
refused-button-stale = Die knop werkt niet meer. Heb je nog iets nodig, schrijf het dan hier.

## Meer dat behandelaars doen

button-agree = ✅ Ja, het is klaar
button-disagree = 🔁 Nee, nog niet
button-mistaken = Dit is niet van mij
button-cleanup = Deze { $count } sluiten
button-keep = Laten staan
card-priority = Prioriteit
card-kind = Soort
card-tags = Labels
card-links = Zie ook
card-merged = Gaat verder als
card-earlier = Eerdere verzoeken
card-snoozed = Uitgesteld tot
card-opened-by = Genoteerd door
priority-urgent = 🚨 spoed
priority-high = 🟠 hoog
priority-normal = 🟢 normaal
priority-low = ⚪ laag
kind-incident = storing
kind-service-request = aanvraag
kind-question = vraag
assigned-note = 👤 { $who } heeft dit toegewezen aan { $to }.
assigned-notice = 👤 { $who } heeft { $number } aan jou toegewezen: { $subject }
assigned-done = { $number } is nu van { $to }.
assign-unknown = “{ $word }” ken ik niet in dit team. Je kunt toewijzen aan: { $allowed }.
labelled-done = { $number } · { $label }: { $value }
priority-unknown = De prioriteit “{ $word }” ken ik niet. Zeg spoed, hoog, normaal of laag.
kind-unknown = De soort “{ $word }” ken ik niet. Zeg storing, aanvraag of vraag.
tag-unknown = “{ $word }” kan geen label zijn. Gebruik letters, cijfers en streepjes, hooguit 30 bij elkaar; `-woord` haalt een label weg.
snoozed-done = 💤 { $number } is uitgesteld tot { $when }. Schrijft de aanvrager eerder, dan komt het eerder terug.
snooze-over = ⏰ Het uitstel is voorbij, { $number } is er weer: { $subject }
snooze-past = “{ $word }” ligt in het verleden. Zeg wanneer het terug moet komen, zoals `2u`, `morgen 9:00` of `maandag`.
snooze-unknown = Wanneer “{ $word }” is weet ik niet. Zeg `2u`, `3d`, `morgen 9:00` of `maandag`, en als je wilt een reden erachter.
held-done = ⏸️ { $number } staat in de wacht tot jij het hervat of de aanvrager schrijft.
resumed-done = ▶️ { $number } staat niet meer in de wacht.
merged-done = { $number } gaat verder als { $into }. Beide teams en beide aanvragers weten ervan.
merged-requester = 🔗 { $number } gaat over hetzelfde als { $into }, dus ze gaan samen verder als { $into }. Je krijgt elk antwoord nog steeds hier, en wat je hier schrijft komt bij het team.
merged-requester-same = 🔗 { $number } gaat over hetzelfde als jouw { $into }, dus ze gaan samen verder. De antwoorden komen in de thread van { $into }; wat je hier schrijft komt ook bij het team.
merged-into-yours = 🔗 Iemand anders vroeg hetzelfde als { $number }. Diegene krijgt de antwoorden voortaan ook, en wat die schrijft komt bij het team.
merged-away-note = 🔗 { $who } heeft dit samengevoegd met { $into }. Wat je hier schrijft, komt daar terecht.
merged-here-note = 🔗 { $who } heeft { $number } hiermee samengevoegd:
refused-merge = #{ $number } kan niet verdergaan als #{ $into }: dat is al opgelost of gesloten. Heropen eerst #{ $into }, of voeg ze andersom samen.
linked-done = { $number } en { $other } zijn gekoppeld: elke kaart verwijst naar de andere.
link-itself = #{ $number } kun je niet aan zichzelf koppelen.
add-unknown = “{ $word }” ken ik hier niet. Noem iemand uit het deskbestand: `add #7 @joris`.
add-already = { $who } leest al mee met #{ $number }.
added-requester = 👥 { $who } leest hier vanaf nu mee en krijgt de antwoorden ook.
add-requester = Dat is de aanvrager van #{ $number }; die krijgt sowieso elk antwoord.
added-done = { $who } leest nu mee met { $number }. Die weet het, en de aanvrager ook.
added-you = 👥 { $who } laat je meelezen met { $number }, “{ $subject }”. De antwoorden krijg je hier; wat je in deze thread schrijft komt bij het team.
notify-on = 🔔 Ik laat het je weten als de aanvrager van { $number } schrijft.
notify-off = 🔕 Over { $number } laat ik je niets meer weten.
notify-wrote = 🔔 { $who } schreef bij { $number }: { $subject }
close-asked = { $who } denkt dat { $number } klaar is. Klopt dat? Hoor ik niets, dan sluit ik het over { $days ->
    [one] een dag
   *[other] { $days } dagen
}.
close-asked-done = Ik heb het de aanvrager gevraagd. Komt er geen antwoord, dan sluit ik { $number } over { $days ->
    [one] een dag
   *[other] { $days } dagen
}.
kept-open = 🔁 Goed, het blijft open. Het team weet het.
kept-open-note = 🔁 { $who } zegt dat het nog niet klaar is.
agreed = ✅ { $number } is opgelost. Toch niet opgelost? Schrijf hier { $days ->
    [0] en er komt een nieuw ticket
    [one] binnen een dag en het gaat weer open
   *[other] binnen { $days } dagen en het gaat weer open
}.
agreed-note = ✅ De aanvrager zegt dat het klaar is.
silence-note = ✅ Opgelost: de aanvrager kreeg de vraag en liet niets horen in { $days ->
    [one] een dag
   *[other] { $days } dagen
}.
cleanup-nothing = { $team } heeft geen ticket dat al zo lang stil is.
cleanup-ask = { $count ->
    [one] Eén ticket
   *[other] { $count } tickets
} van **{ $team }** waar al zo lang niemand iets over schreef:
cleanup-kept = Er is niets gesloten.
cleanup-hint = De aanvragers krijgen bericht; schrijven ze binnen { $days ->
    [one] een dag
   *[other] { $days } dagen
}, dan gaat hun ticket weer open.
cleanup-done = { $count ->
    [0] Er is niets gesloten.
    [one] Eén ticket is gesloten; de aanvrager heeft bericht gekregen.
   *[other] { $count } tickets zijn gesloten; de aanvragers hebben bericht gekregen.
}{ $left ->
    [0] {""}
    [one] {" "}Eén bleef open: daar kwam intussen bericht.
   *[other] {" "}{ $left } bleven open: daar kwam intussen bericht.
}
idle-requester = Over { $number } hoorden we niets meer, dus het is gesloten. Toch nog nodig? Schrijf hier { $days ->
    [0] en er komt een nieuw ticket
    [one] binnen een dag en het gaat weer open
   *[other] binnen { $days } dagen en het gaat weer open
}.
find-heading = { $count ->
    [one] Eén ticket
   *[other] { $count } tickets
} gevonden
find-none = Ik vond geen ticket voor “{ $words }” bij wat je mag zien. Probeer minder woorden, of een ander filter.
find-queue = Ik ken geen wachtrij “{ $queue }”. Dit zijn ze: { $allowed }.
find-empty = Achter “{ $filter }” staat niets. Schrijf het aan elkaar, zoals `van:ana` of `voor:7d`.
find-nothing = Zeg wat je zoekt: `zoek dock van:ana wachtrij:it-l1 status:open voor:7d`.
find-status = De status “{ $word }” ken ik niet. Zeg nieuw, open, wacht, hold, opgelost, gesloten of actief.
find-before = De dag “{ $word }” ken ik niet. Zeg `voor:2026-11-01` of `voor:7d`.
for-told = { $who } heeft dit voor je genoteerd:
for-correct = Klopt er iets niet of ontbreekt er iets? Schrijf het hier. Is het helemaal niet van jou? Druk dan op de knop.
for-done = { $number } staat open voor { $who }, die ervan weet.
for-yourself = Voor jezelf kun je me gewoon schrijven wat je nodig hebt.
for-unknown = “{ $word }” ken ik niet. Noem iemand uit het deskbestand: `for @ana haar scherm blijft zwart`.
mistaken-done = Dank je voor het melden. Het is gesloten, en wie het noteerde weet ervan.
mistaken-note = ↩️ { $who } zegt dat dit niet van hem of haar is; het is gesloten.
mistaken-notice = ↩️ { $who } zegt dat { $number }, dat jij noteerde, een vergissing is. Het is gesloten; noteer het opnieuw voor de juiste persoon.
why-heading = Waarom, bij #{ $number }
why-queue = naar **{ $team }**, omdat { $because ->
    [confidential] er woorden in staan van een vertrouwelijk team
    [channel] het in het kanaal van dat team werd gevraagd
    [article] het artikel dat het dichtst in de buurt komt van dat team is
    [words] de meeste woorden bij dat team horen
   *[default] niets naar een ander team wees
}
why-answer = beantwoord met “{ $title }”: { $confidence }% zeker door “{ $phrasing }”; vanaf { $limit }% geef ik antwoord
why-abstained = geen antwoord: het dichtst in de buurt kwam “{ $title }” met { $confidence }%, en ik antwoord vanaf { $limit }%
why-no-match = geen antwoord: geen artikel heeft ermee te maken, of het was niet aan mij
why-offered = titels voorgesteld: het dichtst in de buurt kwam “{ $title }” met { $confidence }%; ik stel titels voor vanaf { $offer }% en antwoord vanaf { $limit }%
why-chose-none = niemand koos op tijd een van de titels, dus werd het een ticket
why-asked-about = getoond omdat ernaar gevraagd werd op de eigen pagina
why-stopped = het hielp te vaak niet om het uit mezelf te sturen
why-limit-moved = eerdere antwoorden verlegden die grens van { $usual }% naar { $limit }%
why-parts = woog het zwaarst: { $parts }
why-part = { $name ->
    [bm25] zeldzame woorden gevonden
    [cover] woorden gevonden in het artikel
    [grams] letters gelijk met het hele artikel
    [gram_best] letters gelijk met één formulering
    [fuzzy] spelling van één formulering
    [recall] hoeveel van een formulering gezegd is
    [word_best] woorden gedeeld met één formulering
    [word_mean] woorden gedeeld met alle formuleringen
    [said] woorden gevonden in één formulering
    [centroid] woorden die de formuleringen delen
    [unity] hoe gelijk de formuleringen zijn
    [sense] wat één formulering betekent
    [sense_mean] wat de formuleringen samen betekenen
    [unknown] woorden die ik niet ken
    [length] lengte van de vraag
    [margin] voorsprong op de tweede
    [share] aandeel tussen alle
    [doubt] meerdere lijken op elkaar
   *[lead] voorsprong op de derde
} { $worth }
kbwhy-heading = Waarom er wel of niet met “{ $title }” wordt geantwoord
kbwhy-none = Over geen enkel antwoord met deze tekst is al iets gezegd.
kbwhy-counts = { $count ->
    [one] Eén antwoord met deze tekst:
   *[other] { $count } antwoorden met deze tekst:
} { $solved } keer was het opgelost, { $silent } keer bleef het stil, { $failed } keer was er meer hulp nodig, { $again } keer kwam iemand ermee terug, { $dismissed } keer was het geen verzoek
kbwhy-bound = dus helpt { $low }% tot { $high }% van zulke antwoorden; ik beloof { $promise }%
kbwhy-held = **ingehouden**: ik antwoord ermee vanaf { $limit }%, waar { $usual }% gewoon is
kbwhy-stopped = **gestopt**: ik antwoord er niet meer mee en stel alleen nog de titel voor
kbwhy-eased = **bewezen**: ik antwoord ermee vanaf { $limit }%, waar { $usual }% gewoon is
kbwhy-plain = niet ingehouden en niet bewezen: ik antwoord ermee vanaf { $limit }%
kbwhy-all-raised = alle antwoorden van de desk samen blijven onder de belofte; dat verhoogt elke grens
kbwhy-all-eased = alle antwoorden van de desk samen liggen boven de belofte; dat verlaagt elke grens
kbwhy-off = Deze desk leert niet van de afloop (`learn = false`): ik antwoord ermee vanaf { $limit }%.
kbwhy-latest = De laatste:
kbwhy-hidden = { $count ->
    [one] en één die je niet kunt openen
   *[other] en { $count } die je niet kunt openen
}
kbwhy-verdict = { $verdict ->
    [solved] opgelost
    [silent] niets meer gehoord
    [failed] meer hulp nodig
    [again] kwam ermee terug
   *[dismissed] was geen verzoek
}
kbwhy-hint = Stilte telt half, en wat geen verzoek was ook; van één persoon tellen de laatste twee. Een nieuwe tekst begint opnieuw.
kbwhy-question = Wat ik zou doen met “{ $words }”
kbwhy-nothing = Een ticket maken: geen artikel heeft ermee te maken.
kbwhy-answer = Antwoorden met het eerste.
kbwhy-offer = Titels voorstellen: het eerste is waarschijnlijk, maar niet zeker genoeg.
kbwhy-ticket = Een ticket maken: zelfs het eerste is niet waarschijnlijk.
kbwhy-line = “{ $title }” ({ $slug }): { $confidence }% zeker; ik antwoord ermee vanaf { $limit }%
kbwhy-line-stopped = “{ $title }” ({ $slug }): { $confidence }% zeker; ik antwoord er niet meer mee, want het hielp te vaak niet
why-closed = vanzelf gesloten: { $outcome ->
    [silent] niemand zei of het antwoord hielp
   *[other] de dagen om te heropenen waren voorbij
}
why-resumed = teruggehaald: het uitstel was voorbij
why-resolved = opgelost: de aanvrager kreeg de vraag en zei dagenlang niets
why-undelivered = het team verteld dat een bericht niet kon worden bezorgd
why-detoured = het team verteld dat de aanvrager geen privéberichten ontvangt
why-nothing = Hier heb ik niets uit mezelf gedaan.
why-hint = Wat mensen deden staat in de tijdlijn: `/ticket #{ $number }`.
event-assigned = { $who } wees het toe
event-labelled = { $who } gaf het een label
event-merged = { $who } voegde het samen met #{ $number }
event-linked = { $who } koppelde het aan een ander ticket
event-followed = { $who } liet iemand meelezen
event-close-asked = { $who } vroeg of het klaar is
event-kept-open = { $who } zei dat het nog niet klaar is
help-assign = aan iemand van het team geven
help-priority = hoe dringend het is
help-kind = wat voor verzoek het is
help-tag = woorden om het op terug te vinden en te tellen; -woord haalt er een weg
help-snooze = wegleggen tot een moment
help-hold = wegleggen tot er iets gebeurt
help-resume = ermee verdergaan
help-merge = het gaat over hetzelfde als een ander
help-link = het heeft met een ander te maken
help-add = een collega laten meelezen
help-notify = laat het me weten als de aanvrager schrijft; nog eens: niet meer
help-export = het hele ticket als bestanden om te bewaren, alleen voor jou
help-why = waarom ik deed wat ik uit mezelf deed
help-for = iets noteren voor iemand anders
help-find = tickets zoeken
help-cleanup = sluiten waar niemand meer over schrijft
shape-assign = #7 @mila
shape-priority = #7 spoed|hoog|normaal|laag
shape-kind = #7 storing|aanvraag|vraag
shape-tag = #7 vpn -printer
shape-snooze = #7 2u [reden]
shape-hold = #7 reden
shape-resume = #7
shape-merge = #7 into #5
shape-link = #7 #5
shape-add = #7 @joris
shape-notify = #7
shape-export = #7
shape-why = #7
shape-for = @ana haar vraag
shape-find = woorden from:ana status:open
shape-cleanup = it-l1 30d
parse-assign-what = Zeg aan wie: `assign #7 @mila`.
parse-priority-what = Zeg hoe dringend het is: `priority #7 hoog`.
parse-kind-what = Zeg wat het is: `kind #7 storing`.
parse-tag-what = Zeg welke labels: `tag #7 vpn utrecht`.
parse-snooze-what = Zeg tot wanneer: `snooze #7 2u`.
parse-hold-what = Zeg waar het op wacht: `hold #7 een onderdeel van de leverancier`.
parse-merge-what = Zeg met welk ticket: `merge #7 into #5`.
parse-link-what = Zeg aan welk ticket: `link #7 #5`.
parse-add-what = Zeg wie: `add #7 @joris`.
parse-for-what = Zeg voor wie en wat: `for @ana haar scherm blijft zwart`.
parse-find-what = Zeg wat je zoekt: `find dock from:ana status:open`.
parse-cleanup-what = Zeg welke wachtrij, en hoe lang het al stil is: `cleanup it-l1 30d`. Die van jou zijn: { $allowed }.
assigned-self-note = 👤 { $who } heeft dit op zich genomen.
assign-already = #{ $number } is al van { $to }.
tagged-done = { $number } heeft nu de labels: { $tags }.
tagged-none = { $number } heeft geen labels meer.
merge-itself = #{ $number } kun je niet met zichzelf samenvoegen. Noem een ander ticket, zoals in `merge #7 into #5`.
merge-confidential = #{ $number } en #{ $into } kun je niet samenvoegen: een van de twee is vertrouwelijk, en dan zou een ander team meelezen.
merge-confidential-people = #{ $number } en #{ $into } kun je niet samenvoegen: ze zijn vertrouwelijk, en dan zouden twee mensen elkaars antwoorden lezen. Met `koppelen` houdt het team ze bij elkaar.
refused-merged-away = #{ $number } is verdergegaan als #{ $into }. Werk daarin verder.
refused-too-many-tags = #{ $number } zou meer dan { $most } labels krijgen. Haal er eerst een paar weg: `-woord`.
notify-asked = Je hoort al alles over #{ $number }: je eigen verzoek is ermee samengevoegd.
close-asked-already = De aanvrager van #{ $number } heeft de vraag al gekregen. Geef die even de tijd.
cleanup-leads = Veel tickets tegelijk sluiten is voor teamleiders. Vraag het die van jouw team.

## Standaardantwoorden

button-send = ✉️ Versturen
macro-preview = Dit gaat naar de aanvrager van { $number } ({ $title }). Versturen?
macro-unknown = Ik ken geen standaardantwoord “{ $word }”. Dit team heeft: { $allowed }.
macro-none = Dit team heeft nog geen standaardantwoorden. Een teamleider kan ze in het deskbestand zetten, onder `[[replies]]`.
macro-heading = Standaardantwoorden voor #{ $number }
macro-name = Naam
macro-title = Waarover
macro-text = Tekst
macro-hint = Met `/macro #7 naam` zie je het ingevuld voordat het weggaat.
help-macro = een standaardantwoord sturen, nadat je het hebt bekeken
shape-macro = #7 [naam]

## Grenzen

limit-blocked = Je berichten worden op dit moment niet aangenomen: { $reason } Klopt dat niet, spreek dan een collega van de servicedesk aan.
limit-hour = Dat zijn meer dan { $limit } vragen binnen een uur, dus deze heb ik niet aangenomen. Het team weet ervan; is het dringend, schrijf het dan in een van je open tickets.
limit-open = Je hebt { $limit } tickets openstaan, dus ik heb er geen bij genomen. Het team weet ervan; sluit wat je niet meer nodig hebt, of schrijf in een ticket dat openstaat.
limit-alert = ⚠️ { $who } zit aan een grens ({ $limit }), dus dit is niet als verzoek aangenomen. Kijk even of het een echt verzoek is:
rescued-inside = ⚠️ Er ging bij ons iets mis met de laatste woorden van { $who } hier. Ze staan bij dit ticket en zijn nergens anders heen gegaan.
handoff-done-team = Aangeboden aan { $team }. Het blijft bij jullie team tot zij het aannemen.
digest-otherwise = Verder: { $aside } terzijde gelegd (geen verzoek, verplaatst of samengevoegd), { $came } van andere teams gekregen, { $went } naar andere teams gegaan.
queue-more = En nog { $count }: `/ticket find queue:{ $queue } status:active`
subject-taken-back = (teruggenomen)
taken-back-copy = 🗑️ { $who } nam dit bericht terug.
edited-mark = ✎ bewerkt
edited-at = ✎ bewerkt { $when }
edited-before = er stond eerder, { $when }:
edit-is-command = Een bewerking voert geen opdracht uit en maakt er ook geen andere van. Er is hier niets veranderd: geef de opdracht in een nieuw bericht.
edit-empty = Een bewerking waar niets van overblijft geven we niet door. Wil je het bericht terugnemen, verwijder het dan.
edit-not-passed-on = Je bewerking is niet doorgegeven: dit gesprek gaat nu ergens anders verder. Zeg het nog eens in een nieuw bericht.
reason-handed = { $who } aan { $team }
reason-returned = { $who }, terug naar { $team }
packet-before = **Eerder overgedragen**
returned-requester = { $number } is terug bij **{ $team }**; zij gaan ermee verder en antwoorden je hier.
refused-not-owner = #{ $number } is van { $owner }. Alleen die collega of een teamleider kan het vrijgeven.

# ---- aanvragen van berichten, en tekens

picked-known = Aan dat bericht wordt al gewerkt.
picked-already = Dat bericht is al { $number }.
picked-empty = In dat bericht staan geen woorden om een aanvraag van te maken. Gebruik `/ticket new`.
picked-done = Daar is { $number } van gemaakt; de schrijver hoort het in de thread.
picked-answered = De kennisbank had een antwoord; het staat in de thread.
earlier-in-thread = Eerder in de thread:
reacted-handoff = Naar welk team moet { $number }?

# ---- setup: waar een kanaal voor is

help-setup = waar dit kanaal voor is: aanvragen, de tickets van een team, een overzicht; of uit welke groep een team bestaat
shape-setup = triage it-l1
setup-now = Dit kanaal is voor: { $what }. Wat moet het worden?
setup-hint = Of typ het: `setup help`, `setup triage it-l1`, `setup digest it`, `setup paneel`, `setup off`. Met `setup medewerkers it-l1 @groep` komen de medewerkers van een team uit een groep.
setup-is-nothing = nog niets
setup-is-help = aanvragen { $subject }
setup-is-triage = de tickets van { $subject }
setup-is-digest = het overzicht { $subject }
setup-button-help = Aanvragen: mensen vragen hier
setup-button-triage = Tickets van { $team }
setup-button-digest = Overzicht { $digest }
setup-button-off = Niets
setup-help = 📌 Dit kanaal is nu voor aanvragen: elk nieuw bericht is er een. Begin met 📣 om gewoon te praten.
setup-triage = 📌 De tickets van { $subject } komen nu in dit kanaal. Iedereen die erin zit leest ze.
setup-digest = 📌 Het overzicht { $subject } komt nu in dit kanaal.
setup-off = 📌 Dit kanaal is weer om te praten.
setup-in-a-channel = Zeg `setup` in het kanaal waar het om gaat.
setup-unknown = Ik ken “{ $word }” niet. Zeg `setup help`, `setup triage it-l1`, `setup digest it`, `setup medewerkers it-l1 @groep`, `setup paneel` of `setup off`.
setup-queue = Ik ken het team “{ $word }” niet. Er zijn: { $allowed }.
setup-digest-unknown = Ik ken het overzicht “{ $word }” niet. Er zijn: { $allowed }.
setup-nothing = Dit kanaal heeft geen rol die weg kan.
setup-in-the-file = De rol van dit kanaal staat in het deskbestand; daar haal je hem weg.
setup-is-agents = { $team } uit { $group }
setup-agents-now = Medewerkers komen uit groepen: { $what }.
setup-agents = 👥 Wie in de groep { $group } zit, hoort vanaf nu bij { $team }; geef me een minuut om die te lezen.
setup-agents-off = 👥 Geen groep wijst nog medewerkers van { $team } aan.
setup-agents-nothing = Hier is voor { $team } geen groep van deze chat ingesteld.
setup-agents-group = Noem de groep met een vermelding: `setup medewerkers { $queue } @groep`; `setup medewerkers { $queue } uit` maakt het ongedaan.


## Het web

button-web = 🌐 Openen op het web
web-link = Open Loket op het web als { $name }
web-link-hint = De link werkt één keer, binnen tien minuten, in de browser waarin je hem opent. Hij is alleen voor jou: geef hem niet door.
web-off = Deze helpdesk heeft geen webpagina om je aan te melden. Wie hem beheert kan die aanzetten met `LOKET_PUBLIC__HOST`.
web-unknown = Ik weet niet wat “{ $word }” voor het web betekent. Typ `web` voor een link, `web sessies` om te zien waar je bent aangemeld, of `web afmelden`.
web-too-many = Je hebt de afgelopen tien minuten { $count } links gevraagd. Gebruik een daarvan, of wacht even.
web-nowhere = Je bent nergens op het web aangemeld.
web-list-number = Nr.
web-list-browser = Browser
web-list-since = Aangemeld
web-list-seen = Laatst gebruikt
web-list-hint = `web afmelden 2` meldt de tweede af, `web afmelden` allemaal.
web-list-summary = { $count ->
    [one] Aangemeld in één browser
   *[other] Aangemeld in { $count } browsers
}
web-some-browser = een browser
web-signed-out = { $count ->
    [0] Je was nergens aangemeld.
    [one] Klaar: je bent in één browser afgemeld.
   *[other] Klaar: je bent in { $count } browsers afgemeld.
}
web-signed-out-one = Klaar: je bent afgemeld in { $browser }.
web-which = { $count ->
    [0] Je bent nergens aangemeld, dus er is geen “{ $word }” om af te melden.
   *[other] Ik weet niet welke browser “{ $word }” is. `web sessies` nummert ze, van 1 tot { $count }.
}
help-web = een link naar de webpagina; waar ik ben aangemeld; afmelden
shape-web = [sessies|afmelden]
said-done = Toegevoegd aan { $number }. Het team leest het.
parse-say-what = Schrijf wat je wilt toevoegen: `zeg #7 Het gebeurt ook op de telefoon.`
help-say = iets toevoegen aan wat ik vroeg
shape-say = #7 tekst

export-here = Ticket { $number }, om te bewaren: pak het uit en open de pagina die erin zit; de bestanden staan ernaast.
export-sent = Je krijgt het verslag van { $number } in een privébericht.
transcript-requester = Aanvrager
transcript-made = Geëxporteerd
transcript-answers = Gegeven antwoorden
transcript-said = Wat er gezegd is
transcript-note = notitie, niet voor de aanvrager
transcript-gone = teruggenomen { $when }
transcript-edited = bewerkt { $when }
transcript-earlier = Wat er eerder stond, { $when }
transcript-reasons = Waarom het naar een ander team ging

## Artikelen uit de chat

event-drafted = { $who } maakte er een conceptartikel van
scrub-name = naam
scrub-email = e-mailadres
scrub-phone = telefoonnummer
scrub-account = rekeningnummer
scrub-citizen = burgerservicenummer
scrub-address = netwerkadres
scrub-number = nummer
scrub-link = link
scrub-secret = geheim
draft-which = Welk ticket? Schrijf bijvoorbeeld: kb draft #7
draft-confidential = #{ $number } is vertrouwelijk, en wat vertrouwelijk is wordt nooit een artikel.
draft-not-resolved = #{ $number } is niet opgelost. Een concept maak je van wat hielp, dus los het eerst op.
draft-made = 📖 Het concept **{ $title }** staat klaar. Namen, nummers en adressen zijn eruit gehaald; lees het daar nog wel op na.
draft-there = 📖 Hier is al een concept van: **{ $title }**.
draft-next = Bewerk en publiceer het in de webwerkplek: Kennisbank, Concepten.
draft-no-answer = (Schrijf hier wat hielp.)
draft-asked = Wat er werd gevraagd
button-draft = 📖 Artikel van maken
article-saved = Opgeslagen.
article-published = **{ $title }** is gepubliceerd. Vanaf nu antwoord ik ermee.
article-retired = **{ $title }** is weggehaald. Ik antwoord er niet meer mee; de geschiedenis blijft bewaard.
article-restored = De tekst van versie { $version } is terug als nieuwste concept. Publiceer hem als hij klopt.
article-translate = Er staat een concept in de andere taal klaar; het begint met dezelfde tekst.
article-conflict = { $who } heeft dit artikel opgeslagen terwijl jij schreef. Er is niets kwijt: jouw tekst staat nog in het formulier en de nieuwere staat ernaast. Voeg samen wat je wilt houden en sla opnieuw op.
article-title = Geef een titel van hooguit { $most } tekens.
article-body = Schrijf het antwoord, hooguit { $most } tekens.
article-question-long = Een vraag heeft hooguit { $most } tekens.
article-audience = Kies wie het mag lezen: iedereen, behandelaars of één team.
article-owner = De eigenaar moet iemand van een team zijn.
article-questions = Geef { $fewest } tot { $most } vragen zoals mensen ze echt typen, één per regel; zonder vindt niemand het.
article-same-question = Een ander artikel heeft bijna dezelfde vraag: { $why }
article-link = Een link gaat nergens heen: { $why }
article-loops = De stappen zijn niet te doorlopen (regel { $line }): { $why }
article-steps = Het artikel of de stappen zijn niet te lezen (regel { $line }): { $why }
article-no-queue = Dit artikel hoort bij een team dat vertrouwelijk is of niet meer bestaat; het kan niet gepubliceerd worden.
refused-article-unknown = Dat artikel ken ik niet, of het is niet voor jou.
vote-helped = 👍 Dank je, dat telt mee.
vote-not = 👎 Dank je. De eigenaar ziet dat. Heb je nog hulp nodig, druk dan op ‘Vraag hierover’.
check-summary = { $count ->
    [one] Eén artikel van jou moet opnieuw worden nagekeken:
   *[other] { $count } artikelen van jou moeten opnieuw worden nagekeken:
}
check-hint = Lees het een keer door. Klopt het nog? Druk op de knop en het is weer een jaar goed. Ik herinner je er maar één keer aan.
check-done = ✅ **{ $title }** is vandaag nagekeken en weer een jaar goed.
button-verify = ✅ Klopt nog: { $title }
articles-heading = { $count ->
    [one] Eén artikel
   *[other] { $count } artikelen
}
articles-hint = Zoek met /kb en een paar woorden; de webwerkplek laat zien wat er achter elk getal zit.
articles-title = Artikel
articles-views = Gezien
articles-helped = Hielp wel / niet
articles-check = Nakijken voor
audience-everyone = Iedereen
audience-agents = Behandelaars van alle teams
button-about-article = 💬 Vraag hierover
button-about-steps = 🧭 Neem me er doorheen

## Eén persoon in twee chats

help-connect = Loket in een andere chat als dezelfde persoon gebruiken
shape-connect = [CODE|uit discord]
connect-code = Typ binnen { $minutes } minuten `connect { $code }` tegen Loket in { $chats }. Vanaf dan ben je hier en daar dezelfde persoon.
connect-code-hint = De code werkt één keer en is alleen voor jou: geef hem niet door, en typ geen code die je van een ander kreeg.
connect-nowhere = Deze helpdesk zit in geen andere chat die je kunt verbinden.
connect-everywhere = Al je chats zijn al verbonden. Met `connect uit { $platform }` haal je er een weg.
connect-too-many = Je hebt in een paar minuten al meer codes gevraagd. Gebruik de laatste, of wacht even.
connect-wrong = Die code werkt niet. Misschien staat er een tikfout in, is hij al gebruikt of ouder dan een kwartier; typ `connect` in de andere chat voor een nieuwe.
connect-pause = Dat waren te veel codes. Probeer het over een uur nog eens, of vraag een beheerder van deze helpdesk je accounts te verbinden.
connect-stranger = Accounts verbinden is voor leden van deze werkomgeving; als gast kun je hier gewoon vragen stellen.
connect-ask = Deze code is gemaakt door { $account } in { $chat }. Verbonden mag dat account hier alles wat jij mag, en leest het wat je hebt gevraagd. Heb je de code zelf gemaakt?
button-connect = Ja, verbinden
button-connect-no = Nee
connect-kept = Er is niets verbonden.
connect-done = 🔗 Verbonden: je bent hier en als { $account } in { $chat } dezelfde persoon. `connect uit { $platform }` maakt het ongedaan.
connect-told = 🔗 Het { $chat }-account { $account } is nu met dit account verbonden: allebei ben jij. Was jij dat niet: `connect uit { $platform }`.
connect-already = Die twee zijn al verbonden. Typ de code in de andere chat, niet waar hij is gemaakt.
connect-two-people = Beide accounts zijn al van iemand uit het deskbestand, en dat zijn twee mensen. Haal eerst de verbinding weg, of vraag wie het deskbestand bijhoudt.
connect-has-one = Er is al een ander { $chat }-account verbonden. Haal dat eerst weg met `connect uit { $platform }`.
connect-admins = Iemand anders verbinden is voor beheerders van deze helpdesk. Typ voor je eigen accounts `connect`, en de code in de andere chat.
connect-admin-what = Zeg wie en welk account: `connect @ana discord:1180000000000000000`.
connect-no-such-chat = Deze helpdesk zit in geen chat die “{ $chat }” heet.
connect-admin-done = 🔗 { $who } en het { $chat }-account { $account } zijn nu dezelfde persoon; allebei hebben ze bericht.
connect-off-what = Er is geen account in “{ $chat }” verbonden. Zeg welke chat: `connect uit discord`.
connect-off-file = Dat account staat in het deskbestand; daar haal je het weg.
connect-off-done = Het { $chat }-account { $account } is niet meer verbonden. Wat vanaf dat account is gevraagd, hoort daar weer bij.
connect-off-told = { $who } heeft de verbinding met dit account weggehaald. Wat je hier hebt gevraagd blijft van jou.
panel = **{ $name }**: druk op de knop en zeg wat je nodig hebt. Je krijgt meteen antwoord, of een ticket en een mens.
panel-ask = Hulp vragen
panel-mine = Mijn aanvragen
panel-hint = Alleen jij en wie je helpt kunnen het lezen.
