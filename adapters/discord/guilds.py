"""Servers: which one the desk is for, what the others are called, and what of each the desk must know."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from adapters.discord.api import Refused
from adapters.discord.people import Members
from bot.model.people import LOKET
from bot.ports import Clock, LocalPost, LocalPosts

log = structlog.get_logger(__name__)

HOME = "home"


@dataclass(slots=True)
class Guild:
    """`roles`: names by id; `own`: our own roles there: naming one names us; `managers`: roles that may manage it."""

    id: str
    name: str = ""
    owner: str = ""
    lobby: str = ""  # where Discord greets people
    roles: dict[str, str] | None = None
    own: frozenset[str] = frozenset()
    managers: frozenset[str] = frozenset()
    joined: str = ""  # when we were added


MANAGES = (1 << 5) | (1 << 3)  # Manage Server, Administrator


class Guilds:
    """The desk's own server shares its workspace with Slack and the web; every other is a workspace apart."""

    def __init__(self, workspace: str, chosen: str, members: Members, posts: LocalPosts, clock: Clock) -> None:
        self._workspace = workspace
        self._members = members
        self._posts = posts
        self._clock = clock
        self.home = chosen
        self.settled = asyncio.Event()
        self.known: dict[str, Guild] = {}

    async def begin(self) -> None:
        """What was settled before."""
        if not self.home:
            kept = await self._posts.get(HOME)
            self.home = kept.text if kept is not None else ""
        if self.home:
            self.settled.set()

    async def settle(self, told: Iterable[str], named: Iterable[str]) -> None:
        """Once we know where we are. `named`: servers with channels of the desk file. Without them the first we were
        ever seen in."""
        there = sorted(told, key=int)
        if not self.home and there:
            self.home = next((one for one in there if one in set(named)), there[0])
            await self._posts.put(LocalPost(HOME, HOME, None, LOKET, self._clock.now(), text=self.home))
            log.info("discord.home", guild=self.home)
        elif self.home and there and self.home not in {*there, *self.known}:
            log.warning("discord.home_missing", guild=self.home, remedy="loket discord invite, or LOKET_DISCORD__GUILD")
        self.settled.set()

    def workspace_of(self, guild: str) -> str:
        """Without a server: of a direct message. The first server we are ever in is ours."""
        ours = not guild or not self.home or guild == self.home
        return self._workspace if ours else f"discord-{guild}"

    def is_home(self, guild: str) -> bool:
        return guild == self.home

    async def of_person(self, user: str) -> str:
        """The server of somebody who writes to us directly: ours when they are in it, else another they are in. Raises
        Refused while Discord cannot say: whose request it is must not be guessed."""
        others = [one for one in sorted(self.known, key=int) if one != self.home]
        for guild in [*([self.home] if self.home else []), *others]:
            try:
                if await self._members.roles(guild, user) is not None:
                    return guild
            except Refused as refused:
                if refused.passing:
                    raise
        return self.home

    # ---- told by the gateway

    def learn(self, raw: Mapping[str, Any], bot: str) -> Guild:
        guild = self.known.setdefault(str(raw["id"]), Guild(str(raw["id"])))
        guild.name = str(raw.get("name") or guild.name)
        guild.owner = str(raw.get("owner_id") or guild.owner)
        guild.lobby = str(raw.get("system_channel_id") or guild.lobby)
        guild.joined = str(raw.get("joined_at") or guild.joined)
        for role in raw.get("roles") or []:
            self.learn_role(guild.id, role, bot)
        return guild

    def learn_role(self, guild_id: str, role: Mapping[str, Any], bot: str) -> None:
        guild = self.known.setdefault(guild_id, Guild(guild_id))
        role_id = str(role["id"])
        guild.roles = {**(guild.roles or {}), role_id: str(role.get("name") or "")}
        if str((role.get("tags") or {}).get("bot_id") or "") == bot:
            guild.own |= {role_id}
        manages = bool(int(role.get("permissions") or 0) & MANAGES)
        guild.managers = guild.managers | {role_id} if manages else guild.managers - {role_id}

    def forget_role(self, guild_id: str, role_id: str) -> None:
        guild = self.known.get(guild_id)
        if guild is not None:
            guild.roles = {one: name for one, name in (guild.roles or {}).items() if one != role_id}
            guild.managers -= {role_id}

    def forget(self, guild_id: str) -> None:
        self.known.pop(guild_id, None)

    def role_name(self, guild_id: str, role_id: str) -> str:
        """Of a role of that server; its id for any other."""
        guild = self.known.get(guild_id)
        return (guild.roles or {}).get(role_id, role_id) if guild is not None else role_id
