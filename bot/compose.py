"""The composition root: the only place that knows storage and adapters. The command line goes through it."""

import asyncio
import hashlib
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO, cast

import structlog
from filelock import FileLock, Timeout
from pydantic import SecretStr
from watchfiles import awatch

import adapters
from bot.clock import MovableClock, SystemClock
from bot.deliver import Deliverer
from bot.desk import Desk, DeskNow
from bot.dispatch import Dispatcher
from bot.ids import TimeOrderedIds
from bot.logs import LEVELS, set_up_logs
from bot.ports import ChatPlatform, Clock, Ids, PlatformCannotStart, StorageUnavailable, Surroundings
from bot.rehearse import Backstage, starting_moment
from bot.schedule import Schedule
from bot.settings import BadSettings, Settings, desk_path, read_rules
from bot.view import View
from kb import Library, Matcher, load
from storage.database import LOCK_WAIT_MS, BadDatabase, Database
from storage.engine import Callbacks, Engine
from storage.local_posts import LocalPostTable
from storage.migrate import current, drift, head, upgrade
from storage.replica import take_name
from storage.transaction import Storage

if TYPE_CHECKING:
    from adapters.console.session import Session

log = structlog.get_logger()

GRACE_S = 10.0  # on SIGTERM: this long for what is under way; the rest keeps its rows
SETTLE_S = 0.3  # a port in use shows at once: say that the desk is open only after that
RESTART_S = (1.0, 2.0, 5.0, 15.0, 30.0)  # between starts of a platform that fell over


class CannotStart(Exception):
    """One line for the operator; the process ends with status 2."""


Platforms = dict[str, ChatPlatform] | Callable[[Surroundings], dict[str, ChatPlatform]]
"""Platforms by name, or what makes them once their surroundings are there."""


@dataclass(slots=True)
class Running:
    """A desk put together. `schedule.run_due` and `deliverer.settle` drive it where there is no engine."""

    settings: Settings
    workspace: str
    clock: Clock
    desk: DeskNow
    database: Database
    storage: Storage
    dispatcher: Dispatcher
    deliverer: Deliverer
    schedule: Schedule
    view: View
    platforms: dict[str, ChatPlatform]
    surroundings: Surroundings
    rules_path: Path
    healthy: dict[str, bool]


# ---- reading the desk and the knowledge base


def read_desk(settings: Settings, clock: Clock, ids: Ids, platforms: frozenset[str]) -> Desk:
    """Rules and articles as they are on disk now. Raises BadSettings. Broken articles are logged and left out."""
    if not settings.kb.folder.is_dir():
        raise BadSettings(f"LOKET_KB__FOLDER: {str(settings.kb.folder)!r} is not a folder")
    rules = read_rules(desk_path(settings))
    library = read_library(settings)
    return Desk(rules, library, Matcher(library.articles), clock, ids, platforms)


def read_library(settings: Settings) -> Library:
    library = load(settings.kb.folder)
    for problem in library.problems:
        log.warning("kb.article_left_out", source=problem.source, line=problem.line, code=problem.code)
    return library


# ---- putting it together


def _lock_file(database: Database) -> FileLock | None:
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


async def _prepare(database: Database) -> None:
    try:
        before, now = await upgrade(database)
    except Exception as error:
        raise CannotStart(f"the database {database.shown} cannot be used: {_first_line(error)}") from None
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


def _first_line(error: BaseException) -> str:
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
) -> AsyncIterator[Running]:
    """A desk ready to receive. Without `platforms` every configured adapter is built. `engine`: wake timers by
    themselves (needs the system clock). `durable`: False only for throw-away databases. Raises CannotStart."""
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
        lock = _lock_file(database)
        if lock is not None:
            stack.callback(lock.release)
        await _prepare(database)
        await _take_name(database, _replica(settings, database), stack)
        running = _assemble(settings, database, clock, ids, platforms, with_engine=engine)
        await running.storage.start()
        await running.schedule.plan(running.workspace)
        if running.storage.engine is not None:
            stack.push_async_callback(running.storage.engine.stop)
            await _start_engine(running, running.storage.engine)
        stack.push_async_callback(running.deliverer.stop, GRACE_S)
        yield running


