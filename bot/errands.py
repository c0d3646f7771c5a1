"""What an adapter does beside, and what it must hand over only once."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import structlog

from bot.model.content import Content
from bot.model.inbound import Accepted, FormErrors, Inbound, Outcome, Refused, Unavailable
from bot.ports import Receive

log = structlog.get_logger(__name__)

REFUSALS = 2_000  # remembered


class Errands:
    """Tasks nobody waits for: nothing that must happen. `platform` stands in the log when one fails."""

    def __init__(self, platform: str) -> None:
        self._platform = platform
        self._tasks: set[asyncio.Task[None]] = set()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(self._quietly(work), name="aside")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _quietly(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:
            log.error(f"{self._platform}.aside_failed", error=type(error).__name__)

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    async def stop(self) -> None:
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Once:
    """`receive`, told once: two events may tell of one message at the same time, what takes long (a large file) is sent
    again, and a refusal leaves nothing behind by which it would be known."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._under_way: dict[str, asyncio.Task[Outcome]] = {}
        self._refused: dict[str, None] = {}

    async def __call__(self, happening: Inbound) -> Outcome:
        """Raises nothing."""
        key = happening.key
        if key in self._refused:
            return Accepted(again=True)
        task = self._under_way.get(key)
        if task is not None:
            outcome = await asyncio.shield(task)
            return outcome if isinstance(outcome, Unavailable) else Accepted(again=True)
        task = asyncio.get_running_loop().create_task(_received(self._receive, happening))
        self._under_way[key] = task
        task.add_done_callback(lambda _: self._under_way.pop(key, None))
        outcome = await asyncio.shield(task)
        if isinstance(outcome, Refused):
            self._refused[key] = None
            while len(self._refused) > REFUSALS:
                self._refused.pop(next(iter(self._refused)))
        return outcome


async def _received(receive: Receive, happening: Inbound) -> Outcome:
    return await receive(happening)


def words_of(outcome: Outcome) -> Sequence[Content]:
    """What an outcome says to the person who caused it."""
    match outcome:
        case Accepted(said=said):
            return said
        case Refused(said=content) | Unavailable(said=content):
            return (content,)
        case FormErrors(errors=errors):
            return tuple(Content((), words) for words in errors.values())
