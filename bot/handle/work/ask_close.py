"""An agent thinks it is done: the requester says yes or no, and silence means yes after some days."""

from datetime import timedelta

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import edit_for_requester, line, refresh_cards, tell_readers, tell_teams, to_requester
from bot.handle.save import moved
from bot.handle.talk.open import refresh_acknowledgement
from bot.handle.work.handoff import take_over
from bot.model.content import Button, Buttons, Content, Text, unmarked
from bot.model.effects import Effect, Say, Timer
from bot.model.events import Verb
from bot.model.moves import ask_to_close, keep_open
from bot.model.people import LOKET
from bot.model.refusals import ButtonStale, CannotParse, NotYours
from bot.model.request import Request
from bot.model.states import Outcome
from bot.ports import Transaction

SILENCE_DAYS = 3


def asked_anchor(ticket: Request) -> str:
    return f"asked/{ticket.id}"


async def ask(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Ask the requester, with a yes and a no to press."""
    if command.ticket.active and command.ticket.close_asked_by is not None:
        raise CannotParse("close-asked-already", number=command.ticket.ticket)
    ticket = await take_over(command, command.ticket, desk, tx)
    asked = ask_to_close(ticket, command.by.id, command.at)
    await moved(tx, ticket, asked, Verb.CLOSE_ASKED, command.by.id, command.at)
    say = desk.speak_for(asked)
    who = say.person(command.by.id, command.by.name)
    first = say.md("close-asked", who=who, number=say.ticket(asked.ticket), days=SILENCE_DAYS)
    buttons = (
        Button("agree", asked.id, say.text("button-agree"), "primary"),
        Button("disagree", asked.id, say.text("button-disagree")),
    )
    content = Content((Text(first), Buttons(buttons)), unmarked(first))
    silence = Timer(f"asked:{asked.id}", command.at + timedelta(days=SILENCE_DAYS))
    done = line(command.say, "close-asked-done", number=command.say.ticket(asked.ticket), days=SILENCE_DAYS)
    return [
        to_requester(asked, content, asked_anchor(asked)),
        silence,
        *await refresh_cards(asked, desk, tx),
        Say(done),
    ]


async def agree(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Yes: it is resolved by the agent who asked."""
    return await agreed(_asked(command), command.by.id, desk, tx)


async def disagree(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """No: it stays open and the team hears it."""
    ticket = _asked(command)
    kept = keep_open(ticket, command.at)
    await moved(tx, ticket, kept, Verb.KEPT_OPEN, command.by.id, command.at)
    say, team = desk.speak_for(kept), desk.speak_for_queue(kept.queue)
    note = line(team, "kept-open-note", who=team.person(command.by.id, command.by.name))
    effects: list[Effect] = [edit_for_requester(kept, asked_anchor(kept), line(say, "kept-open"))]
    return [*effects, *await tell_teams(kept, note, tx), *await refresh_cards(kept, desk, tx)]


def _asked(command: Command) -> Request:
    if command.ticket.requester != command.by.id:
        raise NotYours
    if command.ticket.close_asked_by is None or not command.ticket.active:
        raise ButtonStale
    return command.ticket


async def time_is_up(request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """No word in all those days means yes. A word meanwhile has taken the question back."""
    if request.close_asked_by is None or not request.active:
        return []
    return await agreed(request, LOKET, desk, tx)


async def agreed(ticket: Request, by: str, desk: Desk, tx: Transaction) -> list[Effect]:
    """Resolved, by a yes or by silence."""
    now = desk.clock.now()
    done = ticket.resolve(ticket.close_asked_by or by, now)
    await moved(tx, ticket, done, Verb.RESOLVED, by, now, outcome=Outcome.SOLVED.value)
    say, team = desk.speak_for(done), desk.speak_for_queue(done.queue)
    told = line(say, "agreed", number=say.ticket(done.ticket), days=desk.rules.reopen_days)
    closing = Timer(f"close:{done.id}", now + desk.rules.reopen_within)
    effects: list[Effect] = [edit_for_requester(done, asked_anchor(done), told), closing]
    effects.append(refresh_acknowledgement(done, desk))
    effects += await tell_readers(done, told, tx)
    note = line(team, "agreed-note" if by != LOKET else "silence-note", days=SILENCE_DAYS)
    return [*effects, *await tell_teams(done, note, tx), *await refresh_cards(done, desk, tx)]
