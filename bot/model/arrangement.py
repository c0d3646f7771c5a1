"""What was settled in chat and not in the desk file: what a channel is for, who belongs to a team, whose account is
whose. Laid over the desk file's rules, it makes the rules in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.model.rules import HelpChannel, Member, Queue, Rules

Role = Literal["help", "triage", "digest", "agents"]

ADMINS = "*"
"""In place of a queue: those who manage the place itself (a Discord guild), and so its desk."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A channel's role. `subject`: the queue or digest; for help a queue, or nothing. For agents `channel` is a group
    of the platform, whose members serve the queue."""

    platform: str
    channel: str
    role: Role
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """An account that a platform names as one of a queue's agents, or (`queue` is ADMINS) as a manager of the place."""

    platform: str
    queue: str
    account: str


@dataclass(frozen=True, slots=True)
class Linked:
    """An account of somebody in the desk file, or of somebody known by another account (`person` is their id)."""

    platform: str
    account: str
    person: str


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`version` grows with every change."""

    version: int = 0
    bindings: tuple[Binding, ...] = ()
    memberships: tuple[Membership, ...] = ()
    links: tuple[Linked, ...] = ()


def arranged(rules: Rules, arrangement: Arrangement, *, managed: bool = False) -> Rules:
    """The rules in force. What the arrangement says wins; what it names that is gone counts for nothing. `managed`: a
    place's managers are admins; in the desk's own workspace only the desk file names them."""
    people = tuple(_with_accounts(member, arrangement.links) for member in rules.people)
    known = rules.model_copy(update={"people": people}).with_links(_others(arrangement.links, rules))
    admins = rules.roles.admins
    if managed:
        found = [known.person_of(one.platform, one.account) for one in arrangement.memberships if one.queue == ADMINS]
        admins = tuple(dict.fromkeys((*admins, *found)))
    queues = tuple(_queue(queue, known, arrangement) for queue in rules.queues)
    helps = [
        HelpChannel(channel={one.platform: one.channel}, queue=one.subject or None)
        for one in arrangement.bindings
        if one.role == "help" and (not one.subject or rules.has_queue(one.subject))
    ]
    taken = {(one.platform, one.channel) for one in arrangement.bindings if one.role != "agents"}
    kept = [one.model_copy(update={"channel": _left(one.channel, taken)}) for one in rules.help]
    digests = tuple(
        one.model_copy(update={"channel": one.channel | _bound(arrangement, "digest", one.id)}) for one in rules.digests
    )
    return known.model_copy(
        update={
            "roles": rules.roles.model_copy(update={"admins": admins}),
            "queues": queues,
            "help": (*helps, *(one for one in kept if one.channel)),
            "digests": digests,
        }
    )


def _with_accounts(member: Member, links: Iterable[Linked]) -> Member:
    own = {one.platform: one.account for one in links if one.person == member.id}
    return member.model_copy(update={"accounts": own | member.accounts}) if own else member


def _others(links: Iterable[Linked], rules: Rules) -> dict[str, str]:
    """Accounts of people who are not in the desk file: "platform:account" -> person id."""
    return {f"{one.platform}:{one.account}": one.person for one in links if rules.member(one.person) is None}


def _queue(queue: Queue, rules: Rules, arrangement: Arrangement) -> Queue:
    agents = list(queue.agents)
    for one in arrangement.memberships:
        if one.queue == queue.id:
            agents.append(rules.person_of(one.platform, one.account))
    triage = queue.triage | _bound(arrangement, "triage", queue.id)
    groups = queue.agents_from | _bound(arrangement, "agents", queue.id)
    return queue.model_copy(update={"agents": tuple(dict.fromkeys(agents)), "agents_from": groups, "triage": triage})


def _bound(arrangement: Arrangement, role: Role, subject: str) -> dict[str, str]:
    found = [one for one in arrangement.bindings if (one.role, one.subject) == (role, subject)]
    return {one.platform: one.channel for one in found}


def _left(channel: dict[str, str], taken: set[tuple[str, str]]) -> dict[str, str]:
    return {platform: name for platform, name in channel.items() if (platform, name) not in taken}
