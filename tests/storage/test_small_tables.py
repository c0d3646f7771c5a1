"""Inbox, people, messages, anchors, timers, drafts, local posts."""

import asyncio
from dataclasses import replace

import pytest

from bot.model.effects import Timer
from bot.model.messages import Anchored, Message
from bot.model.people import Person
from bot.model.places import Conversation
from bot.ports import Draft, LocalPost
from storage.database import Database
from storage.local_posts import LocalPostTable
from storage.transaction import Storage
from tests.storage.things import EVERY_BLOCK, NOW, later

# ---- inbox


async def test_a_happening_is_new_once(begin: Storage) -> None:
    async with begin("main") as tx:
        assert await tx.inbox.first_time("slack:Ev1", NOW)
        assert not await tx.inbox.first_time("slack:Ev1", NOW)
    async with begin("main") as tx:
        assert not await tx.inbox.first_time("slack:Ev1", later(days=400))
        assert await tx.inbox.first_time("slack:Ev2", NOW)


async def test_of_ten_deliveries_of_one_happening_at_once_exactly_one_is_new(
    begin: Storage, begin_elsewhere: Storage
) -> None:
    async def arrive(through: Storage) -> bool:
        async with through("main") as tx:
            new = await tx.inbox.first_time("slack:Ev1", NOW)
            await asyncio.sleep(0)
            return new

    assert sorted(await asyncio.gather(*(arrive(begin if n % 2 else begin_elsewhere) for n in range(10)))) == [
        *[False] * 9,
        True,
    ]


# ---- people


async def test_a_person_comes_back_as_last_saved(begin: Storage) -> None:
    met = Person("web:7", "Ana", locale="nl-NL")
    changed = Person("web:7", "Ana Souza", "en", "en-GB", introduced=True)
    async with begin("main") as tx:
        assert await tx.people.get("web:7") is None
        await tx.people.save(met)
        assert await tx.people.get("web:7") == met
        await tx.people.save(changed)
        assert await tx.people.get("web:7") == changed
    async with begin("main") as tx:
        assert await tx.people.get("web:7") == changed


async def test_two_first_messages_at_once_make_one_person(begin: Storage, begin_elsewhere: Storage) -> None:
    async def meet(through: Storage) -> None:
        async with through("main") as tx:
            if await tx.people.get("ana") is None:
                await tx.people.save(Person("ana", "Ana"))

    await asyncio.gather(meet(begin), meet(begin_elsewhere))
    async with begin("main") as tx:
        assert await tx.people.get("ana") == Person("ana", "Ana")


