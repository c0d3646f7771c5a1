"""Bringing a database to the present form."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import BadDatabase, Database
from storage.migrate import current, drift, head, upgrade

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(new_database_url: str) -> Database:
    return Database(new_database_url, durable=False)


async def test_an_empty_database_gets_exactly_the_tables_in_code(empty: Database) -> None:
    assert await current(empty) is None
    assert await upgrade(empty) == (None, head())
    assert await drift(empty) == []
    assert await current(empty) == head()
    await empty.close()


async def test_upgrading_again_changes_nothing(empty: Database) -> None:
    await upgrade(empty)
    assert await upgrade(empty) == (head(), head())
    assert await drift(empty) == []
    await empty.close()


async def test_a_table_somebody_changed_by_hand_is_noticed(empty: Database) -> None:
    await upgrade(empty)
    async with empty.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE people DROP COLUMN locale"))
    assert await drift(empty)
    await empty.close()


async def test_tables_of_others_in_the_same_database_are_left_alone(empty: Database) -> None:
    async with empty.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE workflow_status (id TEXT)"))
    await upgrade(empty)
    assert await drift(empty) == []
    async with empty.engine.begin() as connection:
        await connection.execute(text("SELECT id FROM workflow_status"))
    await empty.close()


async def test_a_database_of_a_newer_version_is_refused_in_one_line(empty: Database) -> None:
    await upgrade(empty)
    async with empty.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'ffffffffffff'"))
    with pytest.raises(BadDatabase, match="newer version") as caught:
        await upgrade(empty)
    assert "\n" not in str(caught.value)
    await empty.close()


async def test_two_processes_upgrading_at_once_do_no_harm(new_database_url: str) -> None:
    program = (
        "import asyncio, sys\n"
        "from storage.database import Database\n"
        "from storage.migrate import upgrade\n"
        "asyncio.run(upgrade(Database(sys.argv[1], durable=False)))\n"
    )
    command = [sys.executable, "-c", program, new_database_url]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ends = await asyncio.gather(*(asyncio.to_thread(one.communicate, timeout=60) for one in both))
    assert [one.returncode for one in both] == [0, 0], ends
    database = Database(new_database_url)
    assert await drift(database) == []
    await database.close()
