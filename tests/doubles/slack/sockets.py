"""Socket Mode: up to ten WebSockets of one app, each envelope to one of them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import random
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from .delivery import Outcome, Timing
from .nouns import Json
from .world import World

MOST = 10
HOST = "applink-double-1"


@dataclass
class Ack:
    """An answer to an envelope, as it came in."""

    envelope_id: str
    payload: Json | None
    known: bool


@dataclass(eq=False)
class Connection:
    """One WebSocket. A dead one stays open, says nothing and hears nothing."""

    ws: web.WebSocketResponse
    request: web.Request
    number: int
    dead: bool = False
    queue: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)
    waiting: dict[str, asyncio.Future[Outcome]] = field(default_factory=dict)

    def send(self, message: Json | str) -> None:
        self.queue.put_nowait(message if isinstance(message, str) else json.dumps(message))

    def cut(self) -> None:
        """End the TCP connection without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()

    async def write(self) -> None:
        while (text := await self.queue.get()) is not None:
            if not self.dead:
                with contextlib.suppress(ConnectionError):
                    await self.ws.send_str(text)


class Sockets:
    """The far end of Socket Mode. `acks` holds every answer that came."""

    def __init__(self, world: World, timing: Timing, rng: random.Random) -> None:
        self.world, self.timing, self.rng = world, timing, rng
        self.open: list[Connection] = []
        self.acks: list[Ack] = []
        self.refusing = False
        self.total = 0
        self._tickets: set[str] = set()
        self._ids = itertools.count(1)

    def url(self) -> str:
        """An address for one WebSocket."""
        ticket = f"{self.rng.randrange(16**16):016x}"
        self._tickets.add(ticket)
        base = self.world.base.replace("http", "ws", 1)
        return f"{base}/link/?ticket={ticket}&app_id={self.world.app_id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.refusing:
            return web.Response(status=503)
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404)
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(autoping=False)
        await ws.prepare(request)
        self.total += 1
        connection = Connection(ws, request, self.total)
        if len(self.open) >= MOST:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {"host": HOST}})
            await ws.close()
            return ws
        self.open.append(connection)
        connection.send(self._hello())
        helpers = [asyncio.create_task(connection.write()), asyncio.create_task(self._ping(connection))]
        try:
            await self._read(connection)
        finally:
            self._gone(connection)
            for task in helpers:
                task.cancel()
        return ws

    def _hello(self) -> Json:
        debug = {"host": HOST, "build_number": 1, "approximate_connection_time": 18060}
        about = {"num_connections": len(self.open), "connection_info": {"app_id": self.world.app_id}}
        return {"type": "hello", "debug_info": debug} | about

    async def _ping(self, connection: Connection) -> None:
        while True:
            await asyncio.sleep(self.timing.ping)
            if not connection.dead:
                with contextlib.suppress(ConnectionError):
                    await connection.ws.ping(b"Ping from " + HOST.encode())

    async def _read(self, connection: Connection) -> None:
        async for message in connection.ws:
            if connection.dead:
                continue
            if message.type == WSMsgType.PING:
                await connection.ws.pong(message.data)
            elif message.type == WSMsgType.TEXT:
                self._answered(connection, message.data)

    def _answered(self, connection: Connection, text: str) -> None:
        try:
            body = json.loads(text)
            key = str(body["envelope_id"])
        except (ValueError, KeyError, TypeError):
            return
        future = connection.waiting.pop(key, None)
        self.acks.append(Ack(key, body.get("payload"), future is not None))
        if future is not None and not future.done():
            future.set_result(Outcome(True, body.get("payload")))

    def _gone(self, connection: Connection) -> None:
        if connection in self.open:
            self.open.remove(connection)
        for future in connection.waiting.values():
            if not future.done():
                future.set_result(Outcome(False, reason="connection_failed"))
        connection.waiting.clear()

    async def attempt(self, kind: str, payload: Json, accepts: bool, number: int, reason: str) -> Outcome:
        """One envelope to one socket; its ack has to come over that same socket, in time."""
        if not self.open:
            return Outcome(False, reason="connection_failed")
        connection = self.rng.choice(self.open)
        key = f"{next(self._ids):08x}-0000-4000-8000-{self.rng.randrange(16**12):012x}"
        envelope: Json = {"envelope_id": key, "type": kind, "payload": payload, "accepts_response_payload": accepts}
        if kind == "events_api":
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        connection.waiting[key] = future
        connection.send(envelope)
        try:
            return await asyncio.wait_for(future, self.timing.ack)
        except TimeoutError:
            connection.waiting.pop(key, None)
            return Outcome(False, reason="timeout")

    # what can befall the sockets

    def refresh(self, reason: str = "refresh_requested") -> None:
        """Tell every open socket to come again; unless it is only a `warning`, nothing is sent over it any more."""
        for connection in list(self.open):
            connection.send({"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}})
            if reason != "warning":
                self.open.remove(connection)

    def cut(self) -> None:
        """End every TCP connection without a word."""
        for connection in list(self.open):
            connection.cut()

    def kill(self) -> None:
        """Leave every socket open and answer nothing on it any more."""
        for connection in self.open:
            connection.dead = True

    def say(self, text: str) -> None:
        """Send this very text over every socket, however malformed."""
        for connection in self.open:
            connection.send(text)

    async def close(self) -> None:
        for connection in list(self.open):
            connection.queue.put_nowait(None)
            connection.cut()
