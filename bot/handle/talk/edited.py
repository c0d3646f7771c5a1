"""A message edited by its writer is edited wherever the desk had carried it; what it said before is kept."""

from dataclasses import replace

from bot.commands import bang_command, looks_like_command, parse
from bot.desk import Desk
from bot.handle.mirror import as_it_is_now, copies
from bot.handle.post import line, questions
from bot.handle.talk.consider import consider
from bot.handle.talk.taken_back import about, no_longer_shown, pending_edit
from bot.handle.talk.wrote import change_answer
from bot.handle.verbs import LONGEST_WORDS
from bot.handle.work.packets import refresh_packets
from bot.model.effects import Effect, Say
from bot.model.events import Event, Verb, glance
from bot.model.inbound import MessageEdited
from bot.model.messages import Anchored, Message
from bot.model.people import LOKET, Person
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.answering import Sure
from bot.policy.rights import is_confidential, may_see
from bot.ports import Draft, Transaction

REACHES = {"reply": "requester", "note": "internal"}


async def edited(edit: MessageEdited, message: Message, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Of a message that is kept. The same words again change nothing; an older revision is only put on record."""
    said_on = await tx.requests.get(message.request_id)
    place = await tx.anchors.at(edit.where) if edit.where.thread else None
    text = words_of(edit, message, place)
    if said_on is None or message.deleted_at is not None or text == message.text:
        return []
    if not text and not message.files:
        raise CannotParse("edit-empty")
    if person.id != said_on.requester and desk.rules.is_agent(person.id) and not may_see(person, said_on, desk.rules):
        raise CannotParse("edit-not-passed-on")
    if not await tx.messages.revise(message, text, edit.at):
        return []
    now, data = glance(said_on), about(message)
    await tx.log.append(Event(said_on.id, Verb.EDITED, person.id, edit.at, now, now, data))
    message = replace(message, text=text, edited_at=edit.at)
    effects = await _carried_on(message, said_on, edit, person, desk, tx)
    if message.by == said_on.requester and said_on.number is None and said_on.status is Status.ANSWERED:
        return [*effects, *await _another_answer(said_on, edit, person, desk, tx)]
    return effects


async def _carried_on(
    message: Message, said_on: Request, edit: MessageEdited, person: Person, desk: Desk, tx: Transaction
) -> list[Effect]:
    effects: list[Effect] = []
    left_out = False
    for copy in await copies(message, said_on, desk, tx):
        if copy.open:
            effects.append(copy.changed(await as_it_is_now(message, copy, desk, tx)))
        elif copy.queue is None:
            left_out = True
    effects += await no_longer_shown(person, said_on, desk, tx)
    effects += await refresh_packets(said_on, desk, tx)
    if left_out:
        effects.append(Say(line(desk.speak_to(person, edit.where), "edit-not-passed-on")))
    return effects


async def _another_answer(
    before: Request, edit: MessageEdited, person: Person, desk: Desk, tx: Transaction
) -> list[Effect]:
    """While there is only an answer: does another article fit better now?"""
    request = await tx.requests.get(before.id) or before
    text = "\n".join(m.text for m in await questions(tx, request))
    considered = await consider(text, person, edit.where, desk, tx)
    sure = considered.decision
    if not isinstance(sure, Sure) or sure.match.article.slug == request.answer_slug:
        return []
    if is_confidential(request, desk.rules):
        return []
    return await change_answer(request, sure, considered.data(desk), desk, tx, LOKET, edit.at)


def words_of(edit: MessageEdited, message: Message | None, place: Anchored | None) -> str:
    """What it says now, without the verb of a note or reply that it still is. An edit never does a command.
    Raises CannotParse."""
    text = edit.text.strip()
    if len(text) > LONGEST_WORDS:
        raise CannotParse("too-long", limit=LONGEST_WORDS)
    command = _command(edit, text, inside=place is not None and place.reach == "internal")
    if command is None:
        return text
    if message is None:
        raise CannotParse("edit-is-command")
    parsed = parse(command, in_ticket=place is not None)
    if REACHES.get(parsed.verb.name) != message.reach:
        raise CannotParse("edit-is-command")
    return parsed.text


def _command(edit: MessageEdited, text: str, *, inside: bool) -> str | None:
    if inside:
        words = text.lstrip("!/").lstrip()
        return text if edit.mention else words if text[:1] in ("!", "/") and words[:1].isalpha() else None
    return bang_command(text) or (text if edit.mention and looks_like_command(text, in_ticket=False) else None)


async def came_too_early(edit: MessageEdited, person: Person, place: Anchored, tx: Transaction) -> list[Effect]:
    """Under a card: kept until its message comes and says how far it goes."""
    key = pending_edit(edit.message_id, person.id)
    await tx.drafts.take(key)
    await tx.drafts.put(Draft(key, person.id, "edit", place.request_id, edit.text.strip(), edit.at))
    return []
