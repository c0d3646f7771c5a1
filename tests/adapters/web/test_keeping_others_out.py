"""Tokens, origins, hosts, headers; and nobody sees a channel that is not theirs."""

import asyncio

import pytest

from adapters.web.actions import ACTIONS
from adapters.web.live import Change, Live
from bot.model.effects import Post
from bot.model.places import Conversation, Direct
from bot.ports import Delivery
from tests.adapters.web.conftest import Workspace
from tests.adapters.web.fakes import ANA, MILA, sentence

BODY = {"id": "client-id-0001", "text": "hello", "post": "m-x", "action": "a", "subject": "s", "name": "n"}


@pytest.mark.parametrize("action", sorted(ACTIONS))
async def test_nothing_is_done_without_the_token(workspace: Workspace, action: str) -> None:
    path = f"/as/ana/c/dm-ana/{action}"
    answers = [
        await workspace.client.post(path, json=BODY),
        await workspace.client.post(path, json=BODY, headers={"X-CSRF-Token": "made.up"}),
        await workspace.act(path, BODY, {"X-CSRF-Token": "x" + await workspace.token()}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "try again" in answers[0].json()["problem"]
    assert workspace.receive.seen == []


@pytest.mark.parametrize("action", sorted(ACTIONS))
@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_nothing_is_done_for_another_site(workspace: Workspace, action: str, header: dict[str, str]) -> None:
    answer = await workspace.act(f"/as/ana/c/dm-ana/{action}", BODY, header)
    assert answer.status_code == 403
    assert workspace.receive.seen == []


async def test_a_token_signed_with_another_key_is_not_ours(workspace: Workspace) -> None:
    headers = {"X-CSRF-Token": "abc.def", "Cookie": "loket_csrf_8765=abc.def"}
    answer = await workspace.client.post("/as/ana/c/dm-ana/send", json=BODY, headers=headers)
    assert answer.status_code == 403 and answer.json()["token"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil@localhost",
        "[::2]:8765",
        "",
        "127.0.0.1:port",
    ],
)
async def test_only_this_machines_own_names_are_answered(workspace: Workspace, host: str) -> None:
    for path in ("/", "/as/ana/c/dm-ana", "/token", "/static/app.js"):
        assert (await workspace.client.get(path, headers={"Host": host})).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:1"])
async def test_loopback_names_are_answered(workspace: Workspace, host: str) -> None:
    assert (await workspace.client.get("/", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("path", ["/", "/as/ana/c/dm-ana", "/as/nobody", "/healthz", "/readyz", "/token"])
async def test_every_answer_has_the_strict_headers(workspace: Workspace, path: str) -> None:
    headers = (await workspace.client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "referrer-policy" in headers and "permissions-policy" in headers


async def test_pages_have_nothing_inline(workspace: Workspace) -> None:
    await workspace.write("hello")
    for path in ("/", "/as/ana/c/dm-ana", "/as/ana/c/dm-ana?thread=m-client-id-0001", "/as/nobody"):
        page = (await workspace.client.get(path)).text
        assert " style=" not in page and "<style" not in page and " on" + "click=" not in page
        assert page.count("<script") == page.count("<script src=")


async def test_a_channel_is_seen_by_its_own_people(workspace: Workspace) -> None:
    await workspace.platform.deliver(Delivery(Conversation("web", "it-triage"), Post(sentence("a ticket"))), "card-1")
    await workspace.platform.deliver(Delivery(Direct("web", "mila"), Post(sentence("for mila alone"))), "dm-1")
    assert "a ticket" in await workspace.page("/as/mila/c/it-triage")
    assert "for mila alone" in await workspace.page("/as/mila/c/dm-mila")
    for channel, post in (("it-triage", "card-1"), ("dm-mila", "dm-1")):
        here = f"/as/ana/c/{channel}"
        for path in (
            here,
            f"{here}/posts",
            f"{here}/post?post={post}",
            f"{here}/thread?root={post}",
            f"{here}/complete",
        ):
            assert (await workspace.client.get(path)).status_code == 404
        for action in ACTIONS:
            assert (await workspace.act(f"{here}/{action}", BODY)).status_code == 404
    assert workspace.receive.seen == []


async def test_a_post_is_not_seen_through_another_channel(workspace: Workspace) -> None:
    await workspace.platform.deliver(Delivery(Conversation("web", "it-triage"), Post(sentence("a ticket"))), "card-1")
    for path in ("post?post=card-1", "thread?root=card-1"):
        assert (await workspace.client.get(f"/as/ana/c/help/{path}")).status_code == 404
    assert (await workspace.client.get("/as/ana/c/help?thread=card-1")).status_code == 404


async def test_the_stream_tells_each_person_of_their_own_channels(workspace: Workspace) -> None:
    live = Live()
    told: dict[str, list[str]] = {"ana": [], "mila": []}

    async def look(account: str) -> None:
        rooms = [room.channel for room in workspace.desk.rooms_of[account]]
        with live.waiting() as waiting:
            async for change in live.changes(waiting, lambda channel: channel in rooms):
                told[account].append(change.channel)

    looking = [asyncio.create_task(look(one.id)) for one in (ANA, MILA)]
    await asyncio.sleep(0)
    for channel in ("help", "it-triage", "dm-joris"):
        live.publish(Change(channel, "p", None, "loket"))
    await asyncio.sleep(0)
    live.close()
    await asyncio.gather(*looking)
    assert told == {"ana": ["help"], "mila": ["help", "it-triage"]}


async def test_what_changes_between_the_greeting_and_the_first_look_is_told() -> None:
    """A page that was opened just before an answer came showed it only after it was loaded again."""
    live = Live()
    with live.waiting() as waiting:
        live.publish(Change("help", "p", None, "loket"))
        changes = live.changes(waiting, lambda channel: True)
        assert (await anext(changes)).post == "p"
