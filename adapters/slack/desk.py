"""The way in, put together: what a payload is, and who takes it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.api import Api
from adapters.slack.catchup import CatchUp
from adapters.slack.events import Events
from adapters.slack.gate import MALFORMED, Identity, acknowledged
from adapters.slack.ground import Ground
from adapters.slack.home import Home
from adapters.slack.inbound import stamp
from adapters.slack.interactions import Interactions
from adapters.slack.manifest import EVENTS_PATH
from adapters.slack.people import PLATFORM, Profiles
from adapters.slack.rosters import Rosters
from adapters.slack.settings import SlackSettings
from adapters.slack.whisper import Whisperer
from bot.heard import Heard, ReadingBack
from bot.ports import Address, DeskView, Receive, Reply, Surroundings

log = structlog.get_logger(__name__)


class SlackDesk:
    """`take` is the only listener of the Bolt app."""

    def __init__(
        self,
        around: Surroundings,
        settings: SlackSettings,
        identity: Identity,
        api: Api,
        profiles: Profiles,
        whisperer: Whisperer,
        receive: Receive,
        view: DeskView,
        listening: Callable[[], bool],
    ) -> None:
        self._around = around
        self.ground = Ground(
            settings, around.clock, around.settings.workspace, identity, api, profiles, whisperer, receive, view
        )
        self._heard = Heard(around.cursors(PLATFORM), lambda: stamp(around.clock.now()), listening)
        home = Home(api, profiles, view, self.ground.say, whisperer.links)
        self._events = Events(self.ground, self._heard, home)
        self._interactions = Interactions(self.ground, self._events, home)
        self.catch_up = ReadingBack(PLATFORM, CatchUp(self.ground, self._events, self._heard).run)
        self.rosters = Rosters(self.ground)
        self._address: Address | None = None

    async def take(self, body: dict[str, Any]) -> BoltResponse:
        """Raises KeyError and the like for a payload that lacks what it must have."""
        if not self._ours(body):
            log.warning("slack.other_workspace", team=str(body.get("team_id") or ""))
            return acknowledged()
        if "command" in body:
            return await self._interactions.command(body)
        match body.get("type"):
            case "event_callback":
                return await self._events.take(body)
            case "block_actions":
                return await self._interactions.clicked(body)
            case "view_submission":
                return await self._interactions.submitted(body)
            case "shortcut" | "message_action":
                return await self._interactions.shortcut(body)
        log.debug("slack.payload_unknown", kind=str(body.get("type")))
        return acknowledged()

    def _ours(self, body: dict[str, Any]) -> bool:
        """Of this workspace: in a shared channel an event may carry the other one's id beside ours."""
        team = self.ground.identity.team
        told = {str(body.get("team_id") or ""), str((body.get("team") or {}).get("id") or "")}
        told |= {str(one.get("team_id") or "") for one in body.get("authorizations") or []}
        return not team or team in told or told == {""}

    # ---- reading back, and being found

    async def begin(self) -> None:
        """Before anything is listened to."""
        await self._heard.begin()

    def gap(self) -> None:
        """From now on something may be missing."""
        self._heard.gap()

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._heard.run())
            group.create_task(self.rosters.run())

    async def stop(self) -> None:
        if self._address is not None:
            self._around.addresses.remove(self._address)
        await self.ground.errands.stop()
        await self._heard.flush()

    def serve_http(self, app: AsyncApp) -> None:
        """Signed requests, on the public listener."""

        async def answer(body: bytes, headers: Mapping[str, str]) -> Reply:
            try:
                request = AsyncBoltRequest(body=body.decode("utf-8", "replace"), headers=dict(headers))
            except MALFORMED as error:  # before its signature could be checked: nobody is told more
                log.error("slack.payload_malformed", kind="http", error=type(error).__name__)
                return Reply(400)
            made = await app.async_dispatch(request)
            return Reply(made.status, made.body, dict(made.first_headers()))

        self._address = Address(EVENTS_PATH, answer)
        self._around.addresses.append(self._address)
