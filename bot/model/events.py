"""The append-only log of a request: the one source of its timeline and of every number."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.request import Request
from bot.model.states import Status


class Verb(StrEnum):
    """What happened, in the past tense."""

    ASKED = "asked"
    WROTE = "wrote"
    ANSWERED = "answered"
    OFFERED = "offered"
    RATED = "rated"
    GUIDED = "guided"
    OPENED = "opened"
    CLAIMED = "claimed"
    RELEASED = "released"
    REPLIED = "replied"
    NOTED = "noted"
    TAKEN_BACK = "taken back"
    EDITED = "edited"
    HANDED_OFF = "handed off"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    HELD = "held"
    RESUMED = "resumed"
    MOVED = "moved"
    UNDELIVERED = "undelivered"
    DETOURED = "detoured"
    ASSIGNED = "assigned"
    LABELLED = "labelled"
    MERGED = "merged"
    LINKED = "linked"
    FOLLOWED = "followed"
    CLOSE_ASKED = "close asked"
    KEPT_OPEN = "kept open"
    DRAFTED = "drafted"


@dataclass(frozen=True, slots=True)
class Glance:
    """What a request was at one instant, as far as numbers care. `status` None: it did not exist."""

    status: Status | None = None
    queue: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, when, and what the request was before and after. `data` holds ids and codes, no text."""

    request_id: str
    verb: Verb
    by: str
    at: datetime
    before: Glance
    after: Glance
    data: dict[str, str | int | float | bool] = field(default_factory=dict)


def glance(request: Request | None) -> Glance:
    """What the log keeps of a request before and after a move."""
    if request is None:
        return Glance()
    return Glance(request.status, request.queue, request.owner)
