"""Discord as a chat platform: one way in, one way out."""

import asyncio

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.channels import Channels
from adapters.discord.desk import DiscordDesk
from adapters.discord.detours import Detours
from adapters.discord.gateway import Gateway
from adapters.discord.ground import Ground
from adapters.discord.guilds import Guilds
from adapters.discord.ids import PLATFORM
from adapters.discord.markup import Links
from adapters.discord.people import Members
from adapters.discord.places import Places
from adapters.discord.post import Poster
from adapters.discord.rosters import Rosters
from adapters.discord.settings import DiscordSettings
from adapters.discord.sync import Sync
from adapters.discord.whisper import Whisperer
from bot.ports import Delivery, DeskView, Pace, Receipt, Receive, Surroundings
from bot.settings import desk_path, read_rules
from bot.words import Words

log = structlog.get_logger(__name__)

SIGN_IN_AGAIN_S = (1.0, 2.0, 5.0, 15.0, 30.0)


class DiscordPlatform:
    """A ChatPlatform. `deliver` works before `listen` does, and on replicas that never listen: one of them has the
    gateway."""

    name = PLATFORM

    def __init__(self, around: Surroundings, settings: DiscordSettings) -> None:
        self.pace: Pace | None = Pace(settings.per_second, settings.burst)
        self._around = around
        self._settings = settings
        self._posts = around.posts(PLATFORM)
        self.api = Api(settings)
        self.channels = Channels(self.api)
        self.members = Members(self.api, around.clock)
        self.places = Places(self.api, self.channels, self._posts, settings, around.clock)
        self.links = Links(self._account, self._ticket_page)
        self._view: DeskView | None = None
        self._detours = Detours(self.api, self.channels, self.places, self._posts, around.clock, self._help_channels)
        self._poster = Poster(
            self.api, self.channels, self.places, self.links, self._posts, around.clock, self._detours
        )
        self.gateway: Gateway | None = None
        self.ground: Ground | None = None
        self._leads = False

    def healthy(self) -> bool:
        """Signed in; and hearing what is said, or leaving that to another replica."""
        heard = not self._leads or (self.gateway is not None and self.gateway.healthy)
        return not self.api.signed_out and heard

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        """Raises DeliveryDelayed, DeliveryFailed."""
        return await self._poster.deliver(delivery, key)

    async def listen(self, receive: Receive, desk: DeskView) -> None:
        """Until cancelled. One replica listens; the others wait for their turn."""
        self._view = desk
        try:
            await self._around.lead.while_leading("discord gateway", lambda: self._lead(receive, desk))
        finally:
            await self.api.close()

    async def _lead(self, receive: Receive, desk: DeskView) -> None:
        self._leads = True
        await self._sign_in()
        around = self._around
        guilds = Guilds(around.settings.workspace, self._settings.guild, self.members, self._posts, around.clock)
        whisperer = Whisperer(self.api, self.links, self._detours)
        ground = self.ground = Ground(
            self._settings, around.clock, self.api, self.channels, guilds, self.members, self.places, whisperer,
            receive, desk,
        )  # fmt: skip
        rosters = Rosters(self.api, guilds, self.members, self._posts, desk, receive, around.clock)
        rules = read_rules(desk_path(around.settings))
        sync = Sync(self.api, self._posts, around.clock, Words(rules.zone, rules.language), rules.languages)
        work = DiscordDesk(ground, around.cursors(PLATFORM), rosters, sync, self._hears)
        await work.begin()
        self.gateway = Gateway(self._settings, self.api, work.happened, work.gap, work.listening)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.gateway.run())
                group.create_task(work.run())
        finally:
            self._leads, self.gateway, self.ground = False, None, None
            await work.stop()

    def _hears(self) -> bool:
        return self.gateway is not None and self.gateway.healthy

    async def _sign_in(self) -> None:
        """As long as it takes: the rest of the desk goes on without Discord."""
        tries = 0
        while True:
            try:
                await self.api.me()
                log.info("discord.signed_in", bot=self.api.user_id)
                return
            except Refused as refused:
                wait_s = refused.retry_after_s or SIGN_IN_AGAIN_S[min(tries, len(SIGN_IN_AGAIN_S) - 1)]
                log.warning("discord.sign_in_failed", error=refused.code, again_s=wait_s)
                tries += 1
                await asyncio.sleep(wait_s)

    # ---- what our links lead to

    def _account(self, person: str) -> str | None:
        here = f"{PLATFORM}:"
        if person.startswith(here):
            return person.removeprefix(here)
        return self._view.account_of(person, PLATFORM) if self._view else None

    def _ticket_page(self, number: str) -> str | None:
        url = self._around.settings.public.url
        return f"{url.rstrip('/')}/t/{number}" if url else None

    def _help_channels(self, workspace: str) -> list[str]:
        return self._view.of(workspace).help_channels(PLATFORM) if self._view else []
