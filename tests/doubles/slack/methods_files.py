"""files.*, the upload address, the download address and response_url"""

from __future__ import annotations

import mimetypes
from datetime import timedelta

from aiohttp import web

from .api import Args, Refused, method, read_args
from .faults import Faults
from .methods_chat import by_bot, content_of
from .nouns import Ephemeral, Json
from .places import writable
from .world import Reply, World

LOGIN = "<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to your workspace</body></html>"


@method("files.info", "files:read")
def files_info(world: World, args: Args) -> Json:
    file = world.files.get(args.need("file"))
    if file is None or not file.complete:
        raise Refused("file_not_found")
    return {"file": file.json(), "comments": [], "response_metadata": {"next_cursor": ""}}


@method("files.delete", "files:write")
def files_delete(world: World, args: Args) -> Json:
    """The file goes from every message; one that showed nothing else goes with it."""
    file = world.files.get(args.need("file"))
    if file is None or not file.complete:
        raise Refused("file_not_found")
    if file.user != world.bot.id:
        raise Refused("cant_delete_file")
    del world.files[file.id]
    for channel in world.channels.values():
        for message in [m for m in channel.messages.values() if file in m.files]:
            message.files.remove(file)
            if not message.text and not message.blocks and not message.files:
                world.remove(message)
    return {}


@method("files.getUploadURLExternal", "files:write")
def upload_url(world: World, args: Args) -> Json:
    name, length = args.need("filename"), args.need("length")
    if not length.isdigit() or int(length) < 1:
        raise Refused("invalid_arguments", "length must be a positive number")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = world.add_file(name, b"", kind, world.bot.id)
    file.complete, file.expected = False, int(length)
    return {"upload_url": f"{world.base}/upload/v1/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write")
def complete_upload(world: World, args: Args) -> Json:
    wanted = args.parsed("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted:
        raise Refused("invalid_arguments", "missing required field: files")
    files = []
    for item in wanted:
        file = world.files.get(item.get("id", ""))
        if file is None or not file.data:
            raise Refused("file_not_found")
        files.append(file)
    channel = writable(world, args.need("channel_id")) if args.get("channel_id") else None
    for file, item in zip(files, wanted, strict=True):
        file.title, file.complete = item.get("title") or file.name, True
    if channel is not None:
        message = by_bot(world, channel, args.text("initial_comment") or "", files=files)
        message.thread_ts = args.text("thread_ts")
        world.post(message)
    return {"files": [{"id": f.id, "title": f.title} for f in files]}


class FileDesk:
    """Where bytes go in and out, and where a response_url leads."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world, self.faults = world, faults

    async def upload(self, request: web.Request) -> web.Response:
        if trouble := await self.faults.strike("upload", request):
            return trouble
        file = self.world.files.get(request.match_info["file"])
        if file is None or file.complete:
            return web.Response(status=404, text="not found")
        data = await request.read()
        if request.content_type == "multipart/form-data":
            return web.Response(status=400, text="send the bytes themselves")
        if len(data) != file.expected:
            return web.Response(status=400, text="length does not match")
        file.data = data
        return web.Response(text=f"OK - {len(data)}")

    async def download(self, request: web.Request) -> web.Response:
        if trouble := await self.faults.strike("download", request):
            return trouble
        file = self.world.files.get(request.match_info["file"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != self.world.bot_token or self.world.token_error or "files:read" not in self.world.scopes:
            return web.Response(text=LOGIN, content_type="text/html")
        if file is None or not file.complete:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.data, content_type=file.mimetype)

    async def reply(self, request: web.Request) -> web.Response:
        if trouble := await self.faults.strike("response_url", request):
            return trouble
        reply = self.world.replies.get(request.match_info["key"])
        if reply is None:
            return web.json_response({"ok": False, "error": "invalid_url"}, status=404)
        if self.world.clock.now() - reply.born > timedelta(minutes=30):
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if reply.uses >= 5:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        try:
            args = await read_args(request)
            args.pop("is_json", None)
            apply_reply(self.world, reply, args)
        except Refused as refused:
            return web.json_response({"ok": False, "error": refused.code} | refused.more, status=400)
        reply.uses += 1
        return web.Response(text="ok")


def apply_reply(world: World, reply: Reply, args: Args) -> None:
    """What a response_url, or the answer to a command, does. Without `response_type` only that person sees it."""
    channel = world.channels[reply.channel]
    message = channel.messages.get(reply.message_ts or "")
    shown = next((e for e in world.ephemerals if e.ts == reply.ephemeral_ts and not e.deleted), None)
    if args.flag("delete_original"):
        if shown is not None:
            shown.deleted = True
        elif message is not None and message.bot_id == world.bot.bot_id:
            world.remove(message)
        return
    text, blocks, attachments = content_of(world, args)
    if args.flag("replace_original") and shown is not None:
        shown.text, shown.blocks = text, blocks or []
    elif args.flag("replace_original") and message is not None and message.bot_id == world.bot.bot_id:
        before = world.message_json(message)
        message.text, message.blocks, message.attachments = text, blocks or [], attachments or []
        world.changed(message, before)
    elif args.get("response_type", "ephemeral") == "in_channel":
        said = by_bot(world, channel, text, blocks=blocks or [], attachments=attachments or [])
        said.thread_ts = args.text("thread_ts")
        world.post(said)
    else:
        thread = args.text("thread_ts") or reply.thread_ts
        world.ephemerals.append(Ephemeral(channel.id, reply.user, world.next_ts(), text, blocks or [], thread))
