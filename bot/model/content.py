"""Platform-neutral messages. Adapters turn them into blocks, components, HTML or terminal text.

`Text`, `Small` and table cells are CommonMark written by the desk or by an article's author. Anything a
person typed enters them through `escape`, or stands in a `Quote`, which is never interpreted. Links may
use four schemes of ours, rendered natively where a platform can: `person:ID`, `ticket:NUMBER`, `time:ISO8601`
and, in articles, `article:SLUG`; their label is the fallback.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.model.files import File

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def escape(text: str) -> str:
    """The text as CommonMark that shows exactly these characters, on one line."""
    return _PUNCTUATION.sub(r"\\\1", _BREAKS.sub(" ", text).strip())


def person_link(person_id: str, name: str) -> str:
    """CommonMark link an adapter may turn into a mention."""
    return f"[{escape(name)}](<person:{person_id}>)"


def ticket_link(number: int) -> str:
    """CommonMark link an adapter may turn into a link to the ticket."""
    return f"[\\#{number}](ticket:{number})"


def time_link(moment: datetime, label: str) -> str:
    """CommonMark link an adapter may turn into the reader's own local time."""
    return f"[{escape(label)}](time:{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ})"


@dataclass(frozen=True, slots=True)
class Text:
    markdown: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    """A short line that names what follows. Plain text, not CommonMark."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Small:
    """A quiet line: sources, hints, times. CommonMark."""

    markdown: str
    kind: Literal["small"] = "small"


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words, plain text, never interpreted."""

    text: str
    by: str | None = None
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value pairs; labels are plain text, values CommonMark."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["fields"] = "fields"


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; heads are plain text, cells CommonMark."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Button:
    """`action` and `subject` come back in `ButtonPressed`; neither is trusted then."""

    action: str
    subject: str
    label: str
    style: Literal["plain", "primary", "danger"] = "plain"


@dataclass(frozen=True, slots=True)
class Buttons:
    buttons: tuple[Button, ...]
    kind: Literal["buttons"] = "buttons"


@dataclass(frozen=True, slots=True)
class Attached:
    """Files that belong to what stands above. A platform shows or carries them along in a post; in private words their
    names and a way to them."""

    files: tuple[File, ...]
    kind: Literal["attached"] = "attached"


Block = Text | Heading | Small | Quote | Fields | Table | Buttons | Attached


@dataclass(frozen=True, slots=True)
class Content:
    """One message. `summary` is plain text for notifications and for platforms that show nothing else; `labels` are
    the few words a platform may put on it as tags."""

    blocks: tuple[Block, ...]
    summary: str
    labels: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[File, ...]:
        """All that are attached, in order."""
        return tuple(file for block in self.blocks if isinstance(block, Attached) for file in block.files)


def plain(markdown: str, summary: str | None = None) -> Content:
    """A message of one paragraph."""
    return Content((Text(markdown),), summary if summary is not None else unmarked(markdown))


_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(<?[^)>]*>?\)")
_MARKS = re.compile(r"(?<!\\)(\*\*|`)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def unmarked(markdown: str) -> str:
    """A plain reading of our own one-line CommonMark, for notifications."""
    return _ESCAPED.sub(r"\1", _MARKS.sub("", _LINK.sub(r"\1", markdown)))
