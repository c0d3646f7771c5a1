"""The database's address, its transactions, and its bad days."""

import asyncio
import logging
import sqlite3
import threading
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text

from bot.ids import TimeOrderedIds
from bot.ports import Page, StorageUnavailable
from storage.database import BadDatabase, Database, parse_url
from storage.migrate import current, upgrade
from storage.transaction import Storage
from tests.databases import PostgreSQL, database_name
from tests.storage.things import NOW, a_post, a_request, said

SECRET = "my salary is 4711"


@pytest.fixture
async def begin_on_postgresql(migrated_postgresql_url: str, ids: TimeOrderedIds) -> AsyncIterator[Storage]:
    database = Database(migrated_postgresql_url)
    yield Storage(database, ids)
    await database.close()


def _hang_up(server: PostgreSQL, url: str) -> None:
    """The server ends every connection to that database."""
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database_name(url),)
        )


# ---- addresses


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("sqlite:///var/loket.db", "sqlite+aiosqlite"),
        ("postgresql://u:p@host:5432/loket", "postgresql+psycopg"),
        ("postgres://host/loket", "postgresql+psycopg"),
        ("postgresql+psycopg://host/loket?host=/run/pg", "postgresql+psycopg"),
    ],
)
def test_an_address_gets_the_driver_of_ours(address: str, driver: str) -> None:
    assert parse_url(address).drivername == driver


@pytest.mark.parametrize(
    "address",
    [
        "",
        "loket.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite://var/loket.db",
        "sqlite:///file:loket.db?mode=ro&uri=true",
        "sqlite:///loket.db?timeout=5",
        "mysql://u:hunter2@host/loket",
        "postgresql://u:hunter2@host:port/loket",
        "one\ntwo",
    ],
)
def test_an_address_we_cannot_use_is_refused_in_one_line_without_the_password(address: str) -> None:
    with pytest.raises(BadDatabase) as caught:
        parse_url(address)
    line = str(caught.value)
    assert line and "\n" not in line and "allowed: " in line
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadDatabase, match="cannot be made") as caught:
        Database(f"sqlite:///{tmp_path}/file/loket.db")
    assert "\n" not in str(caught.value)


def test_opening_makes_the_folder_of_an_sqlite_file(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path}/new/deep/loket.db")
    assert (tmp_path / "new" / "deep").is_dir()


# ---- transactions


async def test_leaving_cleanly_commits_and_an_exception_leaves_nothing(begin: Storage) -> None:
    with pytest.raises(ZeroDivisionError):
        async with begin("main") as tx:
            await tx.requests.add(a_request("lost"))
            await tx.outbox.add(a_post(), NOW)
            assert await tx.inbox.first_time("k", NOW)
            raise ZeroDivisionError
    async with begin("main") as tx:
        await tx.requests.add(a_request("kept"))
    async with begin("main", read_only=True) as tx:
        assert await tx.requests.get("lost") is None
        assert await tx.requests.get("kept") is not None
        assert await tx.outbox.idle_lanes(NOW, 10) == []
    async with begin("main") as tx:
        assert await tx.inbox.first_time("k", NOW)


async def test_a_cancelled_transaction_leaves_nothing(begin: Storage) -> None:
    written = asyncio.Event()

    async def work() -> None:
        async with begin("main") as tx:
            await tx.requests.add(a_request("lost"))
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with begin("main") as tx:
        assert await tx.requests.get("lost") is None


async def test_writers_begin_immediate_and_readers_begin_deferred(migrated_sqlite_url: str) -> None:
    database = Database(migrated_sqlite_url)
    said_to_sqlite: list[str] = []

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def _heard(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said_to_sqlite.append(statement)

    async with database.begin() as session:
        await session.connection()
    async with database.begin(read_only=True) as session:
        await session.connection()
    await current(database)
    begun = [one for one in said_to_sqlite if one.startswith("BEGIN")]
    assert begun == ["BEGIN IMMEDIATE", "BEGIN", "BEGIN"]
    await database.close()


async def test_readers_do_not_wait_for_a_writer(begin: Storage, begin_elsewhere: Storage) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_request())
        async with asyncio.timeout(5), begin_elsewhere("main", read_only=True) as reader:
            assert await reader.requests.of_requester("ana", Page()) == []


