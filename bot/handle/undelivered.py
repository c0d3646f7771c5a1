"""A message that could not be delivered: the agents are told, and it stands in the log."""

from bot.desk import Desk
from bot.handle.post import line, tell_teams
from bot.model.effects import Outgoing, Post
from bot.model.events import Event, Verb, glance
from bot.model.people import LOKET
from bot.ports import Transaction


async def undelivered(outgoing: Outgoing, desk: Desk, tx: Transaction, *, gone: bool) -> list[Outgoing]:
    """`gone`: trying again could not have helped."""
    if outgoing.audience != "requester" or outgoing.request_id is None or not isinstance(outgoing.act, Post):
        return []
    request = await tx.requests.get(outgoing.request_id)
    if request is None or request.number is None:
        return []
    now = glance(request)
    await tx.log.append(Event(request.id, Verb.UNDELIVERED, LOKET, desk.clock.now(), now, now, {"gone": gone}))
    say = desk.speak_for_queue(request.queue)
    reason = say.text("undelivered-gone" if gone else "undelivered-failed")
    return await tell_teams(request, line(say, "undelivered-note", reason=reason), tx)
