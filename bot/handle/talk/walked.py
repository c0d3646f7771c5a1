"""The end of a walk through a script, whichever way it came: its message is settled, its path kept for the team."""

from bot.desk import Desk
from bot.handle.post import edit_for_requester
from bot.model.content import Content
from bot.model.effects import Effect
from bot.model.events import Event, Verb, glance
from bot.model.request import Request
from bot.model.walk import End, Walk
from bot.ports import Transaction
from bot.show.guide import path_taken, step_left


def guide_anchor(walk: Walk) -> str:
    return f"guide/{walk.request_id}/{walk.message}"


async def end_walk(request: Request, end: End, by: str, desk: Desk, tx: Transaction) -> list[Effect]:
    """Nothing when there is no walk, or when it is over."""
    walk = await tx.walks.get(request.id)
    if walk is None or not walk.under_way:
        return []
    over = walk.over(end)
    await tx.walks.put(over)
    now = glance(request)
    data: dict[str, str | int | float | bool] = {"slug": walk.slug, "title": walk.title}
    data |= {"outcome": end, "number": len(walk.path)}
    await tx.log.append(Event(request.id, Verb.GUIDED, by, desk.clock.now(), now, now, data))
    return [edit_for_requester(request, guide_anchor(walk), step_left(over, desk.speak_for(request), f"guide-{end}"))]


async def path_of(ticket: Request, desk: Desk, tx: Transaction) -> list[Content]:
    """For beneath the card of a ticket that was a walk: what was asked and answered."""
    walk = await tx.walks.get(ticket.id)
    blocks = path_taken(walk, desk.speak_for_queue(ticket.queue)) if walk else []
    return [Content(tuple(blocks), walk.title)] if blocks and walk else []
