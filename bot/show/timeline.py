"""What happened to a request, one line an event, for people."""

from collections.abc import Sequence

from bot.model.content import Attached, Block, Content, Fields, Heading, Quote, Small, Text, escape
from bot.model.events import Event, Verb
from bot.model.handoff import Handoff
from bot.model.messages import Message, Revision
from bot.model.request import Request
from bot.model.rules import Rules
from bot.show.card import light, status_word
from bot.show.names import Names
from bot.words import Speaker

_INTERNAL = frozenset(
    {
        Verb.NOTED,
        Verb.HELD,
        Verb.RESUMED,
        Verb.RELEASED,
        Verb.UNDELIVERED,
        Verb.DETOURED,
        Verb.LABELLED,
        Verb.LINKED,
        Verb.DRAFTED,
    }
)
"""What agents alone see on a timeline."""


def is_internal(event: Event) -> bool:
    """Requesters do not hear that there was a note, nor that one was edited."""
    return event.verb in _INTERNAL or bool(event.data.get("internal"))


def timeline_lines(events: Sequence[Event], names: Names, rules: Rules, say: Speaker) -> list[str]:
    """CommonMark lines, oldest first."""
    return [_line(event, names, rules, say) for event in events]


def _line(event: Event, names: Names, rules: Rules, say: Speaker) -> str:
    return f"{say.when(event.at)} · {event_words(event, names, rules, say)}"


def event_words(event: Event, names: Names, rules: Rules, say: Speaker) -> str:
    """What happened, without when."""
    team = str(event.data.get("to_queue") or event.after.queue or "")
    return say.md(
        f"event-{event.verb.value.replace(' ', '-')}",
        who=names.link(event.by, say),
        team=rules.queue(team).label(say.language) if team else "",
        title=str(event.data.get("title") or event.data.get("best", "")),
        confidence=round(float(event.data.get("confidence", 0)) * 100),
        solved="yes" if event.data.get("solved") else "no",
        outcome=str(event.data.get("outcome", "")),
        number=int(event.data.get("number", 0)),
    )


def visible_events(events: Sequence[Event], *, for_agent: bool) -> list[Event]:
    """Requesters see nothing internal."""
    return [event for event in events if for_agent or not is_internal(event)]


def timeline(
    request: Request,
    events: Sequence[Event],
    messages: Sequence[Message],
    names: Names,
    rules: Rules,
    say: Speaker,
    *,
    for_agent: bool,
    handoffs: Sequence[Handoff] = (),
    revisions: Sequence[Revision] = (),
    walked: Sequence[Block] = (),
) -> Content:
    """The ticket on one sheet: state, what was said, what happened. Requesters see nothing internal."""
    label = say.text("card-heading", number=request.ticket, subject=request.subject)
    owner = names.link(request.owner, say) if request.owner else say.md("card-nobody")
    blocks: list[Block] = [
        Heading(label),
        Fields(
            (
                (say.text("card-status"), f"{light(request)} {status_word(request, say)}"),
                (say.text("card-owner"), owner),
                (say.text("card-queue"), say.md("echo", text=rules.queue(request.queue).label(say.language))),
            )
        ),
    ]
    visible = [m for m in messages if m.deleted_at is None and (for_agent or m.reach == "requester")]
    for message in visible:
        blocks += said(message, _by(message, names, say))
        blocks += _earlier(message, revisions if for_agent else (), say)
    blocks += walked
    shown = visible_events(events, for_agent=for_agent)
    blocks.append(Small(say.md("timeline-heading")))
    blocks.append(Text("\n".join(f"- {line}" for line in timeline_lines(shown, names, rules, say))))
    if for_agent:
        blocks += reasons(handoffs, names, rules, say)
    return Content(tuple(blocks), label)


def _earlier(message: Message, revisions: Sequence[Revision], say: Speaker) -> list[Block]:
    """That it was edited, and for agents what it said before."""
    if message.edited_at is None:
        return []
    blocks: list[Block] = [Small(say.md("edited-at", when=say.when(message.edited_at)))]
    for one in revisions:
        if one.message_id == message.id:
            blocks += [Small(say.md("edited-before", when=say.when(one.at))), Quote(one.text)]
    return blocks


def said(message: Message, by: str) -> list[Block]:
    """A message's words and files."""
    words: list[Block] = [Quote(message.text, by)] if message.text or not message.files else [Small(f"{escape(by)}:")]
    return [*words, Attached(message.files)] if message.files else words


def reasons(handoffs: Sequence[Handoff], names: Names, rules: Rules, say: Speaker) -> list[Block]:
    """Why it went to another team, and why it came back, in the words of those who said so."""
    blocks: list[Block] = []
    for one in handoffs:
        to, sender = (rules.queue(key).label(say.language) for key in (one.to_queue, one.from_queue))
        if one.reason:
            blocks.append(Quote(one.reason, say.text("reason-handed", who=names.plain(one.by), team=to)))
        if one.return_reason:
            who = names.plain(one.returned_by or "")
            blocks.append(Quote(one.return_reason, say.text("reason-returned", who=who, team=sender)))
    return blocks


def _by(message: Message, names: Names, say: Speaker) -> str:
    who = names.plain(message.by)
    return who if message.reach == "requester" else say.text("packet-note-by", who=who)
