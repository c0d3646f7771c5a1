"""The digest of a team, as a message."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model.content import Block, Content, Heading, Small, Table, Text, escape
from bot.model.request import Request
from bot.report.ledger import Ledger, Window
from bot.show.names import Names
from bot.words import Speaker


def digest(
    ledger: Ledger,
    window: Window,
    oldest: Sequence[Request],
    teams: Sequence[str],
    names: Names,
    now: datetime,
    say: Speaker,
    overdue: int = 0,
) -> Content:
    """One screen: flow, what waits longest, first response, self-service; or one sentence when there is nothing.
    `overdue`: articles of these teams whose check has run out."""
    heading = say.text("digest-heading", teams=", ".join(teams))
    # in the desk's zone and not the reader's: the window was cut there
    start, end = say.clock_time(window.start), say.clock_time(window.end)
    span = say.md("digest-window", start=start, end=end, zone=str(say.zone))
    check = (Text(say.md("digest-overdue", count=overdue)),) if overdue else ()
    if ledger.empty:
        blocks: tuple[Block, ...] = (Heading(heading), Text(say.md("digest-nothing")), *check, Small(span))
        return Content(blocks, say.text("digest-nothing"))
    return Content(
        (
            Heading(heading),
            Small(span),
            Table(_flow_head(say), (_flow(ledger),)),
            *_otherwise(ledger, say),
            *_waiting(oldest, names, now, say),
            Text(_response(ledger, say)),
            Text(say.md("digest-self", asked=ledger.asked, answered=ledger.answered, solved=ledger.solved)),
            *check,
            Small(say.md("digest-definitions")),
        ),
        say.text("digest-summary", opened=ledger.opened, resolved=ledger.resolved, backlog=ledger.backlog_now),
    )


def _flow_head(say: Speaker) -> tuple[str, ...]:
    return tuple(say.text(f"digest-{name}") for name in ("opened", "resolved", "reopened", "backlog", "change"))


def _flow(ledger: Ledger) -> tuple[str, ...]:
    change = f"{ledger.change:+d}".replace("-", "−") if ledger.change else "±0"
    counts = (ledger.opened, ledger.resolved, ledger.reopened, ledger.backlog_now)
    return (*(str(count) for count in counts), escape(change))


def _otherwise(ledger: Ledger, say: Speaker) -> list[Block]:
    """What else changed the backlog, so that the numbers add up."""
    if not (ledger.set_aside or ledger.came or ledger.went):
        return []
    return [Small(say.md("digest-otherwise", aside=ledger.set_aside, came=ledger.came, went=ledger.went))]


def _waiting(oldest: Sequence[Request], names: Names, now: datetime, say: Speaker) -> list[Block]:
    if not oldest:
        return [Text(say.md("digest-none-waiting"))]
    head = tuple(say.text(f"list-{column}") for column in ("number", "subject", "owner", "since"))
    rows = tuple(
        (
            say.ticket(one.ticket),
            escape(one.subject),
            names.link(one.owner, say) if one.owner else say.md("card-nobody"),
            escape(say.span(now - (one.waiting_since or one.created_at))),
        )
        for one in oldest
    )
    return [Text(say.md("digest-oldest")), Table(head, rows)]


def _response(ledger: Ledger, say: Speaker) -> str:
    if ledger.response_median is None or ledger.response_p90 is None:
        return say.md("digest-no-replies")
    return say.md(
        "digest-response",
        median=_short(ledger.response_median, say),
        p90=_short(ledger.response_p90, say),
        count=ledger.replies,
    )


def _short(span: timedelta, say: Speaker) -> str:
    return say.span(span) if span >= timedelta(minutes=1) else say.text("digest-under-minute")
