"""Reply and note: one reaches the requester, the other never does."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, mark, refresh_cards, spoken, tell_requester, tell_teams
from bot.handle.save import moved
from bot.handle.talk.relay import SENT, relay_anchor
from bot.handle.work.handoff import take_over
from bot.model.content import Button, Buttons, Content, Quote, Text, unmarked
from bot.model.effects import Effect, Say
from bot.model.events import Event, Verb, glance
from bot.model.messages import Message, Reach
from bot.model.refusals import ButtonStale
from bot.ports import Draft, Transaction


async def reply(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Answer the requester. Naming another ticket than the thread's own asks for a yes first."""
    if command.named_other:
        return [Say(await confirm(command, desk, tx))]
    ticket = await take_over(command, command.ticket, desk, tx)
    after = ticket.reply(command.by.id, command.at)
    message = await _keep(command, "requester", desk, tx)
    await moved(tx, ticket, after, Verb.REPLIED, command.by.id, command.at)
    said = spoken(command.text, command.by.name, command.files)
    effects: list[Effect] = [*await tell_requester(after, said, tx, relay_anchor(after, message.source or message.id))]
    copy = spoken(command.text, f"{SENT} {command.by.name}", command.files)
    effects += await tell_teams(after, copy, tx, but=(command.inside,), copy_of=message.source or message.id)
    if command.inside and command.source:
        effects.append(mark(after, command.inside, command.where, command.source, SENT))
    return [*effects, *await refresh_cards(after, desk, tx), Say(line(command.say, "reply-sent"))]


async def note(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """For the agents of this ticket alone."""
    ticket = command.ticket
    message = await _keep(command, "internal", desk, tx)
    now = glance(ticket)
    await tx.log.append(Event(ticket.id, Verb.NOTED, command.by.id, command.at, now, now, {"queue": ticket.queue}))
    said = spoken(command.text, f"🔒 {command.by.name}", command.files)
    kept = line(command.say, "note-kept", number=command.say.ticket(ticket.ticket))
    effects = await tell_teams(ticket, said, tx, but=(command.inside,), copy_of=message.source or message.id)
    return [*effects, Say(kept)]


async def _keep(command: Command, reach: Reach, desk: Desk, tx: Transaction) -> Message:
    message = Message(
        id=desk.ids.new(),
        request_id=command.ticket.id,
        by=command.by.id,
        reach=reach,
        text=command.text,
        at=command.at,
        source=command.source,
        files=command.files,
    )
    await tx.messages.add(message)
    return message


async def confirm(command: Command, desk: Desk, tx: Transaction) -> Content:
    """Words for another ticket's requester, kept here until the yes: a button's payload is never trusted with them."""
    draft = Draft(desk.ids.new(), command.by.id, command.verb, command.ticket.id, command.text, command.at)
    await tx.drafts.put(draft)
    say = command.say
    ask = say.md("confirm-other", number=say.ticket(command.ticket.ticket))
    buttons = (
        Button("confirm", draft.id, say.text("button-confirm", number=command.ticket.ticket), "primary"),
        Button("cancel", draft.id, say.text("button-cancel")),
    )
    return Content((Text(ask), Quote(command.text), Buttons(buttons)), unmarked(ask))


async def cancel(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The draft is thrown away."""
    draft = await tx.drafts.take(command.extra)
    if draft is None or draft.by != command.by.id:
        raise ButtonStale
    said = {"cleanup": "cleanup-kept", "connect": "connect-kept"}.get(draft.name, "cancelled")
    return [Say(line(command.say, said))]
