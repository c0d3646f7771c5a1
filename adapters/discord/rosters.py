"""Teams whose agents Discord names: the members of a role. And, in servers that are desks apart, who manages them.

Lists of members can only be read with the members intent; without it the roles that come with each message and command
say who is what, at the moment it matters.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.guilds import Guilds
from adapters.discord.ids import PLATFORM
from adapters.discord.people import Members
from bot.model.arrangement import ADMINS
from bot.model.inbound import RosterRead
from bot.model.people import LOKET
from bot.ports import Clock, DeskView, LocalPost, LocalPosts, Receive

log = structlog.get_logger(__name__)

EVERY_S = 600.0
PAGE, MOST_PAGES = 1_000, 20


class Rosters:
    """By server and team."""

    def __init__(
        self, api: Api, guilds: Guilds, members: Members, posts: LocalPosts, view: DeskView, receive: Receive,
        clock: Clock,
    ) -> None:  # fmt: skip
        self._api = api
        self._guilds = guilds
        self._members = members
        self._posts = posts
        self._view = view
        self._receive = receive
        self._clock = clock
        self._known: dict[tuple[str, str], frozenset[str]] = {}
        self._told = False
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Until cancelled."""
        await self._guilds.settled.wait()
        while True:
            await self.read()
            await asyncio.sleep(EVERY_S)

    async def read(self) -> None:
        for guild in list(self._guilds.known):
            wanted = self._wanted(guild)
            if not wanted:
                continue
            try:
                people = await self._people(guild)
            except Refused as refused:
                if not self._told:
                    self._told = True
                    log.info(
                        "discord.members_unread", error=refused.code, remedy="roles count from the first message on"
                    )
                continue
            async with self._one_at_a_time:
                for queue, roles in wanted.items():
                    await self._report(guild, queue, frozenset(user for user, own in people.items() if own & roles))

    def _wanted(self, guild: str) -> dict[str, frozenset[str]]:
        """Roles by team, those of managers under ADMINS."""
        workspace = self._guilds.workspace_of(guild)
        wanted = {queue: frozenset({role}) for queue, role in self._view.of(workspace).rosters(PLATFORM).items()}
        known = self._guilds.known.get(guild)
        if known is not None and not self._guilds.is_home(guild):
            wanted[ADMINS] = known.managers | {f"owner/{known.owner}"}
        return wanted

    async def _people(self, guild: str) -> dict[str, frozenset[str]]:
        """Roles by user id; people alone. Raises Refused."""
        found: dict[str, frozenset[str]] = {}
        after = "0"
        for _ in range(MOST_PAGES):
            page = await self._api.call(
                "GET", "/guilds/{guild_id}/members", params={"limit": PAGE, "after": after}, guild_id=guild
            )
            for member in page:
                user = member["user"]
                if not user.get("bot"):
                    found[str(user["id"])] = self._roles(str(user["id"]), member)
            if len(page) < PAGE:
                break
            after = str(page[-1]["user"]["id"])
        return found

    def _roles(self, user: str, member: Mapping[str, Any]) -> frozenset[str]:
        return frozenset({f"owner/{user}", *(str(role) for role in member.get("roles") or [])})

    async def seen(self, guild: str, user: str, member: Mapping[str, Any] | None) -> None:
        """Somebody does something: what they are there counts from now on. Where a payload does not tell their roles
        (of a direct message) Discord is asked."""
        if not guild or guild not in self._guilds.known:
            return
        if member is not None and "roles" in member:
            roles: frozenset[str] | None = self._roles(user, member)
            self._members.told(guild, user, roles)
        else:
            try:
                own = await self._members.roles(guild, user)
            except Refused:
                return
            roles = self._roles(user, {"roles": own}) if own is not None else None
        async with self._one_at_a_time:
            wants = self._wanted(guild)
            await self._forget(guild, [queue for where, queue in self._known if where == guild and queue not in wants])
            for queue, wanted in wants.items():
                before = await self._before(guild, queue)
                belongs = bool(roles and roles & wanted)
                if belongs != (user in before):
                    await self._report(guild, queue, before | {user} if belongs else before - {user})

    async def _forget(self, guild: str, queues: Sequence[str]) -> None:
        """Teams that no role names any more: the desk has forgotten their people too."""
        for queue in queues:
            del self._known[guild, queue]
            await self._posts.change(f"roster/{guild}/{queue}", text="", at=self._clock.now())

    async def _before(self, guild: str, queue: str) -> frozenset[str]:
        """Whom we named last, also before a restart."""
        if (guild, queue) not in self._known:
            kept = await self._posts.get(f"roster/{guild}/{queue}")
            self._known[guild, queue] = frozenset(kept.text.split()) if kept is not None else frozenset()
        return self._known[guild, queue]

    async def _report(self, guild: str, queue: str, accounts: frozenset[str]) -> None:
        if await self._before(guild, queue) == accounts:
            return
        now, workspace = self._clock.now(), self._guilds.workspace_of(guild)
        key = f"discord/roster/{guild}/{queue}/{now.isoformat()}"
        await self._receive(RosterRead(key, PLATFORM, queue, tuple(sorted(accounts)), now, workspace))
        self._known[guild, queue] = accounts
        kept, text = f"roster/{guild}/{queue}", " ".join(sorted(accounts))
        if not await self._posts.put(LocalPost(kept, "rosters", None, LOKET, now, text=text)):
            await self._posts.change(kept, text=text, at=now)
        log.info("discord.roster_read", guild=guild, queue=queue, agents=len(accounts))
