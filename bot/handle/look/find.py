"""Finding tickets by words and filters: `find dock from:ana queue:it-l1 status:open before:7d`."""

from dataclasses import replace
from datetime import datetime

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.save import names_of
from bot.model.effects import Effect, Say
from bot.model.people import Person
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.naming import account_meant, choice_meant, person_meant
from bot.policy.rights import may_see
from bot.ports import Page, Transaction, Wanted
from bot.report.windows import parse_span
from bot.show.lists import found

SHOWN = 20
LOOKED_THROUGH = 60  # before those are left out that the person may not see
MOST_WORDS = 8
FILTERS = {
    "from": "from", "van": "from", "queue": "queue", "wachtrij": "queue",
    "status": "status", "before": "before", "voor": "before",
}  # fmt: skip
STATES = {one.value: one.value for one in Status if one is not Status.ANSWERED} | {
    "active": "active", "open": "active", "nieuw": "new", "opgelost": "resolved", "gesloten": "closed",
    "wacht": "waiting", "hold": "on hold", "actief": "active",
}  # fmt: skip


async def find(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Newest first, and only what this person may see."""
    seen = await tickets_found(command.text, command.by, command.account.platform, command.at, desk, tx)
    names = await names_of(tx, desk, [one.owner for one in seen])
    return [Say(found(seen, command.text, names, command.at, command.say))]


async def tickets_found(
    text: str, by: Person, platform: str, now: datetime, desk: Desk, tx: Transaction
) -> list[Request]:
    """As `find`; who is no agent finds their own. Raises CannotParse."""
    wanted = parse_wanted(text, by, platform, now, desk)
    seen = []
    if desk.rules.is_agent(by.id):
        rows = await tx.requests.find(wanted, Page(size=LOOKED_THROUGH))
        seen = [one for one in rows if _may_find(by.id, one, desk) and may_see(by, one, desk.rules)]
    if wanted.requester in (None, by.id):  # one's own: without looking through what is internal
        mine = replace(wanted, requester=by.id, internal=False)
        seen += [one for one in await tx.requests.find(mine, Page(size=SHOWN)) if one not in seen]
    return sorted(seen, key=lambda one: one.created_at, reverse=True)[:SHOWN]


def _may_find(person: str, one: Request, desk: Desk) -> bool:
    """Notes are looked through too: about one's own requests a hit would tell what stands in them."""
    return one.requester != person or any(desk.rules.serves(person, team) for team in one.teams)


def parse_wanted(text: str, by: Person, platform: str, now: datetime, desk: Desk) -> Wanted:
    """Raises CannotParse for a filter that says nothing, or for filters alone."""
    words: list[str] = []
    filters: dict[str, str] = {}
    for token in text.split():
        name, colon, value = token.partition(":")
        meant = FILTERS.get(name.casefold()) if colon else None
        if meant and not value:
            raise CannotParse("find-empty", filter=f"{name}:")
        if meant:
            filters[meant] = value
        else:
            words.append(token)
    if not filters and not any(char.isalnum() for word in words for char in word):
        raise CannotParse("find-nothing")
    return Wanted(
        words=tuple(words[:MOST_WORDS]),
        queues=_queue(filters.get("queue"), desk),
        requester=_requester(filters.get("from"), by, platform, desk),
        status=_status(filters.get("status")),
        before=_before(filters.get("before"), now, desk),
        internal=True,  # for agents
    )


def _queue(value: str | None, desk: Desk) -> tuple[str, ...] | None:
    if not value:
        return None
    if not desk.rules.has_queue(value):
        raise CannotParse("find-queue", queue=value[:40], allowed=", ".join(q.id for q in desk.rules.queues))
    return (value,)


def _requester(value: str | None, by: Person, platform: str, desk: Desk) -> str | None:
    if not value:
        return None
    if value.lstrip("@").casefold() in ("me", "mij"):
        return by.id
    account = account_meant(value)
    if account is not None:
        return desk.rules.person_of(*account[:2])
    person, _ = person_meant(value, {one.id: one.name for one in desk.rules.people})
    return person or f"{platform}:{value.lstrip('@')}"


def _status(value: str | None) -> str | None:
    if not value:
        return None
    chosen = choice_meant(value.replace("-", " "), STATES)
    if chosen is None:
        raise CannotParse("find-status", word=value[:40])
    return chosen


def _before(value: str | None, now: datetime, desk: Desk) -> datetime | None:
    if not value:
        return None
    span = parse_span(value)
    if span is not None:
        return now - span
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=desk.rules.zone)
    except ValueError:
        raise CannotParse("find-before", word=value[:40]) from None
