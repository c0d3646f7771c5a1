# De pagina's van de lokale werkruimte.

title = Loket
people-title = Wie ben je vandaag?
people-intro = Dit is een servicedesk op je eigen computer. Kies een collega en probeer het uit: stel een vraag als medewerker, wissel daarna van rol en help als behandelaar. Wisselen kan altijd, en in twee tabbladen kun je twee personen zijn.
people-start = Voor het eerst hier? Begin als { $name } en schrijf "mijn vpn valt steeds weg".
people-nobody = In het deskbestand staat nog niemand. Voeg een [[people]]-regel toe aan desk.toml en laad deze pagina opnieuw.
people-local = Lokale werkruimte, om te proberen en te testen. Je kiest iemand en logt niet in; daarom is ze alleen op deze computer te bereiken.

workspace = lokale werkruimte
skip = Naar de berichten
menu = Kanalen en mensen
menu-close = Menu sluiten
nav-label = Kanalen
switch-hat = Van rol wisselen
switch-all = Iedereen
kb = Kennisbank
section-talk = Praten met
section-ask = Vragen in een kanaal
section-teams = Teams
loket = Loket
dm-topic = Je eigen lijn met de servicedesk
help-topic = Hier mag iedereen vragen stellen
triage-topic = Nieuwe meldingen en lopend werk
digest-topic = Overzichten
unread = nieuwe berichten
theme = Licht of donker
app = app

messages = Berichten
in-channel = Berichten in #{ $channel }
in-direct = Je gesprek met Loket
in-thread = Reacties in dit gesprek
earlier = Eerdere berichten tonen
replies =
    { $count ->
        [one] 1 reactie
       *[other] { $count } reacties
    }
earlier-replies =
    { $count ->
        [one] Nog 1 eerdere reactie
       *[other] Nog { $count } eerdere reacties
    }
reply = Reageren
deleted = Dit bericht is verwijderd.
edited = bewerkt
only-you = Alleen jij ziet dit
dismiss = Sluiten
more = Meer
edit = Bericht bewerken
delete = Bericht verwijderen
show-all = Alles tonen
thread = Gesprek
thread-in = in #{ $channel }
thread-direct = met Loket
back = Terug
close = Sluiten
ticket = Ticket #{ $number }
cancel = Annuleren
choose = Kies…
required = verplicht

write-direct = Stel je vraag aan Loket
write-channel = Schrijf in #{ $channel }
write-thread = Reageer in dit gesprek
send = Versturen
compose-hint = Enter verstuurt, Shift + Enter begint een nieuwe regel, / toont de opdrachten
completions = Opdrachten

empty-direct = Waarmee kunnen we je helpen?
empty-direct-more = Stel je vraag zoals je hem aan een collega zou stellen. Weet Loket het antwoord zeker, dan krijg je het meteen. Zo niet, dan neemt een collega het over en kun je hier meekijken.
empty-try = Probeer eens "mijn vpn valt steeds weg" of "hoe vraag ik verlof aan".
empty-help = Hier vragen collega's om hulp.
empty-help-more = Elk nieuw bericht hier is een vraag. Loket antwoordt eronder of geeft de vraag door aan het juiste team. Alleen "bedankt" of een groet opent niets.
empty-triage = Hier ziet het team nieuwe meldingen.
empty-triage-more = Elke melding verschijnt als een kaart met altijd de actuele stand. Pak de melding op, geef antwoord, schrijf een notitie of draag haar over aan een ander team. Wat onder een kaart wordt gezegd, blijft binnen het team, tenzij het als antwoord wordt verstuurd.
empty-digest = Hier komen de overzichten binnen.
empty-digest-more = Typ /digest 7d om er nu een te lezen.

no-title = Hier is niets
no-page = Deze pagina bestaat niet.
no-person = Er werkt hier niemand met die naam.
no-channel = Dit kanaal bestaat niet, of je zit er niet in.
no-post = Dat bericht is er niet meer.
no-ticket = Dit ticket bestaat niet, of het is niet voor jou bedoeld.
no-way-back = Terug naar Loket
no-way-people = Kies een persoon

