"""What people type in the demo: questions the starter articles answer, questions they do not, and small talk."""

ANSWERED_EN = (
    "my vpn keeps dropping", "i forgot my password", "my account is locked", "the printer does not print",
    "outlook gets no new mail", "how do I request time off?", "teams: nobody hears me", "where do I find my payslip",
    "my laptop is very slow since the update", "how do i claim expenses", "i got a suspicious email",
    "onedrive does not sync", "how do I book a meeting room", "my mailbox is full", "how do I report sick",
)  # fmt: skip
ANSWERED_NL = (
    "mijn vpn valt steeds weg", "wachtwoord vergeten", "mijn account is geblokkeerd", "de printer print niet",
    "outlook haalt geen nieuwe mail op", "hoe vraag ik verlof aan", "geen geluid in teams", "waar vind ik mijn loonstrook",
    "mijn laptop is heel traag", "hoe dien ik een declaratie in", "ik heb een verdachte mail gekregen",
    "onedrive synchroniseert niet", "hoe reserveer ik een vergaderzaal", "mijn postvak is vol", "hoe meld ik me ziek",
)  # fmt: skip
OPEN_EN = (
    "the left screen at desk {n} flickers since this morning", "can somebody extend my contract in the hr system, case {n}",
    "the label software on pc {n} says licence not found", "badge reader {n} beeps but the door stays shut",
    "please give the new colleague at desk {n} access to the sales folder", "the beamer in room {n} shows everything green",
    "order {n} has not arrived and the customer is calling", "the scanner on floor {n} cuts off the last page",
    "my number {n} forwards to somebody who left", "the time sheet of week {n} cannot be submitted",
)  # fmt: skip
OPEN_NL = (
    "het linkerscherm op plek {n} flikkert sinds vanochtend", "kan iemand mijn contract verlengen in het hr-systeem, zaak {n}",
    "de labelsoftware op pc {n} zegt licentie niet gevonden", "paslezer {n} piept maar de deur blijft dicht",
    "graag toegang tot de verkoopmap voor de nieuwe collega op plek {n}", "de beamer in zaal {n} toont alles groen",
    "bestelling {n} is er nog niet en de klant belt", "de scanner op verdieping {n} kapt de laatste pagina af",
    "mijn nummer {n} schakelt door naar iemand die weg is", "de urenstaat van week {n} kan ik niet indienen",
)  # fmt: skip
OUTAGE_EN = ("the wifi is down on floor {n}", "no network at all here, room {n}", "is the internet down? desk {n}")
OUTAGE_NL = ("de wifi ligt eruit op verdieping {n}", "geen netwerk hier, zaal {n}", "ligt het internet eruit? plek {n}")
MORE_EN = ("any news?", "it got worse", "I have a customer waiting", "I tried again, still the same")
MORE_NL = ("is er al nieuws?", "het wordt erger", "er zit een klant te wachten", "nog eens geprobeerd, zelfde probleem")
THANKS_EN = ("thanks!", "great, thank you", "👍")
THANKS_NL = ("dankjewel!", "top, bedankt", "👍")
STILL_EN = ("it is back again, same as before", "sorry, it still fails")
STILL_NL = ("het is er weer, net als eerst", "sorry, het lukt nog steeds niet")
REPLY_EN = ("I am looking into it. Since when exactly?", "Could you restart it once and tell me what you see?")
REPLY_NL = ("Ik kijk ernaar. Sinds wanneer precies?", "Kun je het één keer opnieuw starten en zeggen wat je ziet?")
DONE_EN = (
    "Replaced it; it works again.",
    "That setting was wrong, I have put it right.",
    "Done, you should have it now.",
)
DONE_NL = (
    "Vervangen; het werkt weer.",
    "Die instelling stond verkeerd, ik heb hem goedgezet.",
    "Gedaan, je hebt het nu.",
)
NOTES = ("called, no answer", "same model as last week", "supplier says Thursday")
REASONS = ("needs a look at the switch", "a hardware fault, not ours", "the supplier has to answer this")
