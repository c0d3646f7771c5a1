"""The real desk in a process of its own, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.databases import prepared

ROOT = Path(__file__).parents[2]
SHOTS = "TEST_SHOTS"  # a folder to keep the pictures in
NEVER_ONLINE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Where a Chromium is, by CHROMIUM or by its usual names."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="module")  # no longer: its event loop stands in the way of asynchronous tests
def playwright() -> Iterator[Playwright]:
    if chromium() is None:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in CHROMIUM")
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=chromium(), args=list(NEVER_ONLINE))
    yield started
    started.close()


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    folder = Path(os.environ.get(SHOTS) or tmp_path / "shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Desk:
    """`loket run` on a free port and a fresh SQLite file; it may be stopped and started again."""

    def __init__(self, folder: Path, **more: str) -> None:
        """`more`: settings by their variable's name."""
        self._folder = folder
        self._more = more
        self.public = ""  # the public listener's address, where there is one
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._port}"

    def beside(self) -> dict[str, Any]:
        """Where and with what another command of this desk runs."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
        env |= {
            "PYTHONPATH": str(ROOT),
            "LOKET_WEB__PORT": str(self._port),
            "LOKET_DATABASE_URL": f"sqlite:///{self._folder}/loket.db",
        }
        return {"cwd": self._folder, "env": env | self._more}

    def start(self) -> None:
        with (self._folder / "desk.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], **self.beside(), stdout=log, stderr=log
            )
        self._wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def log(self) -> str:
        return (self._folder / "desk.log").read_text()

    def _wait(self) -> None:
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline and self._process and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the desk does not get ready:\n{self.log()}")


@contextmanager
def running(folder: Path, **more: str) -> Iterator[Desk]:
    """A desk from start to stop."""
    prepared(f"sqlite:///{folder}/loket.db")
    started = Desk(folder, **more)
    try:
        started.start()
        yield started
    finally:
        started.stop()


@pytest.fixture
def desk(tmp_path: Path, playwright: Playwright) -> Iterator[Desk]:
    with running(tmp_path) as started:
        yield started


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
