"""One happening, one transaction, one outcome; whatever goes wrong, the message is kept or not acknowledged."""

import asyncio
import json
import sqlite3
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import compose
from bot.model.inbound import Accepted, FormErrors, JoinedChannel, Refused, Unavailable
from bot.model.places import Conversation
from kb import Matcher
from tests.fakes import MONDAY, Stage, on_stage

LAMP = "my computer hums in b flat since tuesday"


def count(stage: Stage, table: str) -> int:
    path = stage.running.database.url.database
    with sqlite3.connect(path) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


async def ticket(stage: Stage, who: str = "ana", text: str = LAMP) -> str:
    """A ticket; the id of its first message."""
    _, message_id = await stage.write(who, text)
    return message_id


def summaries(stage: Stage, channel: str) -> list[str]:
    return [shown.content.summary for shown in stage.platform.in_channel(channel)]


async def test_the_same_message_twice_is_worked_on_once(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", LAMP, key="same")
        outcome, _ = await stage.write("ana", LAMP, key="same")
        assert isinstance(outcome, Accepted)
        assert sum("ticket #1" in text for text in summaries(stage, "@ana")) == 1
        assert not any("#2" in text for text in summaries(stage, "@ana"))


async def test_the_same_message_ten_times_at_once_is_one_ticket(database_url):
    async with on_stage(database_url) as stage:
        await asyncio.gather(*(stage.write("ana", LAMP, key="same") for _ in range(10)))
        assert len(stage.platform.in_channel("it-triage")) == 1


async def test_of_ten_agents_who_claim_at_once_one_wins_and_the_others_hear_who(database_url):
    async with on_stage(database_url) as stage:
        await ticket(stage)
        outcomes = await asyncio.gather(*(stage.command(who, "/claim #1", "it-triage") for who in ["mila", "tom"] * 5))
        won = [o for o in outcomes if isinstance(o, Accepted)]
        lost = [o for o in outcomes if isinstance(o, Refused)]
        assert len(won) == 1 and len(lost) == 9
        assert all("#1" in refused.said.summary for refused in lost)


async def test_talk_in_other_channels_leaves_no_trace(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        for text, channel, thread in (
            ("hello all", "random", None),
            ("psst", "it-triage", None),
            ("re", "random", "x"),
        ):
            outcome, _ = await stage.write("ana", text, channel, thread)
            assert outcome == Accepted(kept=False)
        assert [count(stage, t) for t in ("inbox", "people", "messages", "requests", "events")] == [0] * 5


async def test_an_error_of_ours_still_leaves_a_ticket_with_the_raw_question(database_url):
    class Broken(Matcher):
        def examine(self, *args, **more):
            raise ZeroDivisionError("secret words of the person")

    async with on_stage(database_url) as stage:
        desk = stage.running.desk
        desk.desk = type(desk.desk)(
            desk.desk.rules, desk.desk.library, Broken([]), desk.desk.clock, desk.desk.ids, desk.desk.platforms
        )
        with capture_logs() as logs:
            outcome, _ = await stage.write("ana", "my vpn keeps dropping")
        assert isinstance(outcome, Accepted)
        [card] = stage.platform.in_channel("it-triage")
        assert "my vpn keeps dropping" in card.text
        [failed] = [entry for entry in logs if entry["event"] == "handler.failed"]
        assert failed["error"] == "ZeroDivisionError"
        assert "secret" not in json.dumps(logs) and "vpn keeps" not in json.dumps(logs)


async def test_an_error_of_ours_in_a_command_changes_nothing_and_asks_to_try_again(database_url):
    async with on_stage(database_url) as stage:
        await ticket(stage)
        rules = stage.running.desk().rules
        object.__setattr__(rules, "queues", None)  # a desk that falls over its own feet
        outcome = await stage.command("mila", "/claim #1", "it-triage")
        assert isinstance(outcome, Refused | Unavailable)


async def test_a_locked_database_is_not_acknowledged_and_the_message_can_be_sent_again(sqlite_url):
    async with on_stage(sqlite_url, lock_wait_ms=50) as stage:
        await ticket(stage)
        blocker = sqlite3.connect(stage.running.database.url.database, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        outcome, _ = await stage.write("joris", LAMP, key="blocked")
        assert isinstance(outcome, Unavailable)
        clicked = await stage.command("mila", "/claim #1", "it-triage")
        assert isinstance(clicked, Unavailable)
        blocker.execute("ROLLBACK")
        blocker.close()
        outcome, _ = await stage.write("joris", LAMP, key="blocked")
        assert isinstance(outcome, Accepted) and count(stage, "requests") == 2


async def test_a_form_without_words_stays_open_with_a_sentence(database_url):
    async with on_stage(database_url) as stage:
        await ticket(stage)
        [card] = stage.platform.in_channel("it-triage")
        asked = await stage.press("mila", card.buttons["reply"], "it-triage")
        assert asked.form is not None and asked.form.name == "reply"
        outcome = await stage.submit("mila", "reply", asked.form.subject, "it-triage", text="  ")
        assert isinstance(outcome, FormErrors) and "text" in outcome.errors


async def test_a_forged_button_or_form_is_refused(database_url):
    async with on_stage(database_url) as stage:
        await ticket(stage)
        [card] = stage.platform.in_channel("it-triage")
        claim = card.buttons["claim"]
        for who in ("joris", "ana"):  # a colleague, and the requester
            assert isinstance(await stage.press(who, claim), Refused)
        assert isinstance(await stage.submit("joris", "resolve", claim.subject), Refused)
        for subject in ("", "nope", "nope/nope", claim.subject + "/x", "'; drop table requests"):
            forged = type(claim)("solved", subject, "x")
            assert isinstance(await stage.press("joris", forged), Refused)
        assert isinstance(await stage.press("mila", type(claim)("explode", claim.subject, "x")), Refused)


async def test_a_channel_the_bot_joins_is_greeted_once(database_url):
    async with on_stage(database_url) as stage:
        for key in ("j1", "j2"):
            await stage.receive(JoinedChannel(key, Conversation("web", "help"), stage.clock.now()))
        assert len(stage.platform.in_channel("help")) == 1


async def test_a_second_desk_on_one_sqlite_file_is_refused_in_one_line(sqlite_url):
    async with on_stage(sqlite_url):
        with pytest.raises(compose.CannotStart, match="another desk process"):
            async with on_stage(sqlite_url):
                pass


async def test_two_desks_of_one_name_on_postgresql_are_refused_in_one_line(postgresql_url):
    async with on_stage(postgresql_url):
        with pytest.raises(compose.CannotStart, match="LOKET_REPLICA"):
            async with on_stage(postgresql_url):
                pass


async def test_a_changed_desk_file_is_taken_up_and_a_wrong_one_is_refused(sqlite_url, tmp_path):
    from bot.settings import DEFAULT_DESK

    path = tmp_path / "desk.toml"
    path.write_text(DEFAULT_DESK.read_text())
    async with on_stage(sqlite_url, desk_file=path) as stage:
        path.write_text(DEFAULT_DESK.read_text().replace("reopen_days = 7", "reopen_days = 3"))
        assert await stage.running.reloader.reload()
        assert stage.running.desk().rules.reopen_days == 3
        path.write_text(DEFAULT_DESK.read_text().replace('default_queue = "it-l1"', 'default_queue = "it-l9"'))
        with capture_logs() as logs:
            assert not await stage.running.reloader.reload()
        assert "default_queue" in logs[0]["problem"] and "'it-l9'" in logs[0]["problem"]
        assert stage.running.desk().rules.default_queue == "it-l1"


async def test_a_silent_answer_is_closed_and_not_counted_as_solved(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", "my vpn keeps dropping")
        await stage.move_to(MONDAY + timedelta(days=4))
        outcome = await stage.command("noor", "/digest 7d", "it-triage")
        assert "1 asked, 1 answered by the bot, 0 said" in str(outcome.said[0])
