"""The durable engine on a running desk: it wakes, comes back and sweeps, and knows no words of anybody."""

import asyncio
import sqlite3
import sys
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.clock import SystemClock
from bot.compose import open_desk
from bot.dispatch import Lane
from bot.model.content import plain
from bot.model.effects import Outgoing, Post, Timer
from bot.model.events import Verb
from bot.model.places import Conversation
from bot.ports import DeliveryDelayed
from tests.fakes import RecordingPlatform, Stage, desk_settings

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42),
    reason="the engine needs SQLite 3.42 on this Python",
)

SOON_S = 15.0  # the engine polls once a second; a busy machine gets room


@asynccontextmanager
async def running_desk(database_url: str, platform: RecordingPlatform | None = None):
    platform = platform or RecordingPlatform()
    clock = SystemClock()
    async with open_desk(desk_settings(database_url, replica="one"), platforms={"web": platform}, clock=clock) as desk:
        yield Stage(desk, platform, clock)


async def until(true) -> None:
    """Wait for something to become true, looking often, for a bounded time."""
    for _ in range(int(SOON_S / 0.05)):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen in time")


async def test_a_delayed_effect_is_delivered_by_itself(database_url):
    async with running_desk(database_url) as stage:
        stage.platform.failing["@ana"] = [DeliveryDelayed(1)]
        await stage.write("ana", "my vpn keeps dropping")
        await until(lambda: any("solved" in shown.buttons for shown in stage.platform.in_channel("@ana")))


async def test_a_timer_rings_by_itself_and_once(database_url):
    async with running_desk(database_url) as stage:
        await stage.write("ana", "my vpn keeps dropping")
        [request_id] = {shown.buttons["solved"].subject for shown in stage.platform.in_channel("@ana") if shown.buttons}
        begin, workspace = stage.running.storage, stage.running.workspace
        async with begin(workspace) as tx:
            await tx.timers.put(Timer(f"silent:{request_id}", stage.clock.now() + timedelta(seconds=1)))

        async def closed() -> int:
            async with begin(workspace, read_only=True) as tx:
                return sum(event.verb is Verb.CLOSED for event in await tx.log.of(request_id))

        for _ in range(int(SOON_S / 0.05)):
            if await closed():
                break
            await asyncio.sleep(0.05)
        await stage.running.schedule.wake(workspace, f"silent:{request_id}")
        assert await closed() == 1


async def test_what_a_crash_left_behind_is_delivered_at_the_next_start(database_url):
    effect = Outgoing("a", Conversation("web", "help"), Post(plain("left behind")), "team")
    async with running_desk(database_url) as stage, stage.running.storage(stage.running.workspace) as tx:
        assert await tx.outbox.add(effect, stage.clock.now())
        await tx.timers.put(Timer("digest:gone", stage.clock.now() - timedelta(seconds=1)))
    async with running_desk(database_url) as stage:
        await until(lambda: len(stage.platform.in_channel("help")) == 1)
        assert await stage.running.schedule.run_due(stage.running.workspace) == 0


async def test_a_lane_that_another_desk_delays_is_not_taken_early(database_url):
    async with running_desk(database_url) as stage:
        stage.platform.failing["help"] = [DeliveryDelayed(600)]
        effect = Outgoing("a", Conversation("web", "help"), Post(plain("later")), "team")
        async with stage.running.storage(stage.running.workspace) as tx:
            await tx.outbox.add(effect, stage.clock.now())
        stage.running.deliverer.kick([Lane(stage.running.workspace, "a")])
        await stage.running.deliverer.settle()
        await stage.running.deliverer.push(stage.running.workspace, "a")
        await stage.running.deliverer.settle()
        assert stage.platform.in_channel("help") == []


async def test_the_engines_tables_hold_ids_and_no_words(database_url):
    words = "the purple elephant in the hall sings too loud"
    async with running_desk(database_url) as stage:
        stage.platform.failing["@ana"] = [DeliveryDelayed(1)]
        await stage.write("ana", words)
        await until(lambda: any("#1" in shown.content.summary for shown in stage.platform.in_channel("@ana")))
    engine = sa.create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    schema = "dbos" if engine.dialect.name == "postgresql" else None
    ours = {"inbox", "people", "requests", "messages", "outbox", "local_posts", "anchors", "events", "timers", "lanes"}
    found = []
    with engine.connect() as connection:
        for table in sa.inspect(engine).get_table_names(schema=schema):
            if table not in ours:
                name = f'"{schema}"."{table}"' if schema else f'"{table}"'
                found += [str(tuple(row)) for row in connection.execute(sa.text(f"select * from {name}"))]
    engine.dispose()
    assert any("loket.push" in row for row in found)
    assert not any("elephant" in row or "Souza" in row for row in found)
