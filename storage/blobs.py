"""Bytes of files in a folder, each under its own hash."""

import asyncio
import contextlib
import hashlib
import os
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bot.model.files import FileUnreadable
from bot.ports import Blob, InUse, TooBig

HEAD_BYTES = 8192
PIECE_BYTES = 256 * 1024
ARRIVING, LEAVING = "arriving", "leaving"
CANDIDATES = 5000  # blobs looked at in one purge


class BlobFolder:
    """`bot.ports.Blobs` over a folder, made when the first file comes: `ab/abcdef...`. Written aside, synced to the
    disk, then renamed, so that what stands under a hash is whole."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder
        self._durable = durable

    async def put(self, pieces: AsyncIterator[bytes], limit: int) -> Blob:
        path, handle = await asyncio.to_thread(self._begin)
        hashed, size, head = hashlib.sha256(), 0, b""
        try:
            async with contextlib.aclosing(_closable(pieces)) as came:
                async for piece in came:
                    size += len(piece)
                    if size > limit:
                        raise TooBig(limit)
                    head += piece[: HEAD_BYTES - len(head)]
                    await asyncio.to_thread(_add, handle, hashed, piece)
            await asyncio.to_thread(self._finish, path, handle, hashed.hexdigest())
        except BaseException:
            with contextlib.suppress(OSError):
                os.close(handle)
            path.unlink(missing_ok=True)
            raise
        return Blob(hashed.hexdigest(), size, head)

    def _begin(self) -> tuple[Path, int]:
        arriving = self._folder / ARRIVING
        arriving.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=arriving)
        return Path(name), handle

    def _finish(self, path: Path, handle: int, hash: str) -> None:
        if self._durable:
            os.fsync(handle)
        os.close(handle)
        place = self._place(hash)
        place.parent.mkdir(exist_ok=True)
        path.replace(place)  # the same bytes put again are as new: no purge takes them meanwhile
        if self._durable:
            _sync_folder(place.parent)

    def _place(self, hash: str) -> Path:
        return self._folder / hash[:2] / hash

    async def read(self, hash: str) -> AsyncIterator[bytes]:
        try:
            with await asyncio.to_thread(self._place(hash).open, "rb") as file:
                while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
                    yield piece
        except OSError as error:
            raise FileUnreadable(type(error).__name__, final=isinstance(error, FileNotFoundError)) from error

    async def has(self, hash: str) -> bool:
        return await asyncio.to_thread(self._place(hash).is_file)

    async def purge(self, in_use: InUse, older_than: datetime, limit: int) -> int:
        old = await asyncio.to_thread(self._old, older_than)
        used = await in_use(old) if old else set()
        orphans = [hash for hash in old if hash not in used][:limit]
        return await asyncio.to_thread(self._remove, orphans, older_than) if orphans else 0

    def _old(self, older_than: datetime) -> list[str]:
        """What was last put before then, and remains of what never arrived."""
        for left in (self._folder / ARRIVING).glob("*"):
            if _modified(left) < older_than:
                left.unlink(missing_ok=True)
        found = (path for path in self._folder.glob("[0-9a-f][0-9a-f]/*") if _modified(path) < older_than)
        return [path.name for path in islice(found, CANDIDATES)]

    def _remove(self, hashes: list[str], older_than: datetime) -> int:
        leaving = self._folder / LEAVING
        leaving.mkdir(exist_ok=True)
        removed = 0
        for hash in hashes:
            place, aside = self._place(hash), leaving / hash
            with contextlib.suppress(FileNotFoundError):
                place.replace(aside)
                if _modified(aside) < older_than:
                    aside.unlink()
                    removed += 1
                else:
                    aside.replace(place)  # it came again while we looked
        return removed


async def _closable(pieces: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """Any iterator as one that can be closed; closing it closes what it reads from."""
    try:
        async for piece in pieces:
            yield piece
    finally:
        close = getattr(pieces, "aclose", None)
        if close is not None:
            await close()


def _add(handle: int, hashed: "hashlib._Hash", piece: bytes) -> None:
    hashed.update(piece)
    left = memoryview(piece)
    while left:
        left = left[os.write(handle, left) :]


def _modified(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
