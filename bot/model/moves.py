"""Further moves of a ticket: who should work on it, how it is labelled, what it belongs to.

As the moves of `Request`: each gives the changed request or raises a `Refusal`; none waits or knows the clock.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.model.refusals import AlreadyOver, AlreadyYours, ButtonStale, MergeImpossible, TooManyTags
from bot.model.request import Request
from bot.model.states import Kind, Outcome, Priority, Status

MOST_TAGS = 12


def assign(ticket: Request, agent: str, now: datetime) -> Request:
    """`agent` owns it now, whoever did before. Raises AlreadyYours when they do, AlreadyOver."""
    _must_be_active(ticket)
    if ticket.owner == agent:
        raise AlreadyYours(ticket.ticket)
    status = Status.OPEN if ticket.status is Status.NEW else ticket.status
    return replace(ticket, owner=agent, status=status, claimed_at=now)


def prioritise(ticket: Request, priority: Priority) -> Request:
    """Raises AlreadyOver."""
    _must_be_active(ticket)
    return replace(ticket, priority=priority)


def categorise(ticket: Request, kind: Kind) -> Request:
    return replace(ticket, kind=kind)


def tag(ticket: Request, add: Collection[str], remove: Collection[str]) -> Request:
    """With some tags more and some fewer, in order. Raises TooManyTags above `MOST_TAGS`."""
    kept = [one for one in ticket.tags if one not in remove]
    kept += [one for one in dict.fromkeys(add) if one not in kept]
    if len(kept) > MOST_TAGS:
        raise TooManyTags(ticket.ticket, MOST_TAGS)
    return replace(ticket, tags=tuple(kept))


def merge(ticket: Request, into: Request, now: datetime) -> Request:
    """It goes on as `into`. Raises MergeImpossible for itself or one that is over, AlreadyOver."""
    _must_be_active(ticket)
    if ticket.id == into.id or not into.active:
        raise MergeImpossible(ticket.ticket, into.ticket)
    over = ticket.moved_away(now)
    return replace(over, outcome=Outcome.MERGED, merged_into=into.id)


def ask_to_close(ticket: Request, agent: str, now: datetime) -> Request:
    """The requester is asked whether it may be closed. An unowned ticket becomes theirs who ask. Raises AlreadyOver."""
    _must_be_active(ticket)
    mine = ticket if ticket.owner else replace(ticket, owner=agent, claimed_at=now)
    return replace(
        mine, status=Status.WAITING, close_asked_by=agent, snoozed_until=None, touched_at=now, waiting_since=None
    )


def keep_open(ticket: Request, now: datetime) -> Request:
    """No, says the requester. Raises ButtonStale when nobody asked."""
    if not ticket.active or ticket.close_asked_by is None:
        raise ButtonStale
    status = Status.OPEN if ticket.owner else Status.NEW
    return replace(ticket, status=status, close_asked_by=None, touched_at=now, waiting_since=now)


def close_idle(ticket: Request, by: str, now: datetime) -> Request:
    """Closed in bulk because nobody wrote any more; a word reopens it as after resolving. Raises AlreadyOver."""
    return ticket.resolve(by, now, outcome=Outcome.IDLE)


def _must_be_active(ticket: Request) -> None:
    if not ticket.active:
        raise AlreadyOver(ticket.ticket)
