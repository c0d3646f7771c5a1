"""What Slack's pages do not promise: fields that are missing, methods a workspace lacks, answers that tell less."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from structlog.testing import capture_logs

from adapters.slack.ground import WORDS
from tests.adapters.slack.stage import SlackStage, button, on_slack, words, workspace
from tests.adapters.slack.test_working import MINE, a_ticket, owner_is, window
from tests.doubles.slack import SlackDouble
from tests.test_words import variables


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SlackStage]:
    async with on_slack(tmp_path) as made:
        yield made


async def happens(stage: SlackStage, event: dict[str, Any]) -> None:
    """An event with nothing around it but its type."""
    outcome = await stage.slack.delivery.request("events_api", "x", {"type": "event_callback", "event": event})
    assert outcome.ok


def told_in(stage: SlackStage, where: Any, phrase: str) -> bool:
    return any(phrase in words(m) for m in stage.slack.from_bot(where.channel, where.ts))


# ---- coming in


async def test_a_deletion_that_does_not_say_whose_message_it_was_is_a_deletion_all_the_same(stage: SlackStage) -> None:
    asked, card = await a_ticket(stage)
    more = await stage.slack.says(stage.who("ana"), stage.room("help"), "It sings opera", asked.ts)
    await stage.until(lambda: told_in(stage, card, "sings opera"))
    gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "channel": more.channel}
    await happens(stage, gone | {"ts": "1763894470.000300", "deleted_ts": more.ts})
    await stage.until(lambda: not told_in(stage, card, "sings opera"))


async def test_a_bare_mention_event_is_a_request(stage: SlackStage) -> None:
    room = stage.slack.add_channel("talk", stage.who("ana"))
    event = {"type": "app_mention", "user": stage.who("ana").id, "channel": room.id, "ts": stage.slack.world.next_ts()}
    await happens(stage, event | {"text": f"<@{stage.slack.bot.id}> {MINE}"})
    await stage.quiet()
    assert await stage.count() == 1


async def test_two_signs_without_event_ids_are_two_signs(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    item = {"type": "message", "channel": card.channel, "ts": card.ts}
    for sign in ("eyes", "rotating_light"):
        await happens(stage, {"type": "reaction_added", "user": stage.who("mila").id, "reaction": sign, "item": item})
    await stage.quiet()
    ticket = await stage.ticket()
    assert (ticket.owner, ticket.priority.value) == ("mila", "urgent")


@pytest.mark.parametrize("sign", [":robot-claim:", "👋"])
async def test_the_desk_file_chooses_the_signs(tmp_path: Path, sign: str) -> None:
    async with on_slack(tmp_path, extra=f'\n[emoji]\nclaim = "{sign}"\nresolve = ""\n') as stage:
        _, card = await a_ticket(stage)
        for name in ("eyes", "white_check_mark"):
            await stage.slack.reacts(stage.who("mila"), stage.room("it-triage"), card.ts, name)
        await stage.quiet()
        assert ((await stage.ticket()).owner, (await stage.ticket()).status.value) == (None, "new")
        name = {":robot-claim:": "robot-claim", "👋": "wave::skin-tone-4"}[sign]
        await stage.slack.reacts(stage.who("mila"), stage.room("it-triage"), card.ts, name)
        await owner_is(stage, "mila")


async def test_who_picks_a_message_no_person_wrote_is_told(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    await stage.slack.message_shortcut(stage.who("mila"), "ticket_from_message", stage.room("it-triage"), card.ts)
    (shown,) = await stage.until(lambda: stage.slack.ephemerals(stage.who("mila")))
    assert "no person wrote it" in words(shown) and await stage.count() == 1


async def test_of_a_long_thread_the_last_messages_come_along(
    stage: SlackStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.events.PAGE", 2)
    room = stage.slack.add_channel("talk", stage.who("ana"), stage.who("joris"))
    first = await stage.slack.says(stage.who("joris"), room, "look at this robot")
    for number in range(6):
        await stage.slack.says(stage.who("joris"), room, f"remark {number}", first.ts)
    await stage.slack.says(stage.who("ana"), room, f"{stage.slack.bot.mention} {MINE}", first.ts)
    card = await stage.card("it-triage")
    await stage.until(lambda: told_in(stage, card, "remark 5"))


# ---- people


async def test_nobody_can_be_asked_about_and_everybody_is_answered(stage: SlackStage) -> None:
    stage.slack.fail("users.info", times=1_000, kind="missing_scope")
    await a_ticket(stage)
    await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/claim", "#1")
    await owner_is(stage, "mila")


async def test_a_member_nobody_knows_anything_of_is_no_agent(tmp_path: Path) -> None:
    """A guest in the team's channel must not become one because users.info failed."""
    async with on_slack(tmp_path) as stage:
        group = stage.slack.add_group("robots", stage.who("joris"))
        path = stage.running.settings.desk_file
        assert path is not None
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('id = "it-l1"\n', f'id = "it-l1"\nagents_from = {{ slack = "{group.id}" }}\n', 1))
        stage.slack.fail("users.info", times=1_000, kind="user_not_found")
        assert await stage.running.reloader.reload()
        await stage.platform.rosters_now()
        await a_ticket(stage)
        await stage.slack.slash(stage.who("joris"), stage.room("it-triage"), "/claim", "#1")
        await stage.quiet()
        assert (await stage.ticket()).owner is None


