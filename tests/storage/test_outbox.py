"""Lanes: order within one, one holder at a time, nothing dropped; and the pace of a channel."""

import asyncio
from datetime import timedelta

import pytest

from bot.model.content import Content, Text
from bot.model.effects import Delete, Edit, Mark, Outgoing, Post
from bot.model.messages import Anchored
from bot.model.places import Conversation, Direct, Under
from bot.ports import Pace, Parcel
from storage.outbox import LEASE
from storage.transaction import Storage
from tests.storage.things import EVERY_BLOCK, NOW, a_post, later, said

LANE = "web/help/m1"
CHANNEL = Conversation("web", "help")


async def add(begin: Storage, *texts: str, lane: str = LANE) -> list[bool]:
    async with begin("main") as tx:
        return [await tx.outbox.add(a_post(lane, text), NOW) for text in texts]


async def first(begin: Storage, lane: str = LANE) -> Parcel | None:
    async with begin("main") as tx:
        return await tx.outbox.next(lane, NOW)


async def must_have(begin: Storage, lane: str = LANE) -> Parcel:
    parcel = await first(begin, lane)
    assert parcel is not None
    return parcel


async def drain(begin: Storage, lane: str = LANE) -> list[str]:
    words = []
    while (parcel := await first(begin, lane)) is not None:
        words.append(said(parcel.outgoing))
        async with begin("main") as tx:
            assert await tx.outbox.sent(parcel, NOW)
    return words


async def hold(begin: Storage, lane: str = LANE, *, after: timedelta = timedelta()) -> bool:
    async with begin("main") as tx:
        return await tx.outbox.hold(lane, NOW + after)


async def idle(begin: Storage, *, after: timedelta = timedelta(), limit: int = 10) -> list[str]:
    async with begin("main", read_only=True) as tx:
        return await tx.outbox.idle_lanes(NOW + after, limit)


@pytest.mark.parametrize(
    "outgoing",
    [
        Outgoing(LANE, CHANNEL, Post(EVERY_BLOCK, anchor="card/r1"), "internal", "r1"),
        Outgoing(LANE, Direct("web", "ana"), Edit("card/r1", EVERY_BLOCK), "requester"),
        Outgoing(LANE, Under("web", "card/r1"), Delete("copy/1"), "team", "r1"),
        Outgoing(LANE, CHANNEL, Mark("m1", "✉️"), "internal"),
        Outgoing(LANE, CHANNEL, Post(Content((Text("x"),), "x")), "requester"),
    ],
)
async def test_an_effect_of_any_kind_comes_back_as_it_was(begin: Storage, outgoing: Outgoing) -> None:
    async with begin("main") as tx:
        assert await tx.outbox.add(outgoing, NOW)
    parcel = await must_have(begin)
    assert (parcel.outgoing, parcel.lane, parcel.tries) == (outgoing, LANE, 0)


async def test_a_lane_is_delivered_in_the_order_it_was_filled(begin: Storage) -> None:
    await add(begin, "one", "two")
    await add(begin, "other", lane="web/help/m2")
    await add(begin, "three")
    assert await drain(begin) == ["one", "two", "three"]
    assert await drain(begin, "web/help/m2") == ["other"]


async def test_every_row_has_a_key_of_its_own(begin: Storage) -> None:
    await add(begin, "one", "two")
    one = await must_have(begin)
    async with begin("main") as tx:
        await tx.outbox.sent(one, NOW)
    assert (await must_have(begin)).key != one.key


async def test_only_the_first_to_add_holds_the_lane(begin: Storage, begin_elsewhere: Storage) -> None:
    assert await add(begin, "one") == [True]
    assert await add(begin_elsewhere, "two") == [False]
    assert await first(begin_elsewhere) is None
    assert not await hold(begin_elsewhere)
    assert await add(begin, "three") == [True]
    assert await drain(begin) == ["one", "two", "three"]


async def test_of_many_who_add_at_once_one_process_holds_the_lane_and_nothing_is_lost(
    begin: Storage, begin_elsewhere: Storage
) -> None:
    both = (begin, begin_elsewhere)
    held = await asyncio.gather(*(add(both[n % 2], f"{n}") for n in range(10)))
    mine = {n % 2 for n, (one,) in enumerate(held) if one}
    assert len(mine) == 1
    assert sorted(await drain(both[mine.pop()]), key=int) == [f"{n}" for n in range(10)]


async def test_an_abandoned_lane_is_free_when_its_lease_ends_and_not_before(
    begin: Storage, begin_elsewhere: Storage
) -> None:
    await add(begin, "one")
    just_before = LEASE - timedelta(seconds=1)
    assert await idle(begin_elsewhere, after=just_before) == []
    assert not await hold(begin_elsewhere, after=just_before)
    assert await idle(begin_elsewhere, after=LEASE) == [LANE]
    assert await hold(begin_elsewhere, after=LEASE)
    assert await idle(begin_elsewhere, after=LEASE) == []
    assert await first(begin) is None
    assert await drain(begin_elsewhere) == ["one"]


