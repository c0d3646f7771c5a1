"""Storage, adapters and the core put together."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from filelock import FileLock, Timeout

import adapters
from bot.clock import SystemClock
from bot.compose.demo_beside import DemoDesk
from bot.deliver import Deliverer, openable
from bot.desk import Desk, DeskNow
from bot.dispatch import Dispatcher
from bot.door import Doorkeeper
from bot.export import Exporter
from bot.ids import TimeOrderedIds
from bot.intake import Intake
from bot.policy.files import Limits, listed
from bot.ports import ChatPlatform, Clock, Ids, StorageUnavailable, Surroundings, Watched
from bot.reload import Reloader, read_desk
from bot.schedule import Schedule
from bot.settings import BadSettings, Settings
from bot.view import View
from storage.blobs import BlobFolder
from storage.cursors import CursorTable
from storage.database import LOCK_WAIT_MS, BadDatabase, Database
from storage.engine import Callbacks, Engine
from storage.files import folder_of, hashes_in_use
from storage.lead import DatabaseLead
from storage.local_posts import LocalPostTable
from storage.migrate import upgrade
from storage.read_marks import ReadMarkTable
from storage.replica import take_name
from storage.transaction import Storage

if TYPE_CHECKING:
    pass

log = structlog.get_logger()

TIDY_MOST = 500
EXPORTS_KEPT = timedelta(days=30)  # a transcript that was sent can be fetched this long
GRACE_S = 10.0  # on SIGTERM: this long for what is under way; the rest keeps its rows


class CannotStart(Exception):
    """One line for the operator; the process ends with status 2."""


Platforms = dict[str, ChatPlatform] | Callable[[Surroundings], dict[str, ChatPlatform]]
"""Platforms by name, or what makes them once their surroundings are there."""


@dataclass(slots=True)
class Running:
    """A desk put together. `schedule.run_due` and `deliverer.settle` drive it where there is no engine."""

    settings: Settings
    workspace: str
    replica: str
    clock: Clock
    desk: DeskNow
    database: Database
    blobs: BlobFolder
    exporter: Exporter
    storage: Storage
    dispatcher: Dispatcher
    deliverer: Deliverer
    schedule: Schedule
    view: View
    platforms: dict[str, ChatPlatform]
    surroundings: Surroundings
    reloader: Reloader
    healthy: dict[str, bool]

    async def workspaces(self) -> list[str]:
        """The desk's own, and every other one with something in it."""
        return sorted({self.workspace, *await self.storage.workspaces()})


# ---- putting it together


