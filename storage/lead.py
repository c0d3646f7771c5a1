"""One of several replicas does what only one may do: an advisory lock of PostgreSQL says which."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

log = structlog.get_logger(__name__)

ASK_EVERY_S = 2.0
LOOK_EVERY_S = 5.0


class DatabaseLead:
    """`bot.ports.Lead`. On SQLite there is one process, which leads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def while_leading(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Until cancelled, or until `work` ends by itself; what it raises comes through."""
        if self._database.is_sqlite:
            await work()
            return
        number = int.from_bytes(hashlib.sha256(f"loket lead {name}".encode()).digest()[:8], "big") >> 1
        while True:
            held = await self._take(number)
            if held is None:
                await asyncio.sleep(ASK_EVERY_S)
                continue
            log.info("lead.taken", name=name)
            try:
                if await _until_lost(held, work):
                    return
            finally:
                await asyncio.shield(_let_go(held))
            log.warning("lead.lost", name=name)

    async def _take(self, number: int) -> AsyncConnection | None:
        try:
            connection = await self._database.engine.connect()
        except (SQLAlchemyError, OSError):
            return None
        try:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            asked = await connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": number})
            if asked.scalar_one():
                return connection
        except (SQLAlchemyError, OSError):
            pass
        except BaseException:
            await _let_go(connection)
            raise
        await _let_go(connection)
        return None


async def _until_lost(held: AsyncConnection, work: Callable[[], Coroutine[Any, Any, None]]) -> bool:
    """True when `work` ended by itself; False when the lock went with its connection."""
    worker = asyncio.create_task(work(), name="lead")
    watch = asyncio.create_task(_watch(held), name="lead watch")
    try:
        await asyncio.wait({worker, watch}, return_when=asyncio.FIRST_COMPLETED)
        if worker.done():
            worker.result()
        return worker.done()
    finally:
        for task in (worker, watch):
            task.cancel()
        await asyncio.gather(worker, watch, return_exceptions=True)


async def _watch(held: AsyncConnection) -> None:
    """Ends when the connection does."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        try:
            async with asyncio.timeout(LOOK_EVERY_S):
                await held.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError):
            return


async def _let_go(connection: AsyncConnection) -> None:
    """The connection is closed for good: the lock belongs to its session."""
    closing: list[Callable[[], Awaitable[None]]] = [connection.invalidate, connection.close]
    for close in closing:
        try:
            await close()
        except (SQLAlchemyError, OSError):
            continue
