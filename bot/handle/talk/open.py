"""A request becomes a ticket: number, acknowledgement, card."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.desk import Desk
from bot.handle.post import edit_for_requester, line, new_card, to_requester
from bot.handle.save import moved
from bot.handle.talk.proven import it_failed
from bot.handle.talk.walked import end_walk, path_of
from bot.model.content import Button, Buttons, Content, Small, Text, plain, unmarked
from bot.model.effects import Effect, Outgoing
from bot.model.events import Verb
from bot.model.request import Request
from bot.ports import Transaction
from bot.show.card import status_word
from bot.words import Speaker


async def open_ticket(
    request: Request,
    desk: Desk,
    tx: Transaction,
    by: str,
    now: datetime,
    *,
    others: Sequence[Request] = (),
    because: Mapping[str, str | int | float | bool] | None = None,
) -> tuple[Request, list[Effect]]:
    """Number it, acknowledge it, put its card in the queue's channel. `others`: tickets it may belong to instead;
    `because`: for the log, why there was no answer."""
    ticket = request.open(await tx.requests.next_number(), request.queue, now)
    await moved(tx, request, ticket, Verb.OPENED, by, now, number=ticket.ticket, **(because or {}))
    await it_failed(request, desk, tx)
    effects: list[Effect] = [acknowledge(ticket, desk, others)]
    cards = await new_card(ticket, ticket.queue, desk, tx, beneath=await path_of(ticket, desk, tx))
    if not cards:  # the queue has no channel on any platform that runs: say so where somebody will read it
        effects.append(to_requester(ticket, line(desk.speak_for(ticket), "ack-no-channel")))
    walked = await end_walk(request, "ticket", by, desk, tx)
    return ticket, [*walked, *effects, *cards]


def acknowledge(ticket: Request, desk: Desk, others: Sequence[Request] = ()) -> Outgoing:
    """Into the requester's thread; later refreshes change the latest one."""
    content = _acknowledgement(ticket, desk, desk.speak_for(ticket), others)
    return to_requester(ticket, content, acknowledgement_anchor(ticket))


def refresh_acknowledgement(ticket: Request, desk: Desk) -> Outgoing:
    """The acknowledgement as it is true now: what is over has no button to end it."""
    content = _acknowledgement(ticket, desk, desk.speak_for(ticket), [])
    return edit_for_requester(ticket, acknowledgement_anchor(ticket), content)


def acknowledgement_anchor(ticket: Request) -> str:
    return f"ack/{ticket.id}"


def _acknowledgement(ticket: Request, desk: Desk, say: Speaker, others: Sequence[Request]) -> Content:
    team = desk.queue(ticket.queue).label(say.language)
    number = say.ticket(ticket.ticket)
    if not ticket.active:
        return plain(say.md("ack-over", number=number, team=team, status=status_word(ticket, say)))
    first = say.md("ack-ticket", number=number, team=team)
    buttons = [Button("close", ticket.id, say.text("button-close"))]
    buttons += [
        Button("about", f"{ticket.id}/{other.id}", say.text("button-about", number=other.ticket)) for other in others
    ]
    return Content((Text(first), Small(say.md("ack-next")), Buttons(tuple(buttons))), unmarked(first))
