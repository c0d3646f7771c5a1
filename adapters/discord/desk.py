"""The way in, put together: what a dispatch is, and who takes it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from adapters.discord.api import Refused
from adapters.discord.catchup import CatchUp
from adapters.discord.events import Events
from adapters.discord.ground import Ground
from adapters.discord.ids import PLATFORM, position, snowflake_at
from adapters.discord.interactions import Interactions
from adapters.discord.lines import Lines
from adapters.discord.rosters import Rosters
from adapters.discord.sync import Sync
from bot.heard import Heard, ReadingBack
from bot.model.inbound import JoinedChannel
from bot.model.places import Conversation
from bot.ports import Cursors

log = structlog.get_logger(__name__)
Data = dict[str, Any]

ASK_AGAIN_S = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0)
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError)


class DiscordDesk:
    """`happened` takes every dispatch of the gateway, at once and without waiting."""

    def __init__(
        self, ground: Ground, cursors: Cursors, rosters: Rosters, sync: Sync, listening: Callable[[], bool]
    ) -> None:
        self._ground = ground
        self._heard = Heard(cursors, lambda: position(snowflake_at(ground.clock.now())), listening)
        self._events = Events(ground, self._heard, rosters)
        self._interactions = Interactions(ground, self._events, rosters)
        self._reader = CatchUp(ground, self._events, self._heard)
        self.catch_up = ReadingBack(PLATFORM, self._reader.run)
        self._lines = Lines()
        self._rosters = rosters
        self._sync = sync
        self._ready: set[str] = set()
        self._in_line: dict[str, Callable[[Data, str], Awaitable[object]]] = {
            "MESSAGE_CREATE": lambda data, mark: self._written(data),
            "MESSAGE_UPDATE": lambda data, mark: self._events.changed(data),
            "MESSAGE_DELETE": lambda data, mark: self._events.deleted(data),
            "MESSAGE_DELETE_BULK": lambda data, mark: self._events.deleted(data),
            "MESSAGE_REACTION_ADD": self._interactions.reacted,
        }

    # ---- the gateway speaks

    def happened(self, name: str, data: Data, mark: str) -> None:
        """Raises KeyError and the like for a dispatch that lacks what it must have."""
        if name in self._in_line:
            work = self._in_line[name]
            self._lines.add(str(data["channel_id"]), lambda: self._surely(name, data, lambda: work(data, mark)))
        elif name == "INTERACTION_CREATE":
            self._ground.errands.run(self._carefully(name, self._interactions.take(data)))
        else:
            self._learn(name, data)

    async def _surely(self, name: str, data: Data, work: Callable[[], Awaitable[object]]) -> None:
        """Nothing of it comes twice: while Discord cannot say what must be known first, it waits."""
        for wait_s in ASK_AGAIN_S:
            try:
                await self._carefully(name, work())
                return
            except Refused as refused:
                log.warning("discord.not_answering", kind=name, channel=str(data["channel_id"]), error=refused.code)
                if not refused.passing:
                    return
                await asyncio.sleep(wait_s)

    async def _written(self, data: Data) -> None:
        """The first word we hear from somebody directly may not be their first: Discord tells a bot of no conversation
        it was not there to hear in."""
        channel = str(data["channel_id"])
        if not data.get("guild_id") and not await self._heard.knows(channel):
            self._events.learn_direct(data)
            await self._reader.before(channel)
        await self._events.live(data)

    async def _carefully(self, name: str, work: Awaitable[object]) -> None:
        await self._ground.guilds.settled.wait()
        try:
            await work
        except MALFORMED as error:
            log.error("discord.payload_malformed", kind=name, error=type(error).__name__)

    def _learn(self, name: str, data: Data) -> None:
        ground = self._ground
        match name:
            case "READY":
                self._ready = {str(one["id"]) for one in data.get("guilds") or []}
            case "GUILD_CREATE" if not data.get("unavailable"):
                self._guild(data)
            case "GUILD_UPDATE":
                ground.guilds.learn(data, ground.api.user_id)
            case "GUILD_DELETE" if not data.get("unavailable"):
                ground.guilds.forget(str(data["id"]))
                self._ready.discard(str(data["id"]))
                log.error("discord.guild_left", guild=str(data["id"]), remedy="loket discord invite adds the bot again")
            case "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE":
                ground.guilds.learn_role(str(data["guild_id"]), data["role"], ground.api.user_id)
            case "GUILD_ROLE_DELETE":
                ground.guilds.forget_role(str(data["guild_id"]), str(data["role_id"]))
            case "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "THREAD_CREATE" | "THREAD_UPDATE":
                ground.channels.learn(data)
            case "CHANNEL_DELETE" | "THREAD_DELETE":
                self._channel_gone(data)
            case "THREAD_LIST_SYNC":
                for one in data.get("threads") or []:
                    ground.channels.learn(one, str(data.get("guild_id") or ""))
            case "GUILD_MEMBER_REMOVE":
                ground.members.told(str(data["guild_id"]), str(data["user"]["id"]), None)

    def _guild(self, data: Data) -> None:
        ground, guild = self._ground, str(data["id"])
        ground.channels.learn_guild(data)
        ground.guilds.learn(data, ground.api.user_id)
        if ground.guilds.settled.is_set() and guild not in self._ready:
            self._ready.add(guild)
            ground.errands.run(self._joined(guild))

    def _channel_gone(self, data: Data) -> None:
        channel = str(data["id"])
        helps = self._ground.view.of(self._ground.guilds.workspace_of(str(data.get("guild_id") or "")))
        if channel in helps.help_channels(PLATFORM):
            log.error("discord.help_channel_gone", channel=channel, remedy="say setup help in another channel")
        self._ground.channels.forget(channel)

    async def _joined(self, guild: str) -> None:
        """The bot was added to a server: it says who it is where Discord greets people."""
        await self._ground.guilds.settle([guild], [])
        known = self._ground.guilds.known.get(guild)
        await self._sync.guild(guild, known.joined if known else "")
        if known is None or not known.lobby:
            return
        now, workspace = self._ground.clock.now(), self._ground.guilds.workspace_of(guild)
        where = Conversation(PLATFORM, known.lobby)
        await self._ground.receive(JoinedChannel(f"discord/j/{guild}/{now:%Y%m%d}", where, now, workspace))

    # ---- gaps

    async def begin(self) -> None:
        """Before anything is listened to."""
        await self._heard.begin()
        await self._ground.guilds.begin()

    def gap(self) -> None:
        """From now on something may be missing."""
        self._heard.gap()

    async def listening(self, replayed: bool) -> None:
        """`replayed`: Discord sent what was missed by itself."""
        ground = self._ground
        named = []
        for channel in ground.view.help_channels(PLATFORM):
            known = ground.channels.seen(channel)
            named += [known.guild] if known is not None and known.guild else []
        await ground.guilds.settle(ground.guilds.known or self._ready, named)
        if replayed:
            await self._lines.settle()
            await self._heard.caught_up()
            log.info("discord.resumed")
            return
        ground.errands.run(self._tell_commands())
        await self.catch_up()

    async def _tell_commands(self) -> None:
        known = self._ground.guilds.known
        for guild in sorted({*known, *self._ready}):
            await self._sync.guild(guild, known[guild].joined if guild in known else "")

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._heard.run())
            group.create_task(self._rosters.run())

    async def stop(self) -> None:
        await self._lines.stop()
        await self._ground.errands.stop()
        await self._heard.flush()
