"""What goes wrong with the Web API when a test wants it to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

POSTING = {"chat.postMessage", "chat.postEphemeral"}


@dataclass
class Fault:
    """The next `left` calls of a method go wrong in this way."""

    method: str
    kind: str
    left: int
    retry_after: int
    seconds: float
    channel: str | None


@dataclass
class Pace:
    """How fast a channel may be written to: a burst first, then so many a second. Real seconds."""

    per_second: float = 1.0
    burst: int = 3
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def take(self, channel: str) -> bool:
        now = time.monotonic()
        left, then = self._left.get(channel, (float(self.burst), now))
        left = min(float(self.burst), left + (now - then) * self.per_second)
        self._left[channel] = (left - 1 if left >= 1 else left, now)
        return left >= 1


@dataclass
class Faults:
    waiting: list[Fault] = field(default_factory=list)
    pace: Pace | None = None

    def due(self, method: str, args: Mapping[str, Any]) -> Fault | None:
        """The fault this call meets, used up once."""
        for fault in self.waiting:
            if fault.method not in {method, "*"} or not fault.left:
                continue
            if fault.channel is not None and fault.channel not in {args.get("channel"), args.get("channel_id")}:
                continue
            fault.left -= 1
            return fault
        return None

    async def strike(self, place: str, request: web.Request) -> web.Response | None:
        """The trouble a place outside the Web API is in, None when it is in none."""
        fault = self.due(place, {})
        if fault is None:
            return None
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return None
        if fault.kind == "reset_before" and request.transport is not None:
            request.transport.abort()
            return web.Response()
        if fault.kind == "ratelimited":
            return web.Response(status=429, headers={"Retry-After": str(fault.retry_after)})
        return web.Response(status=int(fault.kind))

    def too_fast(self, method: str, args: Mapping[str, Any]) -> bool:
        return self.pace is not None and method in POSTING and not self.pace.take(str(args.get("channel")))
