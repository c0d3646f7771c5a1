"""Symptoms found by trying to break it: words that reached somebody they were not meant for, or nobody at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.content import Button
from bot.model.inbound import Accepted, Refused
from kb import Matcher
from tests.fakes import MONDAY, Stage, on_stage

HUM = "my computer hums in b flat since tuesday"
BULLIED = "I am being bullied by my manager, SECRETWORD"


async def owned_ticket(stage: Stage) -> str:
    """Ana's ticket, owned by Mila; the id of its card."""
    await stage.write("ana", HUM)
    await stage.command("mila", "/claim #1", "it-triage")
    return stage.platform.in_channel("it-triage")[0].id


def seen_in(stage: Stage, *channels: str) -> str:
    return "\n".join(s.text + s.content.summary for c in channels for s in stage.platform.in_channel(c))


@pytest.mark.parametrize("words", ["! note SECRETWORD", "!!note SECRETWORD", "/note SECRETWORD", "!nte SECRETWORD"])
async def test_a_misspelt_command_under_a_card_does_not_reach_the_requester(sqlite_url, words):
    async with on_stage(sqlite_url) as stage:
        card = await owned_ticket(stage)
        await stage.write("mila", words, "it-triage", card)
        assert "SECRETWORD" not in seen_in(stage, "@ana")


@pytest.mark.parametrize("words", ["nte SECRETWORD", "notitei SECRETWORD", "notes SECRETWORD", "she said SECRETWORD"])
async def test_a_mention_under_a_card_does_not_reach_the_requester(sqlite_url, words):
    async with on_stage(sqlite_url) as stage:
        card = await owned_ticket(stage)
        outcome, _ = await stage.write("mila", words, "it-triage", card, mention=True)
        assert isinstance(outcome, Refused)
        assert "SECRETWORD" not in seen_in(stage, "@ana")


@pytest.mark.parametrize("first", [HUM, "my vpn keeps dropping"])
async def test_what_is_confidential_does_not_join_an_open_question(sqlite_url, first):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", first)
        await stage.clock_by(minutes=2)
        await stage.write("ana", BULLIED)
        assert "SECRETWORD" not in seen_in(stage, "it-triage")
        assert "SECRETWORD" in seen_in(stage, "hr-private")


