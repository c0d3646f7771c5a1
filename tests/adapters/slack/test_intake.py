"""How requests come in from Slack."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.stage import SlackStage, button, on_slack, words


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SlackStage]:
    async with on_slack(tmp_path) as made:
        yield made


async def test_a_question_in_the_help_channel_is_answered_in_its_thread(stage: SlackStage) -> None:
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), "I forgot my password")
    (answer,) = await stage.thread(asked)
    assert "password" in words(answer).lower()
    assert button(answer, "solved") and button(answer, "help")


async def test_what_no_article_answers_is_a_ticket_with_a_card(stage: SlackStage) -> None:
    asked = await stage.slack.says(
        stage.who("ana"), stage.room("help"), "The beamer in room 4 <shows> *purple* & @here"
    )
    (told,) = await stage.thread(asked)
    card = await stage.card("it-triage")
    assert "#1" in words(told)
    assert "The beamer in room 4 <shows> *purple* & @here" in words(card)
    ticket = await stage.ticket()
    assert (ticket.requester, ticket.queue) == ("ana", "it-l1")
