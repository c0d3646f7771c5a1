"""The application commands: the grammar's verbs with their options, in both languages; and what was typed as a line of
the grammar. Pure.

Limits: https://docs.discord.com/developers/interactions/application-commands, read 2026-11.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.commands import VERBS

Element = dict[str, Any]
CHAT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUB, TEXT, WHOLE, USER, ROLE = 1, 3, 4, 6, 8
MANAGE_SERVER = str(1 << 5)
DESCRIPTION_CHARS = 100
FROM_MESSAGE, FOR_PERSON = "Create ticket", "Open ticket for"
"""The names of our entries in Discord's menus."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `names`: the autocompletion it has: tickets, teams, articles, verbs."""

    name: str
    kind: int = TEXT
    required: bool = False
    completes: str = ""
    choices: tuple[str, ...] = ()


NUMBER = Option("number", WHOLE, completes="tickets")
OTHER = Option("other", WHOLE, True, completes="tickets")
TEAM = Option("team", TEXT, completes="teams")
_WORDS = {
    "reply": (Option("text", required=True),),
    "note": (Option("text", required=True),),
    "handoff": (Option("team", TEXT, True, completes="teams"), Option("reason")),
    "return": (Option("reason", required=True),),
    "resolve": (Option("text"),),
    "assign": (Option("person", USER, True),),
    "priority": (Option("level", TEXT, True, choices=("urgent", "high", "normal", "low")),),
    "kind": (Option("kind", TEXT, True, choices=("incident", "service request", "question")),),
    "tag": (Option("words", required=True),),
    "snooze": (Option("until", required=True),),
    "hold": (Option("reason", required=True),),
    "merge": (OTHER,),
    "link": (OTHER,),
    "add": (Option("person", USER, True),),
    "macro": (Option("name"),),
    "reopen": (Option("text"),),
    "say": (Option("text", required=True),),
    "for": (Option("person", USER, True), Option("text", required=True)),
    "find": (Option("query", required=True),),
    "cleanup": (Option("words"),),
    "queue": (TEAM,),
    "kb": (Option("question", TEXT, True, completes="articles"),),
    "digest": (Option("window"),),
    "web": (Option("words"),),
    "language": (Option("name", choices=("English", "Nederlands")),),
    "help": (Option("verb", completes="verbs"),),
    "new": (Option("text"),),
    "connect": (Option("code"),),
}
SETUP = (
    Option("role", TEXT, True, choices=("help", "triage", "digest", "agents", "panel", "off")),
    Option("team", completes="teams"),
    Option("group", ROLE),
)
SHORT = ("claim", "handoff", "resolve", "macro", "kb", "digest")
"""Verbs that are commands of their own beside standing under `/ticket` or `/desk`."""
UNDER_TICKET = tuple(
    verb.name for verb in VERBS if verb.ticket and verb.name not in ("ticket", "add", "notify", "macro", "why")
)
UNDER_DESK = tuple(
    verb.name for verb in VERBS if verb.name not in (*UNDER_TICKET, "new", "mine", "ticket", "setup", "kb", "digest")
)
FREE = ("text", "reason")
JOINER = "\u2060"
"""Stands before free words that begin like a ticket's number: the option for that was left empty. Nobody sees it."""
_A_NUMBER = re.compile(r"^(?=#?\d{1,9}(?!\w))")
AGENTS_ONLY = frozenset(verb.name for verb in VERBS if verb.agents)


def options_of(verb: str) -> tuple[Option, ...]:
    """What must be given first, as Discord wants it."""
    known = next(one for one in VERBS if one.name == verb)
    own = _WORDS.get(verb, ())
    given = (*own, NUMBER) if known.ticket else own
    return tuple(sorted(given, key=lambda one: not one.required))


# ---- what Discord is told


class Told:
    """`say(language, key)` gives a description; None where there is none in that language."""

    def __init__(self, said: Mapping[str, Mapping[str, str]]) -> None:
        self._said = said

    def described(self, key: str) -> Element:
        english = self._said["en"].get(key) or key
        made: Element = {"description": english[:DESCRIPTION_CHARS]}
        others = {
            lang: words[key][:DESCRIPTION_CHARS] for lang, words in self._said.items() if lang != "en" and key in words
        }
        return {**made, "description_localizations": others} if others else made