async def test_each_delivery_prolongs_the_lease(begin: Storage, begin_elsewhere: Storage) -> None:
    await add(begin, "one", "two")
    parcel = await must_have(begin)
    async with begin("main") as tx:
        assert await tx.outbox.sent(parcel, NOW + LEASE / 2)
        await tx.anchors.put(Anchored("a1", "r1", "internal", "web", "help", "p1", None))
    assert not await hold(begin_elsewhere, after=LEASE)
    assert await hold(begin_elsewhere, after=LEASE * 1.5)


async def test_who_lost_the_lane_meanwhile_is_told_but_its_delivery_counts(
    begin: Storage, begin_elsewhere: Storage
) -> None:
    await add(begin, "one", "two")
    parcel = await must_have(begin)
    assert await hold(begin_elsewhere, after=LEASE)
    async with begin("main") as tx:
        assert not await tx.outbox.sent(parcel, NOW + LEASE)
    assert await drain(begin_elsewhere) == ["two"]


async def test_a_delayed_lane_waits_for_its_time_and_counts_the_try(begin: Storage, begin_elsewhere: Storage) -> None:
    await add(begin, "one", "two")
    parcel = await must_have(begin)
    async with begin("main") as tx:
        await tx.outbox.delay(parcel, later(seconds=30), tried=True)
    assert await first(begin) is None
    for process in (begin, begin_elsewhere):
        assert not await hold(process, after=timedelta(seconds=29))
    assert await add(begin, "three") == [False]
    assert await idle(begin, after=timedelta(seconds=29)) == []
    assert await idle(begin, after=timedelta(seconds=30)) == [LANE]
    assert await hold(begin_elsewhere, after=timedelta(seconds=30))
    assert (await must_have(begin_elsewhere)).tries == 1
    assert await drain(begin_elsewhere) == ["one", "two", "three"]


async def test_waiting_for_its_turn_is_not_a_try(begin: Storage) -> None:
    await add(begin, "one")
    async with begin("main") as tx:
        parcel = await tx.outbox.next(LANE, NOW)
        assert parcel is not None
        await tx.outbox.delay(parcel, NOW, tried=False)
    assert await hold(begin)
    assert (await must_have(begin)).tries == 0


async def test_a_row_given_up_on_does_not_hold_up_the_lane(begin: Storage) -> None:
    await add(begin, "bad", "good")
    bad = await must_have(begin)
    async with begin("main") as tx:
        await tx.outbox.bury(bad, "channel is gone " * 100, NOW)
    assert await drain(begin) == ["good"]
    async with begin("main") as tx:
        assert await tx.outbox.release(LANE)


async def test_an_empty_lane_is_let_go_of_and_a_filled_one_is_not(begin: Storage) -> None:
    await add(begin, "one")
    async with begin("main") as tx:
        assert not await tx.outbox.release(LANE)
    await drain(begin)
    async with begin("main") as tx:
        assert await tx.outbox.release(LANE)
    assert await idle(begin, after=LEASE * 2) == []
    assert not await hold(begin)


async def test_a_lane_of_another_cannot_be_let_go_of(begin: Storage, begin_elsewhere: Storage) -> None:
    await add(begin, "one")
    async with begin_elsewhere("main") as tx:
        assert await tx.outbox.release(LANE)  # nothing of theirs to go on with
    assert await drain(begin) == ["one"]


async def test_a_row_added_while_the_lane_is_let_go_of_has_a_holder_all_the_same(
    begin: Storage, begin_elsewhere: Storage
) -> None:
    async def let_go(turn: int) -> bool:
        for _ in range(turn):
            await asyncio.sleep(0)
        async with begin("main") as tx:
            return await tx.outbox.release(LANE)

    for turn in range(12):  # different moments of the race
        await add(begin, "old")
        await drain(begin)
        released, (held,) = await asyncio.gather(let_go(turn), add(begin_elsewhere, f"new{turn}"))
        # either it was seen and the old holder goes on, or the new one holds the lane
        assert released is held, turn
        holder = begin_elsewhere if held else begin
        assert await drain(holder) == [f"new{turn}"]
        async with holder("main") as tx:
            assert await tx.outbox.release(LANE)


async def test_a_crash_between_the_last_delivery_and_letting_go_strands_nothing(
    begin: Storage, begin_elsewhere: Storage
) -> None:
    await add(begin, "one")
    await drain(begin)
    assert await idle(begin_elsewhere, after=LEASE * 2) == [LANE]
    assert await hold(begin_elsewhere, after=LEASE * 2)
    assert await first(begin_elsewhere) is None
    async with begin_elsewhere("main") as tx:
        assert await tx.outbox.release(LANE)


