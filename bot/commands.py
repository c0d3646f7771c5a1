"""One grammar for every platform: `claim #7`, `handoff #7 network needs a cable`, `kb vpn`.

Three spellings reach it: `/ticket VERB ...` with the short forms `/claim /handoff /resolve /kb /digest`,
`@loket VERB ...` anywhere, and `!VERB ...` inside a ticket's thread. Pure: text in, a `Parsed` out.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.model.refusals import CannotParse


@dataclass(frozen=True, slots=True)
class Verb:
    """`takes` follows the ticket; `agents` only: employees are not offered it."""

    name: str
    aliases: tuple[str, ...] = ()
    ticket: bool = False
    takes: Literal["nothing", "words", "maybe words"] = "nothing"
    agents: bool = True


VERBS: tuple[Verb, ...] = (
    Verb("claim", ("take", "pak", "oppakken"), ticket=True),
    Verb("release", ("vrijgeven", "loslaten"), ticket=True),
    Verb("reply", ("answer", "antwoord", "antwoorden"), ticket=True, takes="words"),
    Verb("note", ("notitie",), ticket=True, takes="words"),
    Verb("handoff", ("hand", "overdragen", "doorzetten"), ticket=True, takes="words"),
    Verb("accept", ("accepteren", "aannemen"), ticket=True),
    Verb("return", ("teruggeven", "terugsturen"), ticket=True, takes="words"),
    Verb("resolve", ("solve", "oplossen", "opgelost"), ticket=True, takes="maybe words"),
    Verb("dismiss", ("negeren",), ticket=True),
    Verb("assign", ("toewijzen",), ticket=True, takes="words"),
    Verb("priority", ("prioriteit", "prio"), ticket=True, takes="words"),
    Verb("kind", ("soort",), ticket=True, takes="words"),
    Verb("tag", ("label",), ticket=True, takes="words"),
    Verb("snooze", ("uitstellen",), ticket=True, takes="words"),
    Verb("hold", ("pauzeren",), ticket=True, takes="words"),
    Verb("resume", ("hervatten",), ticket=True),
    Verb("merge", ("samenvoegen",), ticket=True, takes="words"),
    Verb("link", ("koppelen",), ticket=True, takes="words"),
    Verb("add", ("toevoegen",), ticket=True, takes="words"),
    Verb("notify", ("volgen",), ticket=True),
    Verb("macro", ("standaard",), ticket=True, takes="maybe words"),
    Verb("why", ("waarom",), ticket=True),
    Verb("for", ("namens",), takes="words"),
    Verb("find", ("zoek", "zoeken"), takes="words"),
    Verb("cleanup", ("opruimen",), takes="maybe words"),
    Verb("ticket", ("show", "toon"), ticket=True, agents=False),
    Verb("export", ("exporteer", "exporteren"), ticket=True, agents=False),
    Verb("reopen", ("heropenen", "heropen"), ticket=True, takes="maybe words", agents=False),
    Verb("close", ("sluiten", "sluit"), ticket=True, agents=False),
    Verb("say", ("zeg",), ticket=True, takes="words", agents=False),
    Verb("new", ("nieuw",), takes="maybe words", agents=False),
    Verb("mine", ("mijn",), agents=False),
    Verb("queue", ("wachtrij",), takes="maybe words"),
    Verb("kb", ("kennisbank",), takes="words", agents=False),
    Verb("digest", ("overzicht",), takes="maybe words"),
    Verb("setup", ("inrichten",), takes="maybe words"),
    Verb("connect", ("verbinden", "verbind"), takes="maybe words", agents=False),
    Verb("web", (), takes="maybe words", agents=False),
    Verb("language", ("taal",), takes="maybe words", agents=False),
    Verb("help", ("hulp",), takes="maybe words", agents=False),
)

_BY_NAME = {name: verb for verb in VERBS for name in (verb.name, *verb.aliases)}
SLASH_COMMANDS = ("ticket", "claim", "handoff", "resolve", "macro", "kb", "digest")
NEAR_MISS = 70.0  # rapidfuzz ratio, 0 to 100: "calim" to "claim" is 80, "print" to "return" 55

_NUMBER = re.compile(r"#(\d{1,9})(?!\w)[:,]?\s*|(\d{1,9})(?:$|\s+)")
_MARKED_NUMBER = re.compile(r"#(\d{1,9})(?!\w)[:,]?\s*")
_PUNCTUATION = "!?.,:;"
_OTHER_TICKET = ("merge", "link")  # what they take is another ticket
_WORD = re.compile(r"[^\W\d_][\w-]*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """`number` as it was named, None when the thread says which ticket is meant."""

    verb: Verb
    number: int | None
    text: str


def verb_named(name: str) -> Verb | None:
    return _BY_NAME.get(name.lower())


def parse(text: str, *, in_ticket: bool = False) -> Parsed:
    """What a command line means. In a ticket's thread a bare leading number is text.

    Raises CannotParse, which says what to type instead.
    """
    first, rest = _split(text)
    if not first:
        raise CannotParse("parse-nothing")
    bare = _MARKED_NUMBER.fullmatch(first) or (None if in_ticket else re.fullmatch(r"(\d{1,9})", first))
    if bare:
        return _arguments(_BY_NAME["ticket"], f"#{bare[1]} {rest}", in_ticket=in_ticket)
    verb = verb_named(first)
    if verb is None:
        near = nearest(first)
        if near is None:
            raise CannotParse("parse-unknown", word=_short(first))
        raise CannotParse("parse-did-you-mean", word=_short(first), verb=near)
    return _arguments(verb, rest, in_ticket=in_ticket)


def _split(text: str) -> tuple[str, str]:
    """First word, without the sentence's punctuation, and the rest, at any white space."""
    first, rest = [*text.strip().split(maxsplit=1), "", ""][:2]
    return first.rstrip(_PUNCTUATION) or first, rest.strip()


