"""A workspace behind httpx, with fakes at the ports."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from adapters.web.app import workspace_app
from adapters.web.platform import WebPlatform
from adapters.web.site import Site
from tests.adapters.web.fakes import FakeDesk, FakeReceive, MemoryPosts, surroundings

BASE = "http://127.0.0.1:8765"


@dataclass
class Workspace:
    """What a test drives and what it looks at."""

    client: httpx.AsyncClient
    receive: FakeReceive
    desk: FakeDesk
    posts: MemoryPosts
    platform: WebPlatform

    async def page(self, path: str) -> str:
        response = await self.client.get(path)
        assert response.status_code == 200, response.text
        return response.text

    async def token(self) -> str:
        return (await self.client.get("/token")).json()["token"]

    async def act(self, path: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> httpx.Response:
        """As the page's script does it."""
        sent = {"X-CSRF-Token": await self.token(), "Origin": BASE, "Sec-Fetch-Site": "same-origin"}
        return await self.client.post(path, json=body, headers=sent | (headers or {}))

    async def write(self, text: str, *, channel: str = "dm-ana", by: str = "ana", **more: str) -> httpx.Response:
        body = {"id": "client-id-0001", "text": text} | more
        return await self.act(f"/as/{by}/c/{channel}/send", body)


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    posts, desk, receive = MemoryPosts(), FakeDesk(), FakeReceive()
    around = surroundings(posts)
    platform = WebPlatform(around)
    app = workspace_app(Site(around, desk, receive, platform.board, platform.live))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url=BASE
    ) as client:
        yield Workspace(client, receive, desk, posts, platform)
