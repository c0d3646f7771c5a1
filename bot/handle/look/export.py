"""Export: a ticket to keep, sent to whoever asked, privately."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line
from bot.model.effects import Effect, Outgoing, Post, Say
from bot.model.places import Direct
from bot.ports import Transaction


async def export(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The archive is made when it is delivered: rights are asked again then."""
    ticket, say = command.ticket, command.say
    post = Post(line(say, "export-here", number=say.ticket(ticket.ticket)), export_for=command.by.id)
    to = Direct(command.account.platform, command.account.id)
    lane = f"{ticket.id}/export/{command.by.id}"
    done = line(say, "export-sent", number=say.ticket(ticket.ticket))
    return [Outgoing(lane, to, post, "team", ticket.id), Say(done)]
