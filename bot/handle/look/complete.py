"""What may be typed next after a slash."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.commands import SLASH_COMMANDS, VERBS, verb_named
from bot.desk import Desk
from bot.model.people import Person
from bot.policy.rights import may_use
from bot.ports import Completion, Page, Transaction
from bot.words import Speaker

COMPLETIONS = 8


async def completions(
    typed: str,
    person: Person,
    desk: Desk,
    say: Speaker,
    begin: Callable[[], AbstractAsyncContextManager[Transaction]],
) -> list[Completion]:
    """Commands, verbs, tickets and teams that fit. Asks the database for tickets alone."""
    name, gap, rest = typed.removeprefix("/").partition(" ")
    if not gap:
        return _commands(name, person, desk, say)
    word, gap, rest = rest.partition(" ") if name == "ticket" else (name, " ", rest)
    if not gap:
        return _verbs(word, person, desk, say)
    verb = verb_named(word)
    before = typed[: len(typed) - len(rest)]
    if verb is None:
        return []
    if verb.name == "handoff" and " " in rest:
        number, _, team = rest.partition(" ")
        return _teams(f"{before}{number} ", team, desk, say)
    if verb.ticket and " " not in rest:
        async with begin() as tx:
            return await _numbers(before, rest.lstrip("#"), person, desk, tx)
    return []


def _commands(name: str, person: Person, desk: Desk, say: Speaker) -> list[Completion]:
    agents_only = {"claim", "handoff", "resolve", "macro", "digest"}
    offered = [c for c in SLASH_COMMANDS if c.startswith(name) and may_use(person, c in agents_only, desk.rules)]
    return [Completion(f"/{c} ", say.text("help-help") if c == "ticket" else say.text(f"help-{c}")) for c in offered]


def _verbs(word: str, person: Person, desk: Desk, say: Speaker) -> list[Completion]:
    offered = [v for v in VERBS if v.name.startswith(word) and may_use(person, v.agents, desk.rules)]
    return [Completion(f"/ticket {v.name} ", say.text(f"help-{v.name}")) for v in offered]


def _teams(before: str, team: str, desk: Desk, say: Speaker) -> list[Completion]:
    found = [q for q in desk.rules.queues if q.id.startswith(team)]
    return [Completion(f"{before}{q.id} ", q.label(say.language)) for q in found][:COMPLETIONS]


async def _numbers(before: str, typed: str, person: Person, desk: Desk, tx: Transaction) -> list[Completion]:
    page = Page(size=50)
    found = {r.id: r for r in await tx.requests.of_owner(person.id, page)}
    for queue in desk.rules.queues_of(person.id):
        found |= {r.id: r for r in await tx.requests.of_queue(queue.id, page)}
    found |= {r.id: r for r in await tx.requests.of_requester(person.id, page)}
    fitting = [r for r in found.values() if r.number is not None and str(r.number).startswith(typed)]
    return [Completion(f"{before}#{r.number} ", r.subject) for r in fitting][:COMPLETIONS]
