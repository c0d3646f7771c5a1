"""Resolve, reopen, close and dismiss: how a ticket ends, and how it comes back."""

from datetime import timedelta

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, refresh_cards, spoken, tell_readers, tell_requester, tell_teams, to_requester
from bot.handle.save import moved
from bot.handle.talk.offer import withdrawn
from bot.handle.talk.open import refresh_acknowledgement
from bot.handle.talk.rate import solved
from bot.handle.work import ask_close
from bot.handle.work.handoff import take_over, tell_sender
from bot.handle.work.reply import confirm
from bot.model.content import Block, Button, Buttons, Content, Quote, Small, Text, unmarked
from bot.model.effects import Effect, Say, Timer
from bot.model.events import Verb
from bot.model.messages import Message
from bot.model.people import LOKET
from bot.model.proof import Verdict
from bot.model.request import Request
from bot.model.states import Outcome, Status
from bot.ports import Transaction


async def resolve(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Done. Words after the verb go to the requester as the closing answer."""
    if command.named_other and command.text:
        return [Say(await confirm(command, desk, tx))]
    taken = await take_over(command, command.ticket, desk, tx)
    if taken.owner is None:  # who resolves it owns it
        claimed = taken.claim(command.by.id, command.at)
        taken = await moved(tx, taken, claimed, Verb.CLAIMED, command.by.id, command.at)
    if command.text:  # the closing answer is an answer
        await _keep(command, desk, tx)
        said = taken.reply(command.by.id, command.at)
        taken = await moved(tx, taken, said, Verb.REPLIED, command.by.id, command.at)
    done = taken.resolve(command.by.id, command.at)
    await moved(tx, taken, done, Verb.RESOLVED, command.by.id, command.at, outcome=Outcome.SOLVED.value)
    told = await tell_requester(done, _resolution(done, command, desk), tx)
    effects: list[Effect] = [*told, *_closing(done, desk)]
    effects.append(refresh_acknowledgement(done, desk))
    say = desk.speak_for_queue(done.queue)
    note = line(say, "resolved-note", who=say.person(command.by.id, command.by.name))
    effects += await tell_teams(done, note, tx)
    if done.handoff and done.handoff.accepted_at and done.handoff.from_queue not in done.teams:
        effects += await tell_sender(done, "resolved-sender", command, desk, tx)
    effects += await refresh_cards(done, desk, tx)
    return [*effects, Say(line(command.say, "resolved-you", number=command.say.ticket(done.ticket)))]


async def _keep(command: Command, desk: Desk, tx: Transaction) -> None:
    await tx.messages.add(
        Message(desk.ids.new(), command.ticket.id, command.by.id, "requester", command.text, command.at, command.source)
    )


def _resolution(done: Request, command: Command, desk: Desk) -> Content:
    say = desk.speak_for(done)
    first = say.md("resolved-requester", number=say.ticket(done.ticket), who=say.person(command.by.id, command.by.name))
    blocks: list[Block] = [Text(first)]
    if command.text:
        blocks.append(Quote(command.text, command.by.name))
    blocks.append(Small(say.md("resolved-hint", days=desk.rules.reopen_days)))
    blocks.append(Buttons((Button("reopen", done.id, say.text("button-not-solved")),)))
    return Content(tuple(blocks), unmarked(first))


def _closing(done: Request, desk: Desk) -> list[Effect]:
    """When the days to reopen are over, it is closed."""
    when = (done.resolved_at or desk.clock.now()) + timedelta(days=desk.rules.reopen_days)
    return [Timer(f"close:{done.id}", when)]


async def reopen(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Not done after all, says the requester or an agent."""
    ticket = command.ticket
    again = ticket.reopen(command.at, desk.rules.reopen_within)
    await moved(tx, ticket, again, Verb.REOPENED, command.by.id, command.at)
    by_requester = command.by.id == ticket.requester
    say, team = desk.speak_for(again), desk.speak_for_queue(again.queue)
    key = "reopened-by-you" if by_requester else "reopened-by-team"
    effects: list[Effect] = [to_requester(again, line(say, key, number=say.ticket(again.ticket)))]
    effects += await tell_readers(again, line(say, "reopened-readers", number=say.ticket(again.ticket)), tx)
    effects.append(refresh_acknowledgement(again, desk))
    note = line(team, "reopened-note", who=team.person(command.by.id, command.by.name))
    effects += await tell_teams(again, note, tx)
    if command.text:
        await _keep(command, desk, tx)
        effects += await tell_teams(again, spoken(command.text, command.by.name), tx)
    effects += await refresh_cards(again, desk, tx)
    return [*effects, Say(line(command.say, "reopened-you", number=command.say.ticket(again.ticket)))]


async def close(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The requester needs it no longer. Of an answer alone, it means: that solved it. From an agent it is a question
    to the requester."""
    ticket = command.ticket
    if ticket.requester != command.by.id:
        return await ask_close.ask(command, desk, tx)
    if ticket.offering:
        return await withdrawn(command, desk, tx)
    if ticket.number is None:
        return await solved(command, desk, tx)
    done = ticket.resolve(command.by.id, command.at, outcome=Outcome.WITHDRAWN)
    await moved(tx, ticket, done, Verb.RESOLVED, command.by.id, command.at, outcome=Outcome.WITHDRAWN.value)
    say, team = desk.speak_for(done), desk.speak_for_queue(done.queue)
    told = line(say, "closed-requester", number=say.ticket(done.ticket), days=desk.rules.reopen_days)
    note = line(team, "closed-note", who=team.person(command.by.id, command.by.name))
    effects: list[Effect] = [to_requester(done, told), *_closing(done, desk), refresh_acknowledgement(done, desk)]
    effects += await tell_readers(done, line(say, "closed-readers", number=say.ticket(done.ticket)), tx)
    return [*effects, *await tell_teams(done, note, tx), *await refresh_cards(done, desk, tx)]


async def dismiss(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Not a request]: off the board, and the requester knows how to object."""
    ticket = command.ticket
    over = ticket.dismiss(command.at)
    await moved(tx, ticket, over, Verb.DISMISSED, command.by.id, command.at, outcome=Outcome.DISMISSED.value)
    await tx.proofs.settle(ticket.id, Verdict.DISMISSED)
    say = desk.speak_for(over)
    told = line(say, "dismissed-requester", number=say.ticket(over.ticket))
    note = line(command.say, "dismissed-you", number=command.say.ticket(over.ticket))
    effects: list[Effect] = [*await tell_requester(over, told, tx), refresh_acknowledgement(over, desk)]
    return [*effects, *await refresh_cards(over, desk, tx), Say(note)]


async def time_to_close(request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """The days to reopen are over. A ticket reopened meanwhile is left alone."""
    now = desk.clock.now()
    if request.status is not Status.RESOLVED or request.resolved_at is None:
        return []
    if now - request.resolved_at < desk.rules.reopen_within:
        return []  # resolved again later; that one has a timer of its own
    over = request.close(now)
    await moved(tx, request, over, Verb.CLOSED, LOKET, now, outcome=(over.outcome or Outcome.SOLVED).value)
    return list(await refresh_cards(over, desk, tx))
