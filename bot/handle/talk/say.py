"""The requester says more from somewhere else than their own thread: the web page, another channel."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, spoken, to_requester
from bot.handle.talk.heard import Heard
from bot.handle.talk.wrote import wrote
from bot.model.effects import Effect, Say
from bot.model.inbound import MessageReceived
from bot.model.places import Conversation
from bot.model.refusals import NotYours
from bot.ports import Transaction


async def say(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """As if written in their thread, where a copy stands too. Raises NotYours."""
    ticket = command.ticket
    if ticket.requester != command.by.id:
        raise NotYours
    where = Conversation(command.where.platform, command.where.channel)
    message = MessageReceived(
        key=command.key,
        by=command.account,
        where=where,
        message_id=f"said/{command.key}",
        text=command.text,
        at=command.at,
        direct=True,
        workspace=tx.workspace,
    )
    copy = to_requester(ticket, spoken(command.text, command.by.name))
    effects = await wrote(Heard(command.by, message, command.text, rootless=True), ticket, desk, tx)
    told = Say(line(command.say, "said-done", number=command.say.ticket(ticket.ticket)))
    return [copy, *effects, told]
