"""REST: finds the route of a request, checks its token, meets faults, and remembers every call."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from . import permissions
from .faults import Faults
from .nouns import Channel, Guild, Json, Member, Message, Upload
from .world import World

VERSION = "/api/v10"


class Refused(Exception):
    """An error as Discord words it: an HTTP status, a code of its own, and what is wrong where in the body."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    @property
    def body(self) -> Json:
        return {"message": self.message, "code": self.code} | ({"errors": self.errors} if self.errors else {})


def invalid(path: str, code: str, message: str) -> Refused:
    """50035; `path` names the wrong field, with dots."""
    tree: Json = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(path.split(".")):
        tree = {part: tree}
    return Refused(400, 50035, "Invalid Form Body", tree)


NO_ACCESS = (403, 50001, "Missing Access")
NO_PERMISSION = (403, 50013, "Missing Permissions")
UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")


@dataclass
class Call:
    """One request. `status` and `code` (Discord's own) are what it was told; `at` is in monotonic seconds."""

    method: str
    path: str
    query: dict[str, str]
    body: Any = field(repr=False)
    files: list[Upload]
    reason: str | None
    at: float
    params: dict[str, str] = field(default_factory=dict)
    status: int = 0
    code: int | None = None
    fault: str | None = None

    def id(self, name: str) -> int:
        """A snowflake out of the path."""
        value = self.params[name]
        if not value.isdigit():
            raise invalid(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return int(value)

    def number(self, name: str, default: int, most: int, least: int = 1) -> int:
        value = self.query.get(name, str(default))
        if not value.isdigit() or not least <= int(value) <= most:
            raise invalid(name, "NUMBER_TYPE_MAX", f"int value should be between {least} and {most}.")
        return int(value)

    @property
    def json(self) -> Json:
        """The body, which has to be an object."""
        if not isinstance(self.body, dict):
            raise Refused(400, 50109, "The request body contains invalid JSON.")
        return self.body


Run = Callable[[World, Call], Any]


@dataclass(frozen=True)
class Route:
    method: str
    pattern: re.Pattern[str]
    run: Run
    open: bool
    path: str


ROUTES: list[Route] = []


def route(method: str, path: str, *, open: bool = False) -> Callable[[Run], Run]:
    """Names a route; an open one needs no token of the bot, because its path holds one."""
    pattern = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)) + "$")

    def add(run: Run) -> Run:
        ROUTES.append(Route(method, pattern, run, open, path))
        return run

    return add


def me(world: World, guild: Guild) -> Member:
    """The bot in that guild. Refuses when it is not there."""
    if not guild.has_bot or world.bot.id not in guild.members:
        raise Refused(*NO_ACCESS)
    return guild.members[world.bot.id]


def guild_of(world: World, call: Call) -> Guild:
    guild = world.guilds.get(call.id("guild_id"))
    if guild is None:
        raise Refused(404, 10004, "Unknown Guild")
    me(world, guild)
    return guild


def must_have_members(world: World) -> None:
    """Refuses when the application was not granted the members intent."""
    if "members" not in world.privileged:
        raise Refused(*NO_ACCESS)


def bits_of(world: World, channel: Channel) -> int:
    """What the bot may do there; in a DM everything it can do at all."""
    return permissions.ALL if channel.guild is None else permissions.in_channel(channel, me(world, channel.guild))


def channel_of(world: World, call: Call, need: int = 0, name: str = "channel_id") -> Channel:
    """The channel of the path. Refuses when it is gone, hidden from the bot, or the bot lacks one of `need`."""
    channel = world.channels.get(call.id(name))
    if channel is None or channel.deleted:
        raise Refused(*UNKNOWN_CHANNEL)
    if channel.guild is not None:
        mine = me(world, channel.guild)
        if not permissions.sees(channel, mine):
            raise Refused(*NO_ACCESS)
        if need & ~permissions.in_channel(channel, mine):
            raise Refused(*NO_PERMISSION)
    return channel


def message_of(world: World, call: Call, channel: Channel) -> Message:
    message = channel.messages.get(call.id("message_id"))
    if message is None:
        raise Refused(*UNKNOWN_MESSAGE)
    return message


async def read_body(request: web.Request) -> tuple[Any, list[Upload]]:
    """JSON, or a form with `payload_json` and `files[n]`."""
    if request.content_type == "multipart/form-data":
        body: Any = None
        files: dict[str, Upload] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.file.read(), _guess(value.filename))
            elif name == "payload_json":
                body = json.loads(str(value))
        return body, [files[name] for name in sorted(files, key=lambda n: int(re.sub(r"\D", "", n) or 0))]
    text = await request.text()
    if not text:
        return None, []
    try:
        return json.loads(text), []
    except ValueError:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from None


def _guess(name: str) -> str:
    kinds = {"png": "image/png", "jpg": "image/jpeg", "txt": "text/plain; charset=utf-8", "pdf": "application/pdf"}
    return kinds.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")


class Api:
    """Everything under /api/v10. `calls` holds every request, oldest first."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world, self.faults = world, faults
        self.calls: list[Call] = []
        self.broken: list[Exception] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path, query = request.path.removeprefix(VERSION), dict(request.query)
        reason = request.headers.get("X-Audit-Log-Reason")
        call = Call(request.method, path, query, None, [], reason, time.monotonic())
        self.calls.append(call)
        try:
            call.body, call.files = await read_body(request)
            early = await self.faults.before(call, request)
            if early is not None:
                return early
            result, status = self._run(call, request), 200
        except Refused as refused:
            call.code = refused.code
            result, status = refused.body, refused.status
        except Exception as error:  # a mistake in the double, which the test is to hear of
            self.broken.append(error)
            raise
        if call.fault == "reset_after" and request.transport is not None:
            call.status = status
            request.transport.abort()
            return web.Response()
        if call.fault is not None and call.fault.endswith("_after"):
            call.status = int(call.fault.partition("_")[0])
            return web.Response(status=call.status, text="<html>upstream</html>", content_type="text/html")
        call.status = 204 if result is None else status
        headers = self.faults.headers(call)
        if result is None:
            return web.Response(status=204, headers=headers)
        # the library compares the whole header
        return web.Response(
            body=json.dumps(result), status=status, headers=headers | {"Content-Type": "application/json"}
        )

    def _run(self, call: Call, request: web.Request) -> Any:
        token = request.headers.get("Authorization", "").removeprefix("Bot ")
        for each in ROUTES:
            found = each.pattern.match(call.path)
            if found is None or each.method != call.method:
                continue
            if not each.open and (token != self.world.token or not self.world.token_valid):
                raise Refused(401, 0, "401: Unauthorized")
            call.params = found.groupdict()
            return each.run(self.world, call)
        raise Refused(404, 0, "404: Not Found")