def _assemble(
    settings: Settings,
    database: Database,
    clock: Clock,
    ids: Ids,
    platforms: Platforms | None,
    *,
    with_engine: bool,
) -> Running:
    workspace = settings.workspace
    replica = _replica(settings, database)
    engine = Engine(database, clock, replica) if with_engine else None
    storage = Storage(database, ids, engine, replica)
    healthy: dict[str, bool] = {"storage": True}
    surroundings = Surroundings(
        settings=settings,
        clock=clock,
        ids=ids,
        posts=lambda platform: LocalPostTable(database, workspace, platform),
        ready=lambda: _ready(storage, workspace, healthy),
    )
    if platforms is None:
        platforms = configured(surroundings)
    elif callable(platforms):
        platforms = platforms(surroundings)
    desk = DeskNow(_desk_or_stop(settings, clock, ids, frozenset(platforms)))
    deliverer = Deliverer(storage, platforms, desk)
    dispatcher = Dispatcher(storage, desk, deliverer.kick)
    return Running(
        settings=settings,
        workspace=workspace,
        clock=clock,
        desk=desk,
        database=database,
        storage=storage,
        dispatcher=dispatcher,
        deliverer=deliverer,
        schedule=Schedule(storage, dispatcher.receive, desk),
        view=View(storage, desk, workspace),
        platforms=platforms,
        surroundings=surroundings,
        rules_path=desk_path(settings),
        healthy=healthy,
    )


def configured(surroundings: Surroundings) -> dict[str, ChatPlatform]:
    """Every adapter whose settings are there, by name."""
    built = {name: adapters.build(name, surroundings) for name in adapters.available()}
    return {name: platform for name, platform in built.items() if platform is not None}


def _desk_or_stop(settings: Settings, clock: Clock, ids: Ids, platforms: frozenset[str]) -> Desk:
    try:
        return read_desk(settings, clock, ids, platforms)
    except BadSettings as error:
        raise CannotStart(str(error)) from None


def _replica(settings: Settings, database: Database) -> str:
    """The same name at every start of the same process: the engine recovers by it."""
    if database.is_sqlite:
        return "loket"
    return settings.replica or hashlib.sha256(socket.gethostname().encode()).hexdigest()[:16]


async def _start_engine(running: Running, engine: Engine) -> None:
    workspace = running.workspace

    async def sweep() -> None:
        found = await running.deliverer.sweep(workspace)
        rung = await running.schedule.run_due(workspace)
        if found or rung:
            log.info("sweep.found", lanes=found, timers=rung)

    try:
        await engine.start(Callbacks(running.schedule.wake, running.deliverer.push, sweep))
    except Exception as error:
        raise CannotStart(f"the durable engine cannot start: {_first_line(error)}") from None
    await sweep()


async def _ready(storage: Storage, workspace: str, healthy: dict[str, bool]) -> dict[str, bool]:
    try:
        async with asyncio.timeout(3), storage(workspace, read_only=True) as tx:
            await tx.timers.upcoming()
        database = True
    except (StorageUnavailable, TimeoutError):
        database = False
    return healthy | {"storage": database}


# ---- running until told to stop


