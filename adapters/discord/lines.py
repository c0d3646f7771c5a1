"""What happens in one channel is worked on in the order in which it came; channels do not wait for each other."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)

Work = Callable[[], Awaitable[object]]


class Lines:
    """One queue a channel; its task ends when it is empty."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Work]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def add(self, channel: str, work: Work) -> None:
        self._waiting.setdefault(channel, deque()).append(work)
        if channel not in self._tasks:
            self._tasks[channel] = asyncio.get_running_loop().create_task(self._run(channel), name=f"line {channel}")

    async def _run(self, channel: str) -> None:
        line = self._waiting[channel]
        try:
            while line:
                try:
                    await line[0]()
                except Exception as error:
                    log.error("discord.handling_failed", channel=channel, error=type(error).__name__)
                line.popleft()
        finally:
            self._tasks.pop(channel, None)
            if not line:
                self._waiting.pop(channel, None)

    async def settle(self) -> None:
        """Until all that came so far is worked on."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def stop(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