async def test_names_are_given_of_those_the_desk_knows(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.people.save(Person("ana", "Ana"))
        await tx.people.save(Person("tom", "Tom"))
        assert await tx.people.names(["ana", "tom", "nobody"]) == {"ana": "Ana", "tom": "Tom"}
        assert await tx.people.names([]) == {}


# ---- messages

MESSAGE = Message("m1", "r1", "ana", "requester", "my vpn keeps dropping", NOW, source="web:1")


async def test_revisions_keep_every_wording_and_end_with_the_newest(begin: Storage) -> None:
    first = Message("m1", "r1", "ana", "requester", "one", NOW, "src")
    async with begin("main") as tx:
        await tx.messages.add(first)
        assert await tx.messages.revise(first, "three", later(minutes=3))
        now = await tx.messages.from_source("src", "ana")
        assert now == replace(first, text="three", edited_at=later(minutes=3))
        assert not await tx.messages.revise(now, "two", later(minutes=2))
        assert await tx.messages.revise(now, "four", later(minutes=3))
    async with begin("main", read_only=True) as tx:
        said = [(one.text, one.at) for one in await tx.messages.revisions("r1")]
        assert said == [("one", NOW), ("two", later(minutes=2)), ("three", later(minutes=3))]
        assert (await tx.messages.of("r1"))[0].text == "four"
        assert await tx.messages.revisions("r2") == []


async def test_a_message_is_found_by_its_writer_and_source_the_standing_one_first(begin: Storage) -> None:
    async with begin("main") as tx:
        for id, request in (("m1", "r1"), ("m2", "r2"), ("m3", "r3")):
            await tx.messages.add(Message(id, request, "ana", "requester", id, NOW, "src"))
        await tx.messages.mark_deleted("m3", NOW)
    async with begin("main", read_only=True) as tx:
        found = await tx.messages.from_source("src", "ana")
        assert found is not None and found.id == "m2"
        assert await tx.messages.from_source("src", "mila") is None
    async with begin("other", read_only=True) as tx:
        assert await tx.messages.from_source("src", "ana") is None


async def test_messages_come_back_oldest_first_taken_back_ones_included(begin: Storage) -> None:
    second = replace(MESSAGE, id="m0", reach="internal", text="", at=later(minutes=1), source=None)
    async with begin("main") as tx:
        await tx.messages.add(second)
        await tx.messages.add(MESSAGE)
        await tx.messages.mark_deleted("m1", later(minutes=2))
        await tx.messages.mark_deleted("nothing", NOW)
    async with begin("main") as tx:
        assert await tx.messages.of("r1") == [replace(MESSAGE, deleted_at=later(minutes=2)), second]
        assert await tx.messages.of("r2") == []


async def test_a_message_is_found_by_the_platforms_id_within_its_request(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.messages.add(MESSAGE)
        assert await tx.messages.by_source("r1", "web:1") == MESSAGE
        assert await tx.messages.by_source("r2", "web:1") is None
        assert await tx.messages.by_source("r1", "web:2") is None


async def test_a_moved_message_belongs_to_the_other_request_alone(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.messages.add(MESSAGE)
        await tx.messages.move("m1", "r2")
        assert await tx.messages.of("r1") == []
        assert await tx.messages.of("r2") == [replace(MESSAGE, request_id="r2")]


# ---- anchors

ANCHOR = Anchored("card/r1", "r1", "internal", "web", "it-triage", "p1", None)
THREAD = Conversation("web", "it-triage", "p1")


async def test_an_anchor_is_found_by_name_and_by_its_thread(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.anchors.put(ANCHOR)
    async with begin("main") as tx:
        assert await tx.anchors.get("card/r1") == ANCHOR
        assert await tx.anchors.get("card/r2") is None
        assert await tx.anchors.at(THREAD) == ANCHOR
        assert await tx.anchors.at(replace(THREAD, thread="p2")) is None
        assert await tx.anchors.at(replace(THREAD, channel="help")) is None
        assert await tx.anchors.at(replace(THREAD, platform="slack")) is None


async def test_an_anchor_put_again_is_changed_even_for_who_read_it_before(begin: Storage) -> None:
    moved = replace(ANCHOR, message_id="p2", channel="it-network", thread="p0")
    async with begin("main") as tx:
        await tx.anchors.put(ANCHOR)
        before = await tx.anchors.get("card/r1")
        await tx.anchors.put(moved)
        assert await tx.anchors.get("card/r1") == moved != before
        assert await tx.anchors.at(THREAD) is None


async def test_a_thread_two_requests_point_at_belongs_to_the_newest(begin: Storage) -> None:
    for order in (("r1", "r2"), ("r2", "r1")):
        async with begin("-".join(order)) as tx:
            for id in order:
                await tx.anchors.put(replace(ANCHOR, anchor=f"home/{id}", request_id=id))
            found = await tx.anchors.at(THREAD)
            assert found is not None and found.request_id == "r2"


async def test_a_channel_outside_threads_belongs_to_no_request(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.anchors.put(replace(ANCHOR, message_id=None))  # not delivered yet
        assert await tx.anchors.at(replace(THREAD, thread=None)) is None


# ---- timers


async def test_a_timer_rings_once_and_not_before_its_time(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.timers.put(Timer("silent/r1", later(hours=1)))
    async with begin("main") as tx:
        assert await tx.timers.ring("silent/r1", later(minutes=59)) is None
        assert await tx.timers.ring("nothing", later(hours=2)) is None
        assert await tx.timers.ring("silent/r1", later(hours=2)) == later(hours=1)
        assert await tx.timers.ring("silent/r1", later(hours=2)) is None


async def test_a_timer_two_processes_ring_at_once_rings_once(begin: Storage, begin_elsewhere: Storage) -> None:
    async with begin("main") as tx:
        await tx.timers.put(Timer("silent/r1", NOW))

    async def ring(through: Storage) -> bool:
        async with through("main") as tx:
            return await tx.timers.ring("silent/r1", NOW) is not None

    rung = await asyncio.gather(*(ring(begin if n % 2 else begin_elsewhere) for n in range(6)))
    assert sorted(rung) == [*[False] * 5, True]


async def test_a_timer_set_again_moves_and_rings_again(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.timers.put(Timer("digest/it", later(hours=1)))
        await tx.timers.put(Timer("digest/it", later(hours=3)))
        assert await tx.timers.ring("digest/it", later(hours=2)) is None
        assert await tx.timers.ring("digest/it", later(hours=3)) == later(hours=3)
        await tx.timers.put(Timer("digest/it", later(hours=5)))
        assert await tx.timers.pending("digest/it") == later(hours=5)
        assert await tx.timers.ring("digest/it", later(hours=5)) == later(hours=5)
        assert await tx.timers.pending("digest/it") is None
        assert await tx.timers.pending("nothing") is None


async def test_due_timers_come_earliest_first_and_done_ones_do_not(begin: Storage) -> None:
    async with begin("main") as tx:
        assert await tx.timers.upcoming() is None
        for key, hour in (("late", 9), ("b", 2), ("a", 1), ("c", 2)):
            await tx.timers.put(Timer(key, later(hours=hour)))
        assert [t.key for t in await tx.timers.due(later(hours=2), 10)] == ["a", "b", "c"]
        assert [t.key for t in await tx.timers.due(later(hours=2), 2)] == ["a", "b"]
        assert await tx.timers.upcoming() == later(hours=1)
        await tx.timers.ring("a", later(hours=1))
        assert [t.key for t in await tx.timers.due(later(hours=2), 10)] == ["b", "c"]
        assert await tx.timers.upcoming() == later(hours=2)


# ---- drafts

DRAFT = Draft("d1", "mila", "reply", "r9", "it is fixed", NOW)


async def test_a_draft_is_taken_once(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.drafts.put(DRAFT)
    async with begin("main") as tx:
        assert await tx.drafts.take("d1") == DRAFT
        assert await tx.drafts.take("d1") is None


async def test_of_two_who_press_yes_at_once_one_gets_the_draft(begin: Storage, begin_elsewhere: Storage) -> None:
    async with begin("main") as tx:
        await tx.drafts.put(DRAFT)

    async def press(through: Storage) -> Draft | None:
        async with through("main") as tx:
            return await tx.drafts.take("d1")

    taken = await asyncio.gather(*(press(begin if n % 2 else begin_elsewhere) for n in range(6)))
    assert [one for one in taken if one] == [DRAFT]


# ---- local posts


@pytest.fixture
def posts(database: Database) -> LocalPostTable:
    return LocalPostTable(database, "main", "web")


POST = LocalPost("p1", "help", None, "ana", NOW, text="my vpn keeps dropping")


async def test_a_local_post_comes_back_as_it_was_and_once(posts: LocalPostTable) -> None:
    card = LocalPost("p2", "it-triage", "p1", "loket", NOW, content=EVERY_BLOCK, marks=("✉️", "👀"))
    assert await posts.put(POST) and await posts.put(card)
    assert not await posts.put(replace(POST, text="again"))
    assert await posts.get("p1") == POST
    assert await posts.get("p2") == card
    assert await posts.get("p3") is None


async def test_a_local_post_is_edited_marked_and_taken_back(posts: LocalPostTable) -> None:
    await posts.put(POST)
    assert await posts.change("p1", mark="✉️") == replace(POST, marks=("✉️",))
    assert await posts.change("p1", mark="✉️") == replace(POST, marks=("✉️",))
    edited = await posts.change("p1", content=EVERY_BLOCK, at=later(minutes=1))
    assert edited == replace(POST, marks=("✉️",), content=EVERY_BLOCK, edited_at=later(minutes=1))
    gone = await posts.change("p1", deleted=True)
    assert gone is not None and (gone.deleted, gone.text, gone.content) == (True, "", None)
    assert await posts.change("nothing", deleted=True) is None


async def test_an_edit_that_comes_late_does_not_bring_a_post_back(posts: LocalPostTable) -> None:
    await posts.put(POST)
    await posts.change("p1", deleted=True)
    after = await posts.change("p1", content=EVERY_BLOCK, at=NOW)
    assert after is not None and after.deleted and after.content is None


async def test_two_marks_at_once_are_both_kept(database: Database, other_database: Database) -> None:
    here, there = (LocalPostTable(one, "main", "web") for one in (database, other_database))
    await here.put(POST)
    await asyncio.gather(*(table.change("p1", mark=mark) for table, mark in ((here, "a"), (there, "b"), (here, "c"))))
    marked = await here.get("p1")
    assert marked is not None and sorted(marked.marks) == ["a", "b", "c"]


async def test_a_channel_shows_its_latest_posts_and_a_thread_its_replies(posts: LocalPostTable) -> None:
    for minute in range(4):
        await posts.put(replace(POST, id=f"p{minute}", at=later(minutes=minute)))
        await posts.put(replace(POST, id=f"t{minute}", thread="p2", at=later(minutes=minute)))
    await posts.put(replace(POST, id="elsewhere", channel="random"))
    assert [p.id for p in await posts.latest("help", 2)] == ["p2", "p3"]
    assert [p.id for p in await posts.latest("help", 2, before=later(minutes=2))] == ["p0", "p1"]
    assert [p.id for p in await posts.thread("help", "p2")] == ["t0", "t1", "t2", "t3"]
    assert await posts.thread_counts("help", ["p1", "p2"]) == {"p2": 4}
    assert await posts.thread_counts("help", []) == {}


async def test_local_posts_of_platforms_and_workspaces_do_not_mix(database: Database) -> None:
    web, console, other = (
        LocalPostTable(database, workspace, platform)
        for workspace, platform in (("main", "web"), ("main", "console"), ("other", "web"))
    )
    await web.put(POST)
    await web.put(replace(POST, id="t1", thread="p1"))
    for stranger in (console, other):
        assert await stranger.get("p1") is None
        assert await stranger.latest("help", 10) == []
        assert await stranger.thread("help", "p1") == []
        assert await stranger.thread_counts("help", ["p1"]) == {}
        assert await stranger.change("p1", deleted=True) is None
        assert await stranger.put(POST)
