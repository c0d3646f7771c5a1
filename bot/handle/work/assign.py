"""Assign: somebody of the team owns it from now on, and hears of it."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.people import someone, speak_to_them
from bot.handle.post import line, notice, refresh_cards, tell_teams
from bot.handle.save import moved
from bot.handle.work.handoff import take_over
from bot.model.effects import Effect, Say
from bot.model.events import Verb
from bot.model.moves import assign as assigned
from bot.model.people import Person
from bot.model.refusals import AlreadyOver, CannotParse
from bot.model.request import Request
from bot.ports import Transaction


async def assign(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """To an agent of the queue that has it; of what was offered, to one of the team that takes it by this."""
    if not command.ticket.active:
        raise AlreadyOver(command.ticket.ticket)
    ticket = await take_over(command, command.ticket, desk, tx)
    member = await _agent_meant(command, ticket, desk, tx)
    if ticket.owner == member.id != command.by.id:
        raise CannotParse("assign-already", number=ticket.ticket, to=member.name)
    after = ticket
    if ticket is command.ticket or ticket.owner != member.id:  # who took it over by this has it already
        after = assigned(ticket, member.id, command.at)
        await moved(tx, ticket, after, Verb.ASSIGNED, command.by.id, command.at, to=member.id)
    return [*await _told(after, member, command, desk, tx), *await refresh_cards(after, desk, tx)]


async def _agent_meant(command: Command, ticket: Request, desk: Desk, tx: Transaction) -> Person:
    """Raises CannotParse."""
    agents = desk.rules.agents_of(ticket.queue)
    if command.text.strip().lstrip("@").casefold() in ("me", "mij") and command.by.id in agents:
        return command.by
    person, _ = await someone(command.text, desk, tx, agents)
    if person is None:
        names = await tx.people.names([one for one in agents if desk.rules.member(one) is None])
        allowed = ", ".join(f"@{names.get(one, one)}" for one in agents)
        raise CannotParse("assign-unknown", word=command.text[:40], allowed=allowed)
    return person


async def _told(after: Request, member: Person, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The team, the new owner, and who did it."""
    team = desk.speak_for_queue(after.queue)
    by = team.person(command.by.id, command.by.name)
    number = command.say.ticket(after.ticket)
    if member.id == command.by.id:
        note = await tell_teams(after, line(team, "assigned-self-note", who=by), tx)
        return [*note, Say(line(command.say, "claimed-you", number=number))]
    to = team.person(member.id, member.name)
    effects: list[Effect] = [*await tell_teams(after, line(team, "assigned-note", who=by, to=to), tx)]
    say = await speak_to_them(member.id, after.platform, desk, tx)
    who = say.person(command.by.id, command.by.name)
    told = line(say, "assigned-notice", who=who, number=say.ticket(after.ticket), subject=after.subject)
    return [
        *effects,
        *notice(after, member.id, told, desk),
        Say(line(command.say, "assigned-done", number=number, to=member.name)),
    ]