bad-token = Deze pagina stond lang open. Probeer het nog eens; helpt dat niet, laad de pagina dan opnieuw.
bad-request = Dit verzoek was niet te lezen. Laad de pagina opnieuw en probeer het nog eens.
nothing-written = Er is nog niets om te versturen. Schrijf eerst iets.
too-long = Dat is langer dan 40.000 tekens. Maak het korter of verstuur het in delen.
broken = Er ging bij ons iets mis. Probeer het nog eens.

js-sending = Versturen…
js-not-sent = Niet verstuurd. De desk is nu niet te bereiken; je tekst blijft hier bewaard.
js-not-done = Dat is niet gelukt. De desk is nu niet te bereiken; probeer het nog eens.
js-try-again = Opnieuw proberen
js-offline = Geen verbinding. We proberen de desk opnieuw te bereiken…
js-back-online = Weer verbonden.
js-today = Vandaag
js-yesterday = Gisteren
js-new-from = Nieuw bericht van { "{name}" }: { "{text}" }
js-show-all = Alles tonen
js-show-less = Minder tonen
js-too-long = Dat is langer dan 40.000 tekens. Maak het korter of verstuur het in delen.
js-file-too-large = {"{name}"} is groter dan {"{limit}"} MB en gaat niet mee
js-file-remove = {"{name}"} weghalen
js-file-failed = niet verstuurd; haal het weg en probeer het nog eens
js-file-wait = Bestanden versturen…
js-edit = Het bericht bewerken
js-save = Opslaan
js-cancel = Annuleren
js-theme-light = Thema: licht
js-theme-dark = Thema: donker
js-theme-system = Thema: auto

attach = Bestanden toevoegen
attaching = Bestanden die met het bericht meegaan
file-open = { $name } openen
file-too-large = { $name } is groter dan { $limit } MB, het meeste dat wordt aangenomen. Maak het kleiner of deel een link; je bericht kan zonder.
file-lost = Een bestand staat hier niet meer klaar, misschien omdat de balie opnieuw is gestart. Haal het weg en voeg het opnieuw toe; verder is er niets kwijt.
file-with-command = Een opdracht neemt geen bestanden mee. Stuur de bestanden in een eigen bericht.
file-not-ours = Loket bewaart alleen bestanden waar het zelf meedoet; hier is niets bewaard.
no-file = Dat bestand is er niet meer, of je mag het niet zien.
file-missing-too-big = niet bewaard: te groot
file-missing-too-much = niet bewaard: te veel tegelijk
file-missing-too-many = niet bewaard: te veel bestanden
file-missing-not-allowed = niet bewaard: deze soort wordt niet aangenomen
file-missing-unreadable = niet bewaard: niet te lezen
file-missing-empty = niet bewaard: het was leeg
file-missing-gone = niet meer aanwezig
language = Taal
language-en = English
language-nl = Nederlands
service-desk = servicedesk
signed-in = aangemeld
my-menu = Browsers en afmelden
sessions = Waar ik ben aangemeld
sessions-lead = Elke browser waarin je bent aangemeld. Een sessie eindigt vanzelf na drie dagen zonder gebruik, en in elk geval na twee weken. Meld af wat je niet herkent.
sessions-some-browser = Een browser
sessions-this = deze browser
sessions-since = aangemeld
sessions-seen = laatst gebruikt
sessions-end-one = { $browser } afmelden
sessions-end-all = Overal afmelden
sign-out = Afmelden
sign-in-title = Aanmelden bij Loket
sign-in-step-1 = Schrijf de helpdeskbot in je chat:
sign-in-step-2 = Je krijgt een link die alleen jij kunt zien.
sign-in-step-3 = Open de link binnen tien minuten.
sign-in-no-password = Er is geen wachtwoord om te onthouden, en dus ook geen om kwijt te raken.
sign-in-hello = Hallo { $name }
sign-in-once = Met deze link meld je deze browser aan. Hij werkt één keer.
sign-in-as = Aanmelden als { $name }
sign-in-not-you = Ben je niet { $name }? Sluit deze pagina dan: de link was voor iemand anders bedoeld.
signed-out = Je bent in deze browser niet aangemeld, of het is te lang geleden.
signed-out-now = Je bent afgemeld. Meld je opnieuw aan om verder te gaan; wat je typte is niet weg.
left = Je bent afgemeld in deze browser.
link-unknown = Deze link is niet van ons, of hij is onderweg afgebroken. Vraag een nieuwe.
link-used = Deze link is al gebruikt, en elke link werkt maar één keer. Was jij dat niet, meld je dan overal af met “web afmelden” en vraag een nieuwe.
link-expired = Deze link is meer dan tien minuten oud en werkt niet meer. Vraag een nieuwe.
link-too-many = Vanaf jouw plek kwamen te veel links die niet werken. Wacht tien minuten en vraag een nieuwe.
link-elsewhere = Een andere site probeerde deze browser aan te melden, dus er is niets gedaan. Open de link vanuit je chat.
away-title = De helpdesk is er even niet
away = De database antwoordt nu niet. Er is niets verloren; probeer het zo nog eens.
away-again = Opnieuw proberen
problem-title = Dat is niet gelukt
js-signed-out = Je bent afgemeld. Herlaad de pagina om je weer aan te melden.

