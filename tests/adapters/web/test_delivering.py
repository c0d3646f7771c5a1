"""Deliveries: once, in place, or failed for good. And the listeners themselves."""

import asyncio
import json
import socket

import httpx
import pytest

from adapters.web import PortInUse, build
from adapters.web.platform import WebPlatform
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.places import Conversation, Direct
from bot.ports import Delivery, DeliveryFailed, Receipt
from tests.adapters.web.fakes import FakeDesk, FakeReceive, MemoryPosts, sentence, surroundings

HERE = Conversation("web", "help", "m-root")


@pytest.fixture
def posts() -> MemoryPosts:
    return MemoryPosts()


@pytest.fixture
def platform(posts: MemoryPosts) -> WebPlatform:
    return WebPlatform(surroundings(posts))


async def test_the_same_key_again_changes_nothing(platform: WebPlatform, posts: MemoryPosts) -> None:
    first = await platform.deliver(Delivery(HERE, Post(sentence("one"))), "key-1")
    again = await platform.deliver(Delivery(HERE, Post(sentence("two"))), "key-1")
    assert first == again == Receipt("help", "key-1", "m-root")
    assert posts.posts["key-1"].content == sentence("one")
    assert len(posts.posts) == 1


async def test_a_direct_delivery_goes_to_that_persons_own_channel(platform: WebPlatform, posts: MemoryPosts) -> None:
    receipt = await platform.deliver(Delivery(Direct("web", "ana"), Post(sentence("hello"))), "key-1")
    assert receipt == Receipt("dm-ana", "key-1", None)


async def test_a_post_is_edited_marked_and_taken_back(platform: WebPlatform, posts: MemoryPosts) -> None:
    await platform.deliver(Delivery(HERE, Post(sentence("one"))), "key-1")
    for _ in range(2):
        await platform.deliver(Delivery(HERE, Edit("a", sentence("two")), "key-1"), "key-2")
        await platform.deliver(Delivery(HERE, Mark("key-1", "✉️")), "key-3")
    assert posts.posts["key-1"].content == sentence("two")
    assert posts.posts["key-1"].marks == ("✉️",)
    receipt = await platform.deliver(Delivery(HERE, Delete("a"), "key-1"), "key-4")
    assert receipt == Receipt("help", "key-1", "m-root")
    assert posts.posts["key-1"].deleted


@pytest.mark.parametrize("act", [Edit("a", sentence("x")), Delete("a"), Mark("gone", "✉️")])
async def test_what_is_gone_fails_for_good(platform: WebPlatform, act: Edit | Delete | Mark) -> None:
    with pytest.raises(DeliveryFailed) as failed:
        await platform.deliver(Delivery(HERE, act, "gone"), "key-1")
    assert failed.value.final


# ---- listening


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def listening(platform: WebPlatform, url: str) -> asyncio.Task[None]:
    task = asyncio.create_task(platform.listen(FakeReceive(), FakeDesk()))
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(200):
            try:
                await client.get(url)
                return task
            except httpx.ConnectError:
                await asyncio.sleep(0.01)
    raise AssertionError("it does not listen")


async def test_a_port_in_use_is_told_by_name() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        platform = WebPlatform(surroundings(MemoryPosts(), web={"port": port}))
        with pytest.raises(PortInUse) as told:
            await platform.listen(FakeReceive(), FakeDesk())
    assert (told.value.host, told.value.port) == ("127.0.0.1", port)
    assert str(told.value).startswith(f"port {port} on 127.0.0.1 is in use")


async def test_cancelling_stops_at_once_though_pages_are_open() -> None:
    port = free_port()
    platform = WebPlatform(surroundings(MemoryPosts(), web={"port": port}))
    base = f"http://127.0.0.1:{port}"
    task = await listening(platform, f"{base}/healthz")
    async with httpx.AsyncClient(trust_env=False) as client, client.stream("GET", f"{base}/as/ana/events") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "event: hello"
        await platform.deliver(Delivery(Conversation("web", "it-triage"), Post(sentence("not for ana"))), "key-1")
        await platform.deliver(Delivery(Conversation("web", "help"), Post(sentence("for all"))), "key-2")
        told = [line async for line in _until(lines, "key-2")]
        assert json.loads(told[-1].removeprefix("data: "))["channel"] == "help"
        assert not any("it-triage" in line for line in told)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 3)
    with pytest.raises(httpx.ConnectError):
        await httpx.AsyncClient(trust_env=False).get(f"{base}/healthz")


async def _until(lines, wanted):  # type: ignore[no-untyped-def]
    async for line in lines:
        yield line
        if wanted in line:
            return


async def test_the_public_listener_serves_health_alone() -> None:
    port, public = free_port(), free_port()
    ready = {"database": True}
    around = surroundings(MemoryPosts(), ready, web={"port": port}, public={"host": "127.0.0.1", "port": public})
    platform = build(around)
    assert platform is not None
    task = await listening(platform, f"http://127.0.0.1:{public}/healthz")
    async with httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{public}") as client:
        outside = {"Host": "desk.example.org"}
        assert (await client.get("/healthz", headers=outside)).status_code == 200
        assert (await client.get("/readyz", headers=outside)).json() == {"database": True}
        ready["engine"] = False
        answer = await client.get("/readyz", headers=outside)
        assert answer.status_code == 503 and answer.json() == {"database": True, "engine": False}
        for path in ("/", "/as/ana", "/token", "/static/app.js", "/as/ana/events"):
            answer = await client.get(path, headers=outside)
            assert answer.status_code == 404
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_a_desk_without_any_listener_has_no_web_platform() -> None:
    assert build(surroundings(MemoryPosts(), web={"enabled": False})) is None
    assert build(surroundings(MemoryPosts())) is not None
