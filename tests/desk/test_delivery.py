"""Delivery: in order, again after failures, never in the way of others, and loud when it gives up."""

import asyncio
from datetime import timedelta

import pytest

from bot.dispatch import Lane
from bot.model.content import plain
from bot.model.effects import Outgoing, Post
from bot.model.places import Conversation
from bot.ports import DeliveryDelayed, DeliveryFailed, Pace
from tests.fakes import MONDAY, RecordingPlatform, Stage, on_stage


def out(lane: str, channel: str, text: str) -> Outgoing:
    return Outgoing(lane, Conversation("web", channel), Post(plain(text)), "team")


async def emit(stage: Stage, *effects: Outgoing) -> None:
    running = stage.running
    lanes = set()
    async with running.storage(running.workspace) as tx:
        for effect in effects:
            if await tx.outbox.add(effect, stage.clock.now()):
                lanes.add(Lane(running.workspace, effect.lane))
    running.deliverer.kick(lanes)
    await running.deliverer.settle()


def texts(stage: Stage, channel: str) -> list[str]:
    return [shown.content.summary for shown in stage.platform.in_channel(channel)]


async def test_effects_of_one_lane_arrive_in_the_order_they_were_returned(database_url):
    async with on_stage(database_url) as stage:
        await emit(stage, *(out("a", "help", f"{n}") for n in range(12)))
        assert texts(stage, "help") == [f"{n}" for n in range(12)]


async def test_a_delayed_effect_holds_its_own_lane_and_no_other(database_url):
    async with on_stage(database_url) as stage:
        stage.platform.failing["slow"] = [DeliveryDelayed(30)]
        await emit(stage, out("a", "slow", "first"), out("b", "help", "other"), out("a", "slow", "second"))
        assert texts(stage, "help") == ["other"] and texts(stage, "slow") == []
        await stage.move_to(MONDAY + timedelta(seconds=29))
        assert texts(stage, "slow") == []
        await stage.move_to(MONDAY + timedelta(seconds=31))
        assert texts(stage, "slow") == ["first", "second"]


async def test_what_fails_is_tried_again_later_and_later_and_then_arrives(database_url):
    async with on_stage(database_url) as stage:
        stage.platform.failing["help"] = [DeliveryFailed("internal_error") for _ in range(3)]
        await emit(stage, out("a", "help", "at last"))
        for seconds in range(1, 20):
            await stage.move_to(MONDAY + timedelta(seconds=seconds))
        assert texts(stage, "help") == ["at last"]


async def test_after_too_many_tries_a_row_is_buried_and_the_lane_goes_on(database_url):
    async with on_stage(database_url) as stage:
        stage.platform.failing["help"] = [DeliveryFailed("internal_error") for _ in range(8)]
        await emit(stage, out("a", "help", "never"), out("a", "help", "next"))
        for minute in range(1, 12):
            await stage.move_to(MONDAY + timedelta(minutes=minute))
        assert texts(stage, "help") == ["next"]


async def test_agents_are_told_when_the_requester_cannot_be_reached(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", "my computer hums in b flat since tuesday")
        stage.platform.failing["@ana"] = [DeliveryFailed("channel_not_found", final=True)]
        await stage.command("mila", "/ticket reply #1 Which one?", "it-triage")
        assert any("could not be delivered" in text for text in texts(stage, "it-triage"))


async def test_a_thread_waits_for_its_first_message(database_url):
    async with on_stage(database_url) as stage:
        stage.platform.failing["it-triage"] = [DeliveryDelayed(60)]
        await stage.write("ana", "my computer hums in b flat since tuesday")
        await stage.command("mila", "/ticket note #1 Bulb?", "it-triage")
        assert texts(stage, "it-triage") == []
        await stage.move_to(MONDAY + timedelta(minutes=2))
        card, note = stage.platform.in_channel("it-triage")
        assert note.thread == card.id


async def test_a_platform_error_nobody_expected_is_tried_again(database_url):
    async with on_stage(database_url) as stage:
        stage.platform.failing["help"] = [RuntimeError("boom")]
        await emit(stage, out("a", "help", "still here"))
        await stage.move_to(MONDAY + timedelta(seconds=5))
        assert texts(stage, "help") == ["still here"]


async def test_a_channel_is_written_to_at_its_pace_whatever_the_lane(database_url):
    """Three at once are allowed, then one every ten seconds; other channels are not held up."""
    platform = RecordingPlatform(pace=Pace(per_second=0.1, burst=3))
    async with on_stage(database_url, platform=platform) as stage:
        await emit(stage, *(out(f"lane {n}", "help", f"{n}") for n in range(5)), out("other", "help-hr", "there"))
        assert len(texts(stage, "help")) == 3 and texts(stage, "help-hr") == ["there"]
        for seconds in range(1, 60):
            await stage.move_to(MONDAY + timedelta(seconds=seconds))
        assert sorted(texts(stage, "help")) == [f"{n}" for n in range(5)]


async def test_another_desk_takes_over_what_a_dead_one_held_once_its_lease_ends(database_url):
    if database_url.startswith("sqlite"):
        pytest.skip("one desk process per SQLite file")
    async with on_stage(database_url) as first:
        async with first.running.storage(first.running.workspace) as tx:
            assert await tx.outbox.add(out("a", "help", "left behind"), first.clock.now())
        # the first desk dies here, after commit and before delivery
        async with on_stage(database_url, replica="two") as second:
            await second.move_to(MONDAY + timedelta(seconds=30))
            assert texts(second, "help") == []
            await second.move_to(MONDAY + timedelta(seconds=61))
            assert texts(second, "help") == ["left behind"]


async def test_a_restarted_desk_delivers_at_once_what_its_earlier_run_held(database_url):
    async with on_stage(database_url) as first, first.running.storage(first.running.workspace) as tx:
        await tx.outbox.add(out("a", "help", "left behind"), first.clock.now())
    async with on_stage(database_url) as again:
        await again.move_to(MONDAY + timedelta(seconds=1))
        assert texts(again, "help") == ["left behind"]


async def test_many_people_at_once_each_get_their_own_answer_once(database_url):
    async with on_stage(database_url) as stage:
        people = [f"w{n}" for n in range(25)]
        await asyncio.gather(*(stage.write(who, "wachtwoord vergeten", key=f"k-{who}") for who in people))
        for who in people:
            assert sum("solved" in shown.buttons for shown in stage.platform.in_channel(f"@{who}")) == 1
