"""Teams whose agents Slack names: a user group's members, or who is in a channel."""

import asyncio

import structlog

from adapters.slack.api import Refused
from adapters.slack.ground import Ground
from adapters.slack.people import PLATFORM
from bot.model.inbound import RosterRead

log = structlog.get_logger(__name__)

EVERY_S = 600.0
MOST = 1_000  # members of one channel


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
                accounts = await self._people(source)
            except Refused as refused:
                log.warning("slack.roster_unread", queue=queue, error=refused.code)
                continue
            if self._known.get(queue) != accounts:
                await self._report(queue, accounts)

    async def _people(self, source: str) -> tuple[str, ...]:
        api = self._ground.api
        if source.startswith("S"):
            users = (await api.read("usergroups.users.list", usergroup=source)).get("users") or []
        else:
            users = (await api.read("conversations.members", channel=source, limit=MOST)).get("members") or []
        found = []
        for user in users:
            account = await self._ground.profiles.account(str(user))
            if not account.stranger and user != self._ground.identity.user and not self._ground.profiles.is_bot(user):
                found.append(account.id)
        return tuple(sorted(found))

    async def _report(self, queue: str, accounts: tuple[str, ...]) -> None:
        now = self._ground.clock.now()
        key = f"slack/roster/{queue}/{now.isoformat()}"
        await self._ground.receive(RosterRead(key, PLATFORM, queue, accounts, now, self._ground.workspace))
        self._known[queue] = accounts
        log.info("slack.roster_read", queue=queue, agents=len(accounts))
