"""`setup` in a channel: what it is for, instead of ids copied by hand."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line
from bot.handle.work.setup_agents import agents_from, groups_now
from bot.model.arrangement import Binding, Role
from bot.model.content import Block, Button, Buttons, Content, Small, Text, unmarked
from bot.model.effects import Effect, Outgoing, Post, Say
from bot.model.people import Person
from bot.model.refusals import CannotParse, NotAllowed
from bot.policy.naming import choice_meant
from bot.ports import Transaction
from bot.words import Speaker

ROLES = {
    "help": "help", "hulp": "help", "triage": "triage", "team": "triage", "digest": "digest", "overzicht": "digest",
    "off": "off", "uit": "off", "agents": "agents", "medewerkers": "agents",
    "panel": "panel", "paneel": "panel",
}  # fmt: skip


async def setup(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Without words: what it is for now, and what it may be. `agents` is about a team and not about a channel."""
    words = (command.extra or command.text).replace("/", " ").split()
    if words and choice_meant(words[0], ROLES) == "agents":
        return await agents_from(words[1:], command, desk, tx)
    if command.direct:
        raise CannotParse("setup-in-a-channel")
    if not words:
        return [Say(_offer(command, desk))]
    role = choice_meant(words[0], ROLES)
    if role is None:
        raise CannotParse("setup-unknown", word=words[0][:40])
    subject = words[1].casefold() if len(words) > 1 else ""
    where = command.where
    if role == "off":
        return await _off(command, desk, tx)
    if role == "panel":
        return [_panel(command, desk)]
    _must_be_theirs(role, subject, command.by, desk)
    kinds: dict[str, Role] = {"help": "help", "triage": "triage", "digest": "digest"}
    binding = Binding(where.platform, where.channel, kinds[role], subject)
    await tx.arrangements.bind(binding, command.by.id, command.at)
    say = desk.speak(None)
    return [_told(command, line(say, f"setup-{role}", subject=_label(role, subject, desk, say)))]


async def _off(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Raises CannotParse when the desk file names it: that is where it is undone."""
    where = command.where
    now = _now(command, desk)
    for role, subject in now:
        _must_be_theirs(role, subject, command.by, desk)
    if not now:
        raise CannotParse("setup-nothing")
    if not await tx.arrangements.unbind(where.platform, where.channel):
        raise CannotParse("setup-in-the-file")
    return [_told(command, line(desk.speak(None), "setup-off"))]


def _panel(command: Command, desk: Desk) -> Outgoing:
    """A message to pin: everybody asks for help with a button of it. Raises NotAllowed."""
    if not any(desk.rules.leads(command.by.id, queue.id) for queue in desk.rules.queues):
        raise NotAllowed("setup")
    say = desk.speak(None)
    first = say.md("panel", name=desk.rules.name)
    buttons = Buttons((Button("new", "", say.text("panel-ask"), "primary"), Button("mine", "", say.text("panel-mine"))))
    return _told(command, Content((Text(first), Small(say.md("panel-hint")), buttons), unmarked(first)))


def _told(command: Command, content: Content) -> Outgoing:
    """Everybody in the channel may know what becomes of their words."""
    where = command.where
    return Outgoing(f"setup/{where.platform}/{where.channel}", where, Post(content), "team")


def _must_be_theirs(role: str, subject: str, person: Person, desk: Desk) -> None:
    """Admins settle everything, leads what is their own. Raises NotAllowed, CannotParse."""
    rules = desk.rules
    digests = {one.id: one.queues for one in rules.digests}
    if role == "triage" and not rules.has_queue(subject):
        raise CannotParse("setup-queue", word=subject or "–", allowed=", ".join(q.id for q in rules.queues))
    if role == "digest" and subject not in digests:
        raise CannotParse("setup-digest-unknown", word=subject or "–", allowed=", ".join(sorted(digests)) or "–")
    if role == "help" and subject and not rules.has_queue(subject):
        raise CannotParse("setup-queue", word=subject, allowed=", ".join(q.id for q in rules.queues))
    queues = digests[subject] if role == "digest" else (subject,)
    if not rules.is_admin(person.id) and not all(rules.leads(person.id, one) for one in queues):
        raise NotAllowed("setup")


def _now(command: Command, desk: Desk) -> list[tuple[str, str]]:
    """What this channel is for now."""
    platform, channel = command.where.platform, command.where.channel
    found = [("triage", queue.id) for queue in desk.rules.triage_queues(platform, channel)]
    found += [("digest", one.id) for one in desk.rules.digests if one.channel.get(platform) == channel]
    help_channel = desk.rules.help_channel(platform, channel)
    return found + ([("help", help_channel.queue or "")] if help_channel else [])


def _label(role: str, subject: str, desk: Desk, say: Speaker) -> str:
    if role == "digest" or not subject:
        return subject
    return desk.queue(subject).label(say.language)


def _offer(command: Command, desk: Desk) -> Content:
    say = command.say
    now = [
        say.text(f"setup-is-{role}", subject=_label(role, subject, desk, say)) for role, subject in _now(command, desk)
    ]
    first = say.md("setup-now", what=", ".join(now) or say.text("setup-is-nothing"))
    buttons = []
    for role, subject, label in _possible(desk, say):
        try:
            _must_be_theirs(role, subject, command.by, desk)
        except NotAllowed:
            continue
        buttons.append(Button("setup", f"{role}/{subject}" if subject else role, label))
    if not buttons:
        raise NotAllowed("setup")
    if now:
        buttons.append(Button("setup", "off", say.text("setup-button-off"), "danger"))
    groups = groups_now(command, desk)
    small = [Small(say.md("setup-hint")), *([Small(groups)] if groups else [])]
    blocks: tuple[Block, ...] = (Text(first), Buttons(tuple(buttons)), *small)
    return Content(blocks, unmarked(first))


def _possible(desk: Desk, say: Speaker) -> list[tuple[str, str, str]]:
    found = [("help", "", say.text("setup-button-help"))]
    found += [("triage", q.id, say.text("setup-button-triage", team=q.label(say.language))) for q in desk.rules.queues]
    found += [("digest", one.id, say.text("setup-button-digest", digest=one.id)) for one in desk.rules.digests]
    return found
