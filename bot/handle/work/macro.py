"""Saved replies: words a team sends often, filled in for this ticket, looked at before they leave."""

from rapidfuzz import fuzz, process

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.save import names_of
from bot.model.content import Button, Buttons, Content, Heading, Quote, Small, Table, Text, escape, plain, unmarked
from bot.model.effects import Effect, Say
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.rules import SavedReply
from bot.ports import Draft, Transaction
from bot.words import Speaker

CLOSE_ENOUGH = 70.0  # rapidfuzz ratio, 0 to 100


async def macro(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`macro #7 name`: a preview with [Send]. Without a name: what this team has saved."""
    ticket, say = command.ticket, command.say
    saved = desk.rules.replies_of(ticket.queue)
    if not command.text:
        return [Say(_listed(ticket, saved, say))]
    reply = _named(command.text, saved, ticket)
    text = await filled(reply, ticket, command, desk, tx)
    draft = Draft(desk.ids.new(), command.by.id, "reply", ticket.id, text, command.at)
    await tx.drafts.put(draft)
    first = say.md("macro-preview", number=say.ticket(ticket.ticket), title=reply.label(say.language))
    buttons = (
        Button("confirm", draft.id, say.text("button-send"), "primary"),
        Button("cancel", draft.id, say.text("button-cancel")),
    )
    return [Say(Content((Text(first), Quote(text), Buttons(buttons)), unmarked(first)))]


async def filled(reply: SavedReply, ticket: Request, command: Command, desk: Desk, tx: Transaction) -> str:
    """In the requester's language, with the variables filled in."""
    names = await names_of(tx, desk, [ticket.requester])
    queue = desk.queue(ticket.queue)
    hours = queue.hours.get(ticket.language) or next(iter(queue.hours.values()), "")
    values = {
        "requester": names.plain(ticket.requester).split()[0],
        "ticket": f"#{ticket.ticket}",
        "agent": command.by.name,
        "team": queue.label(ticket.language),
        "hours": hours,
    }
    text = reply.said(ticket.language)
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _named(text: str, saved: tuple[SavedReply, ...], ticket: Request) -> SavedReply:
    """By id or title in any language. Raises CannotParse."""
    names = {name.casefold(): one for one in saved for name in (one.id, *one.title.values())}
    near = process.extractOne(text.strip().casefold(), list(names), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    if near is None:
        allowed = ", ".join(one.id for one in saved) or "–"
        raise CannotParse("macro-unknown", word=text[:40], allowed=allowed)
    return names[near[0]]


def _listed(ticket: Request, saved: tuple[SavedReply, ...], say: Speaker) -> Content:
    if not saved:
        return plain(say.md("macro-none"))
    heading = say.text("macro-heading", number=ticket.ticket)
    rows = tuple((f"`{one.id}`", escape(one.label(say.language)), escape(one.said(say.language))) for one in saved)
    head = tuple(say.text(f"macro-{column}") for column in ("name", "title", "text"))
    return Content((Heading(heading), Table(head, rows), Small(say.md("macro-hint"))), heading)
