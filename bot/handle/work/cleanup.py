"""Closing in bulk what nobody writes about any more, after a look and a yes."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, refresh_cards, tell_requester
from bot.handle.save import moved, names_of
from bot.handle.talk.open import refresh_acknowledgement
from bot.model.content import Button, Buttons, Content, Small, Text, unmarked
from bot.model.effects import Effect, Say, Timer
from bot.model.events import Verb
from bot.model.moves import close_idle
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.rules import Queue
from bot.model.states import Outcome
from bot.ports import Draft, Transaction
from bot.report.windows import parse_span
from bot.show.lists import requests_table

AT_ONCE = 50  # a yes closes at most so many; the next command takes the rest


async def cleanup(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`cleanup it-l1 30d`: what would be closed, and a button. For leads."""
    queue, idle = await _idle(command.text, command, desk, tx)
    say = command.say
    if not idle:
        return [Say(line(say, "cleanup-nothing", team=queue.label(say.language)))]
    shown = " ".join(str(one.ticket) for one in idle)  # the yes is to these, not to what falls silent meanwhile
    draft = Draft(desk.ids.new(), command.by.id, "cleanup", "", f"{command.text}\n{shown}", command.at)
    await tx.drafts.put(draft)
    first = say.md("cleanup-ask", count=len(idle), team=queue.label(say.language))
    names = await names_of(tx, desk, [one.owner for one in idle])
    buttons = (
        Button("confirm", draft.id, say.text("button-cleanup", count=len(idle)), "danger"),
        Button("cancel", draft.id, say.text("button-keep")),
    )
    table = requests_table(idle, names, command.at, say)
    blocks = (Text(first), table, Small(say.md("cleanup-hint", days=desk.rules.reopen_days)), Buttons(buttons))
    return [Say(Content(blocks, unmarked(first)))]


async def confirmed(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The yes: what is idle now is closed; what got a word meanwhile is not."""
    asked, _, shown = command.text.partition("\n")
    _, idle = await _idle(asked, command, desk, tx)
    effects, count = list[Effect](), 0
    for one in idle:
        ticket = await tx.requests.get(one.id) if str(one.number) in shown.split() else None
        if ticket is not None and ticket.active:
            effects += await _closed(ticket, command, desk, tx)
            count += 1
    left = len(shown.split()) - count
    return [*effects, Say(line(command.say, "cleanup-done", count=count, left=left))]


async def _idle(text: str, command: Command, desk: Desk, tx: Transaction) -> tuple[Queue, list[Request]]:
    """Raises CannotParse. What sleeps until a moment to come is not idle."""
    led = [q.id for q in desk.rules.queues if _may_clean(command.by.id, q, desk)]
    if not led:
        raise CannotParse("cleanup-leads")
    name, _, span_text = text.strip().partition(" ")
    span = parse_span(span_text) if span_text else None
    if name not in led or span is None:
        raise CannotParse("parse-cleanup-what", allowed=", ".join(led))
    queue = desk.queue(name)
    idle = await tx.requests.idle(queue.id, command.at - span, AT_ONCE)
    return queue, [one for one in idle if one.snoozed_until is None or one.snoozed_until <= command.at]


def _may_clean(person: str, queue: Queue, desk: Desk) -> bool:
    return desk.rules.leads(person, queue.id) and desk.rules.serves(person, queue.id)


async def _closed(ticket: Request, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    done = close_idle(ticket, command.by.id, command.at)
    await moved(tx, ticket, done, Verb.RESOLVED, command.by.id, command.at, outcome=Outcome.IDLE.value)
    say = desk.speak_for(done)
    told = line(say, "idle-requester", number=say.ticket(done.ticket), days=desk.rules.reopen_days)
    closing = Timer(f"close:{done.id}", command.at + desk.rules.reopen_within)
    effects: list[Effect] = [*await tell_requester(done, told, tx), refresh_acknowledgement(done, desk), closing]
    return [*effects, *await refresh_cards(done, desk, tx)]
