"""A desk on a clock that people move: no engine, and everything due on the way happens at its own moment."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.clock import MovableClock
from bot.deliver import Deliverer
from bot.schedule import Schedule

START_FORMAT = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class Backstage:
    """What the engine does on a running desk, done when the clock is moved. `zone` is the desk's."""

    clock: MovableClock
    zone: tzinfo
    schedule: Schedule
    deliverer: Deliverer
    workspace: str

    async def settle(self) -> None:
        """Wait until everything is delivered."""
        await self.deliverer.settle()

    async def move_to(self, moment: datetime) -> int:
        """Go there; how many moments came on the way. Raises ValueError when it lies in the past."""
        came = 0
        while (due := await self.schedule.next_due(self.workspace)) is not None and due <= moment:
            self.clock.move_to(max(due, self.clock.now()))
            rung = await self.schedule.run_due(self.workspace)
            await self._deliver()
            if not rung:
                break  # it cannot ring now: left for the next time
            came += rung
        self.clock.move_to(moment)
        await self._deliver()
        return came

    async def _deliver(self) -> None:
        await self.deliverer.sweep(self.workspace)
        await self.deliverer.settle()


def starting_moment(text: str, now: datetime, zone: tzinfo) -> datetime:
    """`YYYY-MM-DD HH:MM` in the desk's zone; now without it. Raises ValueError."""
    if not text.strip():
        return now
    return datetime.strptime(text.strip(), START_FORMAT).replace(tzinfo=zone)
