"""Files Discord keeps: links that are signed and end, and the bytes behind them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web

from .nouns import Attachment, Json

if TYPE_CHECKING:
    from .world import World

GONE = "This content is no longer available."


def sign(world: World, path: str, until: int) -> str:
    return hmac.new(world.secret, f"{path}?{until}".encode(), hashlib.sha256).hexdigest()


def attachment_json(world: World, attachment: Attachment) -> Json:
    path = f"/attachments/{attachment.channel_id}/{attachment.id}/{quote(attachment.name)}"
    until = int((world.clock.now() + timedelta(seconds=world.timing.attachment)).timestamp())
    born = int(world.clock.now().timestamp())
    url = f"{world.base}{path}?ex={until:x}&is={born:x}&hm={sign(world, path, until)}&"
    out: Json = {
        "id": str(attachment.id),
        "filename": attachment.name,
        "size": len(attachment.data),
        "url": url,
        "proxy_url": url,
        "content_type": attachment.upload.content_type,
    }
    if attachment.upload.description:
        out["description"] = attachment.upload.description
    return out | ({"ephemeral": True} if attachment.ephemeral else {})


async def serve(world: World, request: web.Request) -> web.Response:
    """The bytes behind a link, while it lasts."""
    channel, key, name = (request.match_info[part] for part in ("channel", "attachment", "name"))
    found = world.attachments.get(int(key)) if key.isdigit() else None
    try:
        until = int(request.query.get("ex", ""), 16)
    except ValueError:
        return web.Response(status=404, text=GONE)
    signed = request.query.get("hm") == sign(world, f"/attachments/{channel}/{key}/{quote(name)}", until)
    if found is None or not signed or until < world.clock.now().timestamp():
        return web.Response(status=404, text=GONE)
    return web.Response(body=found.data, headers={"Content-Type": found.upload.content_type})
