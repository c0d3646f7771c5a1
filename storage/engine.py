"""The durable engine: it wakes timers, comes back to lanes that wait, and sweeps what a crash left behind.

Our own rows are the truth. Workflows carry ids only, do nothing but call back, and may run twice or not at
all: a timer rings once whoever calls, a lane has one holder, and the sweep finds what nobody came back to.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.effects import Timer
from bot.ports import Clock
from storage.database import Database

QUEUE = "loket"
APPLICATION_VERSION = "1"  # pinned: the default changes with every edit and strands waiting work
POLL_S = 1.0  # a delayed effect starts this late at worst; polling faster costs idle CPU
SWEEP_CRON = "*/20 * * * * *"
KEEP_DAYS = 8  # finished workflow ids keep deduplicating this long


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What the engine calls back."""

    wake: Callable[[str, str], Awaitable[None]]  # workspace, timer key
    push: Callable[[str, str], Awaitable[None]]  # workspace, lane
    sweep: Callable[[], Awaitable[None]]


_callbacks: Callbacks | None = None  # the engine is one a process, and so is this


def _called() -> Callbacks:
    if _callbacks is None:
        raise RuntimeError("the engine is not started")
    return _callbacks


@DBOS.workflow(name="loket.wake")
async def _wake(workspace: str, key: str) -> None:
    await _called().wake(workspace, key)


@DBOS.workflow(name="loket.push")
async def _push(workspace: str, lane: str) -> None:
    await _called().push(workspace, lane)


@DBOS.workflow(name="loket.sweep")
async def _sweep(_scheduled: datetime, _context: Any) -> None:
    await _called().sweep()


@DBOS.workflow(name="loket.purge")
async def _purge(scheduled: datetime, _context: Any) -> None:
    old = (scheduled - timedelta(days=KEEP_DAYS)).isoformat()
    for _ in range(1000):  # batches of 500: half a million a night is far more than a desk makes
        done = await DBOS.list_workflows_async(end_time=old, status=["SUCCESS", "ERROR", "CANCELLED"], limit=500)
        if not done:
            return
        await DBOS.delete_workflows_async([one.workflow_id for one in done])


class Engine:
    """DBOS on our database. `replica` names this process and stays the same across its restarts."""

    def __init__(self, database: Database, clock: Clock, replica: str) -> None:
        self._url = database.url.set(
            drivername="sqlite" if database.is_sqlite else "postgresql+psycopg"
        ).render_as_string(hide_password=False)
        self._clock = clock
        self._replica = replica
        self._client: DBOSClient | None = None

    async def start(self, callbacks: Callbacks) -> None:
        """Launch inside the running loop: its workflows run on it."""
        global _callbacks
        _callbacks = callbacks
        config: DBOSConfig = {
            "name": "loket",
            "system_database_url": self._url,
            "application_version": APPLICATION_VERSION,
            "executor_id": self._replica,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            "enable_otlp": False,
        }
        _quiet_logger()
        DBOS(config=config)
        DBOS.launch()
        _quiet_logger()
        await DBOS.register_queue_async(QUEUE, worker_concurrency=8, polling_interval_sec=POLL_S)
        await DBOS.apply_schedules_async(
            [
                {
                    "schedule_name": "loket.sweep",
                    "workflow_fn": _sweep,
                    "schedule": SWEEP_CRON,
                    "context": None,
                },
                {
                    "schedule_name": "loket.purge",
                    "workflow_fn": _purge,
                    "schedule": "17 3 * * *",
                    "context": None,
                },
            ]
        )
        self._client = await asyncio.to_thread(
            DBOSClient,
            system_database_url=self._url,
            application_name="loket",
            serializer=DBOSPortableJSONSerializer(),
        )

    async def wake_at(self, session: AsyncSession, workspace: str, timer: Timer) -> None:
        """In the caller's transaction: call `wake` when the timer is due."""
        name = f"wake:{workspace}:{timer.key}:{int(timer.due_at.timestamp() * 1000)}"
        await self._enqueue(session, "loket.wake", name, timer.due_at, workspace, timer.key)

    async def push_at(self, session: AsyncSession, workspace: str, lane: str, due_at: datetime) -> None:
        """In the caller's transaction: call `push` at that moment."""
        name = f"push:{workspace}:{lane}:{int(due_at.timestamp() * 1000)}"
        await self._enqueue(session, "loket.push", name, due_at, workspace, lane)

    async def _enqueue(self, session: AsyncSession, workflow: str, name: str, due_at: datetime, *args: str) -> None:
        client = self._client
        if client is None:
            return  # not started yet: the first sweep finds the row
        delay_s = max(0.0, (due_at - self._clock.now()).total_seconds())
        options: Any = {
            "workflow_name": workflow,
            "queue_name": QUEUE,
            "workflow_id": name,
            "app_version": APPLICATION_VERSION,
        }
        if delay_s > 0:
            options["delay_seconds"] = delay_s
        await session.run_sync(lambda sync: client.enqueue_in_transaction(sync, options, *args) and None)

    async def stop(self) -> None:
        global _callbacks
        if self._client is not None:
            await asyncio.to_thread(self._client.destroy)
            self._client = None
        await asyncio.to_thread(DBOS.destroy)
        # DBOS had put its own thread pool under the loop and has closed it now
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
        _callbacks = None


def _quiet_logger() -> None:
    """The engine logs through our handlers, warnings and worse."""
    logger = logging.getLogger("dbos")
    logger.setLevel(logging.WARNING)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True
