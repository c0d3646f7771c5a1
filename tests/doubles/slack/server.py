"""The double itself: one server on a free loopback port, a workspace, and the people in it."""

from __future__ import annotations

import random
from types import TracebackType
from typing import Self

from aiohttp import web

from . import methods_chat, methods_files, methods_people, methods_places, methods_views
from .api import Api, Args, Call, Refused, method
from .delivery import Chaos, Delivered, Delivery, Timing
from .faults import Fault, Faults, Pace
from .hands import Hands
from .methods_files import FileDesk
from .nouns import Json
from .people import People
from .requests import Requests
from .sockets import Ack, Sockets
from .world import Clock, World

MODULES = (methods_chat, methods_files, methods_people, methods_places, methods_views)


class SlackDouble(People, Hands):
    """A workspace with a bot in it. It lives on when the client dies; `clock` gives message ids and ages.

    Socket Mode is on from the start; `use_http` changes to HTTP requests.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        timing: Timing | None = None,
        seed: int = 0,
        pace: Pace | None = None,
        port: int = 0,
    ) -> None:
        rng = random.Random(seed)
        self.world = World(clock, rng) if clock is not None else World(rng=rng)
        self.timing = timing or Timing()
        self.faults = Faults(pace=pace)
        self.api = Api(self.world, self.faults)
        self.delivery = Delivery(self.world, self.timing, rng)
        self.sockets = Sockets(self.world, self.timing, rng)
        self.delivery.transport = self.sockets
        self.world.socket_url = self.sockets.url
        self.http: Requests | None = None
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**30)
        files = FileDesk(self.world, self.faults)
        app.router.add_route("*", "/api/{method}", self.api.handle)
        app.router.add_get("/link/", self.sockets.handle)
        app.router.add_post("/upload/v1/{file}", files.upload)
        app.router.add_get(r"/files-pri/{team}-{file:F[A-Z0-9]+}/{name}", files.download)
        app.router.add_post("/actions/{key:.+}", files.reply)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self.world.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.delivery.close()
        await self.sockets.close()
        if self.http is not None:
            await self.http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # addresses and secrets

    @property
    def api_url(self) -> str:
        """What the SDK takes as `base_url`."""
        return f"{self.world.base}/api/"

    @property
    def bot_token(self) -> str:
        return self.world.bot_token

    @property
    def app_token(self) -> str:
        return self.world.app_token

    @property
    def signing_secret(self) -> str:
        return self.world.signing_secret

    # what was recorded

    @property
    def calls(self) -> list[Call]:
        """Every Web API call, oldest first."""
        return self.api.calls

    def called(self, name: str) -> list[Call]:
        """The calls of one method that went well."""
        return [call for call in self.api.calls if call.method == name and call.error is None]

    @property
    def acks(self) -> list[Ack]:
        """Every answer over Socket Mode."""
        return self.sockets.acks

    @property
    def connections(self) -> int:
        """Sockets open now, dead ones too."""
        return len(self.sockets.open)

    # transports and trouble

    def use_http(self, events: str, commands: str | None = None, interactions: str | None = None) -> Requests:
        """Send everything to these addresses from now on instead of over sockets."""
        self.http = Requests(self.world, self.timing, events, commands or events, interactions or events)
        self.delivery.transport = self.http
        return self.http

    @property
    def chaos(self) -> Chaos:
        """Chances of duplicates, redeliveries and changed order; set its fields."""
        return self.delivery.chaos

    def redeliver(self, delivered: Delivered) -> None:
        """Send that event again."""
        self.delivery.redeliver(delivered)

    def fail(
        self,
        method: str,
        times: int = 1,
        kind: str = "500",
        *,
        retry_after: int = 1,
        seconds: float = 0.5,
        channel: str | None = None,
    ) -> None:
        """Make the next calls of a method (or of "*", "upload", "download", "response_url") go wrong.

        kind: "ratelimited"; "500" or another status; "reset_before" or "reset_after" it took effect; "slow", by
        `seconds`; anything else is the error code to answer with.
        """
        self.faults.waiting.append(Fault(method, kind, times, retry_after, seconds, channel))

    def revoke(self, error: str = "token_revoked") -> None:
        """The tokens are worth nothing from now on."""
        self.world.token_error = error


@method("apps.connections.open", app_token=True)
def connections_open(world: World, args: Args) -> Json:
    if world.socket_url is None:
        raise Refused("forbidden_team")
    return {"url": world.socket_url()}
