"""A gateway session with its sequence and memory, and the WebSocket it may be on."""

from __future__ import annotations

import asyncio
import contextlib
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from .nouns import Json

DISPATCH = 0
KEPT = 5000


class Socket:
    """One WebSocket. It writes in order, compressed when the client asked for that."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request) -> None:
        self.ws, self.request = ws, request
        self.deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self.queue: asyncio.Queue[str | int | None] = asyncio.Queue()
        self.session: Session | None = None
        self.beats = 0
        self.closing: int | None = None

    def send(self, op: int, data: Any = None, **more: Any) -> None:
        self.queue.put_nowait(json.dumps({"op": op, "d": data, "s": None, "t": None} | more))

    def close(self, code: int) -> None:
        """Close with that code, after what was sent before."""
        self.closing = code
        self.queue.put_nowait(code)

    def cut(self) -> None:
        """End the TCP connection without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()

    async def write(self) -> None:
        while (item := await self.queue.get()) is not None:
            with contextlib.suppress(ConnectionError):
                if isinstance(item, int):
                    await self.ws.close(code=item)
                elif self.deflate is None:
                    await self.ws.send_str(item)
                else:
                    packed = self.deflate.compress(item.encode()) + self.deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.ws.send_bytes(packed)


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began. Without a socket it remembers events for a while, for who resumes it."""

    id: str
    intents: int
    shard: list[int] | None = None
    seq: int = 0
    sent: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=KEPT), repr=False)
    socket: Socket | None = field(default=None, repr=False)
    lost_at: float | None = None
    resumed: int = 0

    @property
    def connected(self) -> bool:
        return self.socket is not None

    def dispatch(self, name: str, data: Json) -> None:
        self.seq += 1
        self.sent.append((self.seq, name, data))
        if self.socket is not None:
            self.socket.send(DISPATCH, data, s=self.seq, t=name)

    def replay(self, after: int) -> None:
        """Send again what came after that sequence number."""
        assert self.socket is not None
        for seq, name, data in self.sent:
            if seq > after:
                self.socket.send(DISPATCH, data, s=seq, t=name)
