"""The database, for the command line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import SystemClock
from bot.compose.assemble import CannotStart, first_line, lock_file
from bot.ids import TimeOrderedIds
from bot.model.arrangement import arranged
from bot.model.rules import Rules
from bot.ports import StorageUnavailable
from bot.settings import Settings, desk_path, read_rules
from storage.database import BadDatabase, Database
from storage.migrate import current, drift, head, upgrade
from storage.transaction import Storage


async def database_upgrade(settings: Settings) -> tuple[str | None, str]:
    """Bring the database up to date; revision before and now. Raises CannotStart."""
    async with opened(settings) as database:
        lock = lock_file(database)
        try:
            return await upgrade(database)
        finally:
            if lock is not None:
                lock.release()


async def database_check(settings: Settings) -> tuple[str | None, str, list[str]]:
    """Revision of the database, of the program, and what differs. Raises CannotStart."""
    async with opened(settings) as database:
        return await current(database), head(), [str(one) for one in await drift(database)]


async def rules_in_force(settings: Settings) -> Rules:
    """The desk file's, and what was settled in chat laid over them. Raises BadSettings, CannotStart."""
    rules = read_rules(desk_path(settings))
    async with opened(settings) as database:
        if await current(database) != head():
            return rules
        storage = Storage(database, TimeOrderedIds(SystemClock()), None, "command line")
        async with storage(settings.workspace, read_only=True) as tx:
            return arranged(rules, await tx.arrangements.all())


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """Whatever is wrong with it is one line."""
    try:
        database = Database(settings.database_url.get_secret_value())
    except BadDatabase as error:
        raise CannotStart(f"LOKET_DATABASE_URL {error}") from None
    try:
        yield database
    except (BadDatabase, StorageUnavailable, OSError) as error:
        raise CannotStart(f"the database {database.shown} cannot be used: {first_line(error)}") from None
    finally:
        await database.close()
