"""Who is looking now, and telling them what changed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WAITING_CHANGES = 500  # a browser this far behind is told to fetch everything again


@dataclass(frozen=True, slots=True)
class Change:
    """A post is new, edited, marked or gone. `thread` is the root it stands under, None at the top."""

    channel: str
    post: str
    thread: str | None
    by: str
    new: bool = False

    @property
    def root(self) -> str:
        return self.thread or self.post


Waiting = asyncio.Queue[Change | None]


class Live:
    """Fans changes out to the open pages of this process."""

    def __init__(self) -> None:
        self._open: set[Waiting] = set()
        self._closed = False
        self.count = 0  # changes so far: a page that knows fewer has missed some

    def publish(self, change: Change) -> None:
        self.count += 1
        for queue in self._open:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(change)

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self._closed = True
        for queue in self._open:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    async def changes(self, waiting: Waiting, may_see: Callable[[str], bool]) -> AsyncIterator[Change]:
        """What changes in the channels somebody may see, from the moment they began to wait until the desk stops."""
        while not self._closed:
            change = await waiting.get()
            if change is None:
                return
            if may_see(change.channel):
                yield change

    @contextmanager
    def waiting(self) -> Iterator[Waiting]:
        """Nothing is missed from now on."""
        queue: Waiting = asyncio.Queue(WAITING_CHANGES)
        self._open.add(queue)
        try:
            yield queue
        finally:
            self._open.discard(queue)
