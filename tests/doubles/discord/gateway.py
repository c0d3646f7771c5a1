"""The gateway: sessions with their own sequence and memory, each on a socket or waiting for one."""

from __future__ import annotations

import asyncio
import itertools
import json
import time

from aiohttp import WSMsgType, web

from . import shapes
from .hearing import GUILDS, hears, told
from .lean import lean
from .nouns import Json
from .sessions import Session, Socket
from .world import PRIVILEGED, Event, World

BEAT, IDENTIFY, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 1, 2, 6, 7, 8, 9, 10, 11


class Gateway:
    """`known` holds the sessions that can still be resumed, `identified` counts what was begun."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.known: dict[str, Session] = {}
        self.sockets: list[Socket] = []
        self.identified = self.resumed = self.refused = 0
        self.refusing = self.acks_withheld = False
        self.told: list[Event] = []
        self.invalid_next: list[bool] = []
        self._ids = itertools.count(1)
        world.emit = self.tell

    @property
    def url(self) -> str:
        return self.world.base.replace("http", "ws", 1) + "/gateway"

    @property
    def sessions(self) -> list[Session]:
        """Those with a socket now."""
        return [s for s in self.known.values() if s.connected]

    def tell(self, event: Event) -> None:
        """Bring an event to every session that hears of such."""
        self.told.append(event)
        self._expire()
        for session in self.known.values():
            if self._mine(session, event) and hears(self.world, session.intents, event):
                data = told(self.world, session.intents, event)
                session.dispatch(event.name, lean(data) if self.world.lean else data)

    @staticmethod
    def _mine(session: Session, event: Event) -> bool:
        if session.shard is None or session.shard[1] < 2:
            return True
        number, total = session.shard
        return ((event.guild.id >> 22) % total if event.guild is not None else 0) == number

    def _expire(self) -> None:
        end = time.monotonic() - self.world.timing.resume
        for session in list(self.known.values()):
            if session.lost_at is not None and session.lost_at < end:
                del self.known[session.id]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.refusing:
            self.refused += 1
            return web.Response(status=503)
        ws = web.WebSocketResponse(max_msg_size=0)
        await ws.prepare(request)
        socket = Socket(ws, request)
        self.sockets.append(socket)
        writer = asyncio.create_task(socket.write())
        socket.send(HELLO, {"heartbeat_interval": int(self.world.timing.heartbeat * 1000)})
        try:
            async for frame in ws:
                if frame.type is WSMsgType.TEXT:
                    self._read(socket, json.loads(frame.data))
        finally:
            self.sockets.remove(socket)
            self._lost(socket, ws.close_code)
            if socket.closing is not None:
                socket.queue.put_nowait(None)
                await asyncio.wait([writer], timeout=1)
            writer.cancel()
        return ws

    def _lost(self, socket: Socket, code: int | None) -> None:
        session = socket.session
        if session is None or session.socket is not socket:
            return
        session.socket, session.lost_at = None, time.monotonic()
        if socket.closing is None and code in (1000, 1001):  # closed like this by the client, a session is over
            self.known.pop(session.id, None)

    def _read(self, socket: Socket, frame: Json) -> None:
        op, data = frame.get("op"), frame.get("d")
        if op == BEAT:
            socket.beats += 1
            if not self.acks_withheld:
                socket.send(ACK)
        elif op == IDENTIFY:
            self._identify(socket, data or {})
        elif op == RESUME:
            self._resume(socket, data or {})
        elif op == MEMBERS and socket.session is not None:
            self._chunk(socket.session, data or {})
        elif op not in (3, 4):
            socket.close(4001)

    def _identify(self, socket: Socket, data: Json) -> None:
        world, intents = self.world, int(data.get("intents") or 0)
        if data.get("token") != world.token or not world.token_valid:
            return socket.close(4004)
        if socket.session is not None:
            return socket.close(4005)
        if any(intents & bit and name not in world.privileged for name, bit in PRIVILEGED.items()):
            return socket.close(4014)
        if self.invalid_next:
            return socket.send(INVALID, self.invalid_next.pop(0))
        if world.identify_left <= 0:
            world.token_valid = False
            return socket.close(4004)
        world.identify_left -= 1
        self.identified += 1
        session = Session(f"{next(self._ids):032x}", intents, data.get("shard"), socket=socket)
        self.known[session.id] = session
        socket.session = session
        self._ready(session)

    def _ready(self, session: Session) -> None:
        world = self.world
        guilds = [g for g in world.guilds.values() if g.has_bot and self._mine(session, Event("", {}, g))]
        ready: Json = {
            "v": 10,
            "user": shapes.user_json(world.bot) | {"verified": True, "mfa_enabled": True, "flags": 0},
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
            "application": {"id": str(world.application_id), "flags": world.application_flags},
            "private_channels": [],
        }
        session.dispatch("READY", ready | ({"shard": session.shard} if session.shard else {}))
        for guild in guilds:
            if session.intents & GUILDS and guild.available:
                made = shapes.guild_create(world, guild)
                session.dispatch("GUILD_CREATE", lean(made) if world.lean else made)

    def _resume(self, socket: Socket, data: Json) -> None:
        self._expire()
        if data.get("token") != self.world.token or not self.world.token_valid:
            return socket.close(4004)
        session = self.known.get(str(data.get("session_id")))
        after = int(data.get("seq") or 0)
        if self.invalid_next:
            return socket.send(INVALID, self.invalid_next.pop(0))
        if session is None or (session.sent and session.sent[0][0] > after + 1):
            return socket.send(INVALID, False)
        if after > session.seq:
            return socket.close(4007)
        if session.socket is not None:
            session.socket.session = None
            session.socket.close(4000)
        session.socket, session.lost_at, socket.session = socket, None, session
        session.resumed += 1
        self.resumed += 1
        session.replay(after)
        session.dispatch("RESUMED", {"_trace": []})

    def _chunk(self, session: Session, data: Json) -> None:
        """Op 8: the members of a guild, a thousand at a time."""
        guild = self.world.guilds.get(int(data.get("guild_id") or 0))
        if guild is None or not guild.has_bot:
            return
        wanted, query = data.get("user_ids"), data.get("query")
        found = list(guild.members.values())
        if wanted is not None:
            keys = {int(k) for k in (wanted if isinstance(wanted, list) else [wanted])}
            found = [m for m in found if m.id in keys]
        elif query:
            found = [m for m in found if m.display_name.lower().startswith(query.lower())]
        found = found[: data.get("limit") or None]
        parts = [found[i : i + 1000] for i in range(0, len(found), 1000)] or [[]]
        for number, part in enumerate(parts):
            body: Json = {"guild_id": str(guild.id), "members": [shapes.member_json(m) for m in part]}
            body |= {"chunk_index": number, "chunk_count": len(parts), "nonce": data.get("nonce")}
            session.dispatch("GUILD_MEMBERS_CHUNK", body)

    async def close(self) -> None:
        for socket in list(self.sockets):
            socket.cut()
        await asyncio.sleep(0)
