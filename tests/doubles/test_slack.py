"""The Web API of the double of Slack, by what Slack's own SDK makes of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import MovableClock
from tests.doubles.slack import Channel, Pace, SlackDouble, User
from tests.doubles.slack_bot import error


async def test_the_bot_learns_who_it_is(slack: SlackDouble, client: AsyncWebClient) -> None:
    me = await client.auth_test()
    assert (me["user_id"], me["bot_id"], me["team_id"]) == (slack.bot.id, slack.bot.bot_id, slack.world.team_id)
    assert "chat:write" in me.headers["x-oauth-scopes"].split(",")
    assert await error(client.auth_test(token="xoxb-wrong")) == "invalid_auth"
    assert await error(client.auth_test(token="")) == "not_authed"
    assert await error(client.auth_test(token=slack.app_token)) == "not_allowed_token_type"
    slack.revoke()
    assert await error(client.auth_test()) == "token_revoked"


async def test_a_missing_scope_is_named(slack: SlackDouble, client: AsyncWebClient, room: Channel) -> None:
    slack.world.scopes.discard("chat:write")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=room.id, text="hello")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "chat:write"


async def test_posting_threading_updating_deleting(
    slack: SlackDouble, client: AsyncWebClient, room: Channel, ann: User
) -> None:
    first = await slack.says(ann, room, "the printer <is> on & fire")
    assert first.text == "the printer &lt;is&gt; on &amp; fire"
    reply = await client.chat_postMessage(
        channel=room.id,
        text="On it",
        thread_ts=first.ts,
        metadata={"event_type": "loket", "event_payload": {"id": "7"}},
    )
    assert reply["message"]["thread_ts"] == first.ts
    await client.chat_update(channel=room.id, ts=reply["ts"], text="Done")
    assert [m.text for m in slack.messages(room, thread=first.ts)] == ["Done"]
    thread = await client.conversations_replies(channel=room.id, ts=first.ts, include_all_metadata=True)
    assert thread["messages"][0]["reply_count"] == 1
    assert thread["messages"][0]["latest_reply"] == reply["ts"]
    assert thread["messages"][1]["metadata"]["event_payload"] == {"id": "7"}
    bare = await client.conversations_replies(channel=room.id, ts=first.ts)
    assert "metadata" not in bare["messages"][1]
    assert await error(client.chat_update(channel=room.id, ts=first.ts, text="mine")) == "cant_update_message"
    assert await error(client.chat_delete(channel=room.id, ts=first.ts)) == "cant_delete_message"
    link = await client.chat_getPermalink(channel=room.id, message_ts=reply["ts"])
    assert link["permalink"].endswith(f"?thread_ts={first.ts}&cid={room.id}")
    await client.chat_delete(channel=room.id, ts=reply["ts"])
    assert await error(client.chat_delete(channel=room.id, ts=reply["ts"])) == "message_not_found"


async def test_a_reply_to_a_deleted_message_is_posted_outside_the_thread(
    slack: SlackDouble, client: AsyncWebClient, room: Channel, ann: User
) -> None:
    first = await slack.says(ann, room, "never mind")
    await slack.deletes(ann, first)
    reply = await client.chat_postMessage(channel=room.id, text="On it", thread_ts=first.ts)
    assert "thread_ts" not in reply["message"]
    assert await error(client.conversations_replies(channel=room.id, ts=first.ts)) == "thread_not_found"


@pytest.mark.filterwarnings("ignore:The top-level `text`")
async def test_where_the_bot_may_not_write(slack: SlackDouble, client: AsyncWebClient, ann: User) -> None:
    public = slack.add_channel("other", ann, bot=False)
    private = slack.add_channel("secret", ann, kind="group", bot=False)
    old = slack.add_channel("old", ann)
    await slack.archives(old, ann)

    async def says(channel: Channel, text: str = "hi", **more: Any) -> str:
        return await error(client.chat_postMessage(channel=channel.id, text=text, **more))

    assert await says(public) == "not_in_channel"
    assert await says(private) == "channel_not_found"
    assert await says(old) == "is_archived"
    mine = slack.add_channel("mine", ann)
    assert await says(mine, "x" * 40_001) == "msg_too_long"
    assert await says(mine, "") == "no_text"
    assert await says(mine, attachments=[{"text": "x"}] * 101) == "too_many_attachments"
    nested = {"event_type": "x", "event_payload": {"a": {"b": 1}}}
    assert await says(mine, metadata=nested) == "invalid_metadata_schema"
    assert await error(client.conversations_history(channel=public.id)) == "not_in_channel"


async def test_ephemerals_reach_one_person_and_leave_no_history(
    slack: SlackDouble, client: AsyncWebClient, room: Channel, ann: User
) -> None:
    bob = slack.add_user("bob")
    await client.chat_postEphemeral(channel=room.id, user=ann.id, text="psst")
    assert [e.text for e in slack.ephemerals(ann)] == ["psst"]
    assert slack.ephemerals(bob) == [] and slack.messages(room) == []
    assert await error(client.chat_postEphemeral(channel=room.id, user=bob.id, text="x")) == "user_not_in_channel"


async def test_history_comes_in_pages_newest_first(
    slack: SlackDouble, client: AsyncWebClient, room: Channel, ann: User
) -> None:
    said = [await slack.says(ann, room, f"number {i}") for i in range(5)]
    texts = []
    async for page in await client.conversations_history(channel=room.id, limit=2):
        texts.append([m["text"] for m in page["messages"]])
    assert texts == [["number 4", "number 3"], ["number 2", "number 1"], ["number 0"]]
    between: dict[str, Any] = {"channel": room.id, "oldest": said[1].ts, "latest": said[3].ts}
    assert [m["text"] for m in (await client.conversations_history(**between))["messages"]] == ["number 2"]
    ends = await client.conversations_history(**between, inclusive=True)
    assert [m["text"] for m in ends["messages"]] == ["number 3", "number 2", "number 1"]
    assert await error(client.conversations_history(channel=room.id, cursor="!")) == "invalid_cursor"


async def test_people_and_places(slack: SlackDouble, client: AsyncWebClient, room: Channel, ann: User) -> None:
    found = await client.users_info(user=ann.id, include_locale=True)
    assert found["user"]["profile"]["email"] == ann.email and found["user"]["locale"] == "en-US"
    assert (await client.users_lookupByEmail(email=ann.email))["user"]["id"] == ann.id
    assert await error(client.users_lookupByEmail(email="nobody@acme.example")) == "users_not_found"
    assert await error(client.users_info(user="U0")) == "user_not_found"
    stranger = slack.add_user("eve", is_stranger=True)
    assert "email" not in (await client.users_info(user=stranger.id))["user"]["profile"]
    opened = await client.conversations_open(users=ann.id)
    assert opened["channel"]["id"] == slack.dm(ann).id
    members = await client.conversations_members(channel=room.id)
    assert set(members["members"]) == {ann.id, slack.bot.id}
    assert (await client.conversations_info(channel=room.id))["channel"]["name"] == "help"
    group = slack.add_group("desk", ann)
    assert (await client.usergroups_users_list(usergroup=group.id))["users"] == [ann.id]
    slack.world.scopes.discard("users:read.email")
    assert "email" not in (await client.users_info(user=ann.id))["user"]["profile"]


async def test_reactions(slack: SlackDouble, client: AsyncWebClient, room: Channel, ann: User) -> None:
    said = await slack.says(ann, room, "hello")
    at = {"channel": room.id, "timestamp": said.ts, "name": "eyes"}
    await client.reactions_add(**at)
    assert await error(client.reactions_add(**at)) == "already_reacted"
    await client.reactions_remove(**at)
    assert await error(client.reactions_remove(**at)) == "no_reaction"


async def test_a_file_is_uploaded_shared_and_fetched(slack: SlackDouble, client: AsyncWebClient, room: Channel) -> None:
    await client.files_upload_v2(channel=room.id, filename="log.txt", content="line one", initial_comment="Here")
    (message,) = slack.messages(room)
    assert message.text == "Here" and message.files[0].data == b"line one"
    file = (await client.files_info(file=message.files[0].id))["file"]
    async with aiohttp.ClientSession() as session:
        async with session.get(file["url_private"], headers={"Authorization": f"Bearer {slack.bot_token}"}) as answer:
            assert await answer.read() == b"line one"
        async with session.get(file["url_private"]) as answer:
            assert answer.status == 200 and answer.content_type == "text/html"


async def test_trouble_on_order(slack: SlackDouble, client: AsyncWebClient, room: Channel) -> None:
    slack.fail("chat.postMessage", kind="ratelimited", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=room.id, text="one")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    slack.fail("chat.postMessage", kind="503")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=room.id, text="two")
    slack.fail("chat.postMessage", kind="restricted_action", channel=room.id)
    assert await error(client.chat_postMessage(channel=room.id, text="three")) == "restricted_action"
    slack.fail("chat.postMessage", kind="reset_before")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=room.id, text="four")
    assert slack.messages(room) == []
    slack.fail("chat.postMessage", kind="reset_after")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=room.id, text="five")
    assert [m.text for m in slack.messages(room)] == ["five"]


async def test_a_channel_may_not_be_flooded(slack: SlackDouble, client: AsyncWebClient, room: Channel) -> None:
    slack.faults.pace = Pace(burst=2)
    for text in "ab":
        await client.chat_postMessage(channel=room.id, text=text)
    assert await error(client.chat_postMessage(channel=room.id, text="c")) == "ratelimited"
    other = slack.add_channel("other")
    await client.chat_postMessage(channel=other.id, text="d")


async def test_the_agent_methods_can_be_switched_off(slack: SlackDouble, client: AsyncWebClient, ann: User) -> None:
    said = await slack.dms(ann, "hello")
    at: dict[str, Any] = {"channel_id": said.channel, "thread_ts": said.ts}
    await client.assistant_threads_setStatus(**at, status="is thinking…")
    assert slack.world.statuses[-1]["status"] == "is thinking…"
    slack.world.assistant = False
    assert await error(client.assistant_threads_setStatus(**at, status="x")) == "unknown_method"


async def test_the_first_message_of_a_thread_leaves_a_stone(
    slack: SlackDouble, client: AsyncWebClient, room: Channel, ann: User
) -> None:
    first = await slack.says(ann, room, "help")
    await slack.says(ann, room, "anyone?", thread_ts=first.ts)
    await slack.deletes(ann, first)
    (left,) = (await client.conversations_history(channel=room.id))["messages"]
    assert (left["subtype"], left["text"]) == ("tombstone", "This message was deleted.")
    at = {"channel": room.id, "timestamp": first.ts, "name": "eyes"}
    assert await error(client.reactions_add(**at)) == "message_not_found"


async def test_a_file_from_another_workspace_has_to_be_asked_for(slack: SlackDouble, client: AsyncWebClient) -> None:
    eve = slack.add_user("eve", is_stranger=True)
    room = slack.add_channel("shared", eve, is_shared=True)
    await slack.says(eve, room, "look", files=[("a.png", b"png", "image/png")])
    (message,) = (await client.conversations_history(channel=room.id))["messages"]
    (file,) = message["files"]
    assert file["file_access"] == "check_file_info" and "url_private" not in file
    assert (await client.files_info(file=file["id"]))["file"]["name"] == "a.png"
    assert message["user_team"] != slack.world.team_id


async def test_ids_rise_while_the_clock_stands_still() -> None:
    async with SlackDouble(MovableClock(datetime(2026, 11, 23, 8, tzinfo=UTC))) as slack:
        ann = slack.add_user("ann")
        room = slack.add_channel("help", ann)
        ids = [(await slack.says(ann, room, "x")).ts for _ in range(3)]
        assert ids == sorted(set(ids))


async def test_the_sdk_itself_posts_twice_when_an_answer_is_lost(slack: SlackDouble, room: Channel) -> None:
    hasty = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    slack.fail("chat.postMessage", kind="reset_after")
    await hasty.chat_postMessage(channel=room.id, text="once?")
    assert [m.text for m in slack.messages(room)] == ["once?", "once?"]


async def test_slow_answers_and_files_in_trouble(slack: SlackDouble, client: AsyncWebClient, room: Channel) -> None:
    slack.fail("chat.postMessage", kind="slow", seconds=5)
    client.timeout = 0.05  # type: ignore[assignment]
    with pytest.raises(TimeoutError):
        await client.chat_postMessage(channel=room.id, text="late")
    file = slack.world.add_file("a.txt", b"text", "text/plain", slack.bot.id)
    slack.fail("download", kind="503")
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {slack.bot_token}"}) as session:
        statuses = []
        for _ in range(2):
            async with session.get(file.url) as answer:
                statuses.append(answer.status)
    assert statuses == [503, 200]
