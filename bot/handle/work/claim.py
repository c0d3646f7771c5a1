"""Claim and release: at most one owner, and the loser learns who was first."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, refresh_cards, tell_teams
from bot.handle.save import moved, names_of
from bot.handle.work.handoff import accept
from bot.model.effects import Effect, Say
from bot.model.events import Verb
from bot.model.refusals import NotOwner
from bot.policy.rights import may_release
from bot.ports import Transaction


async def claim(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Become the owner. The row is locked, so of two at once one is told `AlreadyClaimed`."""
    ticket = command.ticket
    handoff = ticket.handoff
    if handoff and handoff.pending and not desk.rules.serves(command.by.id, ticket.queue):
        return await accept(command, desk, tx)
    names = await names_of(tx, desk, [ticket.owner])
    claimed = ticket.claim(command.by.id, command.at, names.plain(ticket.owner or ""))
    await moved(tx, ticket, claimed, Verb.CLAIMED, command.by.id, command.at)
    yours = line(command.say, "claimed-you", number=command.say.ticket(claimed.ticket))
    return [Say(yours), *await refresh_cards(claimed, desk, tx)]


async def release(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Stop being the owner; a lead may release anybody's."""
    ticket = command.ticket
    released = ticket.release(command.at)
    if not may_release(command.by, ticket, desk.rules):
        names = await names_of(tx, desk, [ticket.owner])
        raise NotOwner(ticket.ticket, names.plain(ticket.owner or ""))
    await moved(tx, ticket, released, Verb.RELEASED, command.by.id, command.at)
    say = desk.speak_for_queue(released.queue)
    note = line(say, "released-note", who=say.person(command.by.id, command.by.name))
    mine = line(command.say, "released-you", number=command.say.ticket(released.ticket))
    return [Say(mine), *await tell_teams(released, note, tx), *await refresh_cards(released, desk, tx)]
