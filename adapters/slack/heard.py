"""How far each channel has been heard, so that what was missed can be read back."""

import asyncio

from bot.ports import Cursors

FLUSH_EVERY_S = 5.0


class Heard:
    """A channel's position never passes a message that could not be stored."""

    def __init__(self, cursors: Cursors) -> None:
        self._cursors = cursors
        self._latest: dict[str, str] = {}
        self._failed: dict[str, set[str]] = {}
        self._changed: set[str] = set()

    def heard(self, channel: str, ts: str) -> None:
        self._failed.get(channel, set()).discard(ts)
        self._latest[channel] = max(ts, self._latest.get(channel, ""))
        self._changed.add(channel)

    def failed(self, channel: str, ts: str) -> None:
        """It comes again, from Slack or by reading back."""
        self._failed.setdefault(channel, set()).add(ts)

    async def positions(self) -> dict[str, str]:
        """As stored and as heard since."""
        stored = await self._cursors.all()
        return stored | {channel: max(ts, stored.get(channel, "")) for channel, ts in self._latest.items()}

    async def start_at(self, channel: str, ts: str) -> None:
        """From where a channel that is new to us is read back one day."""
        await self._cursors.put({channel: ts})

    async def flush(self) -> None:
        changed, self._changed = self._changed, set()
        safe = {c: self._latest[c] for c in changed if not self._failed.get(c)}
        if safe:
            await self._cursors.put(safe)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(FLUSH_EVERY_S)
            await self.flush()
