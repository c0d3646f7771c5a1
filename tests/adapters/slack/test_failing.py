"""What goes wrong in Slack, and that nothing is lost or doubled by it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.adapters.slack.stage import QUICK, SlackStage, on_slack, words, workspace
from tests.doubles.slack import SlackDouble

MINE = "The coffee robot sings all day"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SlackStage]:
    async with on_slack(tmp_path, engine=True) as made:
        yield made


async def asked_and_told(stage: SlackStage, text: str = MINE) -> None:
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), text)
    assert "#1" in words((await stage.thread(asked))[0])


# ---- coming in


async def test_an_event_sent_again_makes_one_ticket(stage: SlackStage) -> None:
    await asked_and_told(stage)
    for sent in list(stage.slack.sent):
        stage.slack.redeliver(sent)
    await stage.quiet()
    assert await stage.count() == 1


async def test_an_event_that_cannot_be_stored_is_not_acknowledged_and_comes_again(stage: SlackStage) -> None:
    database = stage.running.database
    async with database.begin() as _:  # somebody holds the one writer's place for longer than the desk waits
        asked = await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
        await asyncio.sleep(0.05)
    assert await stage.thread(asked)
    assert await stage.count() == 1


async def test_a_reply_that_comes_before_its_question_is_not_lost(
    stage: SlackStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.events.OFFER_AGAIN_S", (0.05, 0.1, 0.2, 0.4))
    stage.slack.chaos.reorder = 1.0
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
    await stage.slack.says(stage.who("ana"), stage.room("help"), "on floor three", asked.ts)
    card = await stage.card("it-triage")
    everything = [card, *await stage.thread(card, 0)]
    await stage.until(
        lambda: any("floor three" in words(m) for m in [*stage.slack.from_bot(card.channel, card.ts), *everything])
    )


async def test_what_no_payload_should_be_is_logged_once_and_the_rest_goes_on(stage: SlackStage) -> None:
    with capture_logs() as logs:
        event = {"type": "message", "user": stage.who("ana").id, "channel": 7}
        told = {"type": "event_callback", "team_id": stage.slack.world.team_id, "event_id": "Ev9", "event": event}
        await stage.slack.delivery.request("events_api", "Ev9", told)
        told = {**told, "event_id": "Ev8", "event": {"type": "unheard_of"}}
        await stage.slack.delivery.request("events_api", "Ev8", told)
        await stage.quiet()
    assert [one["event"] for one in logs if "malformed" in one["event"]] == ["slack.payload_malformed"]
    await asked_and_told(stage)


async def test_an_event_of_another_workspace_is_left_alone(stage: SlackStage) -> None:
    event = {"type": "message", "user": "U1", "channel": stage.room("help").id, "ts": "1.000001", "text": MINE}
    payload = {"type": "event_callback", "team_id": "T0EVIL", "event_id": "Ev1", "event": event}
    await stage.slack.delivery.request("events_api", "Ev1", payload)
    await stage.quiet()
    assert await stage.count() == 0


# ---- connections


async def test_sockets_that_are_cut_come_back_and_what_was_said_meanwhile_is_read(stage: SlackStage) -> None:
    await asked_and_told(stage)
    await stage.quiet()
    await asyncio.sleep(0.2)
    stage.slack.sockets.refusing = True
    stage.slack.sockets.cut()
    await stage.until(lambda: not stage.platform.healthy())
    lost = await stage.slack.says(stage.who("joris"), stage.room("help"), "The tea robot sings too")
    for sent in stage.slack.sent:
        sent.lost or await asyncio.sleep(0)
    await stage.slack.settled()
    stage.slack.sockets.refusing = False
    assert await stage.until(lambda: stage.slack.from_bot(lost.channel, lost.ts), 15)
    await stage.until(stage.platform.healthy)


async def test_a_refresh_leaves_no_gap(stage: SlackStage) -> None:
    stage.slack.sockets.refresh()
    await asked_and_told(stage)
    await stage.until(lambda: stage.slack.connections == 2, 10)


async def test_deaf_sockets_are_built_anew_and_readiness_fails_meanwhile(stage: SlackStage) -> None:
    with capture_logs() as logs:
        stage.slack.sockets.refusing = True
        stage.slack.sockets.kill()
        await stage.until(lambda: not stage.platform.healthy(), 10)
        assert not (await stage.running.surroundings.ready())["slack"]
        stage.slack.sockets.refusing = False
        await stage.until(lambda: stage.platform.healthy() and stage.slack.connections >= 2, 10)
        await stage.until(lambda: any(one["event"] == "slack.caught_up" for one in logs))
    assert {"slack.socket_rebuilt"} <= {one["event"] for one in logs}
    assert all((await stage.running.surroundings.ready()).values())
    await asked_and_told(stage)


async def test_a_desk_that_was_away_reads_back_what_was_said(tmp_path: Path) -> None:
    async with SlackDouble(timing=QUICK) as slack:
        place = workspace(slack)
        async with on_slack(tmp_path, slack=slack, place=place) as first:
            await asked_and_told(first)
            direct = await slack.dms(first.who("joris"), "The tea robot sings")
            await first.thread(direct, 2)
            await first.quiet()
        asked = await slack.says(place.people["tom"], place.rooms["help"], "The soup robot dances")
        again = await slack.dms(place.people["joris"], "And now it whistles")
        card = slack.from_bot(place.rooms["it-triage"])[0]
        await slack.settled()
        with capture_logs() as logs:
            async with on_slack(tmp_path, slack=slack, place=place) as second:
                assert await second.thread(asked)
                await second.until(lambda: slack.from_bot(again.channel, again.ts) or slack.from_bot(card.channel))
                await second.until(lambda: any(one["event"] == "slack.caught_up" for one in logs))
                await second.quiet()
        caught = [one["messages"] for one in logs if one["event"] == "slack.caught_up"]
        assert caught == [2]


# ---- going out


async def test_a_post_that_is_limited_waits_and_arrives_once(stage: SlackStage) -> None:
    stage.slack.fail("chat.postMessage", times=2, kind="ratelimited", retry_after=1)
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
    await stage.until(lambda: stage.slack.from_bot(asked.channel, asked.ts), 20)
    await stage.quiet()
    assert len(stage.slack.from_bot(asked.channel, asked.ts)) == 1


@pytest.mark.parametrize("kind", ["500", "503", "reset_before", "reset_after"])
async def test_a_post_without_an_answer_is_looked_up_before_it_goes_again(stage: SlackStage, kind: str) -> None:
    stage.slack.fail("chat.postMessage", times=1, kind=kind)
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
    await stage.until(lambda: stage.slack.from_bot(asked.channel, asked.ts), 20)
    await stage.card("it-triage")
    await stage.quiet()
    assert len(stage.slack.from_bot(asked.channel, asked.ts)) == 1
    assert len(stage.slack.from_bot(stage.room("it-triage"))) == 1


async def test_what_cannot_be_looked_up_is_told_as_possibly_doubled(stage: SlackStage) -> None:
    stage.slack.fail("conversations.replies", times=5, kind="missing_scope")
    stage.slack.fail("chat.postMessage", times=1, kind="reset_after", channel=stage.room("help").id)
    with capture_logs() as logs:
        asked = await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
        await stage.until(lambda: [one for one in logs if one["event"] == "delivery.possibly_doubled"], 20)
    assert len(stage.slack.from_bot(asked.channel, asked.ts)) == 2


async def test_an_archived_team_channel_is_told_and_the_requester_is_answered_all_the_same(stage: SlackStage) -> None:
    await stage.slack.archives(stage.room("it-triage"), stage.who("noor"))
    with capture_logs() as logs:
        await asked_and_told(stage)
        await stage.until(lambda: [one for one in logs if one["event"] == "delivery.buried"], 20)
    assert {one["reason"] for one in logs if one["event"] == "delivery.buried"} == {"is_archived"}


async def test_a_revoked_token_holds_the_posts_back_and_loses_none(stage: SlackStage) -> None:
    with capture_logs() as logs:
        stage.slack.revoke("token_revoked")
        await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
        await stage.until(lambda: any(one["event"] == "slack.token_refused" for one in logs), 10)
        await stage.quiet()
    assert len([one for one in logs if one["event"] == "slack.token_refused"]) == 1
    assert not stage.platform.healthy()
    assert not [one for one in logs if one["event"] == "delivery.buried"]
    assert await stage.count() == 1


async def test_no_secret_stands_in_the_log(stage: SlackStage, capfd: pytest.CaptureFixture[str]) -> None:
    stage.slack.sockets.cut()
    stage.slack.fail("*", times=3, kind="500")
    await asyncio.sleep(0.5)
    await asked_and_told(stage)
    said = "".join(capfd.readouterr())
    assert stage.slack.bot_token not in said and stage.slack.app_token not in said and "ticket=" not in said
    assert MINE not in said


async def test_wrong_tokens_never_end_the_process(tmp_path: Path) -> None:
    async with SlackDouble(timing=QUICK) as slack:
        place = workspace(slack)
        slack.revoke("invalid_auth")
        with capture_logs() as logs:
            task = asyncio.create_task(_a_short_life(tmp_path, slack, place))
            await asyncio.sleep(1.5)
            assert not task.done()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        assert any(one["event"] == "slack.sign_in_failed" for one in logs)


async def _a_short_life(tmp_path: Path, slack: SlackDouble, place) -> None:
    async with on_slack(tmp_path, slack=slack, place=place, connections=1):
        await asyncio.sleep(10)


async def test_a_card_that_cannot_be_placed_is_told_to_who_leads_the_team(stage: SlackStage) -> None:
    room = stage.room("it-triage")
    room.members.remove(stage.slack.bot.id)
    with capture_logs() as logs:
        await asked_and_told(stage)
        direct = stage.slack.dm(stage.who("noor"))
        (told,) = await stage.until(lambda: stage.slack.from_bot(direct), 20)
    assert "#1" in words(told) and stage.who("ana").name not in words(told)
    assert [one["reason"] for one in logs if one["event"] == "delivery.buried"] == ["not_in_channel"]
    await stage.slack.slash(stage.who("noor"), room, "/claim", "#1")
    assert (await stage.ticket()).owner == "noor"
