"""What happened in a window, counted from events. Pure; counts requests, so the bot's own answers count too.

Sources of the definitions: opened, resolved, reopened are events in [start, end); backlog is what was active
at an instant; first response is from the first message to the first human reply, counted when the reply was
sent; a median and a 90th percentile (nearest rank) beside each other.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from bot.model.events import Event, Verb
from bot.model.states import ACTIVE


@dataclass(frozen=True, slots=True)
class Window:
    """[start, end), aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Ledger:
    """The numbers of one window for one set of queues. Times are spans; None without any reply."""

    opened: int
    resolved: int
    reopened: int
    set_aside: int  # dismissed, moved or merged
    came: int  # accepted from, or returned by, other teams
    went: int
    backlog_before: int
    backlog_now: int
    asked: int
    answered: int
    solved: int
    replies: int
    response_median: timedelta | None
    response_p90: timedelta | None

    @property
    def change(self) -> int:
        return self.backlog_now - self.backlog_before

    @property
    def empty(self) -> bool:
        """Nothing happened and nothing waits."""
        return not (self.opened or self.resolved or self.reopened or self.asked or self.backlog_now)


def tally(
    events: Sequence[Event],
    asked_at: dict[str, datetime],
    queues: Collection[str],
    backlog_before: int,
    backlog_now: int,
) -> Ledger:
    """Count a window's events. `asked_at`: when each request that got its first reply here was asked."""
    here = [event for event in events if _belongs(event, queues)]
    counted: dict[Verb, set[str]] = {}
    for event in here:
        counted.setdefault(event.verb, set()).add(event.request_id)
    replies = first_responses(here, asked_at)
    return Ledger(
        opened=len(counted.get(Verb.OPENED, ())),
        resolved=sum(event.verb is Verb.RESOLVED for event in here),  # each time, so that the flow adds up
        reopened=sum(event.verb is Verb.REOPENED for event in here),
        set_aside=sum(_ended_otherwise(event) for event in here),
        came=sum(_crossed(event, queues) > 0 for event in events),
        went=sum(_crossed(event, queues) < 0 for event in events),
        backlog_before=backlog_before,
        backlog_now=backlog_now,
        asked=len(counted.get(Verb.ASKED, ())),
        answered=len(counted.get(Verb.ANSWERED, ())),
        solved=len({event.request_id for event in here if _was_solved(event)}),
        replies=len(replies),
        response_median=percentile(replies, 50),
        response_p90=percentile(replies, 90),
    )


def _belongs(event: Event, queues: Collection[str]) -> bool:
    return event.after.queue in queues


def _ended_otherwise(event: Event) -> bool:
    """Active before, over after, and neither resolved nor handed on."""
    ended = event.before.status in ACTIVE and event.after.status not in ACTIVE
    return ended and event.verb is not Verb.RESOLVED


def _crossed(event: Event, queues: Collection[str]) -> int:
    """+1 when an active ticket came from another team, -1 when it went there."""
    if event.before.status not in ACTIVE or event.after.status not in ACTIVE:
        return 0
    return (event.after.queue in queues) - (event.before.queue in queues)


def _was_solved(event: Event) -> bool:
    return event.verb is Verb.RATED and bool(event.data.get("solved"))


def first_responses(events: Iterable[Event], asked_at: dict[str, datetime]) -> list[timedelta]:
    """The first human reply of each request that had none before this window."""
    seen: set[str] = set()
    spans = []
    for event in events:
        if event.verb is Verb.REPLIED and event.request_id in asked_at and event.request_id not in seen:
            seen.add(event.request_id)
            spans.append(event.at - asked_at[event.request_id])
    return spans


def percentile(spans: Sequence[timedelta], per_cent: int) -> timedelta | None:
    """Nearest rank; None of nothing."""
    if not spans:
        return None
    ordered = sorted(spans)
    return ordered[max(0, ceil(per_cent / 100 * len(ordered)) - 1)]
