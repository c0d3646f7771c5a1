"""Socket Mode of the double of Slack, by what a real Bolt app hears over it."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from tests.doubles.slack import Channel, SlackDouble, Timing, User
from tests.doubles.slack_bot import Bot, connected


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
    handler: Any = AsyncSocketModeHandler(unconnected.app, slack.app_token, ping_interval=0.1)
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


CHILD = """
import asyncio, sys
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

async def main(api_url, bot_token, app_token):
    app = AsyncApp(client=AsyncWebClient(token=bot_token, base_url=api_url), signing_secret="x")

    @app.middleware
    async def hang(body, client):
        await client.chat_postMessage(channel=body["event"]["channel"], text="got it")
        await asyncio.sleep(60)

    await AsyncSocketModeHandler(app, app_token).start_async()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_the_workspace_outlives_a_killed_app(
    slack: SlackDouble, unconnected: Bot, room: Channel, ann: User
) -> None:
    slack.delivery.timing = Timing(ack=3, retries=(0.02, 0.5, 0.5))
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, slack.api_url, slack.bot_token, slack.app_token, stderr=asyncio.subprocess.DEVNULL
    )
    await slack.until(lambda: slack.connections, 30)
    await slack.says(ann, room, "hello")
    await slack.until(lambda: slack.from_bot(room))
    child.kill()
    await child.wait()
    await slack.until(lambda: not slack.connections)
    async with connected(slack, unconnected):
        await slack.until(lambda: slack.sent[0].acked)
    assert unconnected.texts()[0] == "hello"
    assert unconnected.heard[0]["event_id"] == slack.sent[0].key
