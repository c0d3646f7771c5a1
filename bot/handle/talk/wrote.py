"""More words in a request's own thread: from the requester, or from somebody who came to help."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk import Desk
from bot.handle.business import NotOurs
from bot.handle.post import (
    answer_anchor,
    edit_for_requester,
    line,
    notices,
    questions,
    refresh_cards,
    spoken,
    tell_readers,
    tell_teams,
    to_requester,
)
from bot.handle.save import moved
from bot.handle.talk.ask import ask, hear, other_tickets
from bot.handle.talk.consider import Data, consider
from bot.handle.talk.heard import Heard
from bot.handle.talk.offer import over
from bot.handle.talk.open import open_ticket, refresh_acknowledgement
from bot.handle.talk.proven import it_was_replaced
from bot.handle.work.ask_close import agreed, asked_anchor
from bot.model.content import Button, Buttons, Content, Small
from bot.model.effects import Effect, Outgoing, Post, Timer
from bot.model.events import Event, Verb, glance
from bot.model.people import LOKET
from bot.model.refusals import ReopenTooLate
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.answering import Sure
from bot.policy.rights import is_confidential
from bot.policy.smalltalk import agrees, says_unsolved
from bot.policy.triage import choose_queue
from bot.ports import Transaction
from bot.show.answer import answer


async def wrote(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """Somebody wrote in the requester's thread."""
    if heard.person.id != request.requester and not await _asked_too(heard.person.id, request, tx):
        return await _helper_wrote(heard, request, desk, tx)
    pleasantry = heard.pleasantry
    if request.number is None:
        return [] if pleasantry else await _more_before_ticket(heard, request, desk, tx)
    own = heard.person.id == request.requester
    if pleasantry and own and request.close_asked_by and request.active and agrees(heard.text):
        return [*await _passed_on(heard, request, desk, tx), *await agreed(request, heard.person.id, desk, tx)]
    if pleasantry and not (request.status is Status.WAITING and agrees(heard.text)):
        return await _passed_on(heard, request, desk, tx)
    try:
        after = request.requester_wrote(heard.message.at, desk.rules.reopen_within)
    except ReopenTooLate:
        return await ask(heard, desk, tx, follows=request)
    return await _more_on_ticket(heard, request, after, desk, tx)


