"""Walking through a script, where golden dialogues cannot look: restarts, forged buttons, articles that change."""

import asyncio
from dataclasses import replace

import pytest

from bot.model.content import Button
from bot.model.inbound import Accepted, Refused
from bot.model.states import Status
from bot.ports import Page
from kb import Choice, Library, Matcher, Script, Step
from tests.fakes import Shown, Stage, on_stage

PRINTER = "the printer does not print"


def guide_of(stage: Stage, who: str = "ana") -> Shown:
    return [s for s in stage.platform.in_channel(f"@{who}") if "🧭" in s.text][-1]


def guides_of(stage: Stage) -> list[Shown]:
    """All messages of Ana's guide; the answer offers one and is none."""
    return [s for s in stage.platform.in_channel("@ana") if "🧭" in s.text and "guide" not in s.buttons]


def choice(shown: Shown, words: str) -> Button:
    rows = [block.buttons for block in shown.content.blocks if hasattr(block, "buttons")]
    return next(button for row in rows for button in row if words in button.label)


async def begun(stage: Stage) -> str:
    """Ana stands at the first step; the id of her question."""
    _, asked = await stage.write("ana", PRINTER)
    answer = stage.platform.in_channel("@ana")[-1]
    await stage.press("ana", answer.buttons["guide"])
    return asked


async def of_ana(stage: Stage):
    async with stage.running.storage(stage.running.workspace) as tx:
        [request] = await tx.requests.of_requester("ana", Page())
    return request


async def test_the_place_is_kept_when_the_desk_is_started_anew(database_url):
    async with on_stage(database_url) as stage:
        await begun(stage)
        await stage.press("ana", choice(guide_of(stage), "Paper"))
        button, platform = choice(guide_of(stage), "The message stays"), stage.platform
    async with on_stage(database_url, platform=platform) as stage:
        stage.keys_from(100)
        await stage.clock_by(days=2)
        await stage.press("ana", button)
        request = await of_ana(stage)
        assert request.status is Status.NEW
        [card] = [s for s in stage.platform.in_channel("it-triage") if s.content.summary.startswith("#1 ")]
        [under] = stage.platform.in_channel("it-triage", card.id)
        assert "toner or a jam" in under.text and "The message stays" in under.text


async def test_a_guide_given_up_leaves_its_path_on_the_ticket_too(database_url):
    async with on_stage(database_url) as stage:
        await begun(stage)
        await stage.press("ana", choice(guide_of(stage), "It looks normal"))
        await stage.press("ana", guide_of(stage).buttons["help"])
        [card] = [s for s in stage.platform.in_channel("it-triage") if s.content.summary.startswith("#1 ")]
        assert "It looks normal" in stage.platform.in_channel("it-triage", card.id)[0].text
        assert "step" not in guide_of(stage).buttons


async def test_what_is_pressed_twice_at_once_happens_once(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", PRINTER)
        begin = stage.platform.in_channel("@ana")[-1].buttons["guide"]
        await asyncio.gather(*(stage.press("ana", begin) for _ in range(3)))
        assert len(guides_of(stage)) == 1
        paper = choice(guide_of(stage), "Paper")
        await asyncio.gather(*(stage.press("ana", paper) for _ in range(3)))
        assert "step 2" in guide_of(stage).text
        stays = choice(guide_of(stage), "The message stays")
        await asyncio.gather(*(stage.press("ana", stays) for _ in range(3)))
        assert len([s for s in stage.platform.in_channel("it-triage") if s.thread is None]) == 1
        assert (await of_ana(stage)).number == 1


async def test_steps_asked_for_again_later_stand_below(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", PRINTER)
        begin = stage.platform.in_channel("@ana")[-1].buttons["guide"]
        await stage.press("ana", begin)
        await stage.clock_by(hours=3)
        await stage.press("ana", begin)
        first, again = guides_of(stage)
        assert "step" not in first.buttons and "step" in again.buttons


async def test_nobody_else_can_take_a_step(database_url):
    async with on_stage(database_url) as stage:
        await begun(stage)
        for who in ("joris", "mila"):
            outcome = await stage.press(who, choice(guide_of(stage), "Paper"))
            assert isinstance(outcome, Refused)
        assert "step 1" in guide_of(stage).text


@pytest.mark.parametrize("extra", ["0/9", "0/-1", "0/x", "0", "", "0/²", "9/0"])
async def test_a_made_up_step_changes_nothing(sqlite_url, extra):
    async with on_stage(sqlite_url) as stage:
        await begun(stage)
        request = await of_ana(stage)
        outcome = await stage.press("ana", Button("step", f"{request.id}/{extra}", "x"))
        assert isinstance(outcome, Refused) or outcome.said
        assert "step 1" in guide_of(stage).text


async def test_a_stale_button_shows_where_they_are(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await begun(stage)
        old = choice(guide_of(stage), "Paper")
        await stage.press("ana", choice(guide_of(stage), "It looks normal"))
        outcome = await stage.press("ana", old)
        assert isinstance(outcome, Accepted)
        assert "earlier step" in str(outcome.said[0].blocks) and "print queue" in str(outcome.said[0].blocks)


async def test_a_number_that_is_not_there_is_said_kindly(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        asked = await begun(stage)
        await stage.write("ana", "7", thread=asked)
        assert "from 1 to 4" in guide_of(stage).text
        await stage.write("ana", "2", thread=asked)
        assert "step 2" in guide_of(stage).text


def with_script(stage: Stage, change) -> None:
    """The printer's script is another one from now on."""
    desk = stage.running.desk.desk
    articles = tuple(
        replace(a, script=change(a.script)) if a.slug == "printer-not-printing" else a for a in desk.library.articles
    )
    stage.running.desk.desk = replace(desk, library=Library(articles, (), "x"), matcher=Matcher(articles))


async def test_a_script_changed_meanwhile_begins_again_and_says_so(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        asked = await begun(stage)
        await stage.write("ana", "2", thread=asked)
        with_script(stage, lambda old: replace(old, steps=tuple(s for s in old.steps if s.name != "paper")))
        outcome = await stage.press("ana", choice(guide_of(stage), "The message stays"))
        assert isinstance(outcome, Accepted)
        assert "step 1" in guide_of(stage).text and "improved" in guide_of(stage).text


async def test_who_goes_round_is_told_how_to_get_out(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        round_ = Script((Step("start", "Better?", (Choice("Again", "start"), Choice("Yes", "solved")), 1),))
        with_script(stage, lambda _: round_)
        asked = await begun(stage)
        await stage.write("ana", "again", thread=asked)
        assert "circles" not in guide_of(stage).text
        await stage.write("ana", "again", thread=asked)
        assert "circles" in guide_of(stage).text


async def test_steps_to_an_article_for_others_end_in_a_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        agents_only = Script((Step("start", "Who?", (Choice("Them", "article:verify-caller"),), 1),))
        with_script(stage, lambda _: agents_only)
        asked = await begun(stage)
        await stage.write("ana", "them", thread=asked)
        assert (await of_ana(stage)).number == 1
        assert not any("Checking who someone is" in shown.text for shown in stage.platform.in_channel("@ana"))
