"""The database: its address, its engine and its transactions. One code path for SQLite and PostgreSQL."""

import asyncio
import logging
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.ports import StorageUnavailable

LOCK_WAIT_MS = 10_000  # for a whole line of our transactions; another process may back up or inspect the file
WORDY = ("aiosqlite", "sqlalchemy.engine")  # at debug level they log what is written, message text and all
CONNECT_S = 10  # the default of libpq is over two minutes


class BadDatabase(Exception):
    """The address cannot be used; the message is one line for the operator."""


def parse_url(text: str) -> URL:
    """`sqlite:///path` or `postgresql://...`, with the driver of ours. Raises BadDatabase."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError; neither may show the password
        raise BadDatabase("is not a database address; allowed: sqlite:///path, postgresql://user@host/name") from None
    if url.get_backend_name() == "sqlite":
        if not url.database or url.host or url.database.startswith((":memory:", "file:")):
            raise BadDatabase("names no file; allowed: sqlite:///path")
        if url.query:
            raise BadDatabase("has options; allowed: sqlite:///path")
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

    def __init__(self, url: str, *, durable: bool = True, lock_wait_ms: int = LOCK_WAIT_MS) -> None:
        """Opens nothing yet. Raises BadDatabase."""
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            check_sqlite()
            _make_folder(Path(self.url.database or "").parent)
        for name in WORDY:
            logging.getLogger(name).setLevel(logging.WARNING)
        self.engine = self._open(durable, lock_wait_ms)
        self._writer = asyncio.Lock()

    def _open(self, durable: bool, lock_wait_ms: int) -> AsyncEngine:
        options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": not self.is_sqlite}
        if not self.is_sqlite:
            options |= {"pool_size": 10, "max_overflow": 10, "pool_timeout": 10, "pool_recycle": 1800}
            options["connect_args"] = {"connect_timeout": self.url.query.get("connect_timeout", CONNECT_S)}
        try:
            engine = create_async_engine(self.url, **options)
        except (NoSuchModuleError, ImportError) as error:
            raise BadDatabase("has no driver installed") from error
        if self.is_sqlite:
            _set_up_sqlite(engine.sync_engine, lock_wait_ms, synchronous="FULL" if durable else "OFF")
        else:
            _set_up_postgresql(engine.sync_engine, lock_wait_ms)
        return engine

    @property
    def shown(self) -> str:
        """The address for people: without our driver and without its password."""
        return self.url.set(drivername=self.url.get_backend_name()).render_as_string(hide_password=True)

    @asynccontextmanager
    async def begin(self, *, read_only: bool = False) -> AsyncIterator[AsyncSession]:
        """A session in a transaction. Raises StorageUnavailable when the database cannot take it."""
        # one writer at a time in this process: the file lock alone makes some wait for a second
        turn = self._writer if self.is_sqlite and not read_only else nullcontext()
        with outages():
            async with (
                turn,
                AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session,
                session.begin(),
            ):
                await session.connection(execution_options={"read_only": read_only})
                yield session

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only looks. Raises StorageUnavailable."""
        with outages():
            async with self.engine.connect() as connection:
                yield await connection.execution_options(read_only=True)

    async def close(self) -> None:
        await self.engine.dispose()


@contextmanager
def outages() -> Iterator[None]:
    """The database's own troubles come out as StorageUnavailable, mistakes of ours as they are."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        if _is_outage(error):
            raise StorageUnavailable(type(getattr(error, "orig", None) or error).__name__) from error
        raise


_SQLITE_OUTAGES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


def _is_outage(error: DBAPIError | PoolTimeout) -> bool:
    """Is it the database's state, and not our statement, that is wrong?"""
    if isinstance(error, PoolTimeout) or error.connection_invalidated:
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_OUTAGES  # the low byte; the rest says more of the same
    # psycopg files everything from a refused connection to a deadlock under OperationalError, but not this one
    return isinstance(error, OperationalError | InterfaceError) or type(error.orig).__name__ == "ReadOnlySqlTransaction"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadDatabase(f"needs the folder {str(folder)!r}, which cannot be made: {error.strerror}") from error


def _set_up_sqlite(engine: Engine, lock_wait_ms: int, *, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        _run_all(
            connection,
            f"PRAGMA busy_timeout = {lock_wait_ms}",
            "PRAGMA journal_mode = WAL",
            f"PRAGMA synchronous = {synchronous}",
            "PRAGMA foreign_keys = ON",
            "PRAGMA secure_delete = ON",
        )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # a transaction that reads first and writes later cannot wait for its lock: take it at once
        read_only = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _set_up_postgresql(engine: Engine, lock_wait_ms: int) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        _run_all(connection, f"SET lock_timeout = {lock_wait_ms}")
        connection.commit()


def _run_all(connection: Any, *statements: str) -> None:
    """On a connection fresh from the driver. The pool forgets one that fails here: close it, or its thread stays."""
    try:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
    except Exception:
        connection.close()
        raise
