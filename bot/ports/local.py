"""What a local platform keeps of its own channels, and what every adapter is built with."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.model.content import Content
from bot.model.files import File, Openable
from bot.ports.basics import Clock, Ids
from bot.ports.demo import Demo
from bot.ports.sessions import Door
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class LocalPost:
    """One message in a local workspace. `content` for the bot's, `text` for a person's."""

    id: str
    channel: str
    thread: str | None
    by: str  # account id, or "loket"
    at: datetime
    text: str = ""
    content: Content | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    marks: tuple[str, ...] = ()
    files: tuple[File, ...] = ()  # of a person's; the bot's stand in its content


class LocalPosts(Protocol):
    """What a local platform keeps of its own channels; for Slack and Discord their own servers do."""

    async def put(self, post: LocalPost) -> bool:
        """Stored; False when the id is known already."""
        ...

    async def change(
        self,
        post_id: str,
        *,
        content: Content | None = None,
        text: str | None = None,
        deleted: bool = False,
        mark: str | None = None,
        at: datetime | None = None,
    ) -> LocalPost | None:
        """Edited, taken back or marked; None when there is no such post."""
        ...

    async def get(self, post_id: str) -> LocalPost | None: ...

    async def latest(self, channel: str, limit: int, before: datetime | None = None) -> list[LocalPost]:
        """A channel's last top-level posts, oldest first."""
        ...

    async def thread(self, channel: str, root: str) -> list[LocalPost]:
        """A thread's replies, oldest first."""
        ...

    async def last_by_others(self, channels: Sequence[str], account: str) -> dict[str, datetime]:
        """When somebody other than this account last wrote in each channel, threads included."""
        ...

    async def thread_counts(self, channel: str, roots: Sequence[str]) -> dict[str, int]:
        """How many replies each root has."""
        ...


class Cursors(Protocol):
    """How far each channel of a platform has been heard; for reading back what was missed."""

    async def all(self) -> dict[str, str]:
        """Positions by channel."""
        ...

    async def put(self, positions: Mapping[str, str]) -> None: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What a public address answers."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """A path on the public listener that belongs to an adapter. `answer` gets the raw body and the headers, whose
    names are in lower case; it says yes only to what it can prove to come from its platform."""

    path: str
    answer: Callable[[bytes, Mapping[str, str]], Awaitable[Reply]]
    longest_body: int = 1_000_000  # bytes


class Lead(Protocol):
    """Which of several replicas does what only one may do."""

    async def while_leading(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Wait until no other replica does what is called `name`, then do it; when the lead is lost `work` is
        cancelled and waits for its turn again. Ends when `work` does, raising what it raised."""
        ...


class ReadMarks(Protocol):
    """Until when somebody has read a channel (`c/NAME`) or a ticket (`t/NUMBER`)."""

    async def saw(self, person: str, subject: str, at: datetime) -> None:
        """Read until then; an earlier moment changes nothing."""
        ...

    async def seen(self, person: str) -> dict[str, datetime]:
        """Everything this person has read, by subject."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What compose hands every adapter at build time. `settings` is the whole of bot.settings.Settings."""

    settings: Settings
    clock: Clock
    ids: Ids
    posts: Callable[[str], LocalPosts]  # by platform name
    cursors: Callable[[str], Cursors]  # by platform name
    addresses: list[Address]  # served on the public listener; an adapter adds its own before it listens
    ready: Callable[[], Awaitable[dict[str, bool]]]  # what must be true to serve, by name
    open_file: Callable[[File], Openable]  # for what stands in a post that somebody may see
    lead: Lead
    door: Door | None = None  # who is let in on the public listener; None where there is none
    marks: ReadMarks | None = None  # what each person has read; None where nobody keeps it
    demo: Demo | None = None  # a desk with a past to look around in; None where there is no beside
    demo_of: str = ""  # the address of the desk this one is a demo beside; "" for a desk of its own
