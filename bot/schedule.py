"""Time as a platform: timers come due and are received like any other happening."""

from datetime import datetime

import structlog

from bot.desk import DeskNow
from bot.handle.know.nudge import plan_checks
from bot.handle.look.digest import plan
from bot.model.inbound import MomentReached
from bot.ports import Begin, Receive

log = structlog.get_logger()

BATCH = 200
MOST_BATCHES = 1000  # a bound on one catching-up, far above any desk's timers


class Schedule:
    """On a running desk the engine calls `wake`; on a movable clock `run_due` takes the same rows in order."""

    def __init__(self, begin: Begin, receive: Receive, desk: DeskNow) -> None:
        self._begin = begin
        self._receive = receive
        self._desk = desk

    async def plan(self, workspace: str) -> None:
        """Every digest of the desk file gets its next moment, and the first article that has to be checked."""
        async with self._begin(workspace) as tx:
            desk = await self._desk.fresh(tx)
            await plan(desk, tx, desk.clock.now())
            await plan_checks(desk, tx, desk.clock.now())

    async def wake(self, workspace: str, key: str) -> None:
        """A timer came due. It rings once, whoever calls."""
        await self._receive(MomentReached(key, self._desk().clock.now(), workspace))

    async def run_due(self, workspace: str) -> int:
        """Ring everything that is due, earliest first; how many. Ringing may set new timers, which wait their turn."""
        rung = 0
        for _ in range(MOST_BATCHES):
            now = self._desk().clock.now()
            async with self._begin(workspace, read_only=True) as tx:
                due = await tx.timers.due(now, BATCH)
            if not due:
                return rung
            for timer in due:
                await self.wake(workspace, timer.key)
                rung += 1
            if len(due) < BATCH and not await self._still_due(workspace, now, {t.key for t in due}):
                return rung
        log.error("schedule.too_many", workspace=workspace, rung=rung)
        return rung

    async def _still_due(self, workspace: str, now: datetime, tried: set[str]) -> bool:
        """Is something due that was not just tried? A timer that cannot ring is left for the next sweep."""
        async with self._begin(workspace, read_only=True) as tx:
            return any(timer.key not in tried for timer in await tx.timers.due(now, BATCH))

    async def next_due(self, workspace: str) -> datetime | None:
        """When the next timer is due."""
        async with self._begin(workspace, read_only=True) as tx:
            return await tx.timers.upcoming()
