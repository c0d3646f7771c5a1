"""Requests, tickets, handoffs: what goes in comes out, and two never win the same ticket."""

import asyncio
from dataclasses import fields, replace

import pytest

from bot.model.places import Conversation, Direct, Target, Under
from bot.model.refusals import AlreadyClaimed
from bot.model.request import Request
from bot.model.states import Status
from bot.ports import Page
from storage.transaction import Storage
from tests.storage.things import NOW, a_full_request, a_handoff, a_request, later

EVERYTHING = Page(0, 100)


def ids_of(requests: list[Request]) -> list[str]:
    return [one.id for one in requests]


def test_the_full_request_leaves_no_field_at_its_default() -> None:
    full = a_full_request()
    assert [f.name for f in fields(Request) if getattr(full, f.name) == f.default] == []


async def test_a_request_with_every_field_filled_comes_back_as_it_was(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_full_request())
    async with begin("main") as tx:
        assert await tx.requests.get("full") == a_full_request()
        assert await tx.requests.numbered(41) == a_full_request()
        assert await tx.requests.get("other") is None
        assert await tx.requests.numbered(42) is None


@pytest.mark.parametrize(
    "home", [Conversation("web", "help", "m1"), Conversation("web", "help"), Direct("slack", "U1"), Under("web", "a/1")]
)
async def test_a_home_of_any_kind_comes_back_as_it_was(begin: Storage, home: Target) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_request(home=home))
    async with begin("main") as tx:
        stored = await tx.requests.get("r1")
    assert stored is not None and stored.home == home


async def test_a_saved_change_comes_back_and_counts_one_version(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_request("full"))
    async with begin("main") as tx:
        await tx.requests.save(a_full_request())
    async with begin("main") as tx:
        assert await tx.requests.get("full") == replace(a_full_request(), version=1)


async def test_saving_a_request_nobody_added_is_a_mistake(begin: Storage) -> None:
    with pytest.raises(LookupError):
        async with begin("main") as tx:
            await tx.requests.save(a_request())


async def test_a_request_shows_its_latest_handoff_and_keeps_the_earlier_ones(begin: Storage) -> None:
    first = a_handoff("h2")
    back = replace(first, returned_at=later(minutes=1), returned_by="lotte", return_reason="no")
    second = a_handoff("h1", handed_at=later(minutes=5), to_queue="it-vendor")
    async with begin("main") as tx:
        await tx.requests.add(a_request())
        await tx.requests.save(a_request(handoff=first))
        await tx.requests.save(a_request(handoff=back))
        await tx.requests.save(a_request(handoff=second))
    async with begin("main") as tx:
        assert await tx.requests.handoffs("r1") == [back, second]
        stored = await tx.requests.get("r1")
        assert stored is not None and stored.handoff == second


# ---- lists


async def test_my_requests_are_newest_first_a_page_at_a_time(begin: Storage) -> None:
    async with begin("main") as tx:
        for minute in (2, 0, 1):
            await tx.requests.add(a_request(f"r{minute}", created_at=later(minutes=minute)))
        await tx.requests.add(a_request("over", created_at=later(minutes=9), status=Status.CLOSED))
        await tx.requests.add(a_request("theirs", requester="joris"))
    async with begin("main", read_only=True) as tx:
        assert ids_of(await tx.requests.of_requester("ana", Page(0, 3))) == ["over", "r2", "r1"]
        assert ids_of(await tx.requests.of_requester("ana", Page(3, 3))) == ["r0"]
        assert ids_of(await tx.requests.of_requester("ana", EVERYTHING, active_only=True)) == ["r2", "r1", "r0"]


