"""Assign: somebody of the team owns it from now on, and hears of it."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, notice, refresh_cards, tell_teams
from bot.handle.save import moved
from bot.model.effects import Effect, Say
from bot.model.events import Verb
from bot.model.moves import assign as assigned
from bot.model.refusals import CannotParse
from bot.policy.naming import person_meant
from bot.ports import Transaction


async def assign(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """To an agent of the queue that has it."""
    ticket = command.ticket
    agents = [p.id for p in desk.rules.people if desk.rules.serves(p.id, ticket.queue)]
    member, _ = person_meant(command.text, desk.rules, agents)
    if member is None:
        raise CannotParse("assign-unknown", word=command.text[:40], allowed=", ".join(f"@{one}" for one in agents))
    after = assigned(ticket, member.id, command.at)
    await moved(tx, ticket, after, Verb.ASSIGNED, command.by.id, command.at, to=member.id)
    team = desk.speak_for_queue(after.queue)
    by, to = team.person(command.by.id, command.by.name), team.person(member.id, member.name)
    effects: list[Effect] = [*await tell_teams(after, line(team, "assigned-note", who=by, to=to), tx)]
    if member.id != command.by.id:
        number = team.ticket(after.ticket)
        told = line(team, "assigned-notice", who=by, number=number, subject=after.subject)
        effects += notice(after, member.id, told, desk)
    number = command.say.ticket(after.ticket)
    done = line(command.say, "assigned-done", number=number, to=member.name)
    return [*effects, *await refresh_cards(after, desk, tx), Say(done)]
