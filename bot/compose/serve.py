"""Every configured adapter in one process, until told to stop."""

import asyncio
import signal
from collections.abc import Callable

import structlog

from bot.compose.assemble import CannotStart, Platforms, Running, open_desk, tidy
from bot.ports import ChatPlatform, PlatformCannotStart, StorageUnavailable
from bot.settings import Settings

log = structlog.get_logger()

TIDY_EVERY_S = 3600.0
SETTLE_S = 0.3  # a port in use shows at once: say that the desk is open only after that
RESTART_S = (1.0, 2.0, 5.0, 15.0, 30.0)  # between starts of a platform that fell over


async def serve(
    settings: Settings,
    announce: Callable[[Running], None] | None = None,
    *,
    platforms: Platforms | None = None,
    demo_of: str = "",
) -> None:
    """Every configured adapter (or `platforms`) in one process, until SIGTERM or SIGINT. `demo_of`: the address of the
    desk this one is a demo beside. Raises CannotStart."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_desk(settings, platforms=platforms, demo_of=demo_of) as running:
        if not running.platforms:
            raise CannotStart("no adapter is configured; see settings.example.env")
        tasks = [asyncio.create_task(_keep_listening(p, running), name=p.name) for p in running.platforms.values()]
        tasks.append(asyncio.create_task(running.reloader.watch(), name="watch"))
        tasks.append(asyncio.create_task(_keep_tidy(running), name="tidy"))
        stopped = asyncio.create_task(stop.wait(), name="stop")
        failed_at_once, _ = await asyncio.wait([*tasks, stopped], timeout=SETTLE_S, return_when=asyncio.FIRST_COMPLETED)
        if announce is not None and not failed_at_once:
            announce(running)
        log.info("desk.started", platforms=sorted(running.platforms), replica=running.replica)
        done, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, stopped):
            task.cancel()
        await asyncio.gather(*tasks, stopped, return_exceptions=True)
        for task in done - {stopped}:
            task.result()  # only CannotStart comes out of them
    log.info("desk.stopped")


async def _keep_tidy(running: Running) -> None:
    """Every hour; what goes wrong is tried again at the next."""
    while True:
        try:
            removed = await tidy(running)
            if removed:
                log.info("files.tidied", removed=removed)
        except (OSError, StorageUnavailable) as error:
            log.error("files.not_tidied", error=type(error).__name__)
        await asyncio.sleep(TIDY_EVERY_S)


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
