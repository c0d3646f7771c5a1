"""Bytes in a folder, rows in a database."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.ids import TimeOrderedIds
from bot.model.files import File, FileUnreadable
from bot.model.messages import Message
from bot.ports import TooBig
from storage.blobs import BlobFolder
from storage.database import Database
from storage.files import folder_of, hashes_in_use
from storage.transaction import Storage
from tests.storage.things import NOW, a_request, later

A = File("f1", "a.png", "image/png", 5_000_000_000, "h1")
B = File("f2", "b.exe", "application/x-executable", 7, "", "not-allowed")


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def whole(blobs: BlobFolder, hash: str) -> bytes:
    return b"".join([piece async for piece in blobs.read(hash)])


def standing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


async def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    blobs = BlobFolder(tmp_path / "files")
    first = await blobs.put(pieces(b"hel", b"lo"), 100)
    assert first == await blobs.put(pieces(b"hello"), 5)
    assert (first.hash, first.size, first.head) == (sha256(b"hello").hexdigest(), 5, b"hello")
    assert await whole(blobs, first.hash) == b"hello" and await blobs.has(first.hash)
    assert standing(tmp_path) == [first.hash]


async def test_too_much_stops_in_the_middle_and_leaves_nothing(tmp_path: Path) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b"x" * 1000

    with pytest.raises(TooBig):
        await BlobFolder(tmp_path).put(endless(), 10_000)
    assert sent == 11 and standing(tmp_path) == []


async def test_a_break_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"some"
        raise FileUnreadable("gone")

    with pytest.raises(FileUnreadable):
        await BlobFolder(tmp_path).put(broken(), 10_000)
    assert standing(tmp_path) == []


async def test_bytes_that_are_gone_are_said_to_be(tmp_path: Path) -> None:
    blobs = BlobFolder(tmp_path)
    assert not await blobs.has("ab" * 32)
    with pytest.raises(FileUnreadable) as gone:
        await whole(blobs, "ab" * 32)
    assert gone.value.final


async def test_only_old_orphans_are_purged_and_a_few_at_a_time(tmp_path: Path) -> None:
    blobs, now = BlobFolder(tmp_path), SystemClock().now()
    used, *orphans = [(await blobs.put(pieces(part), 9)).hash for part in (b"a", b"b", b"c")]
    fresh = (await blobs.put(pieces(b"d"), 9)).hash
    old = (now - timedelta(days=2)).timestamp()
    (tmp_path / "arriving" / "left").write_bytes(b"by a crash")
    for path in (tmp_path / "arriving" / "left", *(tmp_path / h[:2] / h for h in (used, *orphans))):
        os.utime(path, (old, old))

    async def in_use(hashes: object) -> set[str]:
        return {used}

    yesterday = now - timedelta(days=1)
    assert await blobs.purge(in_use, yesterday, 1) == 1
    assert await blobs.purge(in_use, yesterday, 9) == 1
    assert await blobs.purge(in_use, yesterday, 9) == 0
    assert standing(tmp_path) == sorted([used, fresh])


async def test_bytes_put_again_are_safe_from_the_purge(tmp_path: Path) -> None:
    blobs, now = BlobFolder(tmp_path), SystemClock().now()
    hash = (await blobs.put(pieces(b"a"), 9)).hash
    old = (now - timedelta(days=2)).timestamp()
    os.utime(tmp_path / hash[:2] / hash, (old, old))

    async def in_use(hashes: object) -> set[str]:
        await blobs.put(pieces(b"a"), 9)  # comes again between the look and the removal
        return set()

    assert await blobs.purge(in_use, now - timedelta(days=1), 9) == 0
    assert await whole(blobs, hash) == b"a"


async def test_nothing_to_purge_where_no_file_ever_came(tmp_path: Path) -> None:
    async def in_use(hashes: object) -> set[str]:
        raise AssertionError("nothing to ask about")

    assert await BlobFolder(tmp_path / "none").purge(in_use, SystemClock().now(), 9) == 0
    assert not (tmp_path / "none").exists()


async def test_a_message_keeps_its_files_in_order(begin: Storage) -> None:
    message = Message("m1", "r1", "ana", "requester", "look", NOW, "src", files=(B, A))
    async with begin("main") as tx:
        await tx.requests.add(a_request())
        await tx.messages.add(message)
        await tx.messages.add(replace(message, id="m2", files=(), source=None))
    async with begin("main", read_only=True) as tx:
        assert await tx.messages.get("m1") == message == await tx.messages.by_source("r1", "src")
        assert [one.files for one in await tx.messages.of("r1")] == [(B, A), ()]
        held = await tx.files.get("f1")
        assert held is not None and (held.file, held.message_id, held.person) == (A, "m1", None)
        assert await tx.messages.get("m9") is None and await tx.files.get("f9") is None
    async with begin("other", read_only=True) as tx:
        assert await tx.files.get("f1") is None


async def test_a_file_made_for_one_person_is_theirs(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.files.add(A, NOW, person="ana")
    async with begin("main", read_only=True) as tx:
        held = await tx.files.get("f1")
    assert held is not None and (held.message_id, held.person) == (None, "ana")


async def test_hashes_of_any_workspace_are_in_use(begin: Storage, database: Database) -> None:
    async with begin("other") as tx:
        await tx.files.add(A, NOW, person="ana")
    assert await hashes_in_use(database, ["h1", "h2"], NOW) == {"h1"}
    assert await hashes_in_use(database, ["h1", "h2"], later(days=31)) == set()


async def test_a_database_has_one_folder_for_ever(database: Database, ids: TimeOrderedIds, tmp_path: Path) -> None:
    first = await folder_of(database, tmp_path, ids)
    assert first.parent == tmp_path and first == await folder_of(database, tmp_path, ids)


async def test_a_key_can_be_looked_up_without_taking_it(begin: Storage) -> None:
    async with begin("main") as tx:
        assert not await tx.inbox.seen("k") and await tx.inbox.first_time("k", NOW) and await tx.inbox.seen("k")
