"""The files of a message, copied before anything is decided about it: bytes first, the row after.

A file that cannot be taken never takes its message with it: it stays on the message as a name with a problem.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from bot.model.files import File, FileUnreadable, Offered, Problem
from bot.policy.files import UNKNOWN, Limits, safe_name, sniff
from bot.ports import Blob, Blobs, TooBig

log = structlog.get_logger()

MOST_FILES = 20  # on one message
TRIES = 3
BETWEEN_TRIES_S = 0.5
ARRIVE_S = 60.0  # all of a message's files together


@dataclass(frozen=True, slots=True)
class Intake:
    blobs: Blobs
    limits: Limits
    new_id: Callable[[], str]

    async def take(self, offered: Sequence[Offered]) -> tuple[File, ...]:
        """Each as it is from now on, in order. Raises nothing."""
        taken: list[File] = []
        left, loop = self.limits.message_bytes, asyncio.get_running_loop()
        until = loop.time() + ARRIVE_S
        for number, one in enumerate(offered):
            name = safe_name(one.name)
            if number >= MOST_FILES:
                taken.append(self._without(one, name, "too-many"))
                continue
            try:
                async with asyncio.timeout_at(until):
                    file = await self._one(one, name, left)
            except TimeoutError:
                file = self._without(one, name, "unreadable")
            taken.append(file)
            left -= file.size if file.kept else 0
        return tuple(taken)

    async def _one(self, one: Offered, name: str, left: int) -> File:
        limit: int = min(self.limits.file_bytes, left)
        too_big: Problem = "too-big" if limit == self.limits.file_bytes else "too-much"
        if one.size is not None and one.size > limit:
            return self._without(one, name, too_big)
        try:
            blob = await self._copied(one, limit)
        except TooBig:
            return self._without(one, name, too_big)
        except FileUnreadable:
            return self._without(one, name, "unreadable")
        except Exception as error:  # the adapter's, or the disk's: the message goes on without it
            log.error("file.not_taken", error=type(error).__name__)
            return self._without(one, name, "unreadable")
        media_type = sniff(blob.head, name)
        problem: Problem = "empty" if not blob.size else self.limits.problem(name, media_type)
        return File(self.new_id(), name, media_type, blob.size, "" if problem else blob.hash, problem)

    async def _copied(self, one: Offered, limit: int) -> Blob:
        for attempt in range(1, TRIES):
            try:
                return await self.blobs.put(one.read(), limit)
            except FileUnreadable as error:
                log.warning("file.unreadable", reason=error.reason, attempt=attempt)
                if error.final:
                    raise
            await asyncio.sleep(BETWEEN_TRIES_S * attempt)
        return await self.blobs.put(one.read(), limit)

    def _without(self, one: Offered, name: str, problem: Problem) -> File:
        return File(self.new_id(), name, UNKNOWN, one.size or 0, "", problem)
