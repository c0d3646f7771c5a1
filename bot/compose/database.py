"""The database, for the command line."""

from bot.compose.assemble import CannotStart, lock_file
from bot.settings import Settings
from storage.database import BadDatabase, Database
from storage.migrate import current, drift, head, upgrade


async def database_upgrade(settings: Settings) -> tuple[str | None, str]:
    """Bring the database up to date; revision before and now. Raises CannotStart."""
    database = _open_only(settings)
    try:
        lock = lock_file(database)
        try:
            return await upgrade(database)
        finally:
            if lock is not None:
                lock.release()
    finally:
        await database.close()


async def database_check(settings: Settings) -> tuple[str | None, str, list[str]]:
    """Revision of the database, of the program, and what differs. Raises CannotStart."""
    database = _open_only(settings)
    try:
        return await current(database), head(), [str(one) for one in await drift(database)]
    finally:
        await database.close()


def _open_only(settings: Settings) -> Database:
    try:
        return Database(settings.database_url.get_secret_value())
    except BadDatabase as error:
        raise CannotStart(f"LOKET_DATABASE_URL {error}") from None
