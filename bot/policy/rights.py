"""Who may do what. Asked for every command and every button, whatever the button's payload says."""

from bot.model.people import Person
from bot.model.refusals import NotAllowed, NotYourQueue, NotYours, TicketUnknown
from bot.model.request import Request
from bot.model.rules import Rules

WORK = frozenset(
    {
        "claim", "release", "reply", "note", "handoff", "resolve", "dismiss", "assign", "priority", "kind", "tag",
        "snooze", "hold", "resume", "merge", "add", "macro",
    }
)  # fmt: skip
LOOK = frozenset({"ticket", "export", "why", "notify", "link"})
"""What any agent may do who may see it."""
RECEIVE = frozenset({"accept", "return"})


def may_see(person: Person, request: Request, rules: Rules) -> bool:
    """The requester, the teams it lies with, and, unless it is confidential, any agent."""
    if request.requester == person.id or any(rules.serves(person.id, team) for team in request.teams):
        return True
    return rules.is_agent(person.id) and not is_confidential(request, rules)


def reads_notes(person: Person, request: Request, rules: Rules) -> bool:
    """Of those who may see it: agents, but for the one who asked."""
    return rules.is_agent(person.id) and person.id != request.requester


def is_confidential(request: Request, rules: Rules) -> bool:
    """Does it lie, did it lie, or was it offered, in a confidential queue?"""
    return request.confidential or any(rules.queue(team).confidential for team in request.teams)


def must_see(person: Person, request: Request | None, rules: Rules, number: int) -> Request:
    """The ticket. Raises TicketUnknown for one that is not there and for one that is not theirs to know, alike."""
    if request is None or not may_see(person, request, rules):
        raise TicketUnknown(number)
    return request


def must_work(person: Person, request: Request, verb: str, rules: Rules) -> None:
    """May this person do that to this ticket? Raises NotAllowed, NotYourQueue, TicketUnknown."""
    if not may_see(person, request, rules):
        raise TicketUnknown(request.number or 0)
    if (verb in ("close", "reopen", "ticket", "say") and request.requester == person.id) or verb in (
        "ticket",
        "export",
    ):
        return
    if not rules.is_agent(person.id):
        raise NotYours if verb in ("close", "say") else NotAllowed(verb)
    if verb in LOOK:
        return
    teams = _may_answer(request, verb) if verb in RECEIVE else request.teams
    if not any(rules.serves(person.id, team) for team in teams):
        raise NotYourQueue(request.ticket, request.queue)


def _may_answer(request: Request, verb: str) -> frozenset[str]:
    """Who was offered it; while they have not answered, the sender may take the offer back."""
    handoff = request.handoff
    if handoff and handoff.pending and verb == "return":
        return frozenset({handoff.to_queue, handoff.from_queue})
    return frozenset({handoff.to_queue}) if handoff and handoff.returnable else request.teams


def may_release(person: Person, request: Request, rules: Rules) -> bool:
    """One's own, or anybody's for a lead."""
    return request.owner == person.id or rules.leads(person.id, request.queue)


def audiences(person: Person, rules: Rules) -> frozenset[str]:
    """Whose articles this person may read; a stranger reads those for guests alone."""
    if person.stranger:
        return frozenset({"guests"})
    own = frozenset(queue.id for queue in rules.queues_of(person.id))
    return frozenset({"everyone", "guests"}) | own | (frozenset({"agents"}) if own else frozenset())


def may_use(person: Person, verb_for_agents: bool, rules: Rules) -> bool:
    """Is a verb worth offering to this person?"""
    return not verb_for_agents or rules.is_agent(person.id)


def may_edit(person: Person, queue: str, owner: str, rules: Rules) -> bool:
    """Change, publish and check an article: its owner, as long as they serve a team, and who leads its team."""
    if not rules.has_queue(queue):
        return rules.is_admin(person.id)
    return rules.leads(person.id, queue) or (person.id == owner and rules.is_agent(person.id))


def may_read_draft(person: Person, queue: str, owner: str, rules: Rules) -> bool:
    """The team it is about, and who may edit it."""
    return may_edit(person, queue, owner, rules) or (rules.has_queue(queue) and rules.serves(person.id, queue))