async def test_a_queue_lists_who_waits_longest_first_and_what_is_offered_to_it(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_request("waits-on-them", status=Status.WAITING, waiting_since=None, touched_at=NOW))
        await tx.requests.add(a_request("long", waiting_since=later(hours=-2)))
        await tx.requests.add(a_request("short", waiting_since=later(hours=-1)))
        offered = a_request("offered", queue="hr-l1", waiting_since=later(hours=-3))
        await tx.requests.add(replace(offered, handoff=a_handoff("h-offered", from_queue="hr-l1", to_queue="it-l1")))
        returned = a_handoff("h-back", from_queue="hr-l1", to_queue="it-l1", returned_at=NOW, returned_by="mila")
        await tx.requests.add(a_request("returned", queue="hr-l1", handoff=returned))
        await tx.requests.add(a_request("over", status=Status.RESOLVED))
        await tx.requests.add(a_request("answered", status=Status.ANSWERED))
    async with begin("main", read_only=True) as tx:
        listed = ids_of(await tx.requests.of_queue("it-l1", EVERYTHING))
        assert listed == ["offered", "long", "short", "waits-on-them"]
        assert ids_of(await tx.requests.of_queue("it-l1", Page(1, 2))) == ["long", "short"]
        assert ids_of(await tx.requests.of_queue("hr-l1", EVERYTHING)) == ["offered", "returned"]


async def test_mine_are_the_active_tickets_i_own(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_request("b", owner="mila", status=Status.OPEN, waiting_since=later(hours=-1)))
        await tx.requests.add(a_request("a", owner="mila", status=Status.OPEN, waiting_since=later(hours=-2)))
        await tx.requests.add(a_request("done", owner="mila", status=Status.RESOLVED))
        await tx.requests.add(a_request("toms", owner="tom", status=Status.OPEN))
    async with begin("main", read_only=True) as tx:
        assert ids_of(await tx.requests.of_owner("mila", EVERYTHING)) == ["a", "b"]


async def test_the_latest_direct_request_is_found_while_it_is_fresh(begin: Storage) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_request("old", direct=True, created_at=NOW))
        await tx.requests.add(a_request("new", direct=True, created_at=later(minutes=1), touched_at=later(minutes=1)))
        await tx.requests.add(a_request("public", created_at=later(minutes=2), touched_at=later(minutes=2)))
        await tx.requests.add(
            a_request("slack", direct=True, platform="slack", created_at=later(hours=1), touched_at=later(hours=1))
        )
    async with begin("main") as tx:
        found = await tx.requests.latest_direct("ana", "web", NOW)
        assert found is not None and found.id == "new"
        assert await tx.requests.latest_direct("ana", "web", later(minutes=2)) is None
        assert await tx.requests.latest_direct("joris", "web", NOW) is None


# ---- two at once


async def test_of_ten_agents_who_claim_at_once_exactly_one_wins(begin: Storage, begin_elsewhere: Storage) -> None:
    async with begin("main") as tx:
        await tx.requests.add(a_request(number=7))

    async def claim(agent: str, through: Storage) -> None:
        async with through("main") as tx:
            request = await tx.requests.get("r1")
            assert request is not None
            await asyncio.sleep(0)  # let the others in
            await tx.requests.save(request.claim(agent, NOW))

    work = (claim(f"agent{n}", begin if n % 2 else begin_elsewhere) for n in range(10))
    ends = await asyncio.gather(*work, return_exceptions=True)
    lost = [one for one in ends if one is not None]
    assert len(lost) == 9 and all(isinstance(one, AlreadyClaimed) for one in lost), ends
    async with begin("main") as tx:
        claimed = await tx.requests.numbered(7)
    assert claimed is not None
    assert {one.owner for one in lost if isinstance(one, AlreadyClaimed)} == {claimed.owner}


async def test_numbers_are_unique_whoever_asks_and_have_no_gaps(begin: Storage, begin_elsewhere: Storage) -> None:
    async def number(through: Storage) -> int:
        async with through("main") as tx:
            return await tx.requests.next_number()

    got = await asyncio.gather(*(number(begin if n % 2 else begin_elsewhere) for n in range(20)))
    assert sorted(got) == list(range(1, 21))


async def test_a_number_is_given_back_when_its_transaction_rolls_back(begin: Storage) -> None:
    with pytest.raises(ZeroDivisionError):
        async with begin("main") as tx:
            assert await tx.requests.next_number() == 1
            raise ZeroDivisionError
    async with begin("main") as tx:
        assert await tx.requests.next_number() == 1
