"""A listening socket, and a server on it that stops when its task is cancelled."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Callable, Iterator

import structlog
import uvicorn
from starlette.types import ASGIApp

from bot.ports import PlatformCannotStart

log = structlog.get_logger(__name__)

STOP_WITHIN_S = 5  # requests under way get this long; the desk's own stop waits longer


class PortInUse(PlatformCannotStart):
    """Somebody else listens there; the desk cannot start."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"port {port} on {host} is in use; choose another with LOKET_WEB__PORT or LOKET_PUBLIC__PORT")
        self.host = host
        self.port = port


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises PortInUse, or PlatformCannotStart when the address is not this machine's."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise PlatformCannotStart(f"{host} cannot be listened on: {error.strerror}") from None
    listener = socket.socket(family, kind, proto)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(host, port) from None
        raise PlatformCannotStart(f"{host} port {port} cannot be listened on: {error.strerror}") from None
    listener.setblocking(False)
    return listener


class _Server(uvicorn.Server):
    """Leaves signals to the desk."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: ASGIApp, listener: socket.socket, *, on_stop: Callable[[], None], proxies: str = "") -> None:
    """Serve until cancelled, then let requests under way finish. `on_stop` must end the endless ones. `proxies`:
    addresses whose word on where a request came from is believed."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies or None,
        timeout_graceful_shutdown=STOP_WITHIN_S,
    )
    server = _Server(config)
    host, port = listener.getsockname()[:2]
    running = asyncio.create_task(server.serve(sockets=[listener]))
    log.info("web.listening", host=host, port=port)
    try:
        await asyncio.shield(running)
    finally:
        on_stop()
        server.should_exit = True
        await running
        log.info("web.stopped", host=host, port=port)
