"""Why: every act the desk did by itself on a ticket, and what made it do so, from the event log."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.model.content import Block, Content, Heading, Small, Text
from bot.model.effects import Effect, Say
from bot.model.events import Event, Verb
from bot.model.people import LOKET
from bot.ports import Transaction
from bot.words import Speaker


async def why(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """This queue, this answer or none, this reminder, this end."""
    ticket, say = command.ticket, command.say
    found = [(event, because(event, desk, say)) for event in await tx.log.of(ticket.id)]
    lines = [f"{say.when(event.at)} · {reason}" for event, reason in found if reason]
    heading = say.text("why-heading", number=ticket.ticket)
    blocks: list[Block] = [Heading(heading), Text("\n".join(f"- {line}" for line in lines))]
    if not lines:
        blocks = [Heading(heading), Text(say.md("why-nothing"))]
    return [Say(Content((*blocks, Small(say.md("why-hint", number=ticket.ticket))), heading))]


def because(event: Event, desk: Desk, say: Speaker) -> str:
    """What made the desk do it, as CommonMark; "" for what a person did."""
    data = event.data
    if event.verb is Verb.ASKED:
        team = desk.queue(event.after.queue or "").label(say.language)
        return say.md("why-queue", team=team, because=str(data.get("because", "default")))
    if event.verb is Verb.ANSWERED and event.by == LOKET:
        return say.md(
            "why-answer",
            title=str(data.get("title", "")),
            phrasing=str(data.get("phrasing", "")),
            confidence=_percent(data.get("confidence")),
            limit=_percent(data.get("threshold")),
        )
    if event.verb is Verb.OPENED and event.by == LOKET:
        best = str(data.get("best", ""))
        key = "why-abstained" if best else "why-no-match"
        sure, limit = _percent(data.get("confidence")), _percent(data.get("threshold"))
        return say.md(key, title=best, confidence=sure, limit=limit)
    if event.by == LOKET and event.verb in (Verb.CLOSED, Verb.RESUMED, Verb.RESOLVED, Verb.UNDELIVERED):
        return say.md(f"why-{event.verb.value}", outcome=str(data.get("outcome", "")))
    return ""


def _percent(value: object) -> int:
    return round(float(value) * 100) if isinstance(value, int | float) else 0
