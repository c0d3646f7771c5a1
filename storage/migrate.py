"""Bringing the database to the present form, under a lock, one process at a time."""

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import BadDatabase, Database, outages

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x6C6F6B6574  # "loket", the number of the PostgreSQL advisory lock


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


@lru_cache(maxsize=1)
def _known() -> tuple[str, frozenset[str]]:
    """The newest revision this program knows, and all of them: read once, they are part of it."""
    scripts = ScriptDirectory.from_config(_config())
    return scripts.get_current_head() or "", frozenset(one.revision for one in scripts.walk_revisions())


def head() -> str:
    """The newest revision this program knows."""
    return _known()[0]


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> tuple[str | None, str]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))  # a replica that migrates may take its time
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    before = _current(connection)
    _must_be_ours(before)
    if before != head():
        command.upgrade(_config(connection), "head")
    return before, head()


def _must_be_ours(revision: str | None) -> None:
    if revision is not None and revision not in _known()[1]:
        raise BadDatabase(f"has the form {revision!r} of a newer version; this one knows up to {head()!r}")


async def upgrade(database: Database) -> tuple[str | None, str]:
    """Apply what is missing; (revision before, revision now). SQLite's own lock or an advisory lock is held.

    Raises BadDatabase for a database that a newer version wrote, StorageUnavailable when it cannot be changed.
    """
    with outages():
        async with database.engine.begin() as connection:
            return await connection.run_sync(_upgrade)


async def current(database: Database) -> str | None:
    """The revision the database has, None when it is empty."""
    async with database.connect() as connection:
        return await connection.run_sync(_current)


def differences(connection: Connection) -> list[Any]:
    """What the tables in code and in the database disagree on; empty when they agree."""
    from alembic.autogenerate import compare_metadata

    from storage.tables import Base

    ours = frozenset(Base.metadata.tables)
    context = MigrationContext.configure(
        connection,
        opts={"include_object": lambda thing, name, kind, *_: kind != "table" or name in ours},
    )
    return list(compare_metadata(context, Base.metadata))


async def drift(database: Database) -> list[Any]:
    """As `differences`, over an open database."""
    async with database.connect() as connection:
        return await connection.run_sync(differences)


def write_revision(url: str, message: str) -> None:
    """For developers: write a new migration from the difference between code and database."""

    async def work() -> None:
        database = Database(url)

        def generate(connection: Connection) -> None:
            command.revision(_config(connection), message=message, autogenerate=True)

        async with database.engine.begin() as connection:
            await connection.run_sync(generate)
        await database.close()

    asyncio.run(work())
