"""This process among several on one database: its name is its own while it runs."""

import asyncio
import hashlib

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from storage.database import Database
from storage.tables import LaneRow

PAUSE_S = 0.25  # between tries for a name


def _number(name: str) -> int:
    """A PostgreSQL advisory lock's number for a name: 63 bits of its hash."""
    return int.from_bytes(hashlib.sha256(f"loket replica {name}".encode()).digest()[:8], "big") >> 1


async def take_name(database: Database, name: str, patience_s: float = 3.0) -> AsyncConnection | None:
    """Hold the name until the connection is closed; None when another process has it. PostgreSQL only:
    SQLite has one process by its file lock. A process that was just killed keeps its name for moments, so it is
    asked for that long. Raises the driver's errors."""
    for _ in range(int(patience_s / PAUSE_S)):
        held = await _try_to_take(database, name)
        if held is not None:
            return held
        await asyncio.sleep(PAUSE_S)
    return await _try_to_take(database, name)


async def _try_to_take(database: Database, name: str) -> AsyncConnection | None:
    connection = await database.engine.connect()
    try:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        taken = (
            await autocommit.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": _number(name)})
        ).scalar_one()
    except BaseException:
        await connection.close()
        raise
    if taken:
        return connection
    await connection.close()
    return None


async def abandon_earlier_runs(database: Database, name: str, holder: str) -> int:
    """Lanes held by runs of this name that are over are free again; how many. The name must be ours alone."""
    async with database.begin() as session:
        freed = await session.exec(
            update(LaneRow)
            .where(col(LaneRow.holder).startswith(f"{name}/", autoescape=True), col(LaneRow.holder) != holder)
            .values(holder=None, held_until=None, unsure=True)
        )
        return int(freed.rowcount or 0)
