"""The handoff packet: all that the next team needs, so that nobody asks the requester twice."""

from collections.abc import Sequence

from bot.model.content import Block, Content, Fields, Heading, Quote, Small, Text
from bot.model.events import Event
from bot.model.handoff import Handoff
from bot.model.messages import Message
from bot.model.people import Person
from bot.model.request import Request
from bot.model.rules import Rules
from bot.show.names import Names
from bot.show.timeline import reasons, said, timeline_lines
from bot.words import Speaker

LAST_EVENTS = 12


def packet(
    request: Request,
    handoff: Handoff,
    messages: Sequence[Message],
    events: Sequence[Event],
    titles: Sequence[str],
    requester: Person | None,
    earlier: int,
    names: Names,
    rules: Rules,
    say: Speaker,
    before: Sequence[Handoff] = (),
    walked: Sequence[Block] = (),
    chat: str = "",
) -> Content:
    """Problem, why it comes, what was tried and shown, what happened, and who asks. `earlier`: their past
    tickets; `walked`: the steps of a script they took; `chat`: where they asked, when that is another chat."""
    sender = rules.queue(handoff.from_queue).label(say.language)
    heading = say.text("packet-heading", number=request.ticket, team=sender)
    blocks: list[Block] = [Heading(heading)]
    if handoff.reason:
        blocks += [Small(say.md("packet-reason")), Quote(handoff.reason, names.plain(handoff.by))]
    earlier_words = reasons(before, names, rules, say)
    if earlier_words:
        blocks += [Small(say.md("packet-before")), *earlier_words]
    blocks.append(Small(say.md("packet-problem")))
    standing = [m for m in messages if m.deleted_at is None]
    for message in standing:
        if message.by == request.requester:
            blocks += said(message, names.plain(message.by))
    blocks.append(Fields(_context(request, requester, earlier, titles, names, rules, say, chat)))
    blocks += walked
    tried = [m for m in standing if m.by != request.requester]
    if tried:
        blocks.append(Small(say.md("packet-said")))
        for message in tried:
            blocks += said(message, _voice(message, names, say))
    lines = timeline_lines(events[-LAST_EVENTS:], names, rules, say)
    blocks += [Small(say.md("packet-timeline")), Text("\n".join(f"- {line}" for line in lines))]
    return Content(tuple(blocks), heading)


def _voice(message: Message, names: Names, say: Speaker) -> str:
    who = names.plain(message.by)
    return who if message.reach == "requester" else say.text("packet-note-by", who=who)


def _context(
    request: Request,
    requester: Person | None,
    earlier: int,
    titles: Sequence[str],
    names: Names,
    rules: Rules,
    say: Speaker,
    chat: str,
) -> tuple[tuple[str, str], ...]:
    member = rules.member(request.requester)
    pairs: list[tuple[str, str]] = [(say.text("packet-requester"), names.link(request.requester, say))]
    if member and member.title:
        pairs.append((say.text("packet-title"), say.md("echo", text=member.title)))
    if member and member.vip:
        pairs.append((say.text("packet-vip"), "⭐"))
    shown = ", ".join(titles) if titles else say.md("packet-no-answers")
    where = say.text("packet-direct") if request.direct else say.text("packet-channel")
    where = say.text("packet-chat", where=where, chat=chat) if chat else where
    return (
        *pairs,
        (say.text("packet-language"), say.md("echo", text=say.text(f"language-{request.language}"))),
        (say.text("packet-where"), say.md("echo", text=where)),
        (say.text("packet-earlier"), str(earlier)),
        (say.text("packet-answers"), shown),
    )
