"""A message taken back by its writer is taken back wherever the desk had carried it."""

from dataclasses import replace

from bot.desk import Desk
from bot.handle.post import (
    card_queues,
    copy_anchor,
    follower_anchor,
    questions,
    refresh_cards,
    take_back_copy,
    take_back_from_requester,
)
from bot.handle.talk.ask import subject_of
from bot.handle.talk.relay import relay_anchor
from bot.model.effects import Delete, Effect, Outgoing
from bot.model.events import Event, Verb, glance
from bot.model.inbound import MessageDeleted
from bot.model.messages import Message
from bot.model.people import Person
from bot.model.request import Request
from bot.ports import Transaction


async def taken_back(
    gone: MessageDeleted, person: Person, request: Request, desk: Desk, tx: Transaction
) -> list[Effect]:
    """Only one's own; the text stays on record as taken back, out of every view."""
    said_on, message = await _said(gone.message_id, request, tx)
    if message is None or message.by != person.id or message.deleted_at is not None:
        return []
    await tx.messages.mark_deleted(message.id, gone.at)
    now = glance(said_on)
    await tx.log.append(Event(said_on.id, Verb.TAKEN_BACK, person.id, gone.at, now, now, {"message": message.id}))
    effects: list[Effect] = await _no_longer_shown(person, said_on, desk, tx)
    relayed = relay_anchor(said_on, gone.message_id)
    if await tx.anchors.get(relayed):
        effects.append(take_back_from_requester(said_on, relayed))
    for follower in await tx.followers.of(said_on.id):
        copy_anchored = follower_anchor(relayed, follower.person)
        if await tx.anchors.get(copy_anchored):
            lane = f"{request.id}/follower/{follower.person}"
            effects.append(Outgoing(lane, follower.home, Delete(copy_anchored), "requester", request.id))
    for one in (request, said_on) if said_on is not request else (request,):
        for queue in await card_queues(one, tx):
            copy = await tx.anchors.get(copy_anchor(one, gone.message_id, queue))
            if copy is not None:
                effects.append(take_back_copy(one, queue, copy))
    return effects


async def _no_longer_shown(person: Person, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """What the requester took back is out of the subject and off the cards too."""
    if person.id != request.requester:
        return []
    left = await questions(tx, request)
    say = desk.speak_for(request)
    subject = subject_of(left[0].text, left[0].files) if left else say.text("subject-taken-back")
    after = replace(request, subject=subject)
    await tx.requests.save(after)
    return list(await refresh_cards(after, desk, tx))


async def _said(source: str, request: Request, tx: Transaction) -> tuple[Request, Message | None]:
    """The message, and the request it was said on: this one, or one that was merged into it since."""
    message = await tx.messages.by_source(request.id, source)
    if message is not None:
        return request, message
    for one in [await tx.requests.get(other) for other in await tx.followers.linked(request.id)]:
        if one is not None and one.merged_into == request.id:
            message = await tx.messages.by_source(one.id, source)
            if message is not None:
                return one, message
    return request, None
