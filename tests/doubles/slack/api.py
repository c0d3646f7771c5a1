"""The Web API: reads a call as Slack does, checks the token and its scopes, and hands it to its method."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from .faults import Faults
from .nouns import Json
from .world import World


class Refused(Exception):
    """`{"ok": false, "error": code}`, with more beside it."""

    def __init__(self, code: str, *messages: str, **more: Any) -> None:
        super().__init__(code)
        self.code, self.more = code, more
        if messages:
            self.more["response_metadata"] = {"messages": [f"[ERROR] {m}" for m in messages]}


class Args(dict[str, Any]):
    """The arguments of one call. Form values are strings; what is a structure may come as JSON text."""

    def need(self, name: str) -> str:
        value = self.get(name)
        if value is None or value == "":
            raise Refused("invalid_arguments", f"missing required field: {name}")
        return str(value)

    def text(self, name: str) -> str | None:
        value = self.get(name)
        return None if value is None else str(value)

    def flag(self, name: str) -> bool:
        return str(self.get(name, "")).lower() in {"1", "true"}

    def number(self, name: str, default: int, most: int) -> int:
        try:
            value = int(self.get(name) or default)
        except ValueError:
            raise Refused("invalid_limit") from None
        if value < 1:
            raise Refused("invalid_limit")
        return min(value, most)

    def parsed(self, name: str, wrong: str) -> Any:
        """The structure of that name, None without it. Refuses JSON that is none with `wrong`."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(wrong) from None


@dataclass(frozen=True)
class Call:
    """One call as it came in. `error` is what it was told, None when it went well."""

    method: str
    payload: Json = field(repr=False)
    at: datetime
    error: str | None


Method = Callable[[World, Args], Json]


@dataclass(frozen=True)
class Spec:
    run: Method
    scopes: tuple[str, ...]
    app_token: bool


METHODS: dict[str, Spec] = {}


def method(name: str, *scopes: str, app_token: bool = False) -> Callable[[Method], Method]:
    """Names a method; any one of the scopes will do."""

    def add(run: Method) -> Method:
        METHODS[name] = Spec(run, scopes, app_token)
        return run

    return add


def need_scope(world: World, scope: str) -> None:
    if scope not in world.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(sorted(world.scopes)))


async def read_args(request: web.Request) -> Args:
    """Query and body together."""
    args = Args(request.query)
    if request.method == "GET":
        return args
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        args.update(body)
        args["is_json"] = True
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        args.update({k: v for k, v in (await request.post()).items() if isinstance(v, str)})
    elif await request.read():
        raise Refused("invalid_post_type")
    return args


class Api:
    """Everything under /api/. It remembers every call."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world, self.faults = world, faults
        self.calls: list[Call] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            args = await read_args(request)
        except Refused as refused:
            return self._answer(name, Args(), self._no(refused))
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        is_json, in_body = args.pop("is_json", False), str(args.pop("token", ""))
        if not is_json and name != "apps.connections.open":  # that one takes its token in the header alone
            token = token or in_body
        fault = self.faults.due(name, args)
        if fault is not None and fault.kind == "reset_before":
            return self._cut(request, name, args, "reset_before")
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault is not None and fault.kind != "reset_after":
            return self._fail(name, args, fault.kind, fault.retry_after)
        try:
            self._admit(name, token)
            if self.faults.too_fast(name, args):
                return self._fail(name, args, "ratelimited", 1)
            body: Json = {"ok": True} | METHODS[name].run(self.world, args)
        except Refused as refused:
            body = self._no(refused)
        if fault is not None and fault.kind == "reset_after":
            return self._cut(request, name, args, body.get("error"))
        return self._answer(name, args, body)

    def _admit(self, name: str, token: str) -> None:
        world = self.world
        if name not in METHODS or (name.startswith("assistant.") and not world.assistant):
            raise Refused("unknown_method", req_method=name)
        if not token:
            raise Refused("not_authed")
        if token not in {world.bot_token, world.app_token}:
            raise Refused("invalid_auth")
        if world.token_error:
            raise Refused(world.token_error)
        spec = METHODS[name]
        if (token == world.app_token) != spec.app_token:
            raise Refused("not_allowed_token_type")
        if spec.scopes and not world.scopes & set(spec.scopes):
            raise Refused("missing_scope", needed=spec.scopes[0], provided=",".join(sorted(world.scopes)))

    @staticmethod
    def _no(refused: Refused) -> Json:
        return {"ok": False, "error": refused.code} | refused.more

    def _note(self, name: str, args: Args, error: str | None) -> None:
        self.calls.append(Call(name, dict(args), self.world.clock.now(), error))

    def _answer(self, name: str, args: Args, body: Json, status: int = 200, **headers: str) -> web.Response:
        self._note(name, args, body.get("error"))
        headers |= {"x-oauth-scopes": ",".join(sorted(self.world.scopes)), "x-slack-req-id": self.world.new_id("")}
        return web.json_response(body, status=status, headers=headers)

    def _fail(self, name: str, args: Args, kind: str, retry_after: int) -> web.Response:
        if kind == "ratelimited":
            body = {"ok": False, "error": "ratelimited"}
            return self._answer(name, args, body, 429, **{"Retry-After": str(retry_after)})
        if kind.isdigit():
            self._note(name, args, kind)
            return web.Response(
                status=int(kind), text="<!DOCTYPE html><title>Server Error</title>", content_type="text/html"
            )
        return self._answer(name, args, {"ok": False, "error": kind})

    def _cut(self, request: web.Request, name: str, args: Args, error: str | None) -> web.Response:
        self._note(name, args, error)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
