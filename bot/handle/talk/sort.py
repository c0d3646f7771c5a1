"""Putting a direct message where it belongs: with another ticket, or on its own."""

from dataclasses import replace

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import (
    answer_anchor,
    card_queues,
    copy_anchor,
    edit_for_requester,
    line,
    refresh_cards,
    spoken,
    take_back_copy,
    tell_teams,
    to_requester,
)
from bot.handle.save import moved
from bot.handle.talk.ask import Heard, ask
from bot.model.content import Content
from bot.model.effects import Effect, Outgoing
from bot.model.events import Verb
from bot.model.inbound import MessageReceived
from bot.model.places import Conversation
from bot.model.refusals import ButtonStale, NotYours, ReopenTooLate
from bot.model.request import Outcome, Request, Status
from bot.ports import Transaction


async def about(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[This is about #7]: what was said goes there, and the request it had become is over."""
    mistaken, target = _own(command, command.request), await tx.requests.get(command.extra)
    target = _own(command, target)
    if mistaken.id == target.id or mistaken.status is Status.CLOSED or target.number is None:
        raise ButtonStale
    try:
        after = target.requester_wrote(command.at, desk.rules.reopen_within)
    except ReopenTooLate as error:
        raise ButtonStale from error
    effects: list[Effect] = []
    for message in await tx.messages.of(mistaken.id):
        await tx.messages.move(message.id, target.id)
        if message.by == target.requester and message.deleted_at is None:
            copy_of = message.source or message.id
            effects += await tell_teams(after, spoken(message.text, command.by.name), tx, copy_of=copy_of)
    verb = Verb.REOPENED if target.status is Status.RESOLVED else Verb.WROTE
    await moved(tx, target, after, verb, command.by.id, command.at)
    over = replace(mistaken, status=Status.CLOSED, closed_at=command.at, outcome=Outcome.WITHDRAWN)
    await moved(tx, mistaken, over, Verb.MOVED, command.by.id, command.at, to=target.id)
    say = desk.speak_for(mistaken)
    effects.append(_moved_line(mistaken, line(say, "about-moved", number=say.ticket(after.ticket))))
    effects += await refresh_cards(over, desk, tx)
    return [*effects, *await refresh_cards(after, desk, tx)]


def _moved_line(mistaken: Request, content: Content) -> Outgoing:
    if mistaken.answer_slug is not None and mistaken.number is None:
        return edit_for_requester(mistaken, answer_anchor(mistaken), content)
    return to_requester(mistaken, content)


async def separate(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[It's something else]: the joined message becomes a request of its own."""
    joined = _own(command, command.request)
    message = next((m for m in await tx.messages.of(joined.id) if m.id == command.extra), None)
    if message is None or message.source is None or message.deleted_at is not None:
        raise ButtonStale
    if not isinstance(joined.home, Conversation):
        raise ButtonStale
    where = replace(joined.home, thread=None)
    heard = Heard(
        command.by,
        MessageReceived(
            key=command.key,
            by=command.account,
            where=where,
            message_id=message.source,
            text=message.text,
            at=command.at,
            direct=True,
        ),
        message.text,
    )
    effects = await ask(heard, desk, tx)
    request = await tx.anchors.at(replace(where, thread=message.source))
    await tx.messages.mark_deleted(message.id, command.at)
    if request is None:
        raise ButtonStale
    now = line(desk.speak_for(joined), "joined-separated")
    effects.append(edit_for_requester(joined, f"joined/{message.id}", now))
    for queue in await card_queues(joined, tx):
        copy = await tx.anchors.get(copy_anchor(joined, message.source, queue))
        if copy is not None:
            effects.append(take_back_copy(joined, queue, copy))
    return effects


def _own(command: Command, request: Request | None) -> Request:
    if request is None:
        raise ButtonStale
    if request.requester != command.by.id:
        raise NotYours
    return request
