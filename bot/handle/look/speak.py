"""How the desk speaks to somebody: in which language, and what it says of itself."""

from dataclasses import replace

from bot.commands import nearest, verb_named
from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line
from bot.model.effects import Effect, Say
from bot.model.refusals import CannotParse
from bot.policy.rights import may_use
from bot.ports import Transaction
from bot.show.lists import help_text, help_verb

_CALLED = {
    "en": "en", "english": "en", "engels": "en",
    "nl": "nl", "dutch": "nl", "nederlands": "nl", "hollands": "nl",
}  # fmt: skip


async def language(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """One's own choice wins over every locale; without a word, what it is now."""
    spoken = ", ".join(desk.rules.languages)
    if not command.text:
        return [Say(line(command.say, "language-now", allowed=spoken))]
    chosen = _CALLED.get(command.text.strip().casefold())
    if chosen is None or chosen not in desk.rules.languages:
        raise CannotParse("language-unknown", word=command.text[:40], allowed=spoken)
    await tx.people.save(replace(command.by, language=chosen))
    return [Say(line(desk.speak(chosen), "language-set"))]


async def help_(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """What this person may do here."""
    if command.text:
        verb = verb_named(command.text.split()[0].lstrip("/!"))
        if verb is None:
            near = nearest(command.text.split()[0])
            key = "parse-did-you-mean" if near else "parse-unknown"
            raise CannotParse(key, word=command.text[:40], **({"verb": near} if near else {}))
        if may_use(command.by, verb.agents, desk.rules):
            return [Say(help_verb(verb.name, command.say, agent=desk.rules.is_agent(command.by.id)))]
    return [Say(help_text(command.by.id, desk.rules, command.say))]
