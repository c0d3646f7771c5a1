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
from bot.handle.talk.ask import ask
from bot.handle.talk.heard import Heard
from bot.handle.talk.open import refresh_acknowledgement
from bot.handle.talk.walked import end_walk
from bot.model.content import Content
from bot.model.effects import Effect, Outgoing
from bot.model.events import Verb
from bot.model.inbound import MessageReceived
from bot.model.messages import Message
from bot.model.proof import Verdict
from bot.model.refusals import ButtonStale, NotYours, ReopenTooLate
from bot.model.request import Request
from bot.model.states import Status
from bot.ports import Transaction


async def about(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[This is about #7] on a request: what was said goes there, and the request it had become is over."""
    mistaken, target = _own(command, command.request), _own(command, await tx.requests.get(command.extra))
    if mistaken.id == target.id:
        raise ButtonStale
    said = [m for m in await tx.messages.of(mistaken.id) if m.by == target.requester and m.deleted_at is None]
    after, effects = await _said_there(said, target, command, desk, tx)
    for message in said:
        effects += await _taken_out(message, mistaken, tx)
    effects += await end_walk(mistaken, "left", command.by.id, desk, tx)
    await tx.proofs.settle(mistaken.id, Verdict.DISMISSED)
    over = mistaken.moved_away(command.at)
    await moved(tx, mistaken, over, Verb.MOVED, command.by.id, command.at, to=target.id)
    root = await tx.anchors.get(f"ask/{mistaken.id}")
    if root is not None:  # what is written in this thread from now on is about the other ticket
        await tx.anchors.put(replace(root, request_id=target.id))
    say = desk.speak_for(mistaken)
    effects.append(_moved_line(mistaken, line(say, "about-moved", number=say.ticket(after.ticket))))
    if over.number is not None:
        effects.append(refresh_acknowledgement(over, desk))
    return [*effects, *await refresh_cards(over, desk, tx)]


async def move(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[This is about #7] on a message that had joined another request: it goes there instead."""
    message_id, _, target_id = command.extra.partition("/")
    joined, target = _own(command, command.request), _own(command, await tx.requests.get(target_id))
    message = await _joined_message(joined, message_id, tx)
    after, effects = await _said_there([message], target, command, desk, tx)
    say = desk.speak_for(joined)
    now = line(say, "about-moved", number=say.ticket(after.ticket))
    effects.append(edit_for_requester(joined, f"joined/{message.id}", now))
    return [*effects, *await _taken_out(message, joined, tx), *await refresh_cards(joined, desk, tx)]


async def _said_there(
    said: list[Message], target: Request, command: Command, desk: Desk, tx: Transaction
) -> tuple[Request, list[Effect]]:
    """As if it had been written in the target's thread."""
    if target.number is None:
        raise ButtonStale
    try:
        after = target.requester_wrote(command.at, desk.rules.reopen_within)
    except ReopenTooLate as error:
        raise ButtonStale from error
    effects: list[Effect] = []
    for message in said:
        await tx.messages.move(message.id, target.id)
        words = spoken(message.text, command.by.name, message.files)
        effects += await tell_teams(after, words, tx, copy_of=message.source or message.id)
    verb = Verb.REOPENED if target.status is Status.RESOLVED else Verb.WROTE
    await moved(tx, target, after, verb, command.by.id, command.at)
    return after, [*effects, *await refresh_cards(after, desk, tx)]


def _moved_line(mistaken: Request, content: Content) -> Outgoing:
    if mistaken.number is None:  # where its answer or the titles stand
        return edit_for_requester(mistaken, answer_anchor(mistaken), content)
    return to_requester(mistaken, content)


async def separate(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[It's something else]: the joined message becomes a request of its own."""
    joined = _own(command, command.request)
    message = await _joined_message(joined, command.extra, tx)
    if not command.direct:
        raise ButtonStale
    heard = Heard(
        command.by,
        MessageReceived(
            key=command.key,
            by=command.account,
            where=replace(command.where, thread=None),
            message_id=message.source or message.id,
            text=message.text,
            at=command.at,
            direct=True,
            workspace=tx.workspace,
        ),
        message.text,
        files=tuple(replace(file, id=desk.ids.new()) for file in message.files),
    )
    effects = await ask(heard, desk, tx)
    await tx.messages.mark_deleted(message.id, command.at)
    now = line(desk.speak_for(joined), "joined-separated")
    effects.append(edit_for_requester(joined, f"joined/{message.id}", now))
    return [*effects, *await _taken_out(message, joined, tx), *await refresh_cards(joined, desk, tx)]


async def _joined_message(joined: Request, message_id: str, tx: Transaction) -> Message:
    message = next((m for m in await tx.messages.of(joined.id) if m.id == message_id), None)
    if message is None or message.source is None or message.deleted_at is not None:
        raise ButtonStale
    own = message.by == joined.requester and message.reach == "requester"
    if not own or await tx.anchors.get(f"joined/{message.id}") is None:
        raise ButtonStale  # never offered: somebody made the button up
    return message


async def _taken_out(message: Message, joined: Request, tx: Transaction) -> list[Effect]:
    """The teams of the request it had joined no longer see it."""
    effects: list[Effect] = []
    for queue in await card_queues(joined, tx):
        copy = await tx.anchors.get(copy_anchor(joined, message.source or message.id, queue))
        if copy is not None:
            effects.append(take_back_copy(joined, queue, copy))
    return effects


def _own(command: Command, request: Request | None) -> Request:
    if request is None:
        raise ButtonStale
    if request.requester != command.by.id:
        raise NotYours
    return request