async def serve(settings: Settings, announce: Callable[[Running], None] | None = None) -> None:
    """Every configured adapter in one process, until SIGTERM or SIGINT. Raises CannotStart."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_desk(settings) as running:
        if not running.platforms:
            raise CannotStart("no adapter is configured; see settings.example.env")
        tasks = [asyncio.create_task(_keep_listening(p, running), name=p.name) for p in running.platforms.values()]
        tasks.append(asyncio.create_task(_watch(running), name="watch"))
        stopped = asyncio.create_task(stop.wait(), name="stop")
        failed_at_once, _ = await asyncio.wait([*tasks, stopped], timeout=SETTLE_S, return_when=asyncio.FIRST_COMPLETED)
        if announce is not None and not failed_at_once:
            announce(running)
        log.info("desk.started", platforms=sorted(running.platforms), replica=_replica(settings, running.database))
        done, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, stopped):
            task.cancel()
        await asyncio.gather(*tasks, stopped, return_exceptions=True)
        for task in done - {stopped}:
            task.result()  # only CannotStart comes out of them
    log.info("desk.stopped")


async def _keep_listening(platform: ChatPlatform, running: Running) -> None:
    """A platform that falls over is started again, more slowly each time; the others go on."""
    for attempt in range(1_000_000):
        running.healthy[platform.name] = True
        try:
            await platform.listen(running.dispatcher.receive, running.view)
        except PlatformCannotStart as error:
            raise CannotStart(str(error)) from None
        except Exception as error:
            log.error("platform.failed", platform=platform.name, error=type(error).__name__)
        running.healthy[platform.name] = False
        await asyncio.sleep(RESTART_S[min(attempt, len(RESTART_S) - 1)])


async def _watch(running: Running) -> None:
    """Take up changes to the desk file and the articles, or say which line is wrong and keep the old."""
    folder = running.settings.kb.folder
    watched = [path for path in (running.rules_path.parent, folder) if path.exists()]
    async for changes in awatch(*watched, recursive=True, step=200, debounce=800):
        paths = [Path(path) for _, path in changes]
        if any(path.name == running.rules_path.name or path.suffix == ".md" for path in paths):
            await reload(running)


async def reload(running: Running) -> bool:
    """Read desk file and articles again; False when they were refused and the old ones stay."""
    old = running.desk.desk
    try:
        fresh = await asyncio.to_thread(read_desk, running.settings, old.clock, old.ids, old.platforms)
    except BadSettings as error:
        log.error("desk.change_refused", problem=str(error))
        return False
    running.desk.desk = fresh
    await running.schedule.plan(running.workspace)
    log.info("desk.reloaded", queues=len(fresh.rules.queues), articles=len(fresh.library.articles))
    return True


# ---- in a terminal


@asynccontextmanager
async def rehearsal(
    settings: Settings,
    clock: MovableClock,
    out: TextIO,
    *,
    persona: str = "",
    ids: Ids | None = None,
    keep: bool = False,
) -> AsyncIterator["Session"]:
    """Everybody's hat in turn, on a clock that is moved by hand. `keep`: the database is not a throw-away one, and
    what it still has to send goes out on every platform. Raises CannotStart."""
    from adapters.console.platform import ConsolePlatform  # only who asks for a terminal loads its libraries
    from adapters.console.session import Session
    from adapters.console.terminal import screen_for

    def platforms(around: Surroundings) -> dict[str, ChatPlatform]:
        return (configured(around) if keep else {}) | {ConsolePlatform.name: ConsolePlatform(around)}

    async with open_desk(settings, platforms=platforms, clock=clock, ids=ids, engine=False, durable=keep) as running:
        backstage = Backstage(clock, running.desk().rules.zone, running.schedule, running.deliverer, running.workspace)
        console = cast(ConsolePlatform, running.platforms[ConsolePlatform.name])
        try:
            session = Session(console, running.dispatcher.receive, running.view, backstage, screen_for(out), persona)
        except LookupError:
            known = ", ".join(account.id for account, _ in running.view.members(console.name))
            raise CannotStart(f"--as: {persona!r} is nobody in the desk file; allowed: {known}") from None
        await backstage.move_to(clock.now())  # what a kept database still had to do
        yield session


async def console(settings: Settings, *, start: str = "", persona: str = "", keep: bool = False) -> None:
    """`loket console`: until the person leaves or the piped lines end. Raises CannotStart, BadSettings."""
    from adapters.console.terminal import converse

    zone = read_rules(desk_path(settings)).zone
    try:
        clock = MovableClock(starting_moment(start, SystemClock().now(), zone))
    except (ValueError, OverflowError):
        raise CannotStart(f"--start: {start!r} is no moment; allowed: YYYY-MM-DD HH:MM, in {zone}") from None
    set_up_logs(settings.log.format, max(settings.log.level, "warning", key=LEVELS.index))
    with TemporaryDirectory(prefix="loket-", ignore_cleanup_errors=True) as folder:
        if not keep:
            url = SecretStr(f"sqlite:///{folder}/loket.db")
            settings = settings.model_copy(update={"database_url": url})
        async with rehearsal(settings, clock, sys.stdout, persona=persona, keep=keep) as session:
            await converse(session)


# ---- the database, for the command line


async def database_upgrade(settings: Settings) -> tuple[str | None, str]:
    """Bring the database up to date; revision before and now. Raises CannotStart."""
    database = _open_only(settings)
    try:
        lock = _lock_file(database)
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
