"""Files on their way: sent by a page before the message they belong to, kept in nameless files until it comes."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import IO

from bot.model.files import FileUnreadable, Offered
from bot.ports import Clock

PIECE_BYTES = 256 * 1024
MOST = 40  # of one person's; the oldest makes room
KEPT_FOR = timedelta(hours=2)


class TooLarge(Exception):
    """More came than the desk takes."""


@dataclass(frozen=True, slots=True)
class Upload:
    account: str
    name: str
    media_type: str
    size: int
    at: datetime
    file: IO[bytes]

    def offered(self) -> Offered:
        return Offered(self.name, partial(_pieces, self.file.fileno()), self.media_type, self.size)


class Uploads:
    """By id. The operating system frees what a crash leaves behind."""

    def __init__(self, clock: Clock, limit: int) -> None:
        self.limit = limit
        self._clock = clock
        self._there: dict[str, Upload] = {}

    async def take(self, id: str, account: str, name: str, media_type: str, pieces: AsyncIterator[bytes]) -> Upload:
        """Raises TooLarge as soon as there is too much."""
        file, size = await asyncio.to_thread(tempfile.TemporaryFile), 0
        try:
            async for piece in pieces:
                size += len(piece)
                if size > self.limit:
                    raise TooLarge
                await asyncio.to_thread(file.write, piece)
            await asyncio.to_thread(file.flush)
        except BaseException:
            file.close()
            raise
        self._make_room(account)
        self.drop([id], account)
        upload = Upload(account, name, media_type, size, self._clock.now(), file)
        self._there[id] = upload
        return upload

    def get(self, id: str, account: str) -> Upload | None:
        """This person's own."""
        found = self._there.get(id)
        return found if found is not None and found.account == account else None

    def drop(self, ids: list[str], account: str) -> None:
        """They are taken, or no longer wanted."""
        for id in ids:
            if self.get(id, account) is not None:
                self._there.pop(id).file.close()

    def _make_room(self, account: str) -> None:
        stale = self._clock.now() - KEPT_FOR
        own = [id for id, upload in self._there.items() if upload.account == account]
        old = [id for id, upload in self._there.items() if upload.at < stale]
        for id in {*old, *own[: max(0, len(own) - MOST + 1)]}:
            self._there.pop(id).file.close()


async def _pieces(handle: int) -> AsyncIterator[bytes]:
    at = 0
    try:
        while piece := await asyncio.to_thread(os.pread, handle, PIECE_BYTES, at):
            at += len(piece)
            yield piece
    except OSError as error:
        raise FileUnreadable(type(error).__name__, final=True) from error