board = Bord
requests = Mijn aanvragen
search = Zoeken
fresh = nieuwe woorden
with-owner = bij { $name }
with-nobody = nog bij niemand
offered = aan jullie aangeboden
priority-urgent = dringend
priority-high = hoog
state-new = Nieuw
state-open = Onder handen
state-waiting = Wacht
state-hold = Aangehouden
state-resolved = Opgelost
lane-empty-new = Niets nieuws. Goed gedaan.
lane-empty-open = Niemand heeft iets onder handen.
lane-empty-waiting = Niemand is ons een antwoord schuldig.
lane-empty-hold = Er is niets aangehouden.
lane-empty-resolved = Er is de laatste tijd niets opgelost.
board-count =
    { $count ->
        [0] Geen tickets
        [one] 1 ticket
       *[other] { $count } tickets
    }
board-empty = Er wacht niets
board-empty-more = Zodra iemand je teams om hulp vraagt, verschijnt het ticket hier vanzelf. Tot dan: geniet van de rust.
board-empty-filtered = Niets past bij deze filters
board-empty-filtered-more = Misschien zijn er tickets die ze verbergen.
board-more = Alleen de eerste 400 tickets staan hier. Kies een team om de rest te zien.
filters = Filters
filter-queue = Team
filter-all-queues = Al mijn teams
filter-whose = Van wie
filter-words = Woorden
filter-words-hint = Nummer, onderwerp of naam
filter-apply = Toepassen
filter-none = Alles tonen
filter-nothing = Geen kaart op dit bord heeft die woorden.
whose-all = Van iedereen
whose-mine = Van mij
whose-nobody = Nog van niemand
whose-offered = Aan ons aangeboden
ask-title = Vraag om hulp
ask-hint = Schrijf het zoals je het tegen een collega zou zeggen
ask-send = Vragen
requests-empty = Je hebt nog niets gevraagd
requests-empty-more = Wat je vraagt, hier of in de chat, staat op deze pagina met alles wat ermee gebeurde.
page-newer = Nieuwere
page-older = Oudere
search-for = Zoek in aanvragen en artikelen
search-hint = Zoek in aanvragen en artikelen
search-nothing = Niets gevonden voor “{ $words }”
search-nothing-more = Probeer minder of andere woorden. Er wordt alleen gezocht in wat jij mag zien.
search-tickets =
    { $count ->
        [one] 1 ticket
       *[other] { $count } tickets
    }
search-articles =
    { $count ->
        [one] 1 artikel
       *[other] { $count } artikelen
    }
