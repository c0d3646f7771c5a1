# Alles wat de bot zegt, in het Nederlands. Kort, gewoon, vriendelijk; zeg wat er nu gebeurt.
# Dezelfde sleutels als en.ftl (een test let erop).

echo = { $text }
under-minute = minder dan een minuut
just-now = zojuist
button-solved = ✅ Dat was het
button-help = 🙋 Ik heb nog hulp nodig
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

## Er komt een ticket

ack-ticket = Dit is nu ticket { $number } bij **{ $team }**. Een collega leest het en antwoordt je hier.
ack-over = Ticket { $number } bij **{ $team }**: { $status }.
ack-next = Je hoeft niets te doen. Verandert er iets, schrijf het dan in deze thread.
ack-no-channel = Dit team is nog niet bereikbaar via de chat; een teamleider moet het kanaal instellen.

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
dismissed-you = { $number } is van het bord als “geen verzoek”.
dismissed-requester = Een collega heeft { $number } gelezen; er hoeft verder niets te gebeuren. Heb je toch iets nodig, schrijf het dan hier.
undelivered-note = ⚠️ Dit kon niet bij de aanvrager worden bezorgd: { $reason }. Probeer diegene op een andere manier te bereiken.
undelivered-gone = de persoon of het kanaal is niet meer bereikbaar
undelivered-failed = het chatplatform bleef het weigeren

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
event-suggested = er zijn titels voorgesteld
event-rated = { $solved ->
    [yes] { $who } zei dat het antwoord hielp
   *[no] { $who } vroeg om meer hulp
}
event-opened = werd een ticket voor { $team }
event-claimed = { $who } pakte het op
event-released = { $who } gaf het vrij
event-replied = { $who } antwoordde
event-noted = { $who } maakte een notitie
event-taken-back = { $who } nam een bericht terug
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
event-dismissed = { $who } vond het geen verzoek
event-held = { $who } zette het in de wacht
event-resumed = { $who } ging ermee verder
event-moved = { $who } verplaatste het naar een ander ticket
event-undelivered = een bericht kon niet worden bezorgd

## Lijsten

list-number = Nr.
list-subject = Onderwerp
list-status = Status
list-owner = Eigenaar
list-since = Wacht
mine-nothing = Je hebt nog niets gevraagd. Schrijf me, dan ga ik aan de slag.
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
digest-self = **Zelf opgelost:** { $asked } gevraagd, { $answered } beantwoord door de bot, { $solved } keer bevestigd als opgelost
digest-definitions = Eerste reactie loopt van het eerste bericht tot het eerste antwoord van een mens. Opgelost telt alleen wat de aanvrager bevestigde.
digest-span = “{ $word }” begrijp ik niet. Zeg hoe ver ik terug moet kijken, zoals `7d`, `24h` of `2 weken`.

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
intro-channel = Hoi, ik ben **{ $name }**, de helpdesk. Noem me met een vraag erbij, of stuur me een privébericht.
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
form-resolve-hint = De aanvrager krijgt dit. Laat het leeg om alleen af te sluiten.
form-resolve-submit = Oplossen

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
parse-new-what = Schrijf je vraag erachter: `/ticket new Mijn scherm blijft zwart`.
parse-kb-what = Schrijf wat je zoekt: `/kb vpn`.
too-long = Dat is te lang: hooguit { $limit } tekens. Splits het in tweeën.
not-a-ticket-yet = Dit is nog geen ticket: het antwoord hierboven wacht op een ja of nee van de aanvrager.
unavailable = Ik kon dat nu niet opslaan. Aan jouw kant is niets verloren: stuur het zo nog eens.
went-wrong = Er ging bij ons iets mis en er is niets veranderd. Het staat in het logboek; probeer het nog eens.

refused = Dat kan nu niet.
refused-ticket-unknown = Ik vind ticket #{ $number } niet bij de tickets die je mag zien.
refused-already-claimed = { $owner } was je voor: #{ $number } is { $ago } opgepakt.
refused-already-yours = #{ $number } is al van jou.
refused-not-owned = #{ $number } is van niemand.
refused-already-over = #{ $number } is al opgelost of gesloten. Is het toch niet klaar, heropen het dan: `reopen #{ $number }`.
refused-not-over = #{ $number } is niet opgelost, dus er valt niets te heropenen.
refused-reopen-too-late = #{ $number } is te lang geleden opgelost om te heropenen. Stel je vraag opnieuw, dan maak ik een nieuw ticket.
refused-handoff-pending = #{ $number } is al aan een ander team aangeboden ({ $queue }). Dat kan het aannemen of teruggeven.
refused-no-handoff = #{ $number } is niet aan jouw team overgedragen.
refused-same-queue = #{ $number } is al bij dat team ({ $queue }).
refused-not-allowed = `{ $verb }` is voor de mensen die tickets behandelen. Typ `/ticket help` om te zien wat jij kunt doen.
refused-not-your-queue = #{ $number } is van een ander team ({ $queue }). Je mag kijken, maar niets doen.
refused-not-yours = Die knop is voor degene die het vroeg.
refused-already-rated = Dat had je me al verteld, dank je.
refused-button-stale = Die knop doet niets meer: er is intussen iets veranderd.
