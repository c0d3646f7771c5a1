"""Hold, snooze, resume: work that has to wait for something, or for a moment."""

from datetime import datetime

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, notice, refresh_cards, spoken, tell_teams
from bot.handle.save import moved
from bot.model.effects import Effect, Say, Timer
from bot.model.events import Verb
from bot.model.messages import Message
from bot.model.people import LOKET
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.states import Status
from bot.ports import Transaction
from bot.when import when

PHRASE_WORDS = 4  # "next monday at 9:00"


async def snooze(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`snooze #7 2h` or `snooze #7 monday 9:00 waiting for the part`: on hold until then."""
    until, reason = _moment(command, desk)
    after = command.ticket.hold(command.at, until)
    effects = await _paused(command, after, reason, desk, tx)
    done = line(command.say, "snoozed-done", number=command.say.ticket(after.ticket), when=command.say.when(until))
    return [*effects, Timer(f"snooze:{after.id}", until), Say(done)]


def _moment(command: Command, desk: Desk) -> tuple[datetime, str]:
    """The moment the first words mean, and the words after them. Raises CannotParse."""
    words = command.text.split()
    for count in range(min(PHRASE_WORDS, len(words)), 0, -1):
        until = when(" ".join(words[:count]), command.at, desk.rules.zone)
        if until is not None:
            if until <= command.at:
                raise CannotParse("snooze-past", word=" ".join(words[:count])[:40])
            return until, " ".join(words[count:])
    raise CannotParse("snooze-unknown", word=command.text[:40])


async def hold(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`hold #7 waiting for the supplier`: on hold until somebody resumes it or the requester writes."""
    after = command.ticket.hold(command.at)
    effects = await _paused(command, after, command.text, desk, tx)
    return [*effects, Say(line(command.say, "held-done", number=command.say.ticket(after.ticket)))]


async def _paused(command: Command, after: Request, reason: str, desk: Desk, tx: Transaction) -> list[Effect]:
    until = after.snoozed_until.isoformat() if after.snoozed_until else ""
    await moved(tx, command.ticket, after, Verb.HELD, command.by.id, command.at, until=until)
    effects: list[Effect] = []
    if reason:
        note = Message(desk.ids.new(), after.id, command.by.id, "internal", reason, command.at, command.source)
        await tx.messages.add(note)
        said = spoken(reason, f"⏸️ {command.by.name}")
        effects += await tell_teams(after, said, tx, but=(command.inside,), copy_of=command.source or note.id)
    return [*effects, *await refresh_cards(after, desk, tx)]


async def resume(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Work goes on."""
    ticket = command.ticket
    after = ticket.resume(command.at)
    if after is not ticket:
        await moved(tx, ticket, after, Verb.RESUMED, command.by.id, command.at)
    done = line(command.say, "resumed-done", number=command.say.ticket(after.ticket))
    return [*await refresh_cards(after, desk, tx), Say(done)]


async def time_to_resume(request: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """The snooze is over, unless somebody woke it or snoozed it again meanwhile."""
    now = desk.clock.now()
    until = request.snoozed_until
    if request.status is not Status.ON_HOLD or until is None or until > now:
        return []
    after = request.resume(now)
    await moved(tx, request, after, Verb.RESUMED, LOKET, now)
    say = desk.speak_for_queue(after.queue)
    back = line(say, "snooze-over", number=say.ticket(after.ticket), subject=after.subject)
    effects: list[Effect] = [*await tell_teams(after, back, tx), *await refresh_cards(after, desk, tx)]
    return [*effects, *(notice(after, after.owner, back, desk) if after.owner else [])]
