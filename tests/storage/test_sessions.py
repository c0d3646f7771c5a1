"""Links that work once, sessions, and what was read: on both databases."""

import asyncio
from dataclasses import replace

from bot.model.people import Account
from bot.model.sessions import Session, SignInLink
from bot.ports import LocalPost
from storage.database import Database
from storage.local_posts import LocalPostTable
from storage.read_marks import ReadMarkTable
from storage.transaction import Storage
from tests.storage.things import NOW, later

ANA = Account("slack", "U1", "Ana Souza", "en-GB")
LINK = SignInLink("h1", "ana", ANA, "/t/7", NOW, later(minutes=10))
SESSION = Session("s1", "hash-1", "ana", ANA, "Firefox, Linux", NOW, NOW, later(days=14))


async def test_a_link_comes_back_as_it_was_made_and_is_used_once(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.sessions.add_link(LINK)
    async with begin("main") as tx:
        assert await tx.sessions.link("h1") == LINK
        assert await tx.sessions.link("h2") is None
        assert await tx.sessions.use_link("h1", later(minutes=1))
        assert not await tx.sessions.use_link("h1", later(minutes=1))
    async with begin("main") as tx:
        assert await tx.sessions.link("h1") == replace(LINK, used_at=later(minutes=1))


async def test_a_link_cannot_be_used_when_its_time_is_over(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.sessions.add_link(LINK)
        assert not await tx.sessions.use_link("h1", later(minutes=10))


async def test_of_ten_who_use_a_link_at_once_one_gets_in(begin: Storage, begin_elsewhere: Storage) -> None:
    async with begin("main") as tx:
        await tx.sessions.add_link(LINK)

    async def use(through: Storage) -> bool:
        async with through("main") as tx:
            return await tx.sessions.use_link("h1", later(minutes=1))

    assert sum(await asyncio.gather(*(use(begin if n % 2 else begin_elsewhere) for n in range(10)))) == 1


async def test_links_are_counted_by_person_and_time_and_forgotten_after_a_day(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.sessions.add_link(LINK)
        await tx.sessions.add_link(replace(LINK, hash="h2", made_at=later(minutes=5)))
        await tx.sessions.add_link(replace(LINK, hash="h3", person="tom"))
        assert await tx.sessions.links_since("ana", later(minutes=-1)) == 2
        assert await tx.sessions.links_since("ana", NOW) == 1
    async with begin("main") as tx:
        await tx.sessions.add_link(replace(LINK, hash="h4", made_at=later(days=2), expires_at=later(days=2)))
        assert await tx.sessions.link("h1") is None


async def test_sessions_are_found_listed_seen_and_ended(begin: Storage) -> None:
    second = replace(SESSION, id="s2", hash="hash-2", made_at=later(minutes=1))
    async with begin("main") as tx:
        for one in (SESSION, second, replace(SESSION, id="s3", hash="hash-3", person="tom")):
            await tx.sessions.add(one)
    async with begin("main") as tx:
        assert await tx.sessions.by_hash("hash-1") == SESSION
        assert [one.id for one in await tx.sessions.of("ana")] == ["s2", "s1"]
        await tx.sessions.seen("s1", later(minutes=7))
    async with begin("main") as tx:
        assert await tx.sessions.by_hash("hash-1") == replace(SESSION, seen_at=later(minutes=7))
        assert await tx.sessions.end("tom", "s1", NOW) == 0  # not theirs
        assert await tx.sessions.end("ana", "s1", NOW) == 1
    async with begin("main") as tx:
        assert [one.id for one in await tx.sessions.of("ana")] == ["s2"]
        assert await tx.sessions.end("ana", None, NOW) == 1
        assert [one.id for one in await tx.sessions.of("tom")] == ["s3"]


async def test_another_workspace_sees_neither(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.sessions.add_link(LINK)
        await tx.sessions.add(SESSION)
    async with begin("other") as tx:
        assert await tx.sessions.link("h1") is None
        assert not await tx.sessions.use_link("h1", NOW)
        assert await tx.sessions.by_hash("hash-1") is None
        assert await tx.sessions.of("ana") == []
        assert await tx.sessions.end("ana", None, NOW) == 0


async def test_what_was_read_only_moves_forward(database: Database) -> None:
    marks, other = ReadMarkTable(database, "main"), ReadMarkTable(database, "other")
    await marks.saw("web:ana", "t/7", later(minutes=5))
    await marks.saw("web:ana", "t/7", NOW)
    await marks.saw("web:ana", "c/help", NOW)
    await marks.saw("web:tom", "t/7", NOW)
    assert await marks.seen("web:ana") == {"t/7": later(minutes=5), "c/help": NOW}
    assert await other.seen("web:ana") == {}


async def test_when_others_last_wrote_in_a_channel(database: Database) -> None:
    posts = LocalPostTable(database, "main", "web")
    await posts.put(LocalPost("p1", "help", None, "ana", NOW, text="hello"))
    await posts.put(LocalPost("p2", "help", "p1", "tom", later(minutes=1), text="hi"))
    await posts.put(LocalPost("p3", "random", None, "ana", later(minutes=2), text="mine"))
    assert await posts.last_by_others(["help", "random"], "ana") == {"help": later(minutes=1)}
    assert await posts.last_by_others(["help", "random"], "tom") == {"help": NOW, "random": later(minutes=2)}
    await posts.change("p2", deleted=True)
    assert await posts.last_by_others(["help"], "ana") == {}
