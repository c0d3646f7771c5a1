"""A real desk in a process of its own, that can be killed and started again, and people who write to it."""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

START_S = 40.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class DeskProcess:
    """`loket run` on a database, with the web workspace on a port of its own."""

    def __init__(self, folder: Path, database_url: str, desk_file: Path) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = folder / "desk.log"
        self.kills = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = os.environ | {
            "LOKET_DATABASE_URL": database_url,
            "LOKET_DESK_FILE": str(desk_file),
            "LOKET_WEB__PORT": str(self.port),
            "LOKET_SECRET": "a-secret-that-outlives-a-crash",
            "LOKET_REPLICA": "one",
            "LOKET_LOG__FORMAT": "json",
        }

    def add(self, environment: dict[str, str]) -> None:
        """Further settings, from the next start on."""
        self._environment |= environment

    def end(self) -> None:
        """However it stands."""
        if self._process is not None and self._process.poll() is None:
            self.kill()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], env=self._environment, stdout=log, stderr=log
            )

    async def ready(self) -> None:
        end = time.monotonic() + START_S
        async with httpx.AsyncClient(base_url=self.base, timeout=2) as client:
            while time.monotonic() < end:
                try:
                    if (await client.get("/readyz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.05)
        raise TimeoutError(f"the desk did not come up: {self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self.kills += 1

    def stop(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(timeout=30)


class Writer:
    """One person with one message, who sends it again until the desk says it has it."""

    def __init__(self, desk: DeskProcess, account: str, text: str, token: str) -> None:
        self.account = account
        self.text = text
        self.message_id = f"proof-{account}-0000"
        self.tries = 0
        self._desk = desk
        self._token = token

    async def write(self, client: httpx.AsyncClient, after_s: float, deadline: float) -> None:
        await asyncio.sleep(after_s)
        url = f"{self._desk.base}/as/{self.account}/c/dm-{self.account}/send"
        cookie = f"loket_csrf_{self._desk.port}"
        while time.monotonic() < deadline:
            self.tries += 1
            try:
                answer = await client.post(
                    url,
                    json={"id": self.message_id, "text": self.text},
                    headers={"X-CSRF-Token": self._token, "Cookie": f"{cookie}={self._token}"},
                )
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
                continue
            if answer.status_code == 200:
                return
            assert answer.status_code == 503, answer.text
            await asyncio.sleep(0.2)
        raise TimeoutError(f"{self.account} never got through")


async def token_of(desk: DeskProcess) -> str:
    """The signed token a browser would get."""
    async with httpx.AsyncClient(base_url=desk.base, timeout=10) as client:
        page = await client.get("/")
        cookies = dict(page.cookies)
    return next(value for name, value in cookies.items() if name.startswith("loket_csrf"))


async def kill_now_and_then(desk: DeskProcess, chance: random.Random, times: int, within_s: float) -> None:
    """kill -9 at random moments, each followed by a new start at once."""
    for _ in range(times):
        await asyncio.sleep(chance.uniform(0.3, 2 * within_s / times))
        desk.kill()
        desk.start()
