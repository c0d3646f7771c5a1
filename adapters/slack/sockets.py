"""Socket Mode: several connections, so that a refresh leaves no gap, and a watch on each of them.

The SDK's own client reconnects, but late (one ping interval after a cut), and a socket that looks alive may deliver
nothing. So the watch looks often, reconnects what is cut, and builds what is deaf anew.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.gate import MALFORMED, acknowledged
from adapters.slack.settings import SlackSettings

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 0.5
CLOSE_WITHIN_S = 5.0
CONNECT_WITHIN_S = 6.0
REFUSED_WAIT_S = (1.0, 2.0, 5.0, 15.0, 30.0)
_QUIET = logging.getLogger("loket.slack_sdk")  # its lines may hold socket addresses, which are secrets
_QUIET.setLevel(logging.CRITICAL)


class Socket(SocketModeClient):
    """One connection."""

    def __init__(self, settings: SlackSettings, web: AsyncWebClient, app: AsyncApp) -> None:
        super().__init__(
            app_token=settings.app_token.get_secret_value(),
            logger=_QUIET,
            web_client=web,
            ping_interval=settings.ping_s,
            auto_reconnect_enabled=False,  # the watch does that, sooner, and tells of it
        )
        self._app = app
        self._refusals = 0
        self._pong: float | None = None
        self._heard_at = asyncio.get_running_loop().time()
        self.socket_mode_request_listeners.append(self._handle)

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """The desk commits; only then is it acknowledged."""
        started = asyncio.get_running_loop().time()
        try:
            answer = await run_async_bolt_app(self._app, request)
        except MALFORMED as error:  # Bolt could not even read it
            log.error("slack.payload_malformed", kind=request.type, error=type(error).__name__)
            answer = acknowledged()
        try:
            await send_async_response(client, request, answer, started)
        except (ConnectionError, aiohttp.ClientError, AttributeError):
            log.info("slack.ack_lost", kind=request.type)  # it is sent again, and known by its key

    async def issue_new_wss_url(self) -> str:
        """As the SDK's, with a line in our log and patience that grows."""
        try:
            url: str = await super().issue_new_wss_url()
        except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError) as error:
            wait_s = REFUSED_WAIT_S[min(self._refusals, len(REFUSED_WAIT_S) - 1)]
            self._refusals += 1
            code = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            log.error("slack.socket_refused", error=code, remedy="check LOKET_SLACK__APP_TOKEN", again_s=wait_s)
            await asyncio.sleep(wait_s)
            raise
        self._refusals = 0
        return url

    async def connect(self) -> None:
        """As the SDK's, which would try one and the same address for ever: each is good for one connection."""
        while not self.closed:
            try:
                async with asyncio.timeout(CONNECT_WITHIN_S):
                    await super().connect()  # type: ignore[no-untyped-call]
                break
            except TimeoutError:
                self.wss_uri = None
        self._heard()

    def _heard(self) -> None:
        self._heard_at, self._pong = asyncio.get_running_loop().time(), self.last_ping_pong_time

    def silent_s(self) -> float:
        """Seconds since the last pong."""
        if self.last_ping_pong_time != self._pong:
            self._heard()
        return asyncio.get_running_loop().time() - self._heard_at

    @property
    def open(self) -> bool:
        return not self.closed and self.current_session is not None and not self.current_session.closed


class Sockets:
    """Keeps the connections. `at_gap` is called when something may be missing from now on, `after_gap` once all is
    heard again; the first connection ends a gap too."""

    def __init__(
        self,
        settings: SlackSettings,
        app: AsyncApp,
        at_gap: Callable[[], None],
        after_gap: Callable[[], Awaitable[None]],
    ) -> None:
        self._settings = settings
        self._app = app
        self._at_gap = at_gap
        self._after_gap = after_gap
        self._sockets: list[Socket] = []
        self._deaf = 0
        self._gap = True  # whatever was said before the first connection

    @property
    def healthy(self) -> bool:
        """One of them listens, and none is deaf."""
        return self._deaf == 0 and any(socket.open for socket in self._sockets)

    async def run(self) -> None:
        """Until cancelled."""
        web = AsyncWebClient(base_url=self._app.client.base_url, logger=_QUIET, retry_handlers=[])
        try:
            for _ in range(self._settings.connections):
                self._sockets.append(Socket(self._settings, web, self._app))
            async with asyncio.TaskGroup() as group:
                for place in range(self._settings.connections):
                    group.create_task(self._keep(place, web))
                group.create_task(self._catch_up_after_gaps())
        finally:
            await asyncio.gather(*(_close(socket) for socket in self._sockets))

    async def _keep(self, place: int, web: AsyncWebClient) -> None:
        await _connect(self._sockets[place])
        log.info("slack.socket_open", place=place)
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            socket = self._sockets[place]
            if socket.connect_operation_lock.locked():
                continue  # a refresh is under way
            if socket.open and socket.silent_s() > self._settings.pong_age_s:
                log.warning("slack.socket_deaf", place=place, silent_s=round(socket.silent_s(), 1))
                await self._rebuild(place, web)
            elif not socket.open:
                log.warning("slack.socket_cut", place=place)
                await self._rebuild(place, web)

    async def _rebuild(self, place: int, web: AsyncWebClient) -> None:
        """What was on its way to it may be lost: it is read back afterwards."""
        old = self._sockets[place]
        self._deaf += 1
        self._gap = True
        self._at_gap()
        try:
            await _close(old)
            self._sockets[place] = fresh = Socket(self._settings, web, self._app)
            await _connect(fresh)
        finally:
            self._deaf -= 1
        log.info("slack.socket_rebuilt", place=place)

    async def _catch_up_after_gaps(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            if self._gap and self.healthy:
                self._gap = False
                await self._after_gap()


async def _connect(socket: Socket) -> None:
    """As long as it takes; `issue_new_wss_url` has told of each refusal and waited."""
    while not socket.closed and not socket.open:
        with suppress(SlackApiError, aiohttp.ClientError, OSError, TimeoutError):
            await socket.connect_to_new_endpoint(force=True)


async def _close(socket: Socket) -> None:
    with suppress(Exception):
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await socket.close()  # type: ignore[no-untyped-call]
