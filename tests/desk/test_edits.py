"""Edits and deletions: kept on record, and mirrored to wherever the words had gone."""

from datetime import timedelta

import pytest

from bot.model.inbound import Accepted, Refused
from tests.fakes import Shown, Stage, a_file, on_stage

ROBOT = "the coffee robot sings in b flat"


def triage_thread(stage: Stage) -> list[Shown]:
    return [one for one in stage.platform.in_channel("it-triage") if one.thread]


def card(stage: Stage) -> Shown:
    return next(one for one in stage.platform.in_channel("it-triage") if one.thread is None)


def seen(stage: Stage, channel: str) -> str:
    return "\n".join(one.text for one in stage.platform.in_channel(channel))


async def timeline(stage: Stage, who: str) -> str:
    outcome = await stage.command(who, "/ticket 1")
    assert isinstance(outcome, Accepted)
    return "\n".join(str(block) for block in outcome.said[0].blocks)


async def asked(stage: Stage) -> str:
    _, message = await stage.write("ana", ROBOT)
    await stage.command("mila", "/claim 1", "it-triage")
    return message


async def test_an_edited_question_changes_card_subject_and_record(database_url):
    async with on_stage(database_url) as stage:
        message = await asked(stage)
        await stage.clock_by(minutes=5)
        outcome = await stage.edit("ana", message, "the coffee robot hums in c sharp")
        assert isinstance(outcome, Accepted) and not outcome.said
        assert "hums in c sharp ✎" in card(stage).text and "b flat" not in card(stage).text
        assert "hums in c sharp" in card(stage).content.summary or "hums" in card(stage).text
        agents, requesters = await timeline(stage, "mila"), await timeline(stage, "ana")
        assert "b flat" in agents and "it said before" in agents and "edited a message" in agents
        assert "c sharp" in requesters and "b flat" not in requesters


