"""Saving a move: the request and the line in its log, together."""

from collections.abc import Iterable
from datetime import datetime

from bot.desk import Desk
from bot.model.events import Event, Verb, glance
from bot.model.people import LOKET
from bot.model.request import Request
from bot.ports import Transaction
from bot.show.names import Names


async def moved(
    tx: Transaction,
    before: Request | None,
    after: Request,
    verb: Verb,
    by: str,
    now: datetime,
    **data: str | int | float | bool,
) -> Request:
    """Store `after` and log the move; gives `after` back."""
    if before is None:
        await tx.requests.add(after)
    else:
        await tx.requests.save(after)
    await tx.log.append(Event(after.id, verb, by, now, glance(before), glance(after), data))
    return after


async def names_of(tx: Transaction, desk: Desk, people: Iterable[str | None]) -> Names:
    """Names from the desk file, else as the platforms gave them."""
    wanted = sorted({one for one in people if one and one != LOKET})
    known = await tx.people.names(wanted) if wanted else {}
    for one in wanted:
        member = desk.rules.member(one)
        if member is not None:
            known[one] = member.name
    return Names(known)
