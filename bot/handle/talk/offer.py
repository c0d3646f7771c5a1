"""Not sure enough for one answer: up to three titles to choose from, and people when none of them is meant."""

from datetime import timedelta

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import answer_anchor, edit_for_requester, questions, to_requester
from bot.handle.save import moved
from bot.handle.talk.consider import Data
from bot.handle.talk.open import open_ticket
from bot.model.effects import Effect, Outgoing, Timer
from bot.model.events import Verb
from bot.model.people import LOKET
from bot.model.proof import Given, Verdict
from bot.model.refusals import ButtonStale, NotYours
from bot.model.request import Request
from bot.model.states import Outcome
from bot.policy.answering import Offer
from bot.ports import Transaction
from bot.show.answer import about_others, offer_over, titles_offered


async def offer_titles(
    request: Request, offer: Offer, why: Data, desk: Desk, tx: Transaction, *, others: list[Request]
) -> list[Effect]:
    """Ask which one is meant; when nobody says so in time, it becomes a ticket by itself."""
    now, best = request.created_at, offer.matches[0].article
    await moved(tx, request, request, Verb.OFFERED, LOKET, now, **why)
    await tx.proofs.put(Given(request.id, best.slug, best.edition, request.requester, now, Verdict.OFFERED))
    say = desk.speak_for(request)
    content = titles_offered(request, offer.matches, desk.rules.answers.offer_minutes, say)
    in_time = Timer(f"offered:{request.id}", now + timedelta(minutes=desk.rules.answers.offer_minutes))
    return [to_requester(request, about_others(content, request, others, say), answer_anchor(request)), in_time]


async def none_of_these(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[None of these]: people."""
    request = command.ticket
    if request.requester != command.by.id:
        raise NotYours
    if not request.offering:
        raise ButtonStale
    ticket, effects = await open_ticket(request, desk, tx, command.by.id, command.at)
    return [over(ticket, "offer-none", desk), *effects]


async def ran_out(request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """Nobody chose. A question that was taken back meanwhile is simply over."""
    if not request.offering:
        return []
    now = desk.clock.now()
    if not await questions(tx, request):
        await moved(tx, request, request.withdraw(now), Verb.CLOSED, LOKET, now, outcome=Outcome.WITHDRAWN.value)
        return [over(request, "offer-withdrawn", desk)]
    ticket, effects = await open_ticket(request, desk, tx, LOKET, now, because={"decided": "nobody chose"})
    return [over(ticket, "offer-ran-out", desk), *effects]


async def withdrawn(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The requester needs it no longer."""
    done = command.ticket.withdraw(command.at)
    outcome = Outcome.WITHDRAWN.value
    await moved(tx, command.ticket, done, Verb.CLOSED, command.by.id, command.at, outcome=outcome)
    return [over(done, "offer-withdrawn", desk)]


def over(request: Request, key: str, desk: Desk) -> Outgoing:
    """The titles make way for a line that says how it ended."""
    return edit_for_requester(request, answer_anchor(request), offer_over(desk.speak_for(request), key))
