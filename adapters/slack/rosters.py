"""Teams whose agents Slack names: a user group's members, or who is in a channel."""

import asyncio

import structlog

from adapters.slack.api import Refused
from adapters.slack.ground import Ground
from adapters.slack.people import PLATFORM
from bot.model.inbound import RosterRead

log = structlog.get_logger(__name__)

EVERY_S = 600.0
MOST, PAGE = 2_000, 200  # members of one channel


class Rosters:
    """Read at start and every ten minutes; guests and bots are no agents."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, tuple[str, ...]] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self.read()
            await asyncio.sleep(EVERY_S)

    async def read(self) -> None:
        for queue, source in self._ground.view.rosters(PLATFORM).items():
            try:
                accounts = await self._people(source, self._known.get(queue, ()))
            except Refused as refused:
                log.warning("slack.roster_unread", queue=queue, error=refused.code)
                continue
            if self._known.get(queue) != accounts:
                await self._report(queue, accounts)

    async def _people(self, source: str, before: tuple[str, ...]) -> tuple[str, ...]:
        """Of whom Slack does not tell who they are: those alone who were agents `before`. Raises Refused."""
        profiles, found = self._ground.profiles, []
        for user in await self._users(source):
            account = await profiles.account(user)
            certain = profiles.seen(user) is not None or user in before
            if certain and not account.stranger and user != self._ground.identity.user and not profiles.is_bot(user):
                found.append(account.id)
        return tuple(sorted(found))

    async def _users(self, source: str) -> list[str]:
        api = self._ground.api
        if source.startswith("S"):
            group = await api.read("usergroups.users.list", usergroup=source)
            return [str(user) for user in group.get("users") or []]
        found: list[str] = []
        cursor: str | None = None
        while len(found) < MOST:
            answer = await api.read("conversations.members", channel=source, limit=PAGE, cursor=cursor)
            found += map(str, answer.get("members") or [])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                break
        return found[:MOST]

    async def _report(self, queue: str, accounts: tuple[str, ...]) -> None:
        now = self._ground.clock.now()
        key = f"slack/roster/{queue}/{now.isoformat()}"
        await self._ground.receive(RosterRead(key, PLATFORM, queue, accounts, now, self._ground.workspace))
        self._known[queue] = accounts
        log.info("slack.roster_read", queue=queue, agents=len(accounts))
