"""Words in a ticket's internal thread: the owner's may go to the requester, everybody else's stay inside."""

from bot.desk import Desk
from bot.handle.post import mark, queue_of_card, refresh_cards, spoken, tell_requester, tell_teams, thread_of
from bot.handle.save import moved
from bot.handle.talk.heard import Heard
from bot.model.effects import Effect
from bot.model.events import Event, Verb, glance
from bot.model.messages import Anchored, Message
from bot.model.request import Request
from bot.ports import Transaction

SENT = "✉️"


async def said_inside(heard: Heard, request: Request, place: Anchored, desk: Desk, tx: Transaction) -> list[Effect]:
    """Somebody wrote under a ticket's card."""
    queue = queue_of_card(place.anchor) or request.queue
    own = thread_of(place.anchor, request)  # in the thread of one merged into it, all its teams need a copy
    if reaches_requester(heard.person.id, request, queue, desk):
        return await _to_requester(heard, request, queue, own, desk, tx)
    return await _inside(heard, request, queue, own, desk, tx)


def reaches_requester(person: str, request: Request, queue: str, desk: Desk) -> bool:
    """Only the owner's plain words, in the thread of the queue that has the ticket, where that queue says so."""
    return request.active and request.owner == person and request.queue == queue and desk.queue(queue).thread == "owner"


async def _to_requester(
    heard: Heard, request: Request, queue: str, own: str | None, desk: Desk, tx: Transaction
) -> list[Effect]:
    message, person = heard.message, heard.person
    after = request.reply(person.id, message.at)
    await _keep(heard, request, "requester", desk, tx)
    await moved(tx, request, after, Verb.REPLIED, person.id, message.at)
    anchor = relay_anchor(after, message.message_id)
    sent = await tell_requester(after, spoken(heard.text, person.name, heard.files), tx, anchor)
    effects: list[Effect] = [*sent, mark(after, queue, message.where, message.message_id, SENT)]
    effects += await tell_teams(
        after, spoken(heard.text, person.name, heard.files), tx, but=(own or "",), copy_of=message.message_id
    )
    return [*effects, *await refresh_cards(after, desk, tx)]


async def _inside(
    heard: Heard, request: Request, queue: str, own: str | None, desk: Desk, tx: Transaction
) -> list[Effect]:
    message, person = heard.message, heard.person
    await _keep(heard, request, "internal", desk, tx)
    now = glance(request)
    await tx.log.append(Event(request.id, Verb.NOTED, person.id, message.at, now, now, {"queue": queue}))
    return list(
        await tell_teams(
            request, spoken(heard.text, person.name, heard.files), tx, but=(own or "",), copy_of=message.message_id
        )
    )


def relay_anchor(request: Request, source: str) -> str:
    """The requester's copy of an agent's message."""
    return f"relay/{request.id}/{source}"


async def _keep(heard: Heard, request: Request, reach: str, desk: Desk, tx: Transaction) -> None:
    await tx.messages.add(
        Message(
            id=desk.ids.new(),
            request_id=request.id,
            by=heard.person.id,
            reach="requester" if reach == "requester" else "internal",
            text=heard.text,
            at=heard.message.at,
            source=heard.message.message_id,
            files=heard.files,
        )
    )