# ---- windows and App Home


async def test_what_was_typed_stays_when_it_is_refused(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    await stage.slack.clicks(stage.who("mila"), card, button(card, "resolve"))
    view = (await window(stage, "mila", "resolve"))[-1]
    await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/resolve", "#1 done")
    values = {block["block_id"]: "A long story" for block in view.blocks if block["element"]["type"] != "static_select"}
    answer = await stage.slack.submits(stage.who("mila"), view, values)
    assert answer.errors and not answer.trouble and not view.closed


async def test_a_slow_window_never_costs_the_acknowledgement(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    stage.slack.fail("views.open", kind="slow", seconds=1.5)
    assert (await stage.slack.clicks(stage.who("mila"), card, button(card, "reply"))).acked


async def test_what_was_asked_in_app_home_stands_there_at_once(stage: SlackStage) -> None:
    ana = stage.who("ana")
    await stage.slack.opens_home(ana)
    home = await stage.until(lambda: stage.slack.home(ana))
    await stage.slack.clicks(ana, home, button(home, "new"))
    view = (await window(stage, "ana", "new"))[-1]
    await stage.slack.submits(ana, view, {"text": MINE})
    await stage.until(lambda: MINE in words(stage.slack.home(ana)))


async def test_a_sign_of_life_has_words(stage: SlackStage) -> None:
    await stage.slack.dms(stage.slack.add_user("piet", "Piet Puk", locale="nl-NL"), MINE)
    (status,) = await stage.until(lambda: stage.slack.world.statuses)
    assert "zoekt het op" in status["status"]


@pytest.mark.parametrize("kind", ["unknown_method", "500", "missing_scope"])
async def test_a_workspace_without_the_agent_api_works_the_same(stage: SlackStage, kind: str) -> None:
    for method in ("assistant.threads.setStatus", "assistant.threads.setSuggestedPrompts"):
        stage.slack.fail(method, times=100, kind=kind)
    await stage.slack.opens_home(stage.who("ana"), "messages")
    assert await stage.thread(await stage.slack.dms(stage.who("ana"), MINE))


# ---- going out


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long"])
async def test_a_message_whose_blocks_are_refused_arrives_in_plain_words(stage: SlackStage, code: str) -> None:
    stage.slack.fail("chat.postMessage", kind=code, channel=stage.room("help").id)
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
    (plain,) = await stage.thread(asked)
    assert "#1" in plain.text and not plain.blocks


async def test_a_post_that_was_lost_in_a_long_thread_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.post.LOOK_BACK", 2)
    async with on_slack(tmp_path, engine=True) as stage:
        asked, card = await a_ticket(stage)
        for number in range(4):
            await stage.slack.says(stage.who("ana"), stage.room("help"), f"remark {number}", asked.ts)
        await stage.quiet()
        stage.slack.fail("chat.postMessage", kind="reset_after", channel=asked.channel)
        await stage.slack.says(stage.who("mila"), stage.room("it-triage"), "!reply Is it well?", card.ts)
        await stage.until(lambda: told_in(stage, asked, "Is it well?"))
        await stage.until(lambda: [c for c in stage.slack.calls if "include_all_metadata" in c.payload], 20)
        await stage.quiet()
        assert len([m for m in stage.slack.from_bot(asked.channel, asked.ts) if "Is it well?" in words(m)]) == 1


async def test_a_history_without_marks_proves_nothing_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_slack(tmp_path, engine=True) as stage:
        whole = stage.slack.world.message_json
        monkeypatch.setattr(stage.slack.world, "message_json", lambda message, **_: whole(message, metadata=False))
        stage.slack.fail("chat.postMessage", kind="reset_after", channel=stage.room("help").id)
        with capture_logs() as logs:
            await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
            await stage.until(lambda: [one for one in logs if one["event"] == "delivery.possibly_doubled"], 20)


async def test_a_thread_that_was_taken_back_is_told_in_the_log(stage: SlackStage) -> None:
    asked, _ = await a_ticket(stage)
    del stage.room("help").messages[asked.ts]
    with capture_logs() as logs:
        await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/resolve", "#1 a new robot")
        await stage.until(lambda: [one for one in logs if one["event"] == "slack.thread_gone"])


# ---- reading back


async def test_without_a_list_of_conversations_known_direct_messages_are_read_back(tmp_path: Path) -> None:
    async with SlackDouble() as slack:
        place = workspace(slack)
        async with on_slack(tmp_path, slack=slack, place=place) as first:
            await first.thread(await slack.dms(place.people["ana"], MINE))
            await first.quiet()
        await slack.dms(place.people["ana"], "It sings in the bicycle shed too")
        slack.fail("users.conversations", times=100, kind="unknown_method")
        async with on_slack(tmp_path, slack=slack, place=place) as second:
            card = await second.card("it-triage")
            await second.until(lambda: told_in(second, card, "bicycle shed"))


# ---- words


def test_every_sentence_stands_in_every_language_with_the_same_variables() -> None:
    found = {}
    for path in sorted(WORDS.glob("*.ftl")):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        assert not [one for one in resource.body if type(one).__name__ == "Junk"], path.name
        names = [one.id.name for one in resource.body]
        assert len(names) == len(set(names)), path.name
        found[path.stem] = {one.id.name: variables(one) for one in resource.body}
    assert set(found) == {"en", "nl"} and found["en"] == found["nl"]
