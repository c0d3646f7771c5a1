"""An idle desk's share of a core, beside an idle Python that only waits."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from rich.table import Table

SECONDS = 20


def _cpu_s(pid: int) -> float:
    """User and system time of a process, seconds (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory_mb(pid: int) -> float:
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_ready(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the desk did not come up")


def _share(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    before = _cpu_s(process.pid)
    time.sleep(SECONDS)
    share = (_cpu_s(process.pid) - before) / SECONDS
    return share, _memory_mb(process.pid)


def _measure() -> Table:
    table = Table(title=f"idle for {SECONDS} s")
    for column in ("process", "share of a core", "memory", "memory beside the waiting Python"):
        table.add_column(column, justify="right")
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        port = _free_port()
        settings = {"LOKET_DATABASE_URL": f"sqlite:///{folder}/loket.db", "LOKET_WEB__PORT": str(port)}
        desk = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], env=os.environ | settings, stderr=subprocess.DEVNULL
        )
        waiting = subprocess.Popen([sys.executable, "-c", "import asyncio; asyncio.run(asyncio.sleep(600))"])
        try:
            _wait_ready(port)
            time.sleep(3)
            share, memory = _share(desk)
            base_share, base_memory = _share(waiting)
        finally:
            desk.terminate()
            waiting.terminate()
            desk.wait()
            waiting.wait()
    table.add_row("an asyncio program that waits", f"{base_share:.1%}", f"{base_memory:.0f} MB", "1.0")
    table.add_row("loket run", f"{share:.1%}", f"{memory:.0f} MB", f"{memory / base_memory:.1f}")
    return table


async def measure() -> Table:
    if not Path("/proc/self/stat").exists():
        return Table(title="idle: needs Linux's /proc; skipped")
    return await asyncio.to_thread(_measure)
