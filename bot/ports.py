"""What the core asks of the world around it, and what the world may ask of the core."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.model.content import Content
from bot.model.effects import Delete, Edit, Mark, Outgoing, Post, Timer
from bot.model.events import Event
from bot.model.follower import Follower
from bot.model.handoff import Handoff
from bot.model.inbound import Inbound, Outcome
from bot.model.messages import Anchored, Message
from bot.model.people import Account, Person
from bot.model.places import Conversation, Direct
from bot.model.request import Request
from bot.settings import Settings

Receive = Callable[[Inbound], Awaitable[Outcome]]
"""The one way in. Known at commit; only then does the adapter acknowledge. Raises nothing."""


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Ids(Protocol):
    def new(self) -> str:
        """A fresh id; later ids sort after earlier ones."""
        ...


# ---- chat platforms


class DeliveryDelayed(Exception):
    """Not now: try again after `retry_after_s` seconds."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


class DeliveryFailed(Exception):
    """It did not arrive. `final`: trying again cannot help (the person left, the channel is gone)."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class PlatformCannotStart(Exception):
    """It can never listen as it is configured (a port in use, a wrong token): one line for the operator."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An outgoing effect with its place looked up. `message_id` names what is edited or deleted."""

    to: Conversation | Direct
    act: Post | Edit | Delete | Mark
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a message ended up. `doubled`: the platform could not prove that it was not sent before."""

    channel: str
    message_id: str
    thread: str | None = None
    doubled: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one channel may be written to. Retry-After comes on top."""

    per_second: float
    burst: int


class ChatPlatform(Protocol):
    name: str
    pace: Pace | None

    async def listen(self, receive: Receive, desk: "DeskView") -> None:
        """Hand over whatever happens until cancelled."""
        ...

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        """Do it once: the same `key` again changes nothing and gives the same receipt where the platform allows.

        Raises DeliveryDelayed, DeliveryFailed.
        """
        ...


# ---- storage: one noun each, all within one transaction and one workspace


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list: at most `size` rows after skipping `offset`."""

    offset: int = 0
    size: int = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. `queues` None: all; `internal`: notes count too."""

    words: tuple[str, ...] = ()
    queues: tuple[str, ...] | None = None
    requester: str | None = None
    status: str | None = None  # a status, or "active"
    before: datetime | None = None
    internal: bool = False


class Inbox(Protocol):
    async def first_time(self, key: str, now: datetime) -> bool:
        """True once for each key, for ever."""
        ...


class People(Protocol):
    async def get(self, person_id: str) -> Person | None:
        """The person, locked until the transaction ends."""
        ...

    async def save(self, person: Person) -> None: ...

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
    async def add(self, message: Message) -> None: ...

    async def of(self, request_id: str) -> list[Message]:
        """Oldest first, taken-back ones included."""
        ...

    async def by_source(self, request_id: str, source: str) -> Message | None: ...

    async def move(self, message_id: str, request_id: str) -> None:
        """It belongs to another request."""
        ...

    async def mark_deleted(self, message_id: str, at: datetime) -> None: ...


class Anchors(Protocol):
    async def get(self, anchor: str) -> Anchored | None: ...

    async def at(self, conversation: Conversation) -> Anchored | None:
        """What the thread of this conversation belongs to."""
        ...

    async def put(self, anchored: Anchored) -> None:
        """New, or changed."""
        ...

    async def repoint(self, request_id: str, to: str) -> None:
        """What is written in that request's threads is about another one from now on."""
        ...


@dataclass(frozen=True, slots=True)
class Parcel:
    """One outbox row, taken for delivery. `tries` counts earlier attempts; `slot_at` is its reserved place in
    the pace of its channel."""

    seq: int
    key: str
    lane: str
    outgoing: Outgoing
    tries: int
    slot_at: datetime | None = None


class Outbox(Protocol):
    async def add(self, outgoing: Outgoing, now: datetime) -> bool:
        """Stored. True when this process holds the lane now and must deliver it."""
        ...

    async def next(self, lane: str, now: datetime) -> Parcel | None:
        """The lane's first waiting row if this process holds the lane."""
        ...

    async def hold(self, lane: str, now: datetime) -> bool:
        """Take a free or abandoned lane. False when another holds it or its time has not come."""
        ...

    async def sent(self, parcel: Parcel, now: datetime) -> bool:
        """Done. False when another process has taken the lane meanwhile."""
        ...

    async def delay(self, parcel: Parcel, until: datetime, *, tried: bool) -> None:
        """Let go of the lane until then; the engine comes back to it."""
        ...

    async def bury(self, parcel: Parcel, reason: str, now: datetime) -> None:
        """Give up on one row; the lane goes on."""
        ...

    async def release(self, lane: str) -> bool:
        """Let go of an empty lane. False when it is not empty: go on."""
        ...

    async def idle_lanes(self, now: datetime, limit: int) -> list[str]:
        """Lanes with work that nobody holds and whose time has come."""
        ...

    async def slot(self, platform: str, channel: str, pace: Pace, now: datetime) -> float:
        """Reserve the next place in a channel's pace; seconds to wait for it."""
        ...

    async def reserve(self, parcel: Parcel, channel: str, pace: Pace, now: datetime) -> float:
        """As `slot`, once for each row: a row that comes back later still has its place."""
        ...


