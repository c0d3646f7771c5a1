"""How far each channel has been heard, so that what was missed can be read back.

Positions are stored only while nothing is missing: from a gap until it has been read back they stand still. `ALIVE` is
the last moment at which everything was heard; it stands in for channels nothing was ever heard in. `FIRST` is when this
desk first listened: what was said before is nobody's request.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.ports import Cursors

log = structlog.get_logger(__name__)

FLUSH_EVERY_S = 5.0
AGAIN_S = (0.0, 5.0, 30.0, 120.0, 300.0)  # between tries to read back
ALIVE, FIRST = "*", "+"


class Heard:
    """A channel's position never passes a message that could not be stored, nor a gap. Positions are a platform's
    message ids, as strings that sort by time; `now` makes one of this moment."""

    def __init__(self, cursors: Cursors, now: Callable[[], str], listening: Callable[[], bool]) -> None:
        self._cursors = cursors
        self._now = now
        self._listening = listening
        self._latest: dict[str, str] = {}
        self._failed: dict[str, set[str]] = {}
        self._changed: set[str] = set()
        self._before_gap: dict[str, str] | None = {}  # None: no gap

    async def begin(self) -> None:
        """Before the first connection."""
        if ALIVE not in await self._cursors.all():
            now = self._now()
            await self._cursors.put({ALIVE: now, FIRST: now})

    def heard(self, channel: str, position: str) -> None:
        self._failed.get(channel, set()).discard(position)
        self._latest[channel] = max(position, self._latest.get(channel, ""))
        self._changed.add(channel)

    async def knows(self, channel: str) -> bool:
        """Was anything ever heard there?"""
        return channel in self._latest or channel in await self._cursors.all()

    def failed(self, channel: str, position: str) -> None:
        """It comes again, from the platform or by reading back."""
        self._failed.setdefault(channel, set()).add(position)

    def gap(self) -> None:
        """From now on something may be missing."""
        if self._before_gap is None:
            self._before_gap = dict(self._latest)

    async def before_gap(self) -> dict[str, str]:
        """Positions from which to read back."""
        stored = await self._cursors.all()
        known = self._before_gap or {}
        return stored | {channel: max(ts, stored.get(channel, "")) for channel, ts in known.items()}

    async def caught_up(self) -> None:
        """What was missing has been read."""
        self._before_gap = None
        await self.flush()

    async def flush(self) -> None:
        if self._before_gap is not None:
            return
        changed, self._changed = self._changed, set()
        safe = {c: self._latest[c] for c in changed if not self._failed.get(c)}
        if self._listening():
            safe[ALIVE] = self._now()
        if safe:
            await self._cursors.put(safe)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(FLUSH_EVERY_S)
            await self.flush()


class Passing(Protocol):
    """Why a platform said no."""

    @property
    def passing(self) -> bool:
        """May it be over the next time?"""
        ...


@dataclass(slots=True)
class Tally:
    """Of reading back: `news`, messages nobody had heard; `later`, what may be read the next time; `never`, what we may
    not read."""

    news: int = 0
    later: int = 0
    never: int = 0

    def refused(self, refused: Passing) -> None:
        if refused.passing:
            self.later += 1
        else:
            self.never += 1


class ReadingBack:
    """One at a time, and again while the platform does not let everything be read. `run` gives True when it did."""

    def __init__(self, platform: str, run: Callable[[], Awaitable[bool]]) -> None:
        self._platform = platform
        self._run = run
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self) -> None:
        async with self._one_at_a_time:
            for wait_s in AGAIN_S:
                await asyncio.sleep(wait_s)
                try:
                    if await self._run():
                        return
                except Exception as error:
                    log.error(f"{self._platform}.catch_up_failed", error=type(error).__name__)
