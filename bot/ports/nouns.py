"""Storage, one noun each, all within one transaction and one workspace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.arrangement import Arrangement, Binding, Linked
from bot.model.events import Event
from bot.model.files import File
from bot.model.handoff import Handoff
from bot.model.messages import Anchored, Message, Revision
from bot.model.people import Person
from bot.model.places import Conversation
from bot.model.request import Request
from bot.ports.basics import Page


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. `queues` None: all; `internal`: notes count too."""

    words: tuple[str, ...] = ()
    queues: tuple[str, ...] | None = None
    requester: str | None = None
    status: str | None = None  # a status, or "active"
    before: datetime | None = None
    internal: bool = False


class Arrangements(Protocol):
    """What was settled in chat. `changed`: something was, in this transaction."""

    changed: bool

    async def version(self) -> int:
        """Grows with every change."""
        ...

    async def all(self) -> Arrangement: ...

    async def bind(self, binding: Binding, by: str, now: datetime) -> None:
        """A channel has one role, a queue one group of agents on each platform; a new one replaces it."""
        ...

    async def unbind(self, platform: str, channel: str) -> bool:
        """False when nothing was bound there."""
        ...

    async def unbind_agents(self, platform: str, queue: str) -> bool:
        """False when no group of that platform was bound to the queue."""
        ...

    async def set_members(self, platform: str, queue: str, accounts: Sequence[str]) -> bool:
        """Whom the platform names for that queue now, all of them; True when that is news."""
        ...

    async def link(self, link: Linked) -> None:
        """An account has one person; a new link replaces the old one."""
        ...

    async def unlink(self, platform: str, account: str) -> bool:
        """False when it was linked to nobody."""
        ...


class Inbox(Protocol):
    async def first_time(self, key: str, now: datetime) -> bool:
        """True once for each key, for ever."""
        ...

    async def seen(self, key: str) -> bool:
        """Was it there before? Nothing is written."""
        ...


class People(Protocol):
    async def get(self, person_id: str) -> Person | None:
        """The person, locked until the transaction ends."""
        ...

    async def save(self, person: Person) -> None: ...

    async def merge(self, person_id: str, into: str) -> None:
        """Requests, messages, drafts, votes and whatever else is that person's is `into`'s from now on; the log keeps
        whom it named."""
        ...

    async def part(self, platform: str, account: str, person_id: str, own: str) -> None:
        """What the person asked from that account belongs to `own` again, and no copy of theirs goes to that chat."""
        ...

    async def names(self, person_ids: Sequence[str]) -> dict[str, str]:
        """Names by id, of those the desk knows."""
        ...


class Requests(Protocol):
    async def get(self, request_id: str) -> Request | None:
        """The request, locked until the transaction ends: two agents may claim at once."""
        ...

    async def numbered(self, number: int) -> Request | None:
        """The ticket with that number, locked likewise."""
        ...

    async def add(self, request: Request) -> None: ...

    async def save(self, request: Request) -> None: ...

    async def next_number(self) -> int:
        """The next ticket number; given back when the transaction rolls back."""
        ...

    async def count(self) -> int:
        """How many requests there are."""
        ...

    async def count_since(self, requester: str, since: datetime) -> int:
        """How many requests this person made since then."""
        ...

    async def count_queue(self, queue: str) -> int:
        """How many active tickets a queue has, those offered to it included."""
        ...

    async def count_active(self, requester: str) -> int:
        """How many tickets of this person are active."""
        ...

    async def latest_direct(self, requester: str, platform: str, since: datetime) -> Request | None:
        """The last request this person opened in a direct message since then."""
        ...

    async def of_requester(self, requester: str, page: Page, *, active_only: bool = False) -> list[Request]:
        """Newest first; tickets and answered questions alike."""
        ...

    async def of_owner(self, owner: str, page: Page) -> list[Request]:
        """Active tickets somebody owns, waiting longest first."""
        ...

    async def of_queue(self, queue: str, page: Page) -> list[Request]:
        """Active tickets of a queue and those offered to it, waiting longest first."""
        ...

    async def unowned(self, queues: Sequence[str], page: Page) -> list[Request]:
        """Active tickets of these queues that nobody owns, waiting longest first."""
        ...

    async def at_risk(self, queues: Sequence[str], since: datetime, page: Page) -> list[Request]:
        """Active tickets of these queues whose requester waits: for longer than that, or with an urgent one."""
        ...

    async def popular(self, since: datetime, limit: int) -> list[str]:
        """The articles that answered most requests since then, by slug."""
        ...

    async def idle(self, queue: str, since: datetime, limit: int) -> list[Request]:
        """Active tickets of a queue without a word from either side since then, longest first."""
        ...

    async def find(self, wanted: Wanted, page: Page) -> list[Request]:
        """Tickets that fit, newest first."""
        ...

    async def save_handoff(self, request_id: str, handoff: Handoff) -> None: ...

    async def handoffs(self, request_id: str) -> list[Handoff]:
        """Oldest first."""
        ...


class Log(Protocol):
    async def append(self, event: Event) -> None: ...

    async def of(self, request_id: str) -> list[Event]:
        """Oldest first."""
        ...

    async def between(self, start: datetime, end: datetime) -> list[Event]:
        """Every event in [start, end), oldest first."""
        ...

    async def backlog(self, queues: Sequence[str], at: datetime) -> int:
        """How many tickets were active in these queues at that instant, from the log alone."""
        ...


class Messages(Protocol):
    async def add(self, message: Message) -> None:
        """With its files."""
        ...

    async def get(self, message_id: str) -> Message | None: ...

    async def of(self, request_id: str) -> list[Message]:
        """Oldest first, taken-back ones included."""
        ...

    async def by_source(self, request_id: str, source: str) -> Message | None: ...

    async def from_source(self, source: str, by: str) -> Message | None:
        """What this person wrote under that id of the platform, on whichever request; one that stands before one that
        was taken back."""
        ...

    async def writer_of(self, source: str) -> str | None:
        """The person who wrote what has that id of the platform."""
        ...

    async def revise(self, message: Message, text: str, at: datetime) -> bool:
        """It says this since then; what it said before is kept. False when its words are newer: then only this
        revision is kept."""
        ...

    async def revisions(self, request_id: str) -> list[Revision]:
        """What messages of this request said before, oldest first."""
        ...

    async def move(self, message_id: str, request_id: str) -> None:
        """It belongs to another request."""
        ...

    async def mark_deleted(self, message_id: str, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A file's row: on a message, or made for one person alone."""

    file: File
    message_id: str | None
    person: str | None


class Files(Protocol):
    async def add(self, file: File, at: datetime, *, person: str) -> None:
        """A file made for one person, on no message."""
        ...

    async def get(self, file_id: str) -> Held | None: ...


class Anchors(Protocol):
    async def get(self, anchor: str) -> Anchored | None: ...

    async def at(self, conversation: Conversation) -> Anchored | None:
        """What the thread of this conversation belongs to."""
        ...

    async def put(self, anchored: Anchored) -> None:
        """New, or changed."""
        ...

    async def open_threads(self, platform: str, limit: int) -> list[tuple[str, str]]:
        """Channel and thread of what is talked about requests that are not closed there, newest first."""
        ...

    async def repoint(self, request_id: str, to: str) -> None:
        """What is written in that request's threads is about another one from now on."""
        ...
