"""Teams whose agents Slack names: a user group's members, or who is in a channel."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from adapters.slack.api import Refused
from adapters.slack.ground import Ground
from adapters.slack.people import PLATFORM
from bot.model.inbound import RosterRead

log = structlog.get_logger(__name__)

EVERY_S = 600.0
LOOK_S = 5.0  # a group that was set up in chat counts soon
AGAIN = timedelta(hours=1)  # reported anew although nobody came or went, should the desk have lost it
MOST, PAGE = 2_000, 200  # members of one channel


@dataclass(frozen=True, slots=True)
class _Read:
    """What the desk was told; `told_at` None: nothing yet, the group could not be read."""

    source: str
    accounts: tuple[str, ...]
    told_at: datetime | None


class Rosters:
    """Read at start, every ten minutes and when another group was set up; guests and bots are no agents."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, _Read] = {}

    async def run(self) -> None:
        """Until cancelled."""
        passed_s = EVERY_S
        while True:
            sources = {queue: one.source for queue, one in self._known.items()}
            if passed_s >= EVERY_S or sources != self._ground.view.rosters(PLATFORM):
                await self.read()
                passed_s = 0.0
            await asyncio.sleep(LOOK_S)
            passed_s += LOOK_S

    async def read(self) -> None:
        wanted, now = self._ground.view.rosters(PLATFORM), self._ground.clock.now()
        self._known = {queue: one for queue, one in self._known.items() if wanted.get(queue) == one.source}
        for queue, source in wanted.items():
            before = self._known.get(queue)
            try:
                accounts = await self._people(source, before.accounts if before else ())
            except Refused as refused:
                log.warning("slack.roster_unread", queue=queue, error=refused.code)
                self._known[queue] = before or _Read(source, (), None)
                continue
            if before is None or before.told_at is None or before.accounts != accounts or now - before.told_at >= AGAIN:
                await self._report(queue, source, accounts)

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

    async def _report(self, queue: str, source: str, accounts: tuple[str, ...]) -> None:
        now = self._ground.clock.now()
        key = f"slack/roster/{queue}/{now.isoformat()}"
        await self._ground.receive(RosterRead(key, PLATFORM, queue, accounts, now, self._ground.workspace))
        self._known[queue] = _Read(source, accounts, now)
        log.info("slack.roster_read", queue=queue, agents=len(accounts))
