"""Storage of what is still to be done, and the transaction that holds it all together."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.effects import Outgoing, Timer
from bot.model.follower import Follower
from bot.model.walk import Walk
from bot.ports.articles import Articles, Feedback
from bot.ports.basics import Pace
from bot.ports.nouns import Anchors, Arrangements, Files, Inbox, Log, Messages, People, Requests
from bot.ports.proofs import Proofs
from bot.ports.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Parcel:
    """One outbox row, taken for delivery. `tries` counts earlier attempts; `slot_at` is its reserved place in
    the pace of its channel; `again`: nobody knows whether it was sent."""

    seq: int
    key: str
    lane: str
    outgoing: Outgoing
    tries: int
    slot_at: datetime | None = None
    again: bool = False


class Outbox(Protocol):
    async def add(self, outgoing: Outgoing, now: datetime) -> bool:
        """Stored. True when this process holds the lane now and must deliver it."""
        ...

    async def next(self, lane: str, now: datetime) -> Parcel | None:
        """The lane's first waiting row if this process holds the lane; of several edits of one message in a row, the
        last: the others count as sent."""
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


class Walks(Protocol):
    async def get(self, request_id: str) -> Walk | None:
        """Where the requester is, or was, in a script."""
        ...

    async def put(self, walk: Walk) -> None:
        """New, or changed."""
        ...


class Transaction(Protocol):
    """Everything one happening reads and writes. Leaving it cleanly commits; an exception rolls back."""

    workspace: str
    inbox: Inbox
    people: People
    requests: Requests
    log: Log
    messages: Messages
    files: Files
    anchors: Anchors
    arrangements: Arrangements
    outbox: Outbox
    timers: Timers
    drafts: Drafts
    followers: Followers
    walks: Walks
    proofs: Proofs
    sessions: Sessions
    articles: Articles
    feedback: Feedback


class Begin(Protocol):
    def __call__(self, workspace: str, *, read_only: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """A transaction scoped to one workspace. Raises StorageUnavailable when the database cannot take it."""
        ...


class StorageUnavailable(Exception):
    """Locked, full, read-only or unreachable: nothing was stored."""
