"""The time machine behind one button: a desk of its own, in a process of its own."""

import asyncio
import sqlite3
import urllib.request
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.compose import open_desk
from bot.compose.demo_beside import DemoDesk
from bot.ports import DemoState
from bot.settings import DEFAULT_DESK, Settings, WebSettings
from tests.fakes import RecordingPlatform, on_stage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with settings that must not reach the demo."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("LOKET_DATABASE_URL", f"sqlite:///{tmp_path}/real.db")
    monkeypatch.setenv("LOKET_PUBLIC__HOST", "127.0.0.1")
    monkeypatch.setenv("LOKET_PUBLIC__PORT", "1")  # nobody may listen there: it would fail
    return tmp_path


async def phase(demo: DemoDesk, wanted: str) -> DemoState:
    async with asyncio.timeout(90):
        while demo.state().phase != wanted:
            assert demo.state().phase in ("playing", "open"), demo.state()
            await asyncio.sleep(0.1)
    return demo.state()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


@pytest.mark.timeout(180)
async def test_the_demo_plays_beside_an_empty_desk_and_closes_with_it(here: Path) -> None:
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(f"sqlite:///{here}/real.db"),
        desk_file=DEFAULT_DESK,
        web=WebSettings(enabled=True, host="127.0.0.1", port=18765),
    )
    async with open_desk(settings, platforms={"web": RecordingPlatform()}, engine=False) as running:
        demo = DemoDesk(running.storage, settings, str(here / "real.db"), days=3)  # at least one of them no weekend
        assert await demo.offered() and demo.state() == DemoState("none")
        await demo.start()
        await demo.start()  # a second press changes nothing
        assert (await phase(demo, "open")).url.startswith("http://127.0.0.1:")
        url = demo.state().url
        page = await asyncio.to_thread(read, url + "/")
        assert "Demo desk: everything here is made up." in page and "http://127.0.0.1:18765/demo" in page
        with sqlite3.connect(here / "var" / "demo.db") as played:
            assert played.execute("SELECT count(*) FROM requests").fetchone()[0] > 0
        async with running.storage("main", read_only=True) as tx:
            assert await tx.requests.count() == 0
        await demo.stop()
        assert demo.state() == DemoState("none")
        with pytest.raises(OSError):
            await asyncio.to_thread(read, url + "/healthz")


async def test_the_demo_is_not_offered_to_a_desk_that_has_requests(sqlite_url: str) -> None:
    async with on_stage(sqlite_url) as stage:
        demo = DemoDesk(stage.running.storage, stage.running.settings, None)
        assert await demo.offered()
        await stage.write("ana", "my computer hums in b flat since tuesday", "help")
        assert not await demo.offered()


async def test_the_demo_desk_offers_none_of_its_own(here: Path, sqlite_url: str) -> None:
    async with on_stage(sqlite_url) as stage:
        demo = DemoDesk(stage.running.storage, stage.running.settings, str(here / "var" / "demo.db"))
        assert not await demo.offered()
        await demo.start()
        assert demo.state() == DemoState("none")
