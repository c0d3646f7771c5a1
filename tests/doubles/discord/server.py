"""The double itself: one server on a free loopback port, with REST, the gateway, files, and people."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from . import (
    files,
    interactions,
    routes_commands,
    routes_guilds,
    routes_messages,
    routes_places,
    routes_threads,
)
from .api import VERSION, Api, Call
from .faults import Fault, Faults, Pace
from .gateway import Gateway
from .hands import Hands
from .nouns import Channel, Json, Member, Message, User
from .people import People
from .world import Clock, Event, SystemClock, Timing, World

MODULES = (interactions, routes_commands, routes_guilds, routes_messages, routes_places, routes_threads)


class DiscordDouble(People):
    """Discord with one application. It lives on when the client dies, and knows nothing of it but its requests.

    `clock` gives snowflakes and ages; `privileged` are the privileged intents the application was granted
    ("message_content", "members", "presences"); `pace` limits messages per channel when given; `lean` leaves every
    field that says nothing out of what the gateway sends, as a bare emulator does.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        timing: Timing | None = None,
        privileged: tuple[str, ...] = ("message_content", "members"),
        seed: int = 0,
        pace: Pace | None = None,
        lean: bool = False,
        port: int = 0,
    ) -> None:
        self.world = World(clock or SystemClock(), random.Random(seed), timing or Timing())
        self.world.privileged, self.world.lean = set(privileged), lean
        self.faults = Faults(random.Random(seed), pace)
        self.api = Api(self.world, self.faults)
        self.gateway = Gateway(self.world)
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**30)
        app.router.add_route("*", VERSION + "/{path:.*}", self.api.handle)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_get("/attachments/{channel}/{attachment}/{name}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self.world.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()
        if self.api.broken and error is None:
            raise self.api.broken[0]

    async def _file(self, request: web.Request) -> web.Response:
        call = Call("GET", request.path, {}, None, [], None, time.monotonic())
        return await self.faults.before(call, request) or await files.serve(self.world, request)

    # addresses and secrets

    @property
    def api_url(self) -> str:
        """What the library takes as `Route.BASE`."""
        return self.world.base + VERSION

    @property
    def gateway_url(self) -> str:
        """What the library takes as `DEFAULT_GATEWAY`."""
        return self.gateway.url

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def application_id(self) -> int:
        return self.world.application_id

    # looking on

    def hands(self, person: Member | User, at: Channel | None = None) -> Hands:
        """That person at work, in `at` when a call does not say where."""
        return Hands(self.world, person, at)

    def messages(self, channel: Channel, *, system: bool = False) -> list[Message]:
        """What stands in a channel, thread or DM, oldest first; nothing ephemeral, nor Discord's own notes."""
        return sorted((m for m in channel.messages.values() if system or not m.system), key=lambda m: m.id)

    def from_bot(self, channel: Channel) -> list[Message]:
        """Those of `messages` that the bot wrote."""
        return [m for m in self.messages(channel) if m.author is self.bot]

    def dm(self, person: Member | User) -> Channel:
        """The direct messages of that person and the bot."""
        return self.world.dm(person.user if isinstance(person, Member) else person)

    def threads(self, parent: Channel) -> list[Channel]:
        """The threads of a channel or the posts of a forum, oldest first."""
        return [c for c in self.world.channels.values() if c.parent is parent]

    @property
    def events(self) -> list[Event]:
        """Everything that happened as the gateway tells it, oldest first, heard by a session or not."""
        return self.gateway.told

    @property
    def calls(self) -> list[Call]:
        """Every REST request, oldest first."""
        return self.api.calls

    def called(self, method: str, ending: str = "") -> list[Call]:
        """The requests of a method whose path ends so and that went well."""
        return [c for c in self.calls if c.method == method and c.path.endswith(ending) and 200 <= c.status < 300]

    @property
    def refusals(self) -> dict[int, int]:
        """How many answers were 401, 403 and 429: ten thousand in ten minutes would ban the address."""
        return {status: sum(c.status == status for c in self.calls) for status in (401, 403, 429)}

    @property
    def syncs(self) -> list[int | None]:
        """The guild of each time commands were put, None for global ones."""
        return self.world.syncs

    def commands(self, guild: int | None = None) -> list[Json]:
        return self.world.commands.get(guild, [])

    async def until(self, condition: Callable[[], Any], timeout: float = 5.0) -> Any:
        """Wait until that holds and give what it gave. Raises TimeoutError with the last requests."""
        end = time.monotonic() + timeout
        while not (found := condition()):
            if time.monotonic() > end:
                last = [f"{c.method} {c.path} {c.status}/{c.code}" for c in self.calls[-8:]]
                raise TimeoutError(f"not within {timeout} s; {len(self.sessions)} sessions; last requests: {last}")
            await asyncio.sleep(0.005)
        return found

    async def connected(self, timeout: float = 5.0) -> None:
        """Wait until a bot is on the gateway."""
        await self.until(lambda: self.sessions, timeout)

    # trouble with REST

    def fail(
        self,
        pattern: str = "*",
        times: int | None = 1,
        kind: str = "500",
        *,
        chance: float = 1.0,
        retry_after: float = 1.0,
        seconds: float = 0.5,
    ) -> Fault:
        """Make requests go wrong whose "METHOD /path" fits: "POST /channels/*/messages", "GET /attachments/*".

        `times` None is for ever, by `chance`. kind: "429" of a bucket, "429_global", "429_cloudflare"; "500" or another
        status, "504_after" when it took effect; "reset_before" or "reset_after" it took effect; "slow", by `seconds`.
        Set its `left` to 0 to end it.
        """
        fault = Fault(pattern, kind, times, chance, retry_after, seconds)
        self.faults.waiting.append(fault)
        return fault

    def rest_down(self, down: bool = True) -> None:
        """Reset every REST connection, until called with False."""
        self.faults.down = down