async def test_sqlite_is_set_up_to_survive_a_power_cut(migrated_sqlite_url: str) -> None:
    database = Database(migrated_sqlite_url)
    async with database.begin(read_only=True) as session:
        connection = await session.connection()
        found = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        ]
    assert found == ["wal", 2, 1, 1]
    await database.close()


# ---- bad days: each is StorageUnavailable, nothing is stored, nothing is told about what was written


async def _write(database: Database, ids: TimeOrderedIds) -> None:
    async with Storage(database, ids)("main") as tx:
        await tx.requests.add(a_request(subject=SECRET))


async def test_a_read_only_file_is_unavailable(migrated_sqlite_url: str, ids: TimeOrderedIds) -> None:
    database = Database(migrated_sqlite_url)

    @event.listens_for(database.engine.sync_engine, "connect")
    def _read_only(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    with pytest.raises(StorageUnavailable):
        await _write(database, ids)
    await database.close()


async def test_a_full_disk_is_unavailable(migrated_sqlite_url: str, ids: TimeOrderedIds) -> None:
    database = Database(migrated_sqlite_url)

    @event.listens_for(database.engine.sync_engine, "connect")
    def _full(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(StorageUnavailable):
        async with Storage(database, ids)("main") as tx:
            for number in range(200):
                await tx.requests.add(a_request(f"r{number}", subject=SECRET * 100))
    await database.close()


async def test_a_folder_in_place_of_the_file_is_unavailable(tmp_path: Path, ids: TimeOrderedIds) -> None:
    (tmp_path / "loket.db").mkdir()
    database = Database(f"sqlite:///{tmp_path}/loket.db")
    with pytest.raises(StorageUnavailable):
        await _write(database, ids)
    with pytest.raises(StorageUnavailable):
        await upgrade(database)
    await database.close()
    await asyncio.sleep(0.05)  # the driver's thread says goodbye to this loop


async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path, ids: TimeOrderedIds) -> None:
    (tmp_path / "loket.db").write_text("a shopping list, " * 100)
    database = Database(f"sqlite:///{tmp_path}/loket.db")
    with pytest.raises(StorageUnavailable):
        await _write(database, ids)
    with pytest.raises(StorageUnavailable):
        await upgrade(database)
    await database.close()


async def test_a_lock_another_process_holds_is_unavailable_and_passes(
    migrated_sqlite_url: str, ids: TimeOrderedIds
) -> None:
    database = Database(migrated_sqlite_url, lock_wait_ms=20)
    other = sqlite3.connect(migrated_sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable):
        await _write(database, ids)
    other.execute("ROLLBACK")
    other.close()
    await _write(database, ids)
    await database.close()


async def test_a_row_another_process_holds_is_unavailable(
    migrated_postgresql_url: str, begin_on_postgresql: Storage, ids: TimeOrderedIds
) -> None:
    impatient = Database(migrated_postgresql_url, lock_wait_ms=20)
    async with begin_on_postgresql("main") as tx:
        await tx.requests.add(a_request())
    async with begin_on_postgresql("main") as tx:
        await tx.requests.get("r1")
        with pytest.raises(StorageUnavailable):
            async with Storage(impatient, ids)("main") as second:
                await second.requests.get("r1")
    await impatient.close()


async def test_a_server_that_is_not_there_is_unavailable(ids: TimeOrderedIds) -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/loket")
    with pytest.raises(StorageUnavailable):
        await _write(database, ids)
    with pytest.raises(StorageUnavailable):
        await upgrade(database)
    with pytest.raises(StorageUnavailable):
        await current(database)
    await database.close()


async def test_a_server_that_goes_away_half_way_is_unavailable_and_comes_back(
    migrated_postgresql_url: str, postgresql_server: PostgreSQL, begin_on_postgresql: Storage
) -> None:
    with pytest.raises(StorageUnavailable):
        async with begin_on_postgresql("main") as tx:
            await tx.requests.add(a_request("lost"))
            _hang_up(postgresql_server, migrated_postgresql_url)
            await tx.requests.add(a_request("lost too"))
    async with begin_on_postgresql("main") as tx:
        assert await tx.requests.get("lost") is None
    _hang_up(postgresql_server, migrated_postgresql_url)
    async with begin_on_postgresql("main") as tx:  # the pool noticed
        await tx.requests.add(a_request("kept"))


async def test_a_mistake_of_ours_is_not_called_an_outage(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table") as caught:
        async with database.begin() as session:
            await (await session.connection()).execute(text("SELECT * FROM no_such_table"))
    assert not isinstance(caught.value, StorageUnavailable)


async def test_no_error_and_no_log_line_repeats_what_was_written(
    begin: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Exception, match=r"(?i)unique") as caught:
        async with begin("main") as tx:
            await tx.requests.add(a_request(subject=SECRET))
        async with begin("main") as tx:
            await tx.requests.add(a_request(subject=SECRET))
    told = "".join(traceback.format_exception(caught.value))
    assert SECRET not in told
    assert SECRET not in caplog.text


async def test_an_outage_does_not_repeat_what_was_written(
    migrated_sqlite_url: str, ids: TimeOrderedIds, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    database = Database(migrated_sqlite_url)

    @event.listens_for(database.engine.sync_engine, "connect")
    def _read_only(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    with pytest.raises(StorageUnavailable) as caught:
        await _write(database, ids)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    assert SECRET not in caplog.text
    await database.close()


# ---- odd characters


async def test_characters_a_database_cannot_hold_are_replaced_and_the_message_is_kept(begin: Storage) -> None:
    odd, kept = "a\0b\ud83dc", "a\ufffdb\ufffdc"
    async with begin("main") as tx:
        await tx.requests.add(a_request(subject=odd, home=a_post().to))
        await tx.outbox.add(a_post(text=odd), NOW)
    async with begin("main") as tx:
        stored = await tx.requests.get("r1")
        assert stored is not None and stored.subject == kept
        parcel = await tx.outbox.next("web/help/m1", NOW)
        assert parcel is not None and said(parcel.outgoing) == kept


ODD = (
    "😀👩‍👩‍👧",
    "\u200b\u200d\ufeff",
    "مرحبا بالعالم \u202e",
    "x" * 40_000,
    "line\r\nline\x1b[0m",
    "'; DROP TABLE requests; --",
)


async def test_any_other_text_comes_back_as_it_was(begin: Storage) -> None:
    async with begin("main") as tx:
        for words in ODD:
            await tx.requests.add(a_request(words[:9], subject=words))
            await tx.outbox.add(a_post(words[:9], words), NOW)
    async with begin("main") as tx:
        for words in ODD:
            stored = await tx.requests.get(words[:9])
            assert stored is not None and stored.subject == words
            parcel = await tx.outbox.next(words[:9], NOW)
            assert parcel is not None and said(parcel.outgoing) == words


async def test_a_connection_that_cannot_be_set_up_leaves_no_thread_behind(tmp_path: Path, ids: TimeOrderedIds) -> None:
    (tmp_path / "loket.db").write_text("a shopping list, " * 100)
    database = Database(f"sqlite:///{tmp_path}/loket.db")
    threads = threading.active_count()
    for _ in range(3):
        with pytest.raises(StorageUnavailable):
            await _write(database, ids)
    for _ in range(20):
        if threading.active_count() <= threads:
            break
        await asyncio.sleep(0.01)
    assert threading.active_count() <= threads
    await database.close()
