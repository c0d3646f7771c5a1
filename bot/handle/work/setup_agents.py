"""`setup agents TEAM group:ID`: a group of the platform names a team's agents."""

import re
from collections.abc import Sequence

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line
from bot.model.arrangement import Binding
from bot.model.effects import Effect, Say
from bot.model.people import Person
from bot.model.refusals import CannotParse, NotAllowed
from bot.ports import Transaction

GROUP = re.compile(r"group:([\w-]{1,64})", re.ASCII)
"""How adapters spell a mention of a user group or a role in this command."""
OFF = frozenset({"off", "uit"})


async def agents_from(words: Sequence[str], command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Admins only. Who was named by the group before serves no longer: the platform is asked anew. Raises CannotParse,
    NotAllowed."""
    _must_be_admin(command.by, desk)
    platform = command.where.platform
    queue, named = [*(word.casefold() for word in words[:1]), ""][0], " ".join(words[1:])
    if not desk.rules.has_queue(queue):
        raise CannotParse("setup-queue", word=queue or "–", allowed=", ".join(q.id for q in desk.rules.queues))
    team = desk.queue(queue).label(command.say.language)
    if named.casefold() in OFF:
        if not await tx.arrangements.unbind_agents(platform, queue):
            raise CannotParse("setup-agents-nothing", team=team)
        await tx.arrangements.set_members(platform, queue, ())
        return [Say(line(command.say, "setup-agents-off", team=team))]
    group = GROUP.fullmatch(named)
    if group is None:
        raise CannotParse("setup-agents-group", queue=queue)
    if desk.queue(queue).agents_from.get(platform) != group[1]:
        await tx.arrangements.set_members(platform, queue, ())
    await tx.arrangements.bind(Binding(platform, group[1], "agents", queue), command.by.id, command.at)
    return [Say(line(command.say, "setup-agents", team=team, group=group[1]))]


def _must_be_admin(person: Person, desk: Desk) -> None:
    if not desk.rules.is_admin(person.id):
        raise NotAllowed("setup")


def groups_now(command: Command, desk: Desk) -> str:
    """Which teams get agents from a group of this platform, as CommonMark; for admins, else nothing."""
    platform, say = command.where.platform, command.say
    if not desk.rules.is_admin(command.by.id):
        return ""
    found = [
        say.text("setup-is-agents", team=queue.label(say.language), group=source)
        for queue in desk.rules.queues
        if (source := queue.agents_from.get(platform))
    ]
    return say.md("setup-agents-now", what="; ".join(found)) if found else ""