search-filters = Filters die je kunt toevoegen
search-filter-from = gevraagd door iemand; from:me voor die van jezelf
search-filter-queue = van één team
search-filter-status = new, open, waiting, resolved of closed
search-filter-before = zo lang geleden gevraagd, of vóór 2026-11-01
ticket-actions = Wat je kunt doen
ticket-compose = Wie het leest
mode-reply = Antwoord
mode-note = Interne notitie
ticket-write = Antwoord de aanvrager
ticket-write-note = Schrijf een notitie die alleen behandelaars zien
ticket-add = Voeg iets toe voor het team
ticket-compose-hint = Enter verstuurt. Begin met / voor een opdracht, zoals /assign @mila of /snooze 2h
timeline = Wat er gebeurde
note-inside = alleen behandelaars
keys = Sneltoetsen
keys-help = deze lijst
keys-search = zoeken; in een gesprek: opdrachten
keys-move = volgende, vorige
keys-across = kolom naar links, naar rechts
keys-open = openen wat gekozen is
keys-up = terug naar de lijst
keys-board = naar het bord
keys-requests = naar mijn aanvragen
keys-kb = naar de kennisbank
keys-direct = naar mijn lijn met Loket
keys-claim = oppakken
keys-reply = antwoorden
keys-note = notitie
keys-handoff = overdragen
keys-resolve = oplossen
keys-close = sluiten wat open is
no-board = Het bord is voor mensen die tickets behandelen. Wat jij vroeg staat onder “Mijn aanvragen”.
js-sent = Verstuurd.
js-asked = Dank je. Het antwoord komt in je chat.
walked = Het script dat is doorlopen

demo-title = De tijdmachine
demo-offer = Bekijk een helpdesk met twee weken achter de rug
demo-offer-more = Deze helpdesk is leeg. De tijdmachine speelt twee weken geloofwaardig verkeer door de echte helpdesk: drukke maandagen, een storing, snelle en trage antwoorden, in twee talen. Dat duurt ongeveer een minuut, en daarna kun je rondkijken en meedoen.
demo-play = Speel twee weken
demo-playing = Er worden twee weken gespeeld, elke vraag door de echte helpdesk. Dat duurt ongeveer een minuut.
demo-progress = Tot nu toe gespeeld
demo-open = Er zijn twee weken gespeeld. Je kunt erin rondkijken en er alles doen wat je wilt.
demo-go = Naar de demo
demo-failed = Dat is niet gelukt; de terminal waarin de helpdesk draait zegt waarom. Misschien heeft een andere helpdesk var/demo.db open.
demo-not-empty = Deze helpdesk heeft nu eigen aanvragen, dus de demo wordt hier niet meer aangeboden. Typ “loket demo” in een terminal om hem toch te spelen.
demo-apart = De demo heeft een eigen database en een eigen adres. Niets daarvan komt in jouw helpdesk, en niets van jouw helpdesk gaat daarheen. Hij sluit tegelijk met deze.
demo-back = Terug naar mijn helpdesk
demo-close = Demo sluiten
demo-strip = Demo: alles hier is verzonnen.
demo-strip-back = Terug naar mijn eigen helpdesk
export = Het hele ticket bewaren (zip)
earlier-words = Er stond eerder,

## Kennisbank

