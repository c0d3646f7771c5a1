"""The database: its address, its engine and its transactions. One code path for SQLite and PostgreSQL."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.ports import StorageUnavailable

BUSY_TIMEOUT_MS = 10_000  # longer than any of our transactions; another process may back up or inspect the file


class BadDatabase(Exception):
    """The address cannot be used; the message is one line for the operator."""


def parse_url(text: str) -> URL:
    """`sqlite:///path` or `postgresql://...`, with the driver of ours. Raises BadDatabase."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise BadDatabase("is not a database address; allowed: sqlite:///path, postgresql://user@host/name") from error
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise BadDatabase("names no file; allowed: sqlite:///path")
        return url.set(drivername="sqlite+aiosqlite")
    if url.get_backend_name() in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise BadDatabase("is not supported; allowed: sqlite:///path, postgresql://user@host/name")


def check_sqlite() -> None:
    """The durable engine needs `unixepoch('subsec')` on newer Pythons. Raises BadDatabase."""
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42):
        raise BadDatabase(
            f"Python {sys.version_info[0]}.{sys.version_info[1]} needs SQLite 3.42 or newer, this one is "
            f"{sqlite3.sqlite_version}; use Python 3.11, a newer SQLite, or PostgreSQL"
        )


class Database:
    """An open database. `begin` gives sessions; leaving one cleanly commits."""

    def __init__(self, url: str, *, durable: bool = True) -> None:
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._durable = durable
        if self.is_sqlite:
            check_sqlite()
            Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True)
        self.engine = self._open()
        self._writer = asyncio.Lock()

    def _open(self) -> AsyncEngine:
        options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": not self.is_sqlite}
        if not self.is_sqlite:
            options |= {"pool_size": 10, "max_overflow": 10, "pool_timeout": 10, "pool_recycle": 1800}
        try:
            engine = create_async_engine(self.url, **options)
        except (NoSuchModuleError, ImportError) as error:
            raise BadDatabase("has no driver installed") from error
        if self.is_sqlite:
            _set_up_sqlite(engine.sync_engine, synchronous="FULL" if self._durable else "OFF")
        return engine

    @asynccontextmanager
    async def begin(self, *, read_only: bool = False) -> AsyncIterator[AsyncSession]:
        """A session in a transaction. Raises StorageUnavailable when the database cannot take it."""
        try:
            if self.is_sqlite and not read_only:
                # one writer at a time in this process: the file lock alone makes some wait for a second
                async with self._writer, self._session(read_only=False) as session:
                    yield session
            else:
                async with self._session(read_only=read_only) as session:
                    yield session
        except (DBAPIError, PoolTimeout) as error:
            if _is_outage(error):
                raise StorageUnavailable(type(error).__name__) from error
            raise

    @asynccontextmanager
    async def _session(self, *, read_only: bool) -> AsyncIterator[AsyncSession]:
        options = {"read_only": read_only} if self.is_sqlite else {}
        async with self.engine.connect() as connection:
            if options:
                await connection.execution_options(**options)
            async with AsyncSession(connection, expire_on_commit=False, autoflush=False) as session:
                async with connection.begin():
                    yield session
                    await session.flush()

    async def close(self) -> None:
        await self.engine.dispose()


def _is_outage(error: Exception) -> bool:
    """Is it the database's state, and not our statement, that is wrong?"""
    if isinstance(error, PoolTimeout):
        return True
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return True
        return type(error.orig).__name__ in {
            "OperationalError",
            "InterfaceError",
            "SerializationFailure",
            "DeadlockDetected",
            "DiskFull",
            "ReadOnlySqlTransaction",
            "AdminShutdown",
            "CrashShutdown",
            "CannotConnectNow",
            "LockNotAvailable",
            "QueryCanceled",
            "TooManyConnections",
        }
    return False


def _set_up_sqlite(engine: Engine, *, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            f"synchronous = {synchronous}",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # a transaction that reads first and writes later cannot wait for its lock: take it at once
        read_only = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