def _arguments(verb: Verb, rest: str, *, in_ticket: bool) -> Parsed:
    number: int | None = None
    if verb.ticket:
        found = (_MARKED_NUMBER if in_ticket else _NUMBER).match(rest)
        if found:
            number = int(found.group(found.lastindex or 1))
            rest = rest[found.end() :].strip()
        elif not in_ticket:
            raise CannotParse("parse-which-ticket", verb=verb.name)
        if in_ticket and number is not None and not rest and verb.name in _OTHER_TICKET:
            number, rest = None, f"#{number}"  # "!merge #5" under #7 is about #7
    if verb.takes == "words" and not rest:
        raise CannotParse(f"parse-{verb.name}-what")
    if verb.takes == "nothing" and rest.strip(_PUNCTUATION):
        raise CannotParse("parse-too-much", verb=verb.name, rest=_short(rest))
    return Parsed(verb, number, "" if verb.takes == "nothing" else rest)


def nearest(word: str) -> str | None:
    """The verb somebody may have meant."""
    hit = process.extractOne(word.lower(), list(_BY_NAME), scorer=fuzz.ratio, score_cutoff=NEAR_MISS)
    return _BY_NAME[hit[0]].name if hit else None


def looks_like_command(text: str, *, in_ticket: bool) -> bool:
    """Is a message to the bot a command, or a question that happens to start with a verb?

    When in doubt it is a question: a wrong ticket is closed with one press, a lost question is not found again.
    """
    first, rest = _split(text)
    if _MARKED_NUMBER.fullmatch(first) and not rest:
        return True
    verb = verb_named(first)
    if verb is None:
        if rest:
            return _NUMBER.fullmatch(rest) is not None and nearest(first) is not None
        return _is_slip(first.lower())
    if verb.ticket:
        return _names_a_ticket(verb, first.lower(), rest) or (in_ticket and _fits_a_thread(verb, rest))
    return _NATURAL_FORM[verb.name].fullmatch(rest) is not None


def _names_a_ticket(verb: Verb, spelled: str, rest: str) -> bool:
    """ "close #7 please" does and is told what is wrong; "close 2 windows" and "return 3 laptops" do not."""
    if not rest or _MARKED_NUMBER.match(rest) or _NUMBER.fullmatch(rest):
        return True
    return verb.takes != "nothing" and spelled not in _EVERYDAY and _NUMBER.match(rest) is not None


def _fits_a_thread(verb: Verb, rest: str) -> bool:
    """ "close please" does; "close the window please" is talk among colleagues."""
    return verb.takes != "nothing" or len(rest.split()) <= 1


def _is_slip(word: str) -> bool:
    """One slip of the finger away from a verb: "calim", not "wachtwoord" (antwoord), "slow" (show), "fine" (mine)."""
    return any(
        (len(word) >= 5 or verb.name == "help")
        and word[:1] == verb.name[:1]
        and OSA.distance(word, verb.name, score_cutoff=1) <= 1
        for verb in VERBS
    )


_EVERYDAY = frozenset(  # also said with a number that is no ticket's
    {
        "return",
        "answer",
        "solve",
        "hand",
        "note",
        "add",
        "hold",
        "link",
        "label",
        "kind",
        "tag",
        "merge",
        "prio",
        "say",
        "zeg",
    }
)
_NATURAL_FORM = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "new": r"(?!)",  # "new laptop please" is the question itself
        "mine": r"",  # "mijn laptop crasht" is a question
        "queue": r"[\w-]*",
        "kb": r".*",
        "digest": r"|\d+ ?[a-z]*",
        "find": r"(?:.*\s)?(?:from|queue|status|before|van|wachtrij|voor):\S+.*",  # "find a free room" is a question
        "for": r"@[\w.-]+\s+\S.*",
        "setup": r"|(?:panel|paneel|help|hulp|triage|team|digest|overzicht|off|uit)(?:\s+[\w-]+)?"
        r"|(?:agents|medewerkers)\s+[\w-]+\s+(?:group:[\w-]+|off|uit)",
        "cleanup": r"[a-z0-9-]+ \d+ ?[a-z]*",
        "connect": r"|\d[0-9a-z]{3}[ -]?[0-9a-z]{4}|(?:off|uit)(?:\s+\w+)?|@\S.*\s[a-z]+:[\w.-]+",
        "web": r"|link|sessions|sessies|(?:sign-?out|afmelden|uitloggen)(?: \w+)?",
        "language": r"|[a-z]{2}|english|engels|dutch|nederlands|hollands",
        "help": "|".join(["", *map(re.escape, _BY_NAME)]),  # "hulp nodig" and "help my printer" are questions
    }.items()
}


def bang_command(text: str) -> str | None:
    """The command line of a `!VERB ...` message, None for anything else ("!!!", "! no")."""
    if text.startswith("!") and _WORD.match(text[1:]):
        return text[1:]
    return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
