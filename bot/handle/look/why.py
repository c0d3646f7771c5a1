"""Why: every act the desk did by itself on a ticket, and what made it do so, from the event log."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.model.content import Block, Content, Heading, Small, Text
from bot.model.effects import Effect, Say
from bot.model.events import Event, Verb
from bot.model.people import LOKET
from bot.ports import Transaction
from bot.words import Speaker

DECIDED = frozenset({Verb.ANSWERED, Verb.OFFERED, Verb.OPENED})


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
    if event.verb is Verb.ANSWERED and data.get("decided") == "asked about":
        return say.md("why-asked-about")
    if event.verb in DECIDED and event.by == LOKET:
        return decided(event, say)
    if event.by == LOKET and event.verb in (Verb.CLOSED, Verb.RESUMED, Verb.RESOLVED, Verb.UNDELIVERED, Verb.DETOURED):
        return say.md(f"why-{event.verb.value}", outcome=str(data.get("outcome", "")))
    return ""


def decided(event: Event, say: Speaker) -> str:
    """An answer, titles or neither, the numbers behind it, and what weighed most."""
    data = event.data
    if data.get("decided") == "nobody chose":
        return say.md("why-chose-none")
    sure, limit = percent(data.get("confidence")), min(100, percent(data.get("threshold")))
    nearest = str(data.get("best", ""))
    if event.verb is Verb.ANSWERED:
        title, phrasing = str(data.get("title", "")), str(data.get("phrasing", ""))
        reasons = [say.md("why-answer", title=title, phrasing=phrasing, confidence=sure, limit=limit)]
    elif event.verb is Verb.OFFERED:
        offer = percent(data.get("offer"))
        reasons = [say.md("why-offered", title=nearest, confidence=sure, limit=limit, offer=offer)]
    elif nearest:
        reasons = [say.md("why-abstained", title=nearest, confidence=sure, limit=limit)]
    else:
        return say.md("why-no-match")
    usual = percent(data.get("usual", data.get("threshold")))
    if float(data.get("threshold", 0)) > 1:
        reasons.append(say.md("why-stopped"))
    elif usual != limit:
        reasons.append(say.md("why-limit-moved", usual=usual, limit=limit))
    weighed = in_words(str(data.get("parts", "")), say)
    return "; ".join([*reasons, weighed] if weighed else reasons)


def in_words(parts: str, say: Speaker) -> str:
    """ "cover:+2.19 unknown:-0.40" as a sentence."""
    named = [one.split(":") for one in parts.split()]
    words = ", ".join(say.text("why-part", name=name, worth=worth) for name, worth in named)
    return say.md("why-parts", parts=words) if words else ""


def percent(value: object) -> int:
    return round(float(value) * 100) if isinstance(value, int | float) else 0
