"""The database, for the command line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.compose.assemble import CannotStart, first_line, lock_file
from bot.ports import StorageUnavailable
from bot.settings import Settings
from storage.database import BadDatabase, Database
from storage.migrate import current, drift, head, upgrade


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
