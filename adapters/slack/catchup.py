"""What was said while nobody listened is read back: help channels, direct messages, threads of open requests, and the
other channels the bot is in."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import structlog

from adapters.slack.api import Refused
from adapters.slack.events import Events
from adapters.slack.ground import Ground
from adapters.slack.inbound import stamp
from adapters.slack.people import PLATFORM
from bot.heard import ALIVE, FIRST, Heard, Tally

log = structlog.get_logger(__name__)

OVERLAP = timedelta(minutes=2)  # events may come out of order; what is known already is known by its key
PAGE = 200
MOST_PAGES = 50
MOST_DIRECTS = 1_000
MOST_OTHERS = 100


class CatchUp:
    """Each message goes the way an event goes, so nothing is worked on twice."""

    def __init__(self, ground: Ground, events: Events, heard: Heard) -> None:
        self._ground = ground
        self._events = events
        self._heard = heard

    async def run(self) -> bool:
        """True when everything that can be read has been."""
        ground, positions = self._ground, await self._heard.before_gap()
        floor = max(
            stamp(ground.clock.now() - timedelta(hours=ground.settings.catch_up_hours)), positions.get(FIRST, "")
        )
        tally = Tally()
        channels = await self._channels(positions, tally)
        for channel in channels:
            await self._read(channel, None, _from(positions, channel, floor), tally)
        threads = await ground.view.open_threads(PLATFORM)  # now, with the requests that were just made
        for channel, thread in threads:
            await self._read(channel, thread, _from(positions, channel, floor), tally)
        places = len(channels) + len(threads)
        log.info("slack.caught_up", messages=tally.news, places=places, unread=tally.later + tally.never)
        if not tally.later:
            await self._heard.caught_up()
        return not tally.later

    async def _channels(self, positions: dict[str, str], tally: Tally) -> list[str]:
        """Help channels first, then direct messages, then the others the bot is in, those it heard in last first."""
        known = sorted((one for one in positions if one.startswith("D")), key=lambda one: positions[one], reverse=True)
        directs = list(dict.fromkeys([*await self._own("im", MOST_DIRECTS, tally), *known]))[:MOST_DIRECTS]
        if self._ground.settings.minimal:
            return directs
        helps = self._ground.view.help_channels(PLATFORM)
        others = await self._own("public_channel,private_channel", MOST_OTHERS * 10, tally)
        others = sorted(others, key=lambda channel: positions.get(channel, ""), reverse=True)
        others = [one for one in others if one not in helps][:MOST_OTHERS]
        return list(dict.fromkeys([*helps, *directs, *others]))

    async def _own(self, types: str, most: int, tally: Tally) -> list[str]:
        """The conversations the bot is in."""
        pages = self._pages("users.conversations", "channels", types=types, exclude_archived=True, limit=PAGE)
        try:
            return [str(one["id"]) async for one in pages][:most]
        except Refused as refused:
            tally.refused(refused)
            log.warning("slack.conversations_unread", types=types, error=refused.code)
            return []

    async def _read(self, channel: str, thread: str | None, oldest: str, tally: Tally) -> None:
        method = "conversations.replies" if thread else "conversations.history"
        where = {"ts": thread} if thread else {}
        try:
            found = [
                one
                async for one in self._pages(method, "messages", channel=channel, oldest=oldest, limit=PAGE, **where)
            ]
        except Refused as refused:
            tally.refused(refused)
            log.warning("slack.channel_unread", channel=channel, error=refused.code)
            return
        for one in sorted(found, key=lambda message: str(message.get("ts"))):
            try:
                news = await self._events.offer({**one, "channel": channel})
            except (KeyError, TypeError, ValueError) as error:
                log.error("slack.payload_malformed", kind="history", error=type(error).__name__)
                continue
            tally.news += bool(news)
            tally.later += news is None  # the database could not take it

    async def _pages(self, method: str, what: str, **arguments: Any) -> AsyncIterator[dict[str, Any]]:
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            answer = await self._ground.api.read(method, cursor=cursor, **arguments)
            for one in answer.get(what) or []:
                yield one
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return


def _from(positions: dict[str, str], channel: str, floor: str) -> str:
    """A little before the last that was heard there, or anywhere."""
    since = float(positions.get(channel) or positions[ALIVE]) - OVERLAP.total_seconds()
    return f"{max(since, float(floor)):.6f}"
