"""The verdict on an answer: solved is first-contact resolution, anything else is a ticket with what was tried."""

from dataclasses import replace

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import answer_anchor, edit_for_requester, line, to_requester
from bot.handle.save import moved
from bot.handle.talk.consider import Data
from bot.handle.talk.open import open_ticket
from bot.handle.talk.walked import end_walk
from bot.handle.talk.wrote import change_answer
from bot.model.effects import Effect, Outgoing
from bot.model.entry import Vote
from bot.model.events import Verb
from bot.model.proof import Verdict
from bot.model.refusals import AlreadyRated, ButtonStale, NotYours
from bot.model.request import Request
from bot.model.states import Outcome, Status
from bot.policy.answering import Sure
from bot.policy.rights import audiences
from bot.ports import Transaction
from bot.show.answer import settled_answer
from kb import Match


async def solved(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[That solved it]: closed as self-service."""
    request = _own(command)
    done = request.rate_solved(command.at)
    await moved(tx, request, done, Verb.RATED, command.by.id, command.at, solved=True, slug=done.answer_slug or "")
    await _counted(request, command, tx, helped=True)
    await tx.proofs.settle(request.id, Verdict.SOLVED, done.answer_slug)
    say = desk.speak_for(done)
    walked = await end_walk(done, "solved", command.by.id, desk, tx)
    return [*_settle(done, desk, solved=True), *walked, to_requester(done, line(say, "solved-thanks"))]


async def still_need_help(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[I still need help]: a ticket, with the question and what was tried."""
    request = _own(command)
    if request.number is not None:
        raise AlreadyRated
    late = request.closed_at is not None and command.at - request.closed_at > desk.rules.reopen_within
    if late:
        raise ButtonStale
    rated = replace(request, rated=False)
    await moved(tx, request, rated, Verb.RATED, command.by.id, command.at, solved=False, slug=request.answer_slug or "")
    await _counted(request, command, tx, helped=False)
    ticket, effects = await open_ticket(rated, desk, tx, command.by.id, command.at)
    return [*_settle(ticket, desk, solved=False), *effects]


async def other_article(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """One of the other titles: the answer shows that article instead."""
    request = command.ticket if command.ticket.requester == command.by.id else _own(command)
    if request.status is not Status.ANSWERED:
        raise ButtonStale
    article = desk.library.by_slug(command.extra, request.language)
    if article is None or article.audience not in audiences(command.by, desk.rules):
        raise ButtonStale
    sure = Sure(Match(article, request.confidence, article.title))
    why: Data = {"decided": "chosen", "slug": article.slug, "title": article.title, "confidence": request.confidence}
    return await change_answer(request, sure, why, desk, tx, command.by.id, command.at)


def _own(command: Command) -> Request:
    request = command.ticket
    if request.requester != command.by.id:
        raise NotYours
    if request.answer_slug is None:
        raise ButtonStale
    return request


async def _counted(request: Request, command: Command, tx: Transaction, *, helped: bool) -> None:
    """The verdict counts for the article too."""
    if request.answer_slug is not None:
        await tx.feedback.vote(Vote(request.answer_slug, command.by.id, helped, command.at, request.id))


def _settle(request: Request, desk: Desk, *, solved: bool) -> list[Outgoing]:
    """The answer loses its buttons and shows the verdict."""
    article = desk.library.by_slug(request.answer_slug or "", request.language)
    if article is None:
        return []
    content = settled_answer(request, article, desk.speak(article.language), solved=solved)
    return [edit_for_requester(request, answer_anchor(request), content)]


async def fell_silent(request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """Nobody said whether it helped: over, and never counted as solved."""
    now = desk.clock.now()
    done = request.fell_silent(now)
    if done is not request:
        await moved(tx, request, done, Verb.CLOSED, "loket", now, outcome=Outcome.SILENT.value)
        await tx.proofs.settle(request.id, Verdict.SILENT, request.answer_slug)
    return []