async def test_idle_lanes_come_a_few_at_a_time(begin: Storage) -> None:
    for n in range(5):
        await add(begin, "x", lane=f"lane{n}")
    found = await idle(begin, after=LEASE, limit=3)
    assert len(found) == 3 and set(found) <= {f"lane{n}" for n in range(5)}


# ---- pace


async def slot(begin: Storage, pace: Pace, *, after: float = 0, channel: str = "help") -> float:
    async with begin("main") as tx:
        return await tx.outbox.slot("web", channel, pace, later(seconds=after))


async def test_a_channel_takes_a_burst_and_then_one_at_a_time(begin: Storage) -> None:
    pace = Pace(per_second=2, burst=3)
    assert [await slot(begin, pace) for _ in range(6)] == [0, 0, 0, 0.5, 1.0, 1.5]


async def test_a_channel_that_was_quiet_takes_a_burst_again(begin: Storage) -> None:
    pace = Pace(per_second=1, burst=2)
    for _ in range(4):
        await slot(begin, pace)
    assert [await slot(begin, pace, after=60) for _ in range(3)] == [0, 0, 1.0]


async def test_channels_do_not_wait_for_each_other(begin: Storage) -> None:
    pace = Pace(per_second=1, burst=1)
    assert await slot(begin, pace) == 0
    assert await slot(begin, pace, channel="other") == 0
    assert await slot(begin, pace) == 1


async def test_two_processes_share_a_channels_pace(begin: Storage, begin_elsewhere: Storage) -> None:
    pace = Pace(per_second=1, burst=1)
    waits = await asyncio.gather(*(slot(begin if n % 2 else begin_elsewhere, pace) for n in range(6)))
    assert sorted(waits) == [0, 1, 2, 3, 4, 5]


async def test_a_row_that_comes_back_later_still_has_its_place(begin: Storage, begin_elsewhere: Storage) -> None:
    pace = Pace(per_second=1, burst=1)
    await slot(begin, pace)
    await add(begin, "one")
    parcel = await must_have(begin)
    async with begin("main") as tx:
        assert await tx.outbox.reserve(parcel, "help", pace, NOW) == 1
        await tx.outbox.delay(parcel, later(seconds=1), tried=False)
    assert await slot(begin, pace) == 2  # the next one comes after it
    assert await hold(begin_elsewhere, after=timedelta(seconds=1))
    back = await must_have(begin_elsewhere)
    assert back.slot_at == later(seconds=1)
    async with begin_elsewhere("main") as tx:
        assert await tx.outbox.reserve(back, "help", pace, later(seconds=1)) == 0
        assert await tx.outbox.reserve(back, "help", pace, later(seconds=9)) == 0
    assert await slot(begin, pace) == 3


# ---- edits that overtake each other, and rows that may have gone out


def an_edit(text: str, anchor: str = "card/r1/it-l1") -> Outgoing:
    return Outgoing(LANE, CHANNEL, Edit(anchor, Content((Text(text),), text)), "internal", "r1")


async def test_of_edits_in_a_row_the_last_goes_out_and_the_others_count_as_sent(begin: Storage) -> None:
    async with begin("main") as tx:
        for one in (
            an_edit("one"),
            an_edit("two"),
            a_post(LANE, "between"),
            an_edit("three"),
            an_edit("four", "other"),
        ):
            await tx.outbox.add(one, NOW)
    gone = []
    while (parcel := await first(begin)) is not None:
        assert isinstance(parcel.outgoing.act, Post | Edit)
        gone.append(parcel.outgoing.act.content.summary)
        async with begin("main") as tx:
            assert await tx.outbox.sent(parcel, NOW)
    assert gone == ["two", "between", "three", "four"]
    assert await idle(begin, after=LEASE * 2) == [LANE]


async def test_a_row_taken_from_a_dead_holder_may_have_gone_out(begin: Storage, begin_elsewhere: Storage) -> None:
    await add(begin, "one", "two")
    assert not (await must_have(begin)).again
    async with begin_elsewhere("main") as tx:
        assert await tx.outbox.hold(LANE, NOW + LEASE * 2)
        parcel = await tx.outbox.next(LANE, NOW)
        assert parcel is not None and parcel.again
        await tx.outbox.sent(parcel, NOW)
        following = await tx.outbox.next(LANE, NOW)
    assert following is not None and not following.again


@pytest.mark.parametrize("tried", [True, False])
async def test_a_try_without_an_answer_makes_a_row_unsure_and_waiting_does_not(begin: Storage, tried: bool) -> None:
    await add(begin, "one")
    parcel = await must_have(begin)
    async with begin("main") as tx:
        await tx.outbox.delay(parcel, later(seconds=1), tried=tried)
    assert await hold(begin, after=timedelta(minutes=5))
    assert (await must_have(begin)).again is tried