def lock_file(database: Database) -> FileLock | None:
    """One desk process a SQLite file. Raises CannotStart when another one has it."""
    if not database.is_sqlite:
        return None
    path = Path(database.url.database or "").absolute()
    lock = FileLock(f"{path}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise CannotStart(f"another desk process is using {path}; stop it, or use PostgreSQL for several") from None
    except OSError as error:
        raise CannotStart(f"cannot write beside {path}: {error.strerror}") from None
    return lock


async def prepare(database: Database) -> None:
    """Bring its tables up to date. Raises CannotStart."""
    try:
        before, now = await upgrade(database)
    except Exception as error:
        raise CannotStart(f"the database {database.shown} cannot be used: {first_line(error)}") from None
    if before != now:
        log.info("database.upgraded", before=before, now=now)


async def _take_name(database: Database, name: str, stack: AsyncExitStack) -> None:
    """Two processes of one name would take each other's work for left behind. Raises CannotStart."""
    if database.is_sqlite:
        return
    held = await take_name(database, name)
    if held is None:
        raise CannotStart(f"another desk process runs as replica {name!r}; give this one its own LOKET_REPLICA")
    stack.push_async_callback(held.close)


def first_line(error: BaseException) -> str:
    """What the driver said: at start there is nobody's text in it."""
    inner: BaseException | None = error
    while inner is not None:
        original = getattr(inner, "orig", None)
        if original is not None and str(original).strip():
            return str(original).strip().splitlines()[0]
        inner = inner.__cause__ or inner.__context__
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@asynccontextmanager
async def open_desk(
    settings: Settings,
    *,
    platforms: Platforms | None = None,
    clock: Clock | None = None,
    ids: Ids | None = None,
    engine: bool = True,
    durable: bool = True,
    lock_wait_ms: int = LOCK_WAIT_MS,
    demo_of: str = "",
) -> AsyncIterator[Running]:
    """A desk ready to receive. Without `platforms` every configured adapter is built. `engine`: wake timers by
    themselves (needs the system clock). `durable`: False only for throw-away databases. `demo_of`: the address of the
    desk this one is a demo beside. Raises CannotStart."""
    clock = clock or SystemClock()
    ids = ids or TimeOrderedIds(clock)
    async with AsyncExitStack() as stack:
        try:
            database = Database(settings.database_url.get_secret_value(), durable=durable, lock_wait_ms=lock_wait_ms)
        except BadDatabase as error:
            raise CannotStart(f"LOKET_DATABASE_URL {error}") from None
        except OSError as error:
            raise CannotStart(f"LOKET_DATABASE_URL: cannot make its folder: {error.strerror}") from None
        stack.push_async_callback(database.close)
        lock = lock_file(database)
        if lock is not None:
            stack.callback(lock.release)
        await prepare(database)
        await _take_name(database, _replica(settings, database), stack)
        blobs = BlobFolder(await folder_of(database, settings.files.folder, ids), durable=durable)
        running = _assemble(settings, database, blobs, clock, ids, platforms, with_engine=engine, demo_of=demo_of)
        if running.surroundings.demo is not None:
            stack.push_async_callback(running.surroundings.demo.stop)
        await running.storage.start()
        for workspace in await running.workspaces():
            await running.reloader.rearrange(workspace)
        if running.storage.engine is not None:
            stack.push_async_callback(running.storage.engine.stop)
            await _start_engine(running, running.storage.engine)
        stack.push_async_callback(running.deliverer.stop, GRACE_S)
        yield running


def _assemble(
    settings: Settings,
    database: Database,
    blobs: BlobFolder,
    clock: Clock,
    ids: Ids,
    platforms: Platforms | None,
    *,
    with_engine: bool,
    demo_of: str = "",
) -> Running:
    workspace = settings.workspace
    replica = _replica(settings, database)
    engine = Engine(database, clock, replica) if with_engine else None
    storage = Storage(database, ids, engine, replica)
    healthy, listening = {"storage": True}, dict[str, ChatPlatform]()
    surroundings = Surroundings(
        settings=settings,
        clock=clock,
        ids=ids,
        posts=lambda platform: LocalPostTable(database, workspace, platform),
        cursors=lambda platform: CursorTable(database, workspace, platform),
        addresses=[],
        ready=lambda: _ready(storage, workspace, healthy, listening),
        open_file=lambda file: openable(file, blobs),
        lead=DatabaseLead(database),
        door=Doorkeeper(storage, lambda: desk(), workspace),
        marks=ReadMarkTable(database, workspace),
        demo=DemoDesk(storage, settings, _file_of(database)) if with_engine and not demo_of else None,
        demo_of=demo_of,
    )
    built = _built(platforms, surroundings)
    listening.update(built)
    desk = DeskNow(_desk_or_stop(settings, clock, ids, frozenset(built)), workspace)
    deliverer = Deliverer(storage, built, desk, blobs)
    intake = Intake(blobs, _limits(settings), ids.new)
    dispatcher = Dispatcher(storage, desk, deliverer.kick, intake, lambda changed: reloader.rearrange(changed))
    schedule = Schedule(storage, dispatcher.receive, desk)
    reloader = Reloader(settings, desk, schedule, storage)
    return Running(
        settings=settings,
        workspace=workspace,
        replica=replica,
        clock=clock,
        desk=desk,
        database=database,
        blobs=blobs,
        exporter=Exporter(storage, blobs, desk),
        storage=storage,
        dispatcher=dispatcher,
        deliverer=deliverer,
        schedule=schedule,
        view=View(storage, desk, workspace, blobs),
        platforms=built,
        surroundings=surroundings,
        reloader=reloader,
        healthy=healthy,
    )


def _built(platforms: Platforms | None, surroundings: Surroundings) -> dict[str, ChatPlatform]:
    if platforms is None:
        return configured(surroundings)
    return platforms(surroundings) if callable(platforms) else platforms


def _file_of(database: Database) -> str | None:
    return database.url.database if database.is_sqlite else None


def configured(surroundings: Surroundings) -> dict[str, ChatPlatform]:
    """Every adapter whose settings are there, by name."""
    built = {name: adapters.build(name, surroundings) for name in adapters.available()}
    return {name: platform for name, platform in built.items() if platform is not None}


def _desk_or_stop(settings: Settings, clock: Clock, ids: Ids, platforms: frozenset[str]) -> Desk:
    try:
        return read_desk(settings, clock, ids, platforms)
    except BadSettings as error:
        raise CannotStart(str(error)) from None


def _limits(settings: Settings) -> Limits:
    files = settings.files
    return Limits(
        files.max_file_mb * 1024 * 1024,
        files.max_message_mb * 1024 * 1024,
        listed(files.allowed_types),
        listed(files.blocked_types),
    )


async def tidy(running: Running) -> int:
    """Remove files that no message has, a day after they came; how many. Bounded: the rest waits for the next time."""
    before = SystemClock().now() - timedelta(days=1)  # the file system's time, not the desk's

    async def in_use(hashes: Collection[str]) -> set[str]:
        return await hashes_in_use(running.database, hashes, running.clock.now() - EXPORTS_KEPT)

    return await running.blobs.purge(in_use, before, TIDY_MOST)


def _replica(settings: Settings, database: Database) -> str:
    """The same name at every start of the same process: the engine recovers by it."""
    if database.is_sqlite:
        return "loket"
    return settings.replica or hashlib.sha256(socket.gethostname().encode()).hexdigest()[:16]


async def _start_engine(running: Running, engine: Engine) -> None:
    async def sweep() -> None:
        for workspace in await running.workspaces():
            found = await running.deliverer.sweep(workspace)
            rung = await running.schedule.run_due(workspace)
            await running.reloader.rearrange(workspace)  # another replica may have settled something
            if found or rung:
                log.info("sweep.found", workspace=workspace, lanes=found, timers=rung)

    try:
        await engine.start(Callbacks(running.schedule.wake, running.deliverer.push, sweep))
    except Exception as error:
        raise CannotStart(f"the durable engine cannot start: {first_line(error)}") from None
    await sweep()


async def _ready(
    storage: Storage, workspace: str, healthy: dict[str, bool], platforms: dict[str, ChatPlatform]
) -> dict[str, bool]:
    try:
        async with asyncio.timeout(3), storage(workspace, read_only=True) as tx:
            await tx.timers.upcoming()
        database = True
    except (StorageUnavailable, TimeoutError):
        database = False
    deaf = {name: False for name, one in platforms.items() if isinstance(one, Watched) and not one.healthy()}
    return healthy | {"storage": database} | deaf
