"""A ticket as a page: everything that happened in one line of time, and what its viewer may do about it."""

from collections.abc import Sequence

from bot.desk import Desk
from bot.handle.look.why import because
from bot.handle.post import around_of
from bot.handle.save import names_of
from bot.model.content import Button, Content
from bot.model.events import Event, Verb
from bot.model.handoff import Handoff
from bot.model.messages import Message, Revision
from bot.model.people import Person
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.rights import reads_notes
from bot.ports import Entry, EntryKind, TicketPage, Transaction
from bot.show.card import facts, facts_for_agents, status_word, work_buttons
from bot.show.guide import path_taken
from bot.show.names import Names
from bot.show.timeline import event_words, visible_events
from bot.words import Speaker

_SPOKEN = frozenset({Verb.ASKED, Verb.WROTE, Verb.REPLIED, Verb.NOTED, Verb.RESOLVED, Verb.REOPENED})
"""Acts that words of the same person and moment belong to."""


async def ticket_page(request: Request, viewer: Person, say: Speaker, desk: Desk, tx: Transaction) -> TicketPage:
    """As somebody sees it who may see it at all. Requesters get nothing internal."""
    events, messages = await tx.log.of(request.id), await tx.messages.of(request.id)
    handoffs, revisions = await tx.requests.handoffs(request.id), await tx.messages.revisions(request.id)
    mine = viewer.id == request.requester
    agent = reads_notes(viewer, request, desk.rules)
    queue = next((q for q in sorted(request.teams) if agent and desk.rules.serves(viewer.id, q)), "")
    people = {request.requester, request.owner, request.opened_by, *(e.by for e in events), *(m.by for m in messages)}
    names = await names_of(tx, desk, people | {one.by for one in handoffs})
    walk = await tx.walks.get(request.id)
    return TicketPage(
        request_id=request.id,
        number=request.ticket,
        subject=request.subject,
        state=request.status.value,
        status=status_word(request, say),
        facts=await _facts(request, queue, names, say, desk, tx) if agent else facts(request, names, desk.rules, say),
        entries=tuple(_entries(request, events, messages, revisions, handoffs, names, say, desk, agent=agent)),
        walked=Content(tuple(path_taken(walk, say)), request.subject) if walk else None,
        actions=work_buttons(request, queue, say) if queue else _own_buttons(request, say, mine=mine),
        agent=agent,
        works=bool(queue),
        mine=mine,
    )


async def _facts(
    request: Request, queue: str, names: Names, say: Speaker, desk: Desk, tx: Transaction
) -> tuple[tuple[str, str], ...]:
    return facts_for_agents(request, names, desk.rules, say, await around_of(request, queue, desk, tx))


def _own_buttons(request: Request, say: Speaker, *, mine: bool) -> tuple[Button, ...]:
    if mine and request.active:
        return (Button("close", request.id, say.text("button-close")),)
    if mine and request.status is Status.RESOLVED:
        return (Button("reopen", request.id, say.text("button-reopen")),)
    return ()


def _entries(
    request: Request,
    events: Sequence[Event],
    messages: Sequence[Message],
    revisions: Sequence[Revision],
    handoffs: Sequence[Handoff],
    names: Names,
    say: Speaker,
    desk: Desk,
    *,
    agent: bool,
) -> list[Entry]:
    """Oldest first; words stand with the act they belong to."""
    said = [m for m in messages if m.deleted_at is None and (agent or m.reach == "requester")]
    reasons, before = (_reasons(handoffs), revisions) if agent else ({}, ())
    entries = []
    for event in visible_events(events, for_agent=agent):
        line = event_words(event, names, desk.rules, say)
        why = because(event, desk, say) if agent else ""  # it may name what only agents read
        words = next((m for m in said if event.verb in _SPOKEN and (m.by, m.at) == (event.by, event.at)), None)
        if words is not None:
            said.remove(words)
            entries.append(_spoken(words, line, request, names, before, why))
            continue
        text = reasons.get((event.verb, event.by, event.at), "")
        kind: EntryKind = "note" if text else "event"
        entries.append(Entry(kind, event.at, names.plain(event.by), line, text, why, ours=True))
    entries += [_spoken(m, _wrote(m, names, say), request, names, before) for m in said]
    return sorted(entries, key=lambda entry: entry.at)


def _spoken(
    message: Message, line: str, request: Request, names: Names, before: Sequence[Revision], why: str = ""
) -> Entry:
    kind: EntryKind = "said" if message.reach == "requester" else "note"
    ours = message.by != request.requester
    earlier = tuple(one for one in before if one.message_id == message.id)
    by = names.plain(message.by)
    return Entry(kind, message.at, by, line, message.text, why, ours, message.files, message.edited_at, earlier)


def _wrote(message: Message, names: Names, say: Speaker) -> str:
    key = "event-noted" if message.reach == "internal" else "event-wrote"
    return say.md(key, who=names.link(message.by, say))


def _reasons(handoffs: Sequence[Handoff]) -> dict[tuple[Verb, str, object], str]:
    """The words of those who handed on or returned, by act, person and moment."""
    found: dict[tuple[Verb, str, object], str] = {}
    for one in handoffs:
        found[Verb.HANDED_OFF, one.by, one.handed_at] = one.reason
        if one.returned_by and one.returned_at:
            found[Verb.RETURNED, one.returned_by, one.returned_at] = one.return_reason
    return found