async def test_edits_of_both_sides_change_the_others_copy(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        root = await asked(stage)
        _, more = await stage.write("ana", "it also whistels", thread=root)
        _, reply = await stage.write("mila", "pull the plgu", "it-triage", card(stage).id)
        _, note = await stage.write("tom", "I herd it too", "it-triage", card(stage).id)
        await stage.edit("ana", more, "it also whistles", thread=root)
        await stage.edit("mila", reply, "pull the plug", "it-triage", card(stage).id)
        await stage.edit("tom", note, "I heard it too", "it-triage", card(stage).id)
        assert "also whistles" in seen(stage, "it-triage") and "whistels" not in seen(stage, "it-triage")
        assert "the plug" in seen(stage, "@ana") and "plgu" not in seen(stage, "@ana")
        assert "✎ edited" in seen(stage, "@ana") and "heard" not in seen(stage, "@ana")


async def test_the_same_revision_is_worked_on_once_and_a_preview_changes_nothing(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        root = await asked(stage)
        _, more = await stage.write("ana", "it whistles", thread=root)
        for _ in range(2):
            await stage.edit("ana", more, "it whistles loudly", thread=root, key="revision-1")
        await stage.edit("ana", more, "it whistles loudly", thread=root)
        copy = next(one for one in triage_thread(stage) if "whistles" in one.text)
        assert copy.edits == 1
        assert (await timeline(stage, "mila")).count("edited a message") == 1


async def test_revisions_that_come_in_the_wrong_order_end_with_the_newest(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        root = await asked(stage)
        _, more = await stage.write("ana", "one", thread=root)
        now = stage.clock.now()
        await stage.edit("ana", more, "three", thread=root, at=now + timedelta(seconds=9))
        await stage.edit("ana", more, "two", thread=root, at=now + timedelta(seconds=5))
        assert "three" in seen(stage, "it-triage") and "'two'" not in seen(stage, "it-triage")
        assert "two" in await timeline(stage, "mila")


@pytest.mark.parametrize("channel", [None, "help"])
async def test_an_edit_that_comes_before_its_message_is_not_lost(sqlite_url, channel):
    async with on_stage(sqlite_url) as stage:
        await stage.edit("ana", "m-late", "the robot hums in c sharp", channel)
        assert "c sharp" in seen(stage, "it-triage")
        outcome, _ = await stage.write("ana", ROBOT, channel, key="late")
        assert isinstance(outcome, Accepted)
        assert len([one for one in stage.platform.in_channel("it-triage") if one.thread is None]) == 1
        assert "b flat" not in seen(stage, "it-triage") and "b flat" in await timeline(stage, "mila")


@pytest.mark.parametrize("channel", [None, "help"])
@pytest.mark.parametrize("edited", [False, True])
async def test_a_message_taken_back_before_it_came_is_not_heard(database_url, channel, edited):
    async with on_stage(database_url) as stage:
        await stage.delete("ana", "m-late", channel)
        if edited:
            await stage.edit("ana", "m-late", "the robot hums in c sharp", channel)
        outcome, _ = await stage.write("ana", ROBOT, channel, key="late")
        assert outcome == Accepted(kept=False)
        await stage.delete("ana", "m-late", channel)
        assert not stage.platform.shown
        await stage.write("joris", ROBOT, channel, key="other")
        assert len([one for one in stage.platform.in_channel("it-triage") if one.thread is None]) == 1


async def test_an_agents_reply_taken_back_before_it_came_reaches_nobody(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage)
        await stage.edit("mila", "m-late", "pull the PLUG", "it-triage", card(stage).id)
        await stage.delete("mila", "m-late", "it-triage", card(stage).id)
        outcome, _ = await stage.write("mila", "pull the PLGU", "it-triage", card(stage).id, key="late")
        assert outcome == Accepted(kept=False)
        assert "PL" not in seen(stage, "@ana") + await timeline(stage, "mila")


async def test_an_agents_edit_that_comes_before_its_message_goes_no_further_than_it(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage)
        await stage.edit("mila", "m-late", "pull the plug", "it-triage", card(stage).id)
        assert "pull" not in seen(stage, "@ana")
        await stage.write("mila", "pull the plgu", "it-triage", card(stage).id, key="late")
        assert "pull the plug" in seen(stage, "@ana") and "plgu" not in seen(stage, "@ana")


async def test_a_greeting_edited_into_a_question_is_asked(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, hello = await stage.write("ana", "hi")
        await stage.edit("ana", hello, ROBOT)
        assert "b flat" in card(stage).text


async def test_an_old_message_that_was_never_the_desks_stays_so(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        long_ago = stage.clock.now() - timedelta(days=60)
        outcome = await stage.edit("ana", "m-old", ROBOT, "help", written_at=long_ago)
        assert outcome == Accepted(kept=False)


async def test_an_answer_follows_the_edited_question_before_there_is_a_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, message = await stage.write("ana", "my vpn keeps dropping")
        (answer,) = [one for one in stage.platform.in_channel("@ana") if "solved" in one.buttons]
        before = answer.text
        await stage.edit("ana", message, "I forgot my password and cannot log in")
        assert answer.edits == 1 and answer.text != before and "password" in answer.text.lower()


@pytest.mark.parametrize("words", ["!note SECRET it is broken", "!resolve", "!nte SECRET", "/note SECRET"])
async def test_words_edited_into_a_command_reach_nobody(sqlite_url, words):
    async with on_stage(sqlite_url) as stage:
        await asked(stage)
        _, reply = await stage.write("mila", "pull the plug", "it-triage", card(stage).id)
        outcome = await stage.edit("mila", reply, words, "it-triage", card(stage).id)
        assert (isinstance(outcome, Refused) and "command" in outcome.said.summary) or "SECRET" not in str(outcome)
        assert "SECRET" not in seen(stage, "@ana") and "pull the plug" in seen(stage, "@ana")
        assert "status" not in seen(stage, "@ana").lower()


async def test_a_command_that_was_edited_is_not_done_again(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", ROBOT)
        _, claim = await stage.write("mila", "!claim", "it-triage", card(stage).id)
        outcome = await stage.edit("mila", claim, "!release", "it-triage", card(stage).id)
        assert isinstance(outcome, Refused) and "new message" in outcome.said.summary
        assert "release" in card(stage).buttons  # still hers


async def test_an_edited_note_stays_a_note_whatever_it_says(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage)
        _, note = await stage.write("mila", "!note SECRET he forgot", "it-triage", card(stage).id)
        for words in ("!note SECRET she forgot", "SECRET they forgot"):
            assert isinstance(await stage.edit("mila", note, words, "it-triage", card(stage).id), Accepted)
        assert isinstance(await stage.edit("mila", note, "!reply SECRET", "it-triage", card(stage).id), Refused)
        assert "SECRET" not in seen(stage, "@ana")
        shown = await timeline(stage, "mila")
        assert "SECRET they forgot" in shown and "!note" not in shown
        assert "SECRET" not in await timeline(stage, "ana") and "edited" not in await timeline(stage, "ana")
        await stage.delete("mila", note, "it-triage", card(stage).id)
        assert "took a message back" not in await timeline(stage, "ana")


async def test_what_was_taken_back_leaves_a_tombstone_on_the_other_side(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        root = await asked(stage)
        _, more = await stage.write("ana", "my pin is 1234", thread=root)
        _, reply = await stage.write("mila", "use 5678 then", "it-triage", card(stage).id)
        await stage.delete("ana", more, thread=root)
        await stage.delete("mila", reply, "it-triage", card(stage).id)
        assert "1234" not in seen(stage, "it-triage") and "5678" not in seen(stage, "@ana")
        assert "Ana Souza took this message back" in seen(stage, "it-triage").replace("\\", "")
        assert "Mila Jansen took this message back" in seen(stage, "@ana").replace("\\", "")
        assert isinstance(await stage.edit("ana", more, "my pin is 9999", thread=root), Accepted)
        assert "9999" not in seen(stage, "it-triage")


async def test_a_joined_message_is_taken_back_too(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage)
        _, joined = await stage.write("ana", "and my pin is 1234")
        await stage.delete("ana", joined)
        assert "1234" not in seen(stage, "it-triage") and "1234" not in await timeline(stage, "mila")


async def test_a_handoffs_packet_follows_edits_and_deletions(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        root = await asked(stage)
        _, more = await stage.write("ana", "my pin is 1234", thread=root, files=(a_file("pin.txt", b"1234"),))
        await stage.command("mila", "/handoff 1 it-network look", "it-triage")
        await stage.clock_by(minutes=1)
        await stage.write("ana", "LATER words", thread=root)
        await stage.edit("ana", root, "the robot hums")
        packet = next(one for one in stage.platform.in_channel("it-network") if one.edits and one.thread)
        assert "the robot hums" in packet.text and "b flat" not in packet.text and "LATER" not in packet.text
        await stage.delete("ana", more, thread=root)
        assert "1234" not in packet.text and "pin.txt" not in packet.text


async def test_nobody_edits_or_takes_back_somebody_elses_words(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        root = await asked(stage)
        _, more = await stage.write("ana", "it whistles", thread=root)
        for act in (stage.edit("joris", more, "it EXPLODES", thread=root), stage.delete("joris", more, thread=root)):
            await act
        assert "EXPLODES" not in seen(stage, "it-triage") and "whistles" in seen(stage, "it-triage")


async def test_what_became_confidential_is_not_edited_into_the_open(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, root = await stage.write("ana", "the unicorn on my desk needs a permit", "help-hr")
        hr = next(one for one in stage.platform.in_channel("hr-triage") if one.thread is None)
        await stage.command("sanne", "/claim 1", "hr-triage")
        _, reply = await stage.write("sanne", "which unicorn?", "hr-triage", hr.id)
        _, more = await stage.write("ana", "the blue one", "help-hr", root)
        await stage.command("sanne", "/handoff 1 hr-confidential more than a unicorn", "hr-triage")
        await stage.command("femke", "/ticket accept 1", "hr-private")
        outcome = await stage.edit("sanne", reply, "SECRET-1", "hr-triage", hr.id)
        assert isinstance(outcome, Refused)
        await stage.edit("ana", more, "SECRET-2 the one who shouts", "help-hr", root)
        assert "SECRET" not in seen(stage, "help-hr") + seen(stage, "hr-triage") + seen(stage, "@ana")


async def test_followers_copies_change_with_the_reply(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage)
        await stage.command("mila", "/ticket add 1 @joris")
        _, reply = await stage.write("mila", "pull the plgu", "it-triage", card(stage).id)
        await stage.edit("mila", reply, "pull the plug", "it-triage", card(stage).id)
        assert "the plug" in seen(stage, "@joris") and "plgu" not in seen(stage, "@joris")


async def test_edits_and_deletions_after_a_merge_reach_both_threads(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage)
        _, joris = await stage.write("joris", "my robot is 42 too", "help")
        _, pin = await stage.write("joris", "my number is 061234", "help", joris)
        await stage.command("mila", "/ticket merge #2 into #1")
        await stage.edit("joris", pin, "my number is on the card", "help", joris)
        assert "061234" not in seen(stage, "it-triage") and seen(stage, "it-triage").count("on the card") >= 2
        await stage.delete("joris", pin, "help", joris)
        assert "on the card" not in seen(stage, "it-triage")
