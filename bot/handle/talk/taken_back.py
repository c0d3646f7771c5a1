"""A message taken back by its writer is taken back wherever the desk had carried it."""

from dataclasses import replace

from bot.desk import Desk
from bot.handle.business import NotOurs
from bot.handle.mirror import copies, tombstone
from bot.handle.post import questions, refresh_cards
from bot.handle.talk.ask import subject_of
from bot.handle.work.packets import refresh_packets
from bot.model.effects import Effect
from bot.model.events import Event, Verb, glance
from bot.model.inbound import MessageDeleted
from bot.model.messages import Message
from bot.model.people import Person
from bot.model.request import Request
from bot.ports import Transaction


async def taken_back(gone: MessageDeleted, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Only one's own; the text stays on record as taken back, out of every view. Raises NotOurs."""
    await tx.drafts.take(pending_edit(gone.message_id, person.id))
    message = await tx.messages.from_source(gone.message_id, person.id)
    said_on = await tx.requests.get(message.request_id) if message else None
    if message is None or said_on is None:
        return await _before_it_came(gone, person, desk, tx)
    if message.deleted_at is not None:
        return []
    await tx.messages.mark_deleted(message.id, gone.at)
    now, data = glance(said_on), about(message)
    await tx.log.append(Event(said_on.id, Verb.TAKEN_BACK, person.id, gone.at, now, now, data))
    effects: list[Effect] = []
    for copy in await copies(message, said_on, desk, tx):
        if message.files:  # a platform keeps what was uploaded when only the words change
            effects.append(copy.removed())
        else:
            effects.append(copy.changed(await tombstone(message, copy, desk, tx)))
    effects += await no_longer_shown(person, said_on, desk, tx)
    return [*effects, *await refresh_packets(said_on, desk, tx)]


async def _before_it_came(gone: MessageDeleted, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Where people talk to the desk the message may still be on its way: it is not heard then. Raises NotOurs."""
    where = gone.where
    here = gone.direct or desk.rules.help_channel(where.platform, where.channel)
    if not here and (where.thread is None or await tx.anchors.at(where) is None):
        raise NotOurs
    await tx.inbox.first_time(_gone(gone.message_id, person.id), gone.at)
    return []


async def is_gone(source: str, person: str, tx: Transaction) -> bool:
    """Was this message taken back before it came?"""
    return await tx.inbox.seen(_gone(source, person))


def _gone(source: str, person: str) -> str:
    return f"gone/{person}/{source}"


def about(message: Message) -> dict[str, str | int | float | bool]:
    """For the log: which message, and whether requesters may know of it."""
    return {"message": message.id, "internal": message.reach == "internal"}


def pending_edit(source: str, person: str) -> str:
    """The draft that holds an edit whose message has not come yet."""
    return f"edit/{person}/{source}"


async def no_longer_shown(person: Person, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """What the requester took back or said anew is out of the subject and off the cards too."""
    if person.id != request.requester:
        return []
    left = await questions(tx, request)
    say = desk.speak_for(request)
    subject = subject_of(left[0].text, left[0].files) if left else say.text("subject-taken-back")
    after = replace(request, subject=subject)
    await tx.requests.save(after)
    return list(await refresh_cards(after, desk, tx))
