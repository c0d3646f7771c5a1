"""Files: fetched from the addresses Discord gives for them, which expire; and brought along as they are sent."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import structlog

from adapters.discord.api import Refused, Upload
from bot.model.files import FileUnreadable, Offered, Openable
from bot.ports import Clock

log = structlog.get_logger(__name__)

PIECE_BYTES = 64 * 1024
MOST_BYTES = 10 * 1024 * 1024  # what a bot may send in one message, where a server has no boosts
MOST_FILES = 10
PATIENCE_S = 20
Described = Mapping[str, Any]
Refetch = Callable[[str], Awaitable[str | None]]
"""A file's present address, by its id; None when it is gone."""


def offered(described: Sequence[Described], clock: Clock, refetch: Refetch) -> tuple[Offered, ...]:
    """What a message's attachments hold; nothing is fetched yet."""
    return tuple(
        Offered(
            name=str(one.get("filename") or one.get("title") or one.get("id") or "file"),
            read=partial(_read, one, clock, refetch),
            declared_type=str(one.get("content_type") or ""),
            size=int(one["size"]) if str(one.get("size") or "").isdigit() else None,
        )
        for one in described
    )


async def _read(described: Described, clock: Clock, refetch: Refetch) -> AsyncIterator[bytes]:
    """Raises FileUnreadable."""
    url = str(described.get("url") or "")
    if not url or _expired(url, clock):
        url = await _asked_again(described, refetch)
    patience = aiohttp.ClientTimeout(total=None, sock_connect=PATIENCE_S, sock_read=PATIENCE_S)
    try:
        async with aiohttp.ClientSession(timeout=patience) as session, session.get(url) as answer:
            if answer.status != 200:
                raise FileUnreadable(f"http_{answer.status}", final=answer.status in (401, 403, 404, 410))
            async for piece in answer.content.iter_chunked(PIECE_BYTES):
                yield piece
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise FileUnreadable(type(error).__name__) from None


def _expired(url: str, clock: Clock) -> bool:
    told = parse_qs(urlsplit(url).query).get("ex", [""])[0]
    try:
        return bool(told) and int(told, 16) <= clock.now().timestamp() + 5
    except ValueError:
        return False


async def _asked_again(described: Described, refetch: Refetch) -> str:
    try:
        fresh = await refetch(str(described.get("id") or ""))
    except Refused as refused:
        raise FileUnreadable(refused.code, final=not refused.passing) from None
    if not fresh:
        raise FileUnreadable("gone from Discord", final=True)
    return fresh


async def uploads(files: Sequence[Openable]) -> tuple[list[list[Upload]], list[Openable]]:
    """As many messages' files as it takes, and those too large to send. Raises nothing: what cannot be read is among
    the latter."""
    lots: list[list[Upload]] = []
    left: list[Openable] = []
    size = 0
    for file in files:
        data = await _whole(file) if file.file.size <= MOST_BYTES else None
        if data is None:
            left.append(file)
            continue
        if not lots or size + len(data) > MOST_BYTES or len(lots[-1]) == MOST_FILES:
            lots.append([])
            size = 0
        lots[-1].append(Upload(file.file.name, data))
        size += len(data)
    return lots, left


async def _whole(file: Openable) -> bytes | None:
    gathered = bytearray()
    try:
        async for piece in file.read():
            gathered += piece
            if len(gathered) > MOST_BYTES:
                return None
    except FileUnreadable as error:
        log.error("discord.file_lost", reason=error.reason)
        return None
    return bytes(gathered)
