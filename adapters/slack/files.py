"""Files: fetched from Slack with the bot's token, and brought to Slack in its three steps (ask where, put, done)."""

from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any

import aiohttp
import structlog

from adapters.slack.api import Api, Refused
from bot.model.files import FileUnreadable, Offered, Openable

log = structlog.get_logger(__name__)

PIECE_BYTES = 64 * 1024
MOST_BYTES = 1_000_000_000  # Slack's own limit
Described = Mapping[str, Any]


def offered(api: Api, described: list[Described]) -> tuple[Offered, ...]:
    """What a message's `files` hold; nothing is fetched yet."""
    return tuple(
        Offered(
            name=str(one.get("name") or one.get("title") or one.get("id") or "file"),
            read=partial(_read, api, one),
            declared_type=str(one.get("mimetype") or ""),
            size=int(one["size"]) if str(one.get("size") or "").isdigit() else None,
        )
        for one in described
    )


async def _read(api: Api, described: Described) -> AsyncIterator[bytes]:
    """Raises FileUnreadable."""
    url = await _address(api, described)
    try:
        answer = await api.fetch(url)
    except Refused as refused:
        raise FileUnreadable(refused.code) from None
    async with answer:
        if answer.response.status != 200:
            status = answer.response.status
            raise FileUnreadable(f"http_{status}", final=status in (401, 403, 404, 410))
        if answer.response.content_type == "text/html" and described.get("mimetype") != "text/html":
            raise FileUnreadable("files:read is missing", final=True)  # Slack shows its sign-in page
        try:
            async for piece in answer.response.content.iter_chunked(PIECE_BYTES):
                yield piece
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise FileUnreadable(type(error).__name__) from None


async def _address(api: Api, described: Described) -> str:
    """Files of people from elsewhere come without one: Slack is asked."""
    found: Described = described
    if described.get("file_access") == "check_file_info":
        try:
            found = (await api.read("files.info", file=str(described["id"])))["file"]
        except Refused as refused:
            raise FileUnreadable(refused.code, final=refused.retry_after_s is None) from None
    url = found.get("url_private_download") or found.get("url_private")
    if not url or found.get("mode") in ("tombstone", "hidden_by_limit", "external"):
        raise FileUnreadable("not kept by Slack", final=True)
    return str(url)


async def bring(api: Api, file: Openable, channel: str, thread: str | None) -> str:
    """Share it there; its id. Raises Refused, FileUnreadable."""
    asked = await api.call("files.getUploadURLExternal", filename=file.file.name, length=file.file.size)
    await api.put(str(asked["upload_url"]), file.read(), file.file.size)
    done = {"id": str(asked["file_id"]), "title": file.file.name}
    await api.call("files.completeUploadExternal", files=[done], channel_id=channel, thread_ts=thread)
    return str(asked["file_id"])
