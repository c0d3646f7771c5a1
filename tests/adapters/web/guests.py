"""A real desk behind the public listener, and people who sign in at it."""

import itertools
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from adapters.web.platform import WebPlatform
from adapters.web.public import PublicSite, public_app
from bot.clock import MovableClock
from bot.compose import Running, open_desk
from bot.model.inbound import Accepted, CommandGiven, Outcome
from bot.model.people import Account
from bot.model.places import Conversation
from bot.settings import DEFAULT_DESK, PublicSettings, Settings

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HOME = "https://desk.example.org"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_LINK = re.compile(r"https://desk\.example\.org(/sign-in/\w+)")
_TOKEN = re.compile(r'name="csrf" content="(\w+)"')


@dataclass
class Browser:
    """One browser: it keeps cookies, and sends what browsers send."""

    client: httpx.AsyncClient

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers={"Sec-Fetch-Site": "same-origin"} | headers)

    async def post(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        """A form of a page of ours."""
        sent = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"} | headers
        return await self.client.post(path, data=fields or {}, headers=sent)

    async def token(self) -> str:
        found = _TOKEN.search((await self.get("/requests")).text)
        assert found
        return found[1]

    async def do(self, name: str, body: dict[str, Any], **headers: str) -> httpx.Response:
        """As a page's script does it."""
        sent = {"Origin": HOME, "Sec-Fetch-Site": "same-origin", "X-CSRF-Token": await self.token()} | headers
        return await self.client.post(f"/do/{name}", json={"id": "client-id-0001"} | body, headers=sent)


@dataclass
class Doorstep:
    """The desk, its clock, and what was asked of it in chat."""

    running: Running
    clock: MovableClock
    site: PublicSite
    clients: list[httpx.AsyncClient] = field(default_factory=list)
    _keys: Any = field(default_factory=lambda: itertools.count(1))

    def browser(self, base: str = HOME) -> Browser:
        transport = httpx.ASGITransport(public_app(self.site), raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url=base, headers={"User-Agent": FIREFOX})
        self.clients.append(client)
        return Browser(client)

    def account(self, who: str) -> Account:
        """Of the desk file on the web; "slack:U9" anywhere else."""
        platform, _, name = who.rpartition(":")
        if platform:
            return Account(platform, name, f"Person {name}")
        member = self.running.desk().rules.member_of_account("web", who)
        assert member
        return Account("web", who, member.name, member.locale)

    async def say(self, who: str, line: str) -> Outcome:
        """`/ticket LINE` in a direct message."""
        by = self.account(who)
        where = Conversation(by.platform, f"dm-{by.id}")
        key = f"k{next(self._keys)}"
        return await self.running.dispatcher.receive(
            CommandGiven(key, by, where, "ticket", line, self.clock.now(), direct=True)
        )

    async def link(self, who: str) -> str:
        """The path of a fresh link."""
        outcome = await self.say(who, "web")
        assert isinstance(outcome, Accepted), outcome
        found = _LINK.search(str(outcome.said))
        assert found, outcome
        return found[1]

    async def signed_in(self, who: str) -> Browser:
        browser = self.browser()
        answer = await browser.post(await self.link(who))
        assert answer.status_code == 303, answer.text
        return browser


@asynccontextmanager
async def doorstep(folder: Path, url: str = HOME) -> AsyncIterator[Doorstep]:
    settings = Settings(
        _env_file=None,
        database_url=SecretStr(f"sqlite:///{folder}/desk.db"),
        desk_file=DEFAULT_DESK,
        public=PublicSettings(host="127.0.0.1", url=url),
    )
    clock = MovableClock(MONDAY)

    def platforms(around: Any) -> dict[str, Any]:
        return {"web": WebPlatform(around)}

    async with open_desk(settings, platforms=platforms, clock=clock, engine=False, durable=False) as running:
        platform = running.platforms["web"]
        assert isinstance(platform, WebPlatform) and running.surroundings.door is not None
        around = running.surroundings
        receive = running.dispatcher.receive
        site = PublicSite(around, running.view, receive, platform.board, platform.live, running.surroundings.door)
        step = Doorstep(running, clock, site)
        try:
            yield step
        finally:
            for client in step.clients:
                await client.aclose()