def payload(told: Told) -> list[Element]:
    """All of them, as Discord takes them at once."""
    ticket = [_sub("new", told), _sub("mine", told), _sub("show", told, verb="ticket")]
    ticket += [_sub(verb, told) for verb in UNDER_TICKET]
    made: list[Element] = [
        _command("ticket", told.described("command-ticket"), ticket),
        _command("desk", told.described("command-desk"), [_sub(verb, told) for verb in UNDER_DESK]),
        {
            **_command("setup", told.described("help-setup"), [_option(one, told) for one in SETUP]),
            "default_member_permissions": MANAGE_SERVER,
        },
    ]
    for verb in SHORT:
        made.append(_command(verb, told.described(f"help-{verb}"), [_option(one, told) for one in options_of(verb)]))
    made.append(_menu(FROM_MESSAGE, MESSAGE_MENU, "Ticket maken"))
    made.append(_menu(FOR_PERSON, USER_MENU, "Ticket openen voor"))
    return made


def fingerprint(made: Sequence[Element]) -> str:
    """Changes when any of it does."""
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:32]


def _command(name: str, described: Element, options: list[Element]) -> Element:
    return {"name": name, "type": CHAT, **described, "options": options}


def _menu(name: str, kind: int, dutch: str) -> Element:
    return {"name": name, "type": kind, "name_localizations": {"nl": dutch}}


def _sub(name: str, told: Told, verb: str = "") -> Element:
    verb = verb or name
    return {
        "name": name,
        "type": SUB,
        **told.described(f"help-{verb}"),
        "options": [_option(one, told) for one in options_of(verb)],
    }


def _option(one: Option, told: Told) -> Element:
    made: Element = {
        "name": one.name,
        "type": one.kind,
        **told.described(f"option-{one.name}"),
        "required": one.required,
    }
    if one.choices:
        made["choices"] = [{"name": choice, "value": choice} for choice in one.choices]
    elif one.completes:
        made["autocomplete"] = True
    if one.kind == WHOLE:
        made["min_value"] = 1
    return made


# ---- what was typed


@dataclass(frozen=True, slots=True)
class Typed:
    """`name` and `text` as the grammar has them: `/ticket`, and a line."""

    name: str
    text: str


def typed(data: Mapping[str, Any], person: Any) -> Typed:
    """`person` gives a handle for a user's id. Raises KeyError for what is no command of ours."""
    name, options = str(data["name"]), list(data.get("options") or [])
    if name in ("ticket", "desk"):
        verb, options = str(options[0]["name"]), list(options[0].get("options") or [])
        verb = "ticket" if verb == "show" else verb
    else:
        verb = name
    given = {str(one["name"]): one.get("value") for one in options}
    if verb == "setup":
        return Typed("ticket", _line("setup", _setup(given)))
    order = (NUMBER.name, *(one.name for one in options_of(verb) if one.name != NUMBER.name))
    words = [_said(known, given[known], person) for known in order if given.get(known) not in (None, "")]
    if words and not given.get(NUMBER.name) and any(given.get(name) for name in FREE):
        words[0] = _A_NUMBER.sub(rf"{JOINER}\g<0>", words[0])
    return Typed("ticket", _line(verb, words))


def as_here(line: str) -> str:
    """A line of the grammar as it is typed here: some verbs stand under `/desk`, some are commands themselves."""

    def spelled(found: re.Match[str]) -> str:
        verb = found[1]
        if verb == "ticket":
            return "/ticket show"
        if verb in ("kb", "digest", "setup"):
            return f"/{verb}"
        return f"/desk {verb}" if verb in UNDER_DESK else found[0]

    return re.sub(r"^/ticket (\w+)", spelled, line)


def _line(verb: str, words: Sequence[str]) -> str:
    return " ".join([verb, *words])


def _said(name: str, value: Any, person: Any) -> str:
    match name:
        case "number" | "other":
            return f"#{value}"
        case "person":
            return f"@{person(str(value))}"
    return str(value)


def _setup(given: Mapping[str, Any]) -> list[str]:
    group = given.get("group")
    return [str(word) for word in (given.get("role"), given.get("team"), f"group:{group}" if group else None) if word]
