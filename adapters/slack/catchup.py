"""What was said while nobody listened is read back: help channels, direct messages, threads of open requests."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import structlog

from adapters.slack.api import Refused
from adapters.slack.events import Events
from adapters.slack.ground import Ground
from adapters.slack.heard import Heard
from adapters.slack.people import PLATFORM

log = structlog.get_logger(__name__)

OVERLAP = timedelta(minutes=1)  # events may come out of order; what is known already is known by its key
PAGE = 200
MOST_PAGES = 50
MOST_DIRECTS = 1_000


class CatchUp:
    """Each message goes the way an event goes, so nothing is worked on twice."""

    def __init__(self, ground: Ground, events: Events, heard: Heard) -> None:
        self._ground = ground
        self._events = events
        self._heard = heard

    async def run(self) -> int:
        """How many messages were news."""
        ground = self._ground
        floor = ground.clock.now() - timedelta(hours=ground.settings.catch_up_hours)
        positions = await self._heard.positions()
        await self._heard.flush()
        news = 0
        places: list[tuple[str, str | None]] = []
        if not ground.settings.minimal:
            places += [(channel, None) for channel in ground.view.help_channels(PLATFORM)]
        places += [(channel, None) for channel in await self._directs()]
        places += await ground.view.open_threads(PLATFORM)
        for channel, thread in dict.fromkeys(places):
            since = positions.get(channel)
            if since is None:
                await self._heard.start_at(channel, _stamp(ground.clock.now()))
                continue
            oldest = max(since, _stamp(floor))
            news += await self._read(channel, thread, _stamp_before(oldest))
        log.info("slack.caught_up", messages=news, places=len(places))
        return news

    async def _directs(self) -> list[str]:
        try:
            found = [one async for one in self._pages("users.conversations", "channels", types="im", limit=PAGE)]
        except Refused as refused:
            log.warning("slack.directs_unread", error=refused.code)
            return []
        return [str(one["id"]) for one in found[:MOST_DIRECTS]]

    async def _read(self, channel: str, thread: str | None, oldest: str) -> int:
        method = "conversations.replies" if thread else "conversations.history"
        where = {"ts": thread} if thread else {}
        try:
            found = [
                one
                async for one in self._pages(method, "messages", channel=channel, oldest=oldest, limit=PAGE, **where)
            ]
        except Refused as refused:
            log.warning("slack.channel_unread", channel=channel, error=refused.code)
            return 0
        news = 0
        for one in sorted(found, key=lambda message: str(message.get("ts"))):
            event = {**one, "channel": channel}
            try:
                news += bool(await self._events.offer(event))
            except (KeyError, TypeError, ValueError) as error:
                log.error("slack.payload_malformed", kind="history", error=type(error).__name__)
        return news

    async def _pages(self, method: str, what: str, **arguments: Any) -> AsyncIterator[dict[str, Any]]:
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            answer = await self._ground.api.read(method, cursor=cursor, **arguments)
            for one in answer.get(what) or []:
                yield one
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return


def _stamp(moment: Any) -> str:
    return f"{moment.timestamp():.6f}"


def _stamp_before(stamp: str) -> str:
    return f"{float(stamp) - OVERLAP.total_seconds():.6f}"
