"""A process's name among several, and what an earlier run of it left behind."""

import asyncio
from datetime import timedelta

import pytest

from bot.ids import TimeOrderedIds
from storage.database import Database
from storage.outbox import LEASE
from storage.replica import take_name
from storage.transaction import Storage
from tests.storage.things import NOW, a_post

SOON = NOW + timedelta(seconds=1)


async def _fill(storage: Storage, lane: str) -> None:
    async with storage("main") as tx:
        assert await tx.outbox.add(a_post(lane), NOW)


async def _idle(storage: Storage) -> list[str]:
    async with storage("main", read_only=True) as tx:
        return await tx.outbox.idle_lanes(SOON, 10)


async def test_a_restarted_process_takes_up_at_once_what_it_had_and_nothing_of_others(
    database: Database, ids: TimeOrderedIds
) -> None:
    names = ("one", "one%", "on_", "two")
    for name in names:
        await _fill(Storage(database, ids, replica=name), f"lane of {name}")
    for name in ("one", "on_"):
        again = Storage(database, ids, replica=name)
        assert f"lane of {name}" not in await _idle(again)
        await again.start()
        assert f"lane of {name}" in await _idle(again)
    left = await _idle(Storage(database, ids, replica="three"))
    assert set(left) & {"lane of one%", "lane of two"} == set()


async def test_starting_does_not_free_what_this_run_holds(database: Database, ids: TimeOrderedIds) -> None:
    storage = Storage(database, ids, replica="one")
    await _fill(storage, "lane")
    await storage.start()
    assert await _idle(storage) == []
    async with storage("main") as tx:
        assert await tx.outbox.idle_lanes(NOW + LEASE, 10) == ["lane"]


async def test_a_name_is_held_by_one_process_until_it_ends(migrated_postgresql_url: str) -> None:
    here, there = Database(migrated_postgresql_url), Database(migrated_postgresql_url)
    held = await take_name(here, "one")
    assert held is not None
    assert await take_name(there, "one") is None
    other = await take_name(there, "two")
    assert other is not None
    await other.close()
    await held.close()
    await here.close()
    for _ in range(50):  # the server notices the end of a connection a moment later
        again = await take_name(there, "one")
        if again is not None:
            break
        await asyncio.sleep(0.02)
    assert again is not None
    await again.close()
    await there.close()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sqlite:///var/loket.db", "sqlite:///var/loket.db"),
        ("postgresql://u:hunter2@host/loket", "postgresql://u:***@host/loket"),
    ],
)
async def test_an_address_is_shown_without_its_password(
    address: str, shown: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    assert Database(address).shown == shown