async def _more_on_ticket(heard: Heard, before: Request, after: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """The team reads it under the card; a resolved ticket is open again."""
    reopened = before.status is Status.RESOLVED
    await moved(tx, before, after, Verb.REOPENED if reopened else Verb.WROTE, heard.person.id, heard.message.at)
    effects = await _passed_on(heard, after, desk, tx)
    if before.close_asked_by and not after.close_asked_by:  # their words were the answer: no yes or no left to press
        effects.append(edit_for_requester(after, asked_anchor(after), line(desk.speak_for(after), "kept-open")))
    if reopened:
        say = desk.speak_for(after)
        again = line(say, "reopened-by-you", number=say.ticket(after.ticket))
        effects += [to_requester(after, again), *await tell_readers(after, again, tx)]
        effects.append(refresh_acknowledgement(after, desk))
    return [*effects, *await refresh_cards(after, desk, tx)]


async def _passed_on(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    await hear(request, heard, desk, tx)
    source, said = heard.message.message_id, spoken(heard.text, heard.person.name, heard.files)
    say = desk.speak_for_queue(request.queue)
    number = say.ticket(request.number) if request.number is not None else ""
    told = line(say, "notify-wrote", who=heard.person.name, number=number, subject=request.subject)
    return [
        *await tell_teams(request, said, tx, copy_of=source),
        *await notices(request, told, tx, but=heard.person.id),
    ]


async def _asked_too(person: str, request: Request, tx: Transaction) -> bool:
    """Was a request of theirs merged into this one?"""
    return any(one.person == person and one.asked_too for one in await tx.followers.of(request.id))


async def _helper_wrote(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """In a thread others can read: an agent's words are a reply, a colleague's are passed on to the team."""
    team = any(desk.rules.serves(heard.person.id, queue) for queue in request.teams)
    if not team or not request.active:
        if request.number is None:
            return []  # nobody's ticket yet: colleagues talking among themselves
        return await _passed_on(heard, request, desk, tx)
    after = request.reply(heard.person.id, heard.message.at)
    await moved(tx, request, after, Verb.REPLIED, heard.person.id, heard.message.at)
    effects = await _passed_on(heard, after, desk, tx)
    return [*effects, *await refresh_cards(after, desk, tx)]


async def said_in_public(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """The talk has gone private: what the requester still says in public is kept and passed on, with one neutral
    line; what others say there is none of its business."""
    if heard.person.id != request.requester:
        raise NotOurs
    where = heard.message.where.in_thread(heard.message.message_id)
    neutral = line(desk.speak_for(request), "confidential-moved")
    public = Outgoing(f"{request.id}/public", where, Post(neutral), "requester", request.id)
    return [public, *await wrote(heard, request, desk, tx)]


# ---- while there is only an answer


async def joined(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """A second direct message soon after the first belongs to it; one press makes it a question of its own."""
    if heard.pleasantry:
        return []
    effects = await wrote(heard, request, desk, tx)
    stored = await tx.messages.by_source(request.id, heard.message.message_id)
    if stored is None:
        return effects  # it went somewhere else: a new request
    say = desk.speak_for(request)
    buttons = [Button("separate", f"{request.id}/{stored.id}", say.text("button-separate"))]
    buttons += [
        Button("move", f"{request.id}/{stored.id}/{other.id}", say.text("button-about", number=other.ticket))
        for other in await other_tickets(request, tx)
    ]
    note = Content((Small(say.md("joined")), Buttons(tuple(buttons))), say.text("joined"))
    return [*effects, to_requester(request, note, f"joined/{stored.id}")]


async def _more_before_ticket(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    now = heard.message.at
    late = request.closed_at is not None and now - request.closed_at > desk.rules.reopen_within
    private = desk.queue(choose_queue(heard.text, (), None, desk.rules)).confidential
    if late or (private and not is_confidential(request, desk.rules)):
        return await ask(heard, desk, tx, follows=request if late else None)
    await hear(request, heard, desk, tx)
    soon = now - request.created_at <= desk.rules.join_within
    if request.status is Status.CLOSED or says_unsolved(heard.text) or not soon:
        ticket, effects = await open_ticket(request, desk, tx, heard.person.id, now)
        return [over(ticket, "offer-none", desk), *effects] if request.offering else effects
    return await _look_again(heard, replace(request, touched_at=now), desk, tx)


async def _look_again(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """With everything said so far, is another article the better answer? Then the answer changes in place."""
    before = await tx.requests.get(request.id)
    text = "\n".join(m.text for m in await questions(tx, request))
    considered = await consider(text, heard.person, heard.message.where, desk, tx)
    sure = considered.decision
    await tx.log.append(
        Event(request.id, Verb.WROTE, heard.person.id, heard.message.at, glance(before), glance(request), {})
    )
    if isinstance(sure, Sure) and sure.match.article.slug != request.answer_slug:
        return await change_answer(request, sure, considered.data(desk), desk, tx, LOKET, heard.message.at)
    if request.offering:  # they were asked which it is, and this was the answer
        ticket, effects = await open_ticket(request, desk, tx, heard.person.id, heard.message.at)
        return [over(ticket, "offer-none", desk), *effects]
    await tx.requests.save(request)
    return []


async def change_answer(
    request: Request, sure: Sure, why: Data, desk: Desk, tx: Transaction, by: str, now: datetime
) -> list[Effect]:
    """The answer's message, or that of the titles, shows this article."""
    article = sure.match.article
    queue = article.queue if desk.rules.has_queue(article.queue) else request.queue
    answered = request.answered(article.slug, article.language, sure.match.confidence)
    changed = replace(answered, language=article.language, queue=queue)
    await moved(tx, request, changed, Verb.ANSWERED, by, now, **why, instead=True)
    await it_was_replaced(request, article, now, tx, chosen=by != LOKET)
    content = answer(changed, article, sure.others, desk.speak(article.language))
    shown: list[Effect] = [edit_for_requester(changed, answer_anchor(changed), content)]
    if request.offering:
        shown.append(Timer(f"silent:{request.id}", now + timedelta(hours=desk.rules.answers.silent_hours)))
    return shown
