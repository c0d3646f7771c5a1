"""What the double of Slack refuses to show, and how it keeps views."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from tests.doubles.slack import Channel, SlackDouble, User
from tests.doubles.slack_bot import error

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}


INPUT: dict[str, Any] = {
    "type": "input",
    "label": {"type": "plain_text", "text": "Title"},
    "element": {"type": "plain_text_input", "action_id": "title"},
}
MODAL: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Ticket"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [INPUT],
}
SELECT = {"type": "static_select", "action_id": "s"}


@pytest.mark.parametrize(
    "blocks",
    [
        [SECTION] * 51,
        [SECTION | {"block_id": "a"}, SECTION | {"block_id": "a"}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": ""}}],
        [{"type": "section"}],
        [{"type": "section", "text": "hello"}],
        [SECTION | {"colour": "red"}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "hello"}}],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}],
        [{"type": "actions", "elements": []}],
        [{"type": "actions", "elements": [BUTTON | {"action_id": f"a{i}"} for i in range(26)]}],
        [{"type": "actions", "elements": [BUTTON, BUTTON]}],
        [{"type": "actions", "elements": [BUTTON | {"text": {"type": "plain_text", "text": "x" * 76}}]}],
        [{"type": "actions", "elements": [BUTTON | {"value": "x" * 2001}]}],
        [{"type": "actions", "elements": [BUTTON | {"action_id": "x" * 256}]}],
        [{"type": "actions", "elements": [BUTTON | {"style": "green"}]}],
        [{"type": "nonsense"}],
    ],
)
async def test_blocks_slack_would_refuse(client: AsyncWebClient, room: Channel, blocks: Any) -> None:
    assert await error(client.chat_postMessage(channel=room.id, text="x", blocks=blocks)) == "invalid_blocks"


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"submit": {"type": "plain_text", "text": "x" * 25}},
        {"submit": {"type": "mrkdwn", "text": "Send"}},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"blocks": [SECTION] * 101},
        {"blocks": [{k: v for k, v in INPUT.items() if k != "label"}]},
        {"blocks": [INPUT | {"element": BUTTON}]},
        {"blocks": [INPUT | {"element": SELECT | {"options": []}}]},
        {
            "blocks": [
                INPUT
                | {"element": SELECT | {"options": [{"value": "1", "text": {"type": "plain_text", "text": "x" * 76}}]}}
            ]
        },
        {"blocks": [INPUT | {"element": INPUT["element"] | {"maximum": 5}}]},
        {"blocks": [{"type": "markdown", "text": "hello"}]},
        {"state": {}},
    ],
)
async def test_modals_slack_would_refuse(
    slack: SlackDouble, client: AsyncWebClient, ann: User, change: dict[str, Any]
) -> None:
    trigger = slack.world.trigger(ann.id)
    assert await error(client.views_open(trigger_id=trigger, view=MODAL | change)) == "invalid_arguments"
    await client.views_open(trigger_id=trigger, view=MODAL)
    assert len(slack.views(ann)) == 1


async def test_a_trigger_serves_once_and_soon() -> None:
    clock = MovableClock(datetime(2026, 11, 23, 8, tzinfo=UTC))
    async with SlackDouble(clock) as slack:
        ann = slack.add_user("ann")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        trigger = slack.world.trigger(ann.id)
        assert await error(client.views_open(trigger_id="1.2.3", view=MODAL)) == "invalid_trigger_id"
        await client.views_open(trigger_id=trigger, view=MODAL)
        assert await error(client.views_open(trigger_id=trigger, view=MODAL)) == "exchanged_trigger_id"
        late = slack.world.trigger(ann.id)
        clock.move_to(clock.now() + timedelta(seconds=4))
        assert await error(client.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"


async def test_views_are_updated_by_who_saw_the_last_state(
    slack: SlackDouble, client: AsyncWebClient, ann: User
) -> None:
    opened = await client.views_open(trigger_id=slack.world.trigger(ann.id), view=MODAL)
    view = {"view_id": opened["view"]["id"], "view": MODAL}
    await client.views_update(**view, hash=opened["view"]["hash"])
    assert await error(client.views_update(**view, hash=opened["view"]["hash"])) == "hash_conflict"
    assert await error(client.views_update(view_id="V0", view=MODAL)) == "not_found"