kb-search = Zoek in de kennisbank
kb-teams = Teams
kb-all = Alles
kb-guided = 🧭 stap voor stap
kb-overdue = Nakijken
kb-counts = { $views } keer gezien · 👍 { $helped } · 👎 { $not }
kb-nothing = Geen artikel past bij ‘{ $words }’
kb-nothing-more = Probeer andere woorden, of vraag het: iemand geeft antwoord en schrijft misschien het artikel.
kb-none = Er zijn hier geen artikelen voor je
kb-none-more = Artikelen zijn bestanden in de map van de kennisbank, of concepten uit opgeloste tickets.
kb-ask-people = Vraag het de servicedesk
kb-drafts = Concepten
kb-drafts-more = Gemaakt van opgeloste tickets; pas na publicatie wordt ermee geantwoord.
kb-drafts-none = Geen concepten
kb-drafts-how = Maak er een van een opgelost ticket: druk op ‘📖 Artikel van maken’ op de kaart, of typ /kb draft #7.
kb-state-draft = Concept
kb-state-published = Gepubliceerd
kb-state-retired = Weggehaald
kb-step = Stap { $number }
kb-end-solved = Opgelost
kb-end-ticket = Een collega neemt het over
kb-end-article = Een ander artikel
kb-steps = Stap voor stap
kb-steps-more = Druk op ‘Vraag hierover’ en dan op ‘Stap voor stap’ om er doorheen geleid te worden; dit is de hele kaart.
kb-checked = Nagekeken op
kb-owner = bijgehouden door { $name }
kb-helped = Heeft dit geholpen?
kb-yes = Het hielp
kb-no = Het hielp niet
kb-about = Vraag hierover
kb-about-more = Er begint een gesprek met dit artikel; een collega komt erbij als je nog hulp nodig hebt.
kb-keeping = Voor wie het bijhoudt
kb-check-by = Opnieuw nakijken vóór { $day }.
kb-file = De tekst is een bestand:
kb-in-database = De tekst is hier geschreven.
kb-verify = Klopt nog
kb-edit = Bewerken
kb-read = Lezen
kb-figures = Wat er achter de getallen zit
kb-votes = { $helped } keer geholpen, { $not } keer niet
kb-votes-none = Niemand heeft er nog iets van gezegd.
kb-vote-answer = gezegd van een antwoord dat je niet mag zien
kb-vote-page = gezegd op deze pagina
kb-views = { $views ->
    [one] Eén keer gezien
   *[other] { $views } keer gezien
}
kb-views-none = Niemand heeft het nog gezien.
kb-day = Dag
kb-how = Hoe
kb-times = Aantal
kb-how-answer = als antwoord gestuurd
kb-how-chat = opgezocht in de chat
kb-how-page = gelezen op deze pagina
kb-version = Versie { $version }
kb-history = Geschiedenis
kb-changes = Wat er veranderde met versie { $version }
kb-why-drafted = { $who } maakte het concept
kb-why-edited = { $who } bewerkte het
kb-why-restored = { $who } haalde een eerdere tekst terug
kb-restore = Terughalen
kb-may-not = Je kunt dit concept lezen. De eigenaar of wie het team leidt kan het wijzigen en publiceren.
kb-from-ticket = Concept van
kb-look-again = Persoonsgegevens zijn er door een machine uitgehaald: lees het daar nog een keer op na.
kb-title = Titel
kb-questions = Vragen
kb-questions-hint = 4 tot 12, één per regel, zoals mensen ze echt typen.
kb-answer = Antwoord
kb-answer-hint = Markdown. Eerst het korte antwoord, dan de stappen. Onderaan mag een begeleid script staan.
kb-tags = Labels
kb-audience = Wie het mag lezen
kb-owner-label = Bijgehouden door
kb-preview = Voorbeeld
kb-save = Opslaan
kb-publish = Publiceren
kb-retire = Weghalen
kb-translate = Schrijf het ook in het { $language }
kb-translate-more = Een artikel is pas af in elke taal die de helpdesk spreekt; tot dan kan het niet naar een bestand.
kb-done-translated = Dit concept begint met de tekst van de andere taal. Vertaal het hier.
kb-newer = Wat intussen is opgeslagen
kb-flaw = Regel { $line }:
kb-done-helped = Dank je, dat telt mee.
kb-done-not = Dank je. De eigenaar ziet het. Heb je nog hulp nodig? Druk op ‘Vraag hierover’.
kb-done-verify = Vandaag nagekeken en weer een jaar goed.
kb-done-saved = Opgeslagen.
kb-done-published = Gepubliceerd. Vanaf nu wordt ermee geantwoord.
kb-done-retired = Weggehaald. Niemand krijgt het nog als antwoord; de geschiedenis blijft.
kb-done-restored = De eerdere tekst is terug als nieuwste concept. Publiceer hem als hij klopt.
no-article = Dit artikel is er niet, of het is niet voor jou.
