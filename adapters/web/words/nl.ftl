# De pagina's van de lokale werkruimte.

title = Loket
people-title = Wie ben je vandaag?
people-intro = Dit is een servicedesk op je eigen computer. Kies een collega en probeer het uit: stel een vraag als medewerker, wissel daarna van rol en help als behandelaar. Wisselen kan altijd, en in twee tabbladen kun je twee personen zijn.
people-start = Voor het eerst hier? Begin als { $name } en schrijf "mijn vpn valt steeds weg".
people-nobody = In het deskbestand staat nog niemand. Voeg een [[people]]-regel toe aan desk.toml en laad deze pagina opnieuw.
people-go = Ga verder als { $name }
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
js-theme-light = Weergave: licht
js-theme-dark = Weergave: donker
js-theme-system = Weergave: systeem

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
