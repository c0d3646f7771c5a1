"""The time machine behind one button: a child process plays the demo into var/demo.db and then serves it.

The child tells how far it is in lines on its standard output, and ends when its standard input does: never later than
its parent. What it does stands in demo_desk.py.
"""

import asyncio
import contextlib
import socket
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import structlog

from bot.ports import Begin, DemoState
from bot.settings import Settings

log = structlog.get_logger()

OWN_FILE = Path("var/demo.db")
DAYS = 14
NEXT_PORT = 2  # after the workspace's and the public listener's
STOP_WITHIN_S = 10.0


class DemoDesk:
    """`bot.ports.Demo`."""

    def __init__(self, begin: Begin, settings: Settings, own_file: str | None, days: int = DAYS) -> None:
        """`own_file`: the SQLite file of this desk, None on PostgreSQL."""
        self._days = days
        self._begin = begin
        self._settings = settings
        self._is_demo = own_file is not None and Path(own_file).absolute() == OWN_FILE.absolute()
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._state = DemoState("none")

    async def offered(self) -> bool:
        if self._is_demo:
            return False
        async with self._begin(self._settings.workspace, read_only=True) as tx:
            return await tx.requests.count() == 0

    def state(self) -> DemoState:
        return self._state

    async def start(self) -> None:
        if self._is_demo or self._state.phase in ("playing", "open"):
            return
        self._state = DemoState("playing")
        web = self._settings.web
        port = _free_port(web.host, web.port + NEXT_PORT)
        back = f"http://{web.host}:{web.port}"
        command = (sys.executable, "-m", "bot", "demo-desk", str(port), back, "--days", str(self._days))
        self._process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        self._reading = asyncio.create_task(self._read(self._process, f"http://{web.host}:{port}"), name="demo")
        log.info("demo.started", port=port)

    async def _read(self, process: Process, url: str) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            word, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            if word == "playing":
                self._state = DemoState("playing", float(rest))
            elif word == "open":
                self._state = DemoState("open", 1.0, url)
        status = await process.wait()
        self._state = DemoState("none" if self._state.phase == "open" else "failed")
        log.info("demo.ended", status=status)

    async def stop(self) -> None:
        process, reading = self._process, self._reading
        if process is None or reading is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(asyncio.shield(reading), STOP_WITHIN_S)
        except TimeoutError:
            process.kill()
            await reading
        self._process, self._reading, self._state = None, None, DemoState("none")


def _free_port(host: str, wished: int) -> int:
    for port in (wished, 0):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            try:
                probe.bind((host, port if port < 65536 else 0))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    raise OSError(f"no port is free on {host}")