class Timers(Protocol):
    async def put(self, timer: Timer) -> None:
        """Set, or moved."""
        ...

    async def ring(self, key: str, now: datetime) -> datetime | None:
        """Its due moment, marked done; None when it is done, gone or not due."""
        ...

    async def due(self, now: datetime, limit: int) -> list[Timer]:
        """Not done and due, earliest first."""
        ...

    async def upcoming(self) -> datetime | None:
        """When the next one is due."""
        ...

    async def pending(self, key: str) -> datetime | None:
        """When it is due, if it is set and not done."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A command that waits for a yes: kept here, because a button's payload is never trusted."""

    id: str
    by: str
    name: str
    request_id: str
    text: str
    made_at: datetime


class Drafts(Protocol):
    async def put(self, draft: Draft) -> None: ...

    async def take(self, draft_id: str) -> Draft | None:
        """The draft, removed."""
        ...


class Followers(Protocol):
    async def put(self, request_id: str, follower: Follower) -> None:
        """New, or changed."""
        ...

    async def remove(self, request_id: str, person: str) -> bool:
        """False when there was none."""
        ...

    async def of(self, request_id: str) -> list[Follower]: ...

    async def link(self, request_id: str, other_id: str) -> None:
        """They have to do with each other, both ways round."""
        ...

    async def linked(self, request_id: str) -> list[str]: ...


class Transaction(Protocol):
    """Everything one happening reads and writes. Leaving it cleanly commits; an exception rolls back."""

    workspace: str
    inbox: Inbox
    people: People
    requests: Requests
    log: Log
    messages: Messages
    anchors: Anchors
    outbox: Outbox
    timers: Timers
    drafts: Drafts
    followers: Followers


class Begin(Protocol):
    def __call__(self, workspace: str, *, read_only: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """A transaction scoped to one workspace. Raises StorageUnavailable when the database cannot take it."""
        ...


class StorageUnavailable(Exception):
    """Locked, full, read-only or unreachable: nothing was stored."""


# ---- the window platforms may look through


RoomKind = Literal["help", "triage", "digest"]


@dataclass(frozen=True, slots=True)
class Room:
    """A channel of a local platform that the desk works in."""

    channel: str
    kind: RoomKind
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of tickets or requests, ready to show. CommonMark nowhere: plain text."""

    request_id: str
    number: int | None
    subject: str
    status: str
    queue: str
    owner: str | None
    requester: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows and whether more follow."""

    rows: tuple[Row, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be typed next: the text to put in, and one line that explains it."""

    text: str
    hint: str


class DeskView(Protocol):
    """What a platform may show, scoped to the viewer."""

    async def language_of(self, viewer: Account, channel: str | None = None) -> str:
        """The language to speak to this person in: their own choice, the platform's locale, the channel, the desk."""
        ...

    def members(self, platform: str) -> list[tuple[Account, str]]:
        """The people of the desk file with an account there, and what they do."""
        ...

    def rooms(self, platform: str, viewer: Account) -> list[Room]:
        """The channels of that platform this person belongs in."""
        ...

    async def my_requests(self, viewer: Account, page: Page) -> Listing: ...

    async def queue(self, viewer: Account, queue: str, page: Page) -> Listing: ...

    async def ticket(self, viewer: Account, number: int) -> Content | None:
        """The ticket's timeline; None when there is none that this person may know of."""
        ...

    async def complete(self, viewer: Account, where: Conversation, typed: str) -> list[Completion]:
        """Completions for a slash command typed so far."""
        ...


class History(Protocol):
    """Optional: messages of a conversation since a cursor, for catching up after a gap."""

    def since(self, where: Conversation, cursor: str | None) -> AsyncIterator[Inbound]: ...


# ---- a local platform's own channels


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

    async def thread_counts(self, channel: str, roots: Sequence[str]) -> dict[str, int]:
        """How many replies each root has."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What compose hands every adapter at build time. `settings` is the whole of bot.settings.Settings."""

    settings: Settings
    clock: Clock
    ids: Ids
    posts: Callable[[str], LocalPosts]  # by platform name
    ready: Callable[[], Awaitable[dict[str, bool]]]  # what must be true to serve, by name
