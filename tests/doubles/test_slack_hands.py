"""Commands, buttons, modals and HTTP mode of the double of Slack, by what a real Bolt app makes of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Channel, NotPossible, SlackDouble, User
from tests.doubles.slack_bot import Bot

MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "New ticket"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "title",
            "label": {"type": "plain_text", "text": "Title"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}
CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "A ticket"}},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "claim", "value": "7", "text": {"type": "plain_text", "text": "Claim"}}
        ],
    },
]


async def test_a_command_is_answered_in_its_ack(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    @bot.app.command("/ticket")
    async def ticket(ack: Any, command: dict[str, str], respond: Any) -> None:
        await ack(f"You said {command['text']}")
        for i in range(6):
            await respond(f"and {i}", response_type="in_channel")

    answer = await slack.slash(ann, room, "/ticket", "new & shiny")
    assert answer.acked
    assert [e.text for e in slack.ephemerals(ann)] == ["You said new &amp; shiny"]
    await slack.until(lambda: len(slack.messages(room)) == 5)
    await asyncio.sleep(0.05)
    assert len(slack.messages(room)) == 5  # the sixth is one too many


async def test_a_command_nobody_answers_is_not_sent_again(
    slack: SlackDouble, bot: Bot, room: Channel, ann: User
) -> None:
    answer = await slack.slash(ann, room, "/unknown")
    assert not answer.acked and len(bot.bodies) == 1


async def test_a_modal_round_trip_with_errors(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    stolen: list[str] = []

    @bot.app.action("claim")
    async def claim(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        stolen.append(body["trigger_id"])
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @bot.app.view("form")
    async def form(ack: Any, view: dict[str, Any]) -> None:
        if view["state"]["values"]["title"]["text"]["value"] == "bad":
            await ack(response_action="errors", errors={"title": "Say more"})
        else:
            await ack()

    posted = await bot.app.client.chat_postMessage(channel=room.id, text="A ticket", blocks=CARD)
    card = slack.from_bot(room)[0]
    assert card.ts == posted["ts"]
    assert (await slack.clicks(ann, card, "claim")).acked
    (view,) = await slack.until(lambda: slack.views(ann))
    with pytest.raises(NotPossible):
        await slack.submits(ann, view, {})
    assert (await slack.submits(ann, view, {"title": "bad"})).errors == {"title": "Say more"}
    assert not view.closed
    await slack.submits(ann, view, {"title": "good"})
    assert slack.views(ann) == []
    again = bot.app.client.views_open(trigger_id=stolen[0], view=MODAL)
    with pytest.raises(Exception, match="exchanged_trigger_id"):
        await again


async def test_a_button_on_a_private_message_carries_no_message(
    slack: SlackDouble, bot: Bot, room: Channel, ann: User
) -> None:
    @bot.app.action("claim")
    async def claim(ack: Any, respond: Any) -> None:
        await ack()
        await respond("Claimed", replace_original=True)

    await bot.app.client.chat_postEphemeral(channel=room.id, user=ann.id, text="A ticket", blocks=CARD)
    (shown,) = slack.ephemerals(ann)
    await slack.clicks(ann, shown, "claim")
    await slack.until(lambda: shown.text == "Claimed")
    body = bot.bodies[-1]
    assert "message" not in body and body["container"]["is_ephemeral"] and body["actions"][0]["value"] == "7"


async def test_shortcuts_and_the_home_tab(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    @bot.app.shortcut("from_message")
    async def shortcut(ack: Any) -> None:
        await ack()

    said = await slack.says(ann, room, "hello")
    assert (await slack.message_shortcut(ann, "from_message", room, said.ts)).acked
    await slack.opens_home(ann)
    await slack.settled()
    assert bot.events[-1]["tab"] == "home"
    home = {"type": "home", "blocks": CARD}
    first = await bot.app.client.views_publish(user_id=ann.id, view=home)
    shown = slack.home(ann)
    assert shown is not None and shown.id == first["view"]["id"]
    with pytest.raises(Exception, match="hash_conflict"):
        await bot.app.client.views_publish(user_id=ann.id, view=home, hash="1.x")


@pytest.fixture
async def address(unconnected: Bot) -> AsyncIterator[str]:
    """Where the app takes HTTP requests."""
    runner = web.AppRunner(unconnected.app.web_app("/slack/events"), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


async def test_http_requests_are_signed(
    slack: SlackDouble, unconnected: Bot, address: str, room: Channel, ann: User
) -> None:
    http, bot = slack.use_http(address), unconnected

    @bot.app.command("/ticket")
    async def ticket(ack: Any) -> None:
        await ack("Got it")

    assert await http.verify()
    bot.failing = 1
    await slack.says(ann, room, "hello")
    await slack.settled()
    assert bot.texts() == ["hello"] and len(slack.sent[0].attempts) == 2
    assert (await slack.slash(ann, room, "/ticket", "new")).acked
    assert [e.text for e in slack.ephemerals(ann)] == ["Got it"]


async def test_forged_and_stale_requests_are_refused(
    slack: SlackDouble, unconnected: Bot, address: str, room: Channel, ann: User
) -> None:
    http = slack.use_http(address)
    http.secret = "not the secret"
    await slack.says(ann, room, "forged")
    await slack.settled()
    http.secret, http.age = None, 600
    await slack.says(ann, room, "stale")
    await slack.settled()
    assert unconnected.texts() == [] and all(sent.lost for sent in slack.sent)


async def test_people_in_a_command_are_named(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    bob = slack.add_user("bob")
    await slack.slash(ann, room, "/ticket", f"for {bob.mention} in <#{room.id}>")
    assert bot.bodies[-1]["text"] == f"for <@{bob.id}|bob> in <#{room.id}|help>"


async def test_thumbs_and_choices(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    thumb: dict[str, Any] = {"text": {"type": "plain_text", "text": "Good"}, "value": "good"}
    pick = {"value": "high", "text": {"type": "plain_text", "text": "High"}}
    blocks: list[dict[str, Any]] = [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "rate",
                    "positive_button": thumb,
                    "negative_button": thumb | {"value": "bad"},
                }
            ],
        },
        {"type": "actions", "elements": [{"type": "static_select", "action_id": "urgency", "options": [pick]}]},
    ]
    await bot.app.client.chat_postMessage(channel=room.id, text="Well?", blocks=blocks)
    (asked,) = slack.from_bot(room)
    await slack.clicks(ann, asked, "rate", "bad")
    assert bot.bodies[-1]["actions"][0]["value"] == "bad"
    await slack.clicks(ann, asked, "urgency", "high")
    assert bot.bodies[-1]["actions"][0]["selected_option"] == pick
    outsider = slack.add_user("bob")
    for who, value in ((ann, "low"), (outsider, "high")):
        with pytest.raises(NotPossible):
            await slack.clicks(who, asked, "urgency", value)


async def test_an_answer_may_replace_or_push_a_modal(slack: SlackDouble, bot: Bot, ann: User) -> None:
    answers: list[dict[str, Any]] = [
        {"response_action": "push", "view": MODAL},
        {"response_action": "update", "view": MODAL | {"callback_id": "form", "blocks": CARD}},
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "clear"},
    ]

    @bot.app.view("form")
    async def form(ack: Any) -> None:
        await ack(**answers.pop(0))

    await bot.app.client.views_open(trigger_id=slack.world.trigger(ann.id), view=MODAL)
    await slack.submits(ann, slack.views(ann)[-1], {"title": "one"})
    under, over = slack.views(ann)
    assert over.previous == under.id
    await slack.submits(ann, over, {"title": "two"})
    assert slack.views(ann)[-1].blocks[0]["type"] == "section"
    with pytest.raises(NotPossible):
        await slack.submits(ann, under, {"title": "covered"})
    wrong = await slack.submits(ann, over)
    assert wrong.trouble == "invalid_response_action"
    await slack.submits(ann, over)
    assert slack.views(ann) == []
