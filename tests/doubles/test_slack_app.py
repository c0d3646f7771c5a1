"""The double of Slack, by what a real Bolt app makes of it: over Socket Mode and over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Channel, NotPossible, SlackDouble, Timing, User

QUICK = Timing(ack=0.3, retries=(0.02, 0.05, 0.1), ping=0.1)
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
CARD = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "A ticket"}},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "claim", "value": "7", "text": {"type": "plain_text", "text": "Claim"}}
        ],
    },
]


class Bot:
    """A Bolt app that keeps what it hears."""

    def __init__(self, slack: SlackDouble) -> None:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        # the bot's own messages come back as events; Bolt would keep them from the listeners
        self.app = AsyncApp(
            client=client,
            signing_secret=slack.signing_secret,
            ignoring_self_events_enabled=False,
            raise_error_for_unhandled_request=False,
        )
        self.heard: list[dict[str, Any]] = []
        self.bodies: list[dict[str, Any]] = []
        self.failing = 0
        self.app.middleware(self._keep)
        self.app.event({"type": "message"})(self._nothing)
        for name in ("app_mention", "reaction_added", "member_joined_channel", "app_home_opened", "channel_left"):
            self.app.event(name)(self._nothing)

    async def _keep(self, body: dict[str, Any], next: Any) -> None:
        self.bodies.append(body)
        if self.failing:
            self.failing -= 1
            raise RuntimeError("not now")
        if "event" in body:
            self.heard.append(body)
        await next()

    async def _nothing(self) -> None:
        pass

    @property
    def events(self) -> list[dict[str, Any]]:
        return [body["event"] for body in self.heard]

    def texts(self) -> list[str]:
        return [e["text"] for e in self.events if e["type"] == "message" and "text" in e]


@pytest.fixture
async def slack() -> AsyncIterator[SlackDouble]:
    async with SlackDouble(timing=QUICK) as slack:
        yield slack


@pytest.fixture
def ann(slack: SlackDouble) -> User:
    return slack.add_user("ann", "Ann Smit")


@pytest.fixture
def room(slack: SlackDouble, ann: User) -> Channel:
    return slack.add_channel("help", ann)


@pytest.fixture
def unconnected(slack: SlackDouble) -> Bot:
    return Bot(slack)


@pytest.fixture
async def bot(slack: SlackDouble, unconnected: Bot) -> AsyncIterator[Bot]:
    async with connected(slack, unconnected):
        yield unconnected


class connected:
    """Socket Mode, from connect to close."""

    def __init__(self, slack: SlackDouble, bot: Bot) -> None:
        self.slack = slack
        self.handler = AsyncSocketModeHandler(bot.app, slack.app_token, ping_interval=0.2)

    async def __aenter__(self) -> AsyncSocketModeHandler:
        before = self.slack.connections
        await self.handler.connect_async()
        await self.slack.until(lambda: self.slack.connections > before)
        return self.handler

    async def __aexit__(self, *_: object) -> None:
        await self.handler.close_async()


async def test_a_message_comes_as_an_event(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    said = await slack.says(ann, room, f"{slack.bot.mention} help me & see https://example.com/a?b=1&c=2.")
    await slack.settled()
    first, second = bot.events
    assert {first["type"], second["type"]} == {"message", "app_mention"}
    assert first["text"] == f"{slack.bot.mention} help me &amp; see <https://example.com/a?b=1&amp;c=2>."
    assert (first["channel_type"], first["ts"], first["user"]) == ("channel", said.ts, ann.id)
    elements = first["blocks"][0]["elements"][0]["elements"]
    assert [e["type"] for e in elements] == ["user", "text", "link", "text"]
    assert bot.heard[0]["event_id"] != bot.heard[1]["event_id"]
    assert bot.heard[0]["authorizations"][0]["user_id"] == slack.bot.id


async def test_only_what_the_bot_may_hear(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    elsewhere = slack.add_channel("elsewhere", ann, bot=False)
    await slack.says(ann, elsewhere, "not for the bot")
    slack.world.events.discard("message.channels")
    await slack.says(ann, room, "not subscribed")
    await slack.dms(ann, "for the bot")
    await slack.settled()
    assert bot.texts() == ["for the bot"]
    assert bot.events[0]["channel_type"] == "im"


async def test_edits_deletions_reactions_and_its_own_words(
    slack: SlackDouble, bot: Bot, room: Channel, ann: User
) -> None:
    said = await slack.says(ann, room, "helo")
    await slack.edits(ann, said, "hello")
    await slack.reacts(ann, room, said.ts, "eyes")
    await slack.deletes(ann, said)
    await bot.app.client.chat_postMessage(channel=room.id, text="mine")
    await slack.settled()
    _, edited, reaction, deleted, own = bot.events
    assert (edited["subtype"], edited["message"]["text"], edited["previous_message"]["text"]) == (
        "message_changed",
        "hello",
        "helo",
    )
    assert edited["message"]["edited"]["user"] == ann.id
    assert (reaction["reaction"], reaction["item"]["ts"]) == ("eyes", said.ts)
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", said.ts)
    assert own["bot_id"] == slack.bot.bot_id


async def test_coming_and_going(slack: SlackDouble, bot: Bot, ann: User) -> None:
    room = slack.add_channel("new", ann, bot=False)
    await slack.invites_bot(room, ann)
    await slack.kicks(room, ann)
    await slack.says(ann, room, "bye")
    await slack.settled()
    assert [e["type"] for e in bot.events] == ["member_joined_channel", "message", "channel_left"]


async def test_an_event_without_an_ack_comes_again(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    bot.failing = 2
    await slack.says(ann, room, "hello")
    await slack.settled()
    assert bot.texts() == ["hello"]
    assert len(slack.sent[0].attempts) == 3 and slack.sent[0].acked
    assert {body["event_id"] for body in bot.bodies} == {slack.sent[0].key}


async def test_an_event_is_given_up_after_three_redeliveries(
    slack: SlackDouble, bot: Bot, room: Channel, ann: User
) -> None:
    bot.failing = 9
    await slack.says(ann, room, "hello")
    await slack.settled()
    assert len(bot.bodies) == 4 and slack.sent[0].lost


async def test_duplicates_and_redeliveries_at_random(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    slack.chaos.duplicate = slack.chaos.redeliver = slack.chaos.reorder = 0.5
    for i in range(12):
        await slack.says(ann, room, f"number {i}")
    await slack.settled()
    texts = bot.texts()
    assert set(texts) == {f"number {i}" for i in range(12)} and len(texts) > 12
    assert texts != sorted(texts, key=lambda t: int(t.split()[1]))


async def test_a_refreshed_socket_is_replaced(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    slack.sockets.refresh()
    await slack.until(lambda: slack.sockets.total == 2 and slack.connections == 1)
    await slack.says(ann, room, "hello")
    await slack.settled()
    assert bot.texts() == ["hello"]


@pytest.mark.parametrize("trouble", ["cut", "kill"])
async def test_a_broken_socket_is_replaced(
    slack: SlackDouble, bot: Bot, room: Channel, ann: User, trouble: str
) -> None:
    getattr(slack.sockets, trouble)()
    await slack.says(ann, room, "nobody hears this")
    await slack.until(lambda: slack.sockets.total == 2, 8)
    await slack.settled()
    await slack.says(ann, room, "hello")
    await slack.settled()
    assert bot.texts()[-1] == "hello"


async def test_refused_sockets_are_tried_again(slack: SlackDouble, unconnected: Bot) -> None:
    slack.sockets.refusing = True
    handler = AsyncSocketModeHandler(unconnected.app, slack.app_token, ping_interval=0.1)
    connecting = asyncio.create_task(handler.connect_async())
    await asyncio.sleep(0.25)
    assert slack.connections == 0
    slack.sockets.refusing = False
    await connecting
    assert slack.connections == 1
    await handler.close_async()


async def test_each_event_goes_to_one_of_two_sockets(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    other = Bot(slack)
    async with connected(slack, other):
        for i in range(20):
            await slack.says(ann, room, f"number {i}")
        await slack.settled()
    assert len(bot.texts()) + len(other.texts()) == 20
    assert bot.texts() and other.texts()


async def test_malformed_frames_do_no_harm(slack: SlackDouble, bot: Bot, room: Channel, ann: User) -> None:
    for text in ("nonsense", "{", "[]", '{"type": "events_api"}'):
        slack.sockets.say(text)
    await slack.says(ann, room, "hello")
    await slack.settled()
    assert bot.texts() == ["hello"]


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
