"""What every part of the way in stands on, and how an outcome is told to the person who caused it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from adapters.discord.api import Api
from adapters.discord.channels import Channel, Channels
from adapters.discord.guilds import Guilds
from adapters.discord.ids import PLATFORM
from adapters.discord.inbound import Around, Place
from adapters.discord.people import Members
from adapters.discord.places import PRIVATE_THREAD, Places
from adapters.discord.settings import DiscordSettings
from adapters.discord.whisper import Whisperer, form_button, is_about_here
from bot.errands import Errands, Once, words_of
from bot.model.inbound import Accepted, Outcome
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports import Clock, DeskView, Receive
from bot.words.phrases import Phrases, phrases_in

log = structlog.get_logger(__name__)

WORDS = Path(__file__).parent / "words"


@dataclass(slots=True)
class Ground:
    """`receive` is the desk's one way in, `view` its window over its own workspace."""

    settings: DiscordSettings
    clock: Clock
    api: Api
    channels: Channels
    guilds: Guilds
    members: Members
    places: Places
    whisperer: Whisperer
    receive: Receive
    view: DeskView
    errands: Errands = field(default_factory=lambda: Errands(PLATFORM))
    once: Once = field(init=False)

    def __post_init__(self) -> None:
        self.once = Once(lambda happening: self.receive(happening))

    def around(self, guild: str) -> Around:
        known = self.guilds.known.get(guild)
        workspace = self.guilds.workspace_of(guild)
        own = known.own if known else frozenset()
        view = self.view.of(workspace)
        return Around(
            self.api.user_id, own, workspace, lambda user: self.handle(user, view), self.spelled, self.members.seen,
            lambda channel: self._channel_name(guild, channel), lambda role: self.guilds.role_name(guild, role),
        )  # fmt: skip

    def spelled(self, user: str) -> str:
        """How a command names somebody."""
        return f"{PLATFORM}:{user}"

    def handle(self, user: str, view: DeskView) -> str:
        """The name the desk knows somebody by."""
        named = next((account.name for account, _ in view.members(PLATFORM) if account.id == user), None)
        seen = self.members.seen(user)
        return named or (seen.name if seen and seen.name else user)

    def _channel_name(self, guild: str, channel: str) -> str:
        """Its id where naming it would tell more than the id does: in another server, or for a private thread."""
        known = self.channels.seen(channel)
        tells = known is not None and known.guild == guild and known.kind != PRIVATE_THREAD
        return known.name if known is not None and tells and known.name else channel

    async def place_of(self, channel: Channel) -> Place:
        """A private thread that stands for a direct conversation is one."""
        if channel.is_direct:
            return Place(Conversation(PLATFORM, channel.id), direct=True)
        where = await self.places.of(channel)
        return Place(where, direct=where.channel not in (channel.id, channel.parent))

    async def guild_of(self, raw: Mapping[str, Any], user: str, channel: Channel | None = None) -> str:
        """The server something happened in; for a direct message, the one that person belongs to. Raises Refused."""
        guild = str(raw.get("guild_id") or (channel.guild if channel is not None else ""))
        return guild or await self.guilds.of_person(user)

    async def say(self, account: Account, workspace: str, channel: str | None = None) -> Phrases:
        return phrases_in(WORDS, await self.view.of(workspace).language_of(account, channel))

    async def tell(self, account: Account, workspace: str, where: Conversation, outcome: Outcome) -> None:
        """The outcome's private words; a form becomes a button that opens it. What a channel may be for is said in that
        channel: those buttons mean the one they are pressed in."""
        words = [one for one in words_of(outcome) if not is_about_here(one)]
        here = [one for one in words_of(outcome) if is_about_here(one)]
        if here:
            await self.whisperer.aloud(where.channel, here)
        if isinstance(outcome, Accepted) and outcome.form is not None:
            words.append(form_button(outcome.form, await self.say(account, workspace, where.channel)))
        if words:
            await self.whisperer.tell(account.id, words)
