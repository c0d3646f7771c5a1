"""`loket web-link PERSON`: a link to the web for a desk without chat platforms, printed for whoever runs it."""

from bot.clock import SystemClock
from bot.compose.assemble import CannotStart, prepare
from bot.handle.look.web import make_link
from bot.handle.people import meet
from bot.ids import TimeOrderedIds
from bot.model.people import Account
from bot.ports import StorageUnavailable
from bot.reload import read_desk
from bot.settings import Settings
from storage.database import BadDatabase, Database
from storage.transaction import Storage

WEB = "web"


async def web_link(settings: Settings, person: str) -> tuple[str, str]:
    """The person's name and a fresh link, also beside a running desk. Raises CannotStart, BadSettings."""
    if not settings.public.address:
        raise CannotStart("nobody can sign in on the web: LOKET_PUBLIC__HOST is not set")
    clock = SystemClock()
    ids = TimeOrderedIds(clock)
    desk = read_desk(settings, clock, ids, frozenset({WEB}))
    member = desk.rules.member(person)
    if member is None:
        known = ", ".join(one.id for one in desk.rules.people)
        raise CannotStart(f"{person!r} is nobody in the desk file; allowed: {known}")
    try:
        database = Database(settings.database_url.get_secret_value())
    except BadDatabase as error:
        raise CannotStart(f"LOKET_DATABASE_URL {error}") from None
    try:
        await prepare(database)
        async with Storage(database, ids)(settings.workspace) as tx:
            account = Account(WEB, member.account(WEB) or member.id, member.name, member.locale)
            return member.name, await make_link(await meet(account, desk, tx), account, "/", desk, tx)
    except StorageUnavailable as error:
        raise CannotStart(f"the database {database.shown} cannot be used: {error}") from None
    finally:
        await database.close()