async def test_what_is_confidential_in_an_answers_thread_becomes_a_question_of_its_own(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, root = await stage.write("ana", "my vpn keeps dropping")
        await stage.write("ana", BULLIED, None, root)
        answered = next(s for s in stage.platform.in_channel("@ana") if "help" in s.buttons)
        await stage.press("ana", answered.buttons["help"])
        assert "SECRETWORD" not in seen_in(stage, "it-triage")
        assert "SECRETWORD" in seen_in(stage, "hr-private")


async def test_a_ticket_that_was_confidential_stays_with_those_who_have_it(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", BULLIED)
        await stage.command("femke", "/ticket note #1 INTERNAL", "hr-private")
        await stage.command("femke", "/handoff #1 hr-l2 please", "hr-private")
        await stage.command("sanne", "/ticket accept #1", "hr-advice")
        assert isinstance(await stage.command("mila", "/ticket #1", "it-triage"), Refused)
        assert isinstance(await stage.command("sanne", "/ticket #1", "hr-advice"), Accepted)
        digest = await stage.command("noor", "/digest 7d", "hr-triage")
        assert "SECRETWORD" not in str(digest)


async def test_a_follow_up_in_public_to_a_confidential_question_is_kept_and_answered_neutrally(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, root = await stage.write("ana", BULLIED, "help")
        await stage.write("ana", "please hurry, AFRAIDWORD", "help", root)
        assert "AFRAIDWORD" in seen_in(stage, "hr-private")
        outcome, _ = await stage.write("joris", "what is this about?", "help", root)
        assert outcome == Accepted(kept=False)
        assert {s.content.summary for s in stage.platform.in_channel("help")} == {"I've sent you a direct message."}


async def test_why_it_goes_to_a_confidential_team_is_not_posted_where_it_was(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", "there is something odd with my file since tuesday", "help-hr")
        await stage.command("sanne", "/handoff #1 hr-confidential SECRETWORD", "hr-triage")
        assert "SECRETWORD" not in seen_in(stage, "hr-triage", "help-hr")


class Broken(Matcher):
    def examine(self, *args, **more):
        raise ZeroDivisionError


async def test_an_error_of_ours_does_not_make_what_is_confidential_public(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        now = stage.running.desk
        now.desk = replace(now.desk, matcher=Broken([]))
        await stage.write("ana", BULLIED, "help")
        assert "SECRETWORD" not in seen_in(stage, "it-triage", "help")
        assert "SECRETWORD" in seen_in(stage, "hr-private")


async def test_an_error_of_ours_in_an_answers_thread_leaves_a_ticket_with_all_that_was_said(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, root = await stage.write("ana", "my vpn keeps dropping")
        now = stage.running.desk
        now.desk = replace(now.desk, matcher=Broken([]))
        await stage.write("ana", "and it says error 809", None, root)
        [card] = stage.platform.in_channel("it-triage")
        assert "my vpn keeps dropping" in card.text and "error 809" in card.text


async def test_an_error_of_ours_under_a_card_keeps_the_words_inside_and_on_that_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        card = await owned_ticket(stage)
        now = stage.running.desk
        whole = now.desk
        now.desk = replace(whole, library=None)  # refreshing the card falls over where articles were shown
        async with stage.running.storage(stage.running.workspace) as tx:
            ticket = await tx.requests.numbered(1)
            await tx.requests.save(replace(ticket, tried=("vpn-drops",)))
        await stage.write("mila", "SECRETWORD is what I think", "it-triage", card)
        now.desk = whole
        assert "SECRETWORD" not in seen_in(stage, "@ana")
        sheet = await stage.command("mila", "/ticket #1", "it-triage")
        assert "SECRETWORD" in str(sheet)
        outcome, _ = await stage.write("mila", "We are on it", "it-triage", card)
        assert isinstance(outcome, Accepted) and "We are on it" in seen_in(stage, "@ana")


async def test_a_made_up_button_does_not_take_an_agents_note_out_of_a_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await owned_ticket(stage)
        await stage.command("mila", "/ticket note #1 SECRETWORD", "it-triage")
        async with stage.running.storage(stage.running.workspace) as tx:
            ticket = await tx.requests.numbered(1)
            note = next(m for m in await tx.messages.of(ticket.id) if m.reach == "internal")
        for action in ("separate", "move"):
            forged = Button(action, f"{ticket.id}/{note.id}/{ticket.id}", "x")
            assert isinstance(await stage.press("ana", forged), Refused)
        assert "SECRETWORD" not in seen_in(stage, "@ana")


async def test_closing_words_for_another_tickets_requester_ask_for_a_yes(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        card = await owned_ticket(stage)
        await stage.write("joris", HUM)
        outcome, _ = await stage.write("mila", "!resolve #2 ANSWERWORD", "it-triage", card)
        assert "ANSWERWORD" not in seen_in(stage, "@joris")
        yes = next(b for block in outcome.said[0].blocks if hasattr(block, "buttons") for b in block.buttons)
        await stage.press("mila", yes, "it-triage")
        assert "ANSWERWORD" in seen_in(stage, "@joris")


async def test_a_question_right_after_an_agents_reply_is_a_new_one(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await owned_ticket(stage)
        await stage.move_to(MONDAY + timedelta(hours=1))
        await stage.command("mila", "/ticket reply #1 Since when?", "it-triage")
        await stage.move_to(MONDAY + timedelta(hours=1, minutes=4))
        await stage.write("ana", "the frobnicator on floor three is purple now")
        assert any("#2" in s.content.summary for s in stage.platform.in_channel("@ana"))
