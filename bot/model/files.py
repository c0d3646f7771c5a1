"""Files people send: what the desk keeps of one, and how a platform hands it in."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Literal

Problem = Literal["", "too-big", "too-much", "too-many", "not-allowed", "unreadable", "empty", "gone"]
"""Why the bytes are not here. `too-much`: the message's files together; `gone`: they were here once."""

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a page may show by itself: types that hold no program."""

Read = Callable[[], AsyncIterator[bytes]]
"""The bytes from the beginning, piece by piece, each time it is called."""


class FileUnreadable(Exception):
    """The platform could not give the bytes. `final`: asking again cannot help."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as a platform hands it in: nothing about it is trusted. `read` is called when the desk wants the bytes,
    and again after a `FileUnreadable`; `size` in bytes, if the platform says so."""

    name: str
    read: Read = field(repr=False, compare=False)
    declared_type: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file on a message. `name` is safe anywhere, `media_type` is told from the bytes, `size` in bytes, `hash` the
    sha256 in hex. With a `problem` there are no bytes: it is only known that the file was sent."""

    id: str
    name: str
    media_type: str
    size: int
    hash: str
    problem: Problem = ""

    @property
    def kept(self) -> bool:
        return not self.problem

    @property
    def picture(self) -> bool:
        """May it be shown where it stands? Anything else is offered to be saved."""
        return self.kept and self.media_type in PICTURES


@dataclass(frozen=True, slots=True)
class Openable:
    """A file with the way to its bytes. Reading raises FileUnreadable."""

    file: File
    read: Read = field(repr=False, compare=False)
