"""Where the bytes of files are kept."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

InUse = Callable[[Collection[str]], Awaitable[set[str]]]
"""Which of these hashes some row still names."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that are kept: their sha256 in hex, how many, and the first of them."""

    hash: str
    size: int
    head: bytes


class TooBig(Exception):
    """More than `limit` bytes came; nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Blobs(Protocol):
    """Bytes by their own hash: the same bytes are kept once. Nothing here knows of messages or names."""

    async def put(self, pieces: AsyncIterator[bytes], limit: int) -> Blob:
        """Kept, and on the disk when this returns. Raises TooBig after `limit` bytes, OSError."""
        ...

    def read(self, hash: str) -> AsyncIterator[bytes]:
        """The bytes, piece by piece. Raises FileUnreadable when they are gone."""
        ...

    async def has(self, hash: str) -> bool: ...

    async def purge(self, in_use: InUse, older_than: datetime, limit: int) -> int:
        """Remove at most `limit` blobs that nothing uses and that were last put before then; how many."""
        ...
