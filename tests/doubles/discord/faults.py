"""What goes wrong with REST when a test wants it to."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from .api import Call


@dataclass
class Fault:
    """Calls whose "METHOD /path" fits `pattern` go wrong in this way: `left` times, or by `chance` without end."""

    pattern: str
    kind: str
    left: int | None
    chance: float
    retry_after: float
    seconds: float


@dataclass
class Pace:
    """How many messages a channel takes in so many (real) seconds, told in the headers of each answer."""

    limit: int = 5
    window: float = 5.0
    _sent: dict[str, list[float]] = field(default_factory=dict)

    def take(self, channel: str) -> tuple[bool, int, float]:
        """Is there room, how many are left, and in how many seconds all of them come back."""
        now = time.monotonic()
        sent = self._sent[channel] = [at for at in self._sent.get(channel, []) if at > now - self.window]
        if room := len(sent) < self.limit:
            sent.append(now)
        return room, self.limit - len(sent), sent[0] + self.window - now


@dataclass
class Faults:
    rng: random.Random
    pace: Pace | None = None
    down: bool = False
    waiting: list[Fault] = field(default_factory=list)
    _paced: dict[int, dict[str, str]] = field(default_factory=dict)

    def _due(self, call: Call) -> Fault | None:
        name = f"{call.method} {call.path}"
        for fault in self.waiting:
            if fault.left == 0 or not fnmatchcase(name, fault.pattern) or self.rng.random() >= fault.chance:
                continue
            if fault.left is not None:
                fault.left -= 1
            return fault
        return None

    async def before(self, call: Call, request: web.Request) -> web.Response | None:
        """The answer a call gets instead of its own, None when it may go on."""
        if self.down:
            return self._cut(call, request, "down")
        fault = self._due(call)
        if fault is not None:
            call.fault = fault.kind
            if fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            elif fault.kind == "reset_before":
                return self._cut(call, request, fault.kind)
            elif not fault.kind.endswith("_after"):
                return self._answer(call, fault)
        if self.pace is not None and call.method == "POST" and call.path.endswith("/messages"):
            room, left, again = self.pace.take(call.path)
            self._paced[id(call)] = self._bucket(self.pace.limit, left, again)
            if not room:
                return self._limited(call, Fault("", "429", 0, 1.0, round(again, 3), 0))
        return None

    @staticmethod
    def _bucket(limit: int, left: int, again: float) -> dict[str, str]:
        names = {
            "Limit": limit,
            "Remaining": left,
            "Reset-After": f"{again:.3f}",
            "Reset": f"{time.time() + again:.3f}",
        }
        return {f"X-RateLimit-{k}": str(v) for k, v in names.items()} | {"X-RateLimit-Bucket": "double"}

    def headers(self, call: Call) -> dict[str, str]:
        """What each answer tells of its bucket."""
        return {"Via": "1.1 google"} | self._paced.pop(id(call), {})

    def _cut(self, call: Call, request: web.Request, kind: str) -> web.Response:
        call.fault = kind
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _answer(self, call: Call, fault: Fault) -> web.Response:
        if fault.kind.startswith("429"):
            return self._limited(call, fault)
        call.status = int(fault.kind)
        return web.Response(status=call.status, text="<html>upstream</html>", content_type="text/html")

    def _limited(self, call: Call, fault: Fault) -> web.Response:
        """429 of a bucket, of everything ("429_global"), or of Cloudflare ("429_cloudflare"), which has no JSON."""
        call.status = 429
        wait = {"Retry-After": str(max(1, round(fault.retry_after)))}
        if fault.kind == "429_cloudflare":
            return web.Response(status=429, text="error code: 1015", headers=wait)
        everywhere = fault.kind == "429_global"
        body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": everywhere}
        more = {"X-RateLimit-Global": "true"} if everywhere else self._bucket(5, 0, fault.retry_after)
        scope = {"X-RateLimit-Scope": "global" if everywhere else "user"}
        headers = wait | {"Via": "1.1 google", "Content-Type": "application/json"} | more | scope
        return web.Response(status=429, body=json.dumps(body), headers=headers)
