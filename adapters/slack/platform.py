"""Slack as a chat platform: one way in, one way out."""

import asyncio
from typing import Any

import structlog

from adapters.slack.api import Api, Refused
from adapters.slack.desk import SlackDesk
from adapters.slack.gate import Identity, bolt_app
from adapters.slack.markup import Links
from adapters.slack.people import PLATFORM, Profiles
from adapters.slack.post import Poster
from adapters.slack.settings import SlackSettings
from adapters.slack.sockets import Sockets
from adapters.slack.whisper import Whisperer
from bot.ports import Delivery, DeskView, Pace, Receipt, Receive, Surroundings

log = structlog.get_logger(__name__)

SIGN_IN_AGAIN_S = (1.0, 2.0, 5.0, 15.0, 30.0)


class SlackPlatform:
    """A ChatPlatform. `deliver` works before `listen` does: a replica may only send."""

    name = PLATFORM

    def __init__(self, around: Surroundings, settings: SlackSettings) -> None:
        self.pace: Pace | None = Pace(settings.per_second, settings.burst)
        self._around = around
        self._settings = settings
        self.identity = Identity()
        self.api = Api(settings)
        self.profiles = Profiles(self.api, around.clock)
        self._desk_view: DeskView | None = None
        self.links = Links(self._account, self._profile_page, self._ticket_page)
        self._poster = Poster(self.api, self.links, around.posts(PLATFORM), around.clock)
        self._sockets: Sockets | None = None
        self._listening = False
        self._work: SlackDesk | None = None

    def healthy(self) -> bool:
        """Signed in, and hearing what is said."""
        return self._listening and not self.api.signed_out and (self._sockets is None or self._sockets.healthy)

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        """Raises DeliveryDelayed, DeliveryFailed."""
        return await self._poster.deliver(delivery, key)

    async def listen(self, receive: Receive, desk: DeskView) -> None:
        """Until cancelled."""
        self._desk_view = desk
        await self._sign_in()
        whisperer = Whisperer(self.api, self.links)
        work = self._work = SlackDesk(
            self._around,
            self._settings,
            self.identity,
            self.api,
            self.profiles,
            whisperer,
            receive,
            desk,
            self.healthy,
        )
        await work.begin()
        app = bolt_app(self._settings, self.identity, work.take)
        try:
            async with asyncio.TaskGroup() as group:
                if self._settings.mode == "http":
                    work.serve_http(app)
                    self._listening = True
                    group.create_task(work.catch_up())
                else:
                    self._sockets = Sockets(self._settings, app, work.gap, work.catch_up)
                    self._listening = True
                    group.create_task(self._sockets.run())
                group.create_task(work.run())
        finally:
            self._listening = False
            self._sockets = self._work = None
            await work.stop()

    async def rosters_now(self) -> None:
        """Read the teams' members now, and not at the next round."""
        if self._work is not None:
            await self._work.rosters.read()

    async def _sign_in(self) -> None:
        """As long as it takes: the rest of the desk goes on without Slack."""
        tries = 0
        while not self.identity.known:
            try:
                found = await self.api.read("auth.test")
            except Refused as refused:
                wait_s = refused.retry_after_s or SIGN_IN_AGAIN_S[min(tries, len(SIGN_IN_AGAIN_S) - 1)]
                log.warning("slack.sign_in_failed", error=refused.code, again_s=wait_s)
                tries += 1
                await asyncio.sleep(wait_s)
                continue
            self._signed_in(dict(found))

    def _signed_in(self, found: dict[str, Any]) -> None:
        identity = self.identity
        identity.team, identity.user = str(found["team_id"]), str(found["user_id"])
        identity.bot_id, identity.team_url = str(found.get("bot_id") or ""), str(found.get("url") or "")
        self.profiles.team, self.profiles.enterprise = identity.team, str(found.get("enterprise_id") or "")
        log.info("slack.signed_in", team=identity.team)

    # ---- what our links lead to

    def _account(self, person: str) -> str | None:
        here = f"{PLATFORM}:"
        if person.startswith(here):
            return person.removeprefix(here)
        return self._desk_view.account_of(person, PLATFORM) if self._desk_view else None

    def _ticket_page(self, number: str) -> str | None:
        url = self._around.settings.public.url
        return f"{url.rstrip('/')}/t/{number}" if url else None

    def _profile_page(self, user: str) -> str | None:
        return f"{self.identity.team_url}team/{user}" if self.identity.team_url else None
