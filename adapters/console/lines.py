"""What a typed line means: a message, a slash command, or a word to the console itself. Pure.

The console's own words may be written with a colon (`:look`), and without one where they cannot be taken for a
message: the word and what belongs to it, nothing else. `say ...` sends anything as it stands.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.when import when


@dataclass(frozen=True, slots=True)
class Wrote:
    """A message as it was `typed`, and its `text` without the bot's name. `mention`: it was said to the bot."""

    text: str
    typed: str
    mention: bool = False


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command, its name without the slash."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """One of the console's own words with what belongs to it."""

    word: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Puzzled:
    """A word of the console's, used wrongly: what to type instead."""

    why: str


Typed = Wrote | Slash | Told | Puzzled

_NAME = re.compile(r"[@#]?[\w.-]+")
_NUMBER = re.compile(r"\[?\d{1,6}\]?")
_EDIT = re.compile(r"\[?\d{1,6}\]?\s+.+", re.DOTALL)
_ANYTHING = re.compile(r".+", re.DOTALL)
_NOTHING = re.compile(r"")
_SOON = re.compile(r"\S+(?:\s+\S+){0,3}")

SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "as": (_NAME, "as mila"),
    "go": (_NAME, "go it-triage, or go dm"),
    "thread": (_NUMBER, "thread 3"),
    "top": (_NOTHING, "top"),
    "press": (_NUMBER, "press 2"),
    "fill": (_NOTHING, "fill"),
    "cancel": (_NOTHING, "cancel"),
    "clock": (_SOON, "clock +4h, or clock next monday 9:00"),
    "look": (_NOTHING, "look"),
    "who": (_NOTHING, "who"),
    "rooms": (_NOTHING, "rooms"),
    "delete": (_NUMBER, "delete 5"),
    "edit": (_EDIT, ":edit 5 what it says now"),
    "attach": (_ANYTHING, ":attach photo.png, or :attach photo.png and what you write with it"),
    "invite": (_NOTHING, "invite"),
    "help": (_NOTHING, "?"),
    "quit": (_NOTHING, "quit"),
}
"""The console's words: what may follow, and an example."""

COLON_ONLY = frozenset({"help", "attach", "edit", "cancel", "invite"})
"""Words people also send as messages or to the bot; without a colon they are that."""

_SHORT = {"?": "help", "exit": "quit", "q": "quit"}
_COMMAND = re.compile(r"/([A-Za-z][A-Za-z-]*)(?:\s+|$)")
_MENTION = re.compile(r"(?<![\w@])@loket\b[:,]?\s*", re.IGNORECASE)


def interpret(line: str) -> Typed:
    """What a line means. An empty one is an empty message."""
    text = line.strip()
    if text == "?":
        return Told("help")
    if text.startswith(":") and re.match(r":[A-Za-z?]+(\s|$)", text):
        return _told(text[1:])
    first, _, rest = text.partition(" ")
    if first.casefold() == "say":
        return _wrote(rest.strip())
    bare = _bare(first.casefold(), rest.strip())
    if bare is not None:
        return bare
    shorthand = _shorthand(text)
    if shorthand is not None:
        return shorthand
    command = _COMMAND.match(text)
    return Slash(command[1].lower(), text[command.end() :]) if command else _wrote(text)


def _told(text: str) -> Typed:
    first, _, rest = text.partition(" ")
    word, rest = _SHORT.get(first.casefold(), first.casefold()), rest.strip()
    if word == "say":
        return _wrote(rest)
    if word not in SHAPES:
        return Puzzled(f"There is no :{word} here. Type ? for what there is.")
    shape, example = SHAPES[word]
    return Told(word, rest) if shape.fullmatch(rest) else Puzzled(f"Write it like this: {example}")


def _bare(word: str, rest: str) -> Told | None:
    word = "quit" if word == "exit" else word
    if word not in SHAPES or word in COLON_ONLY:
        return None
    return Told(word, rest) if SHAPES[word][0].fullmatch(rest) else None


_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)  # only whether the words mean one
_MOMENT = re.compile(r"\+\s?\d.*|(?:next|volgende|komende|tomorrow|morgen)\b.*\d{1,2}[:.]\d{2}", re.IGNORECASE)


def _shorthand(text: str) -> Told | None:
    """A number alone presses that button, "+4h" and "next monday 9:00" move the clock; `say` sends them as they are."""
    if re.fullmatch(r"\d{1,4}", text):
        return Told("press", text)
    if _MOMENT.fullmatch(text) and when(text, _ANY_MOMENT, UTC) is not None:
        return Told("clock", text)
    return None


def _wrote(text: str) -> Wrote:
    """The bot's name is taken out, wherever it stands."""
    without = _MENTION.sub("", text)
    return Wrote(without.strip(), text, mention=True) if without != text else Wrote(text, text)
