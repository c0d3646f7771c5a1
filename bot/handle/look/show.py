"""Looking at tickets: one on a sheet, one's own, a queue's."""

from rapidfuzz import fuzz, process

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.save import names_of
from bot.model.content import Content
from bot.model.effects import Effect, Say
from bot.model.people import Person
from bot.model.refusals import CannotParse, NotAllowed
from bot.model.request import Request
from bot.model.rules import Queue
from bot.policy.rights import reads_notes
from bot.ports import Page, Transaction
from bot.show.guide import path_taken
from bot.show.lists import mine as mine_list
from bot.show.lists import queue_list
from bot.show.timeline import timeline
from bot.words import Speaker

LISTED = 20


async def ticket(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The ticket's timeline; the requester's view shows nothing internal."""
    return [Say(await sheet(command.ticket, command.by, command.say, desk, tx))]


async def sheet(request: Request, viewer: Person, say: Speaker, desk: Desk, tx: Transaction) -> Content:
    """As `ticket`, for any window that shows one."""
    events = await tx.log.of(request.id)
    messages = await tx.messages.of(request.id)
    people = {request.requester, request.owner, *(e.by for e in events), *(m.by for m in messages)}
    names = await names_of(tx, desk, people)
    agent = reads_notes(viewer, request, desk.rules)
    handoffs = await tx.requests.handoffs(request.id)
    walk = await tx.walks.get(request.id)
    walked = path_taken(walk, say) if walk else ()
    return timeline(
        request,
        events,
        messages,
        names,
        desk.rules,
        say,
        for_agent=agent,
        handoffs=handoffs,
        revisions=await tx.messages.revisions(request.id) if agent else (),
        walked=walked,
    )


async def mine(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """What I asked, and what I own."""
    own = await tx.requests.of_requester(command.by.id, Page(size=LISTED))
    owned = await tx.requests.of_owner(command.by.id, Page(size=LISTED))
    names = await names_of(tx, desk, [r.owner for r in (*own, *owned)])
    return [Say(mine_list(own, owned, names, command.at, command.say))]


async def queue(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Active tickets of the queues one serves, or of the one named."""
    queues = desk.rules.queues_of(command.by.id)
    if not queues:
        raise NotAllowed("queue")
    if command.text:
        queues = (_named(command.text, queues),)
    found = [(one, await _tickets(one, tx), await tx.requests.count_queue(one.id)) for one in queues]
    names = await names_of(tx, desk, [r.owner for _, requests, _ in found for r in requests])
    return [Say(queue_list(found, names, command.at, command.say))]


async def _tickets(one: Queue, tx: Transaction) -> list[Request]:
    """What lies with a team or is offered to it: all of it is theirs to see."""
    return await tx.requests.of_queue(one.id, Page(size=LISTED))


def _named(text: str, queues: tuple[Queue, ...]) -> Queue:
    """The queue somebody named, among those they serve. Raises CannotParse."""
    names = {name.casefold(): one for one in queues for name in (one.id, *one.name.values())}
    hit = process.extractOne(text.strip().casefold(), list(names), scorer=fuzz.ratio, score_cutoff=80)
    if hit is None:
        raise CannotParse("queue-unknown", queue=text[:40], allowed=", ".join(q.id for q in queues))
    return names[hit[0]]
