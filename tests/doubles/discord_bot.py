"""A small discord.py client to try the double of Discord with."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.doubles.discord import DiscordDouble


def point_at(double: DiscordDouble) -> None:
    """Where discord.py goes from now on, in this process."""
    Route.BASE = double.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(double.gateway_url)


class Bot(discord.Client):
    """A client that keeps what it hears."""

    def __init__(self, double: DiscordDouble, *, content: bool = True, **more: Any) -> None:
        intents = discord.Intents.default()
        intents.message_content = content
        more = {"guild_ready_timeout": 0.05, "max_ratelimit_timeout": 30.0} | more
        super().__init__(intents=more.pop("intents", intents), **more)
        self.double = double
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.raw: list[tuple[str, Any]] = []
        self.ended: BaseException | None = None
        self.running: asyncio.Task[None] | None = None

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again at once; the library would wait five seconds."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        self.raw.append(("react", payload))

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        self.raw.append(("delete", payload))

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        self.raw.append(("edit", payload))

    @property
    def texts(self) -> list[str]:
        """What others wrote, as far as the bot may read it."""
        return [m.content for m in self.heard if self.user is not None and m.author.id != self.user.id]


class running:
    """A bot on the gateway, from ready to closed."""

    def __init__(self, bot: Bot, *, ready: bool = True) -> None:
        self.bot, self.ready = bot, ready

    async def _run(self) -> None:
        try:
            await self.bot.start(self.bot.double.token)
        except Exception as error:
            self.bot.ended = error

    async def __aenter__(self) -> Bot:
        point_at(self.bot.double)
        self.bot.running = asyncio.create_task(self._run())
        if self.ready:
            await self.bot.double.until(lambda: self.bot.is_ready() or self.bot.ended, 20)
            if self.bot.ended is not None:
                raise self.bot.ended
        return self.bot

    async def __aexit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):
            await self.bot.close()
        if self.bot.running is not None:
            self.bot.running.cancel()
            await asyncio.gather(self.bot.running, return_exceptions=True)
