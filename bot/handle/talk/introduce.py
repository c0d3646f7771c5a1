"""The bot says who it is: once to a person, once in a channel."""

from dataclasses import replace

from bot.commands import SLASH_COMMANDS
from bot.desk import Desk
from bot.model.content import Content, Small, Text, unmarked
from bot.model.effects import Effect, Outgoing, Post
from bot.model.inbound import JoinedChannel
from bot.model.people import Person
from bot.model.places import Conversation
from bot.ports import Transaction
from bot.words import Speaker


async def introduction(person: Person, where: Conversation, desk: Desk, tx: Transaction) -> Outgoing | None:
    """In a direct message, before the first answer; None when this person has been told."""
    if person.introduced:
        return None
    await tx.people.save(replace(person, introduced=True))
    say = desk.speak_to(person, where)
    return Outgoing(f"intro/{person.id}", where, Post(_introduction(desk, say, "intro-direct")), "requester")


def before(first: Outgoing | None, effects: list[Effect]) -> list[Effect]:
    """The introduction ahead of the answer, where the answer goes."""
    if first is None:
        return effects
    for effect in effects:
        if isinstance(effect, Outgoing) and effect.audience == "requester":
            to = effect.to if isinstance(effect.to, Conversation) else first.to
            return [replace(first, lane=effect.lane, to=to), *effects]
    return [first, *effects]


async def joined_channel(joined: JoinedChannel, desk: Desk, tx: Transaction) -> list[Effect]:
    """In a channel it was added to, once."""
    if not await tx.inbox.first_time(f"intro:{joined.where.platform}:{joined.where.channel}", joined.at):
        return []
    help_channel = desk.rules.help_channel(joined.where.platform, joined.where.channel)
    say = desk.speak(help_channel.language if help_channel else None)
    content = _introduction(desk, say, "intro-help" if help_channel else "intro-channel")
    return [Outgoing(f"intro/{joined.where.platform}/{joined.where.channel}", joined.where, Post(content), "team")]


def _introduction(desk: Desk, say: Speaker, key: str) -> Content:
    first = say.md(key, name=desk.rules.name)
    hint = say.md("intro-hint", command=SLASH_COMMANDS[0])
    return Content((Text(first), Small(hint)), unmarked(first))
