"""A message that could not be delivered, or not where it was meant to: the agents are told, and it stands in the log.
A card that could not be placed is told to who leads the team, because nobody there sees the ticket."""

from bot.desk import Desk
from bot.handle.post import line, queue_of_card, tell_teams
from bot.model.effects import Outgoing, Post
from bot.model.events import Event, Verb, glance
from bot.model.people import LOKET
from bot.model.places import Direct
from bot.model.request import Request
from bot.ports import Transaction


async def undelivered(outgoing: Outgoing, desk: Desk, tx: Transaction, *, gone: bool) -> list[Outgoing]:
    """`gone`: trying again could not have helped."""
    if outgoing.request_id is None or not isinstance(outgoing.act, Post):
        return []
    request = await tx.requests.get(outgoing.request_id)
    if request is None or request.number is None:
        return []
    queue = queue_of_card(outgoing.act.anchor or "")
    if queue is not None:
        return _card_lost(request, request.number, queue, desk)
    if outgoing.audience != "requester":
        return []
    now = glance(request)
    await tx.log.append(Event(request.id, Verb.UNDELIVERED, LOKET, desk.clock.now(), now, now, {"gone": gone}))
    say = desk.speak_for_queue(request.queue)
    reason = say.text("undelivered-gone" if gone else "undelivered-failed")
    return await tell_teams(request, line(say, "undelivered-note", reason=reason), tx)


async def detoured(outgoing: Outgoing, desk: Desk, tx: Transaction) -> list[Outgoing]:
    """The requester takes no direct messages: the team is told, once for each ticket."""
    if outgoing.request_id is None or outgoing.audience != "requester":
        return []
    request = await tx.requests.get(outgoing.request_id)
    if request is None or request.number is None:
        return []
    if any(event.verb is Verb.DETOURED for event in await tx.log.of(request.id)):
        return []
    now = glance(request)
    await tx.log.append(Event(request.id, Verb.DETOURED, LOKET, desk.clock.now(), now, now))
    return await tell_teams(request, line(desk.speak_for_queue(request.queue), "detour-note"), tx)


def _card_lost(request: Request, number: int, queue: str, desk: Desk) -> list[Outgoing]:
    """To the team's leads in private; without any to its agents, and to the admins unless it is confidential."""
    team, say = desk.queue(queue), desk.speak_for_queue(queue)
    people = team.leads or team.agents or (() if team.confidential else desk.rules.roles.admins)
    told = line(say, "card-lost", number=say.ticket(number), team=team.label(say.language))
    reached = {person: desk.rules.reach(person, request.platform, desk.platforms) for person in people}
    return [
        Outgoing(f"{request.id}/notice/{person}", Direct(*to), Post(told), "internal", request.id)
        for person, to in reached.items()
        if to is not None
    ]
