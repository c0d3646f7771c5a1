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
    """As if written in their thread, where a copy stands too; on what it was merged into, if it was. Raises
    NotYours."""
    ticket = live = command.ticket
    if ticket.requester != command.by.id:
        raise NotYours
    while live.merged_into and (into := await tx.requests.get(live.merged_into)) is not None:
        live = into
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
    effects = await wrote(Heard(command.by, message, command.text, rootless=True), live, desk, tx)
    if await tx.messages.by_source(live.id, message.message_id) is None:
        return effects  # it was over for too long: these words are a question of their own, which says so
    copy = to_requester(ticket, spoken(command.text, command.by.name))
    told = Say(line(command.say, "said-done", number=command.say.ticket(ticket.ticket)))
    return [copy, *effects, told]
