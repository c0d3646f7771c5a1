"""What was said while nobody listened is read back: help channels and forums, direct messages, threads of open
requests, and the other channels in which something was said since."""

from datetime import timedelta
from typing import Any

import structlog

from adapters.discord.api import Refused
from adapters.discord.channels import Channel
from adapters.discord.events import Events
from adapters.discord.ground import Ground
from adapters.discord.ids import PLATFORM, from_position, position, snowflake_at
from bot.heard import ALIVE, FIRST, Heard, Tally
from bot.model.places import Conversation

log = structlog.get_logger(__name__)

OVERLAP = timedelta(minutes=2)  # what is known already is known by its key
PAGE, MOST_PAGES = 100, 30
MOST_DIRECTS, MOST_OTHERS, MOST_POSTS = 500, 200, 200


class CatchUp:
    """Each message goes the way a dispatch goes, so nothing is worked on twice."""

    def __init__(self, ground: Ground, events: Events, heard: Heard) -> None:
        self._ground = ground
        self._events = events
        self._heard = heard

    async def run(self) -> bool:
        """True when everything that can be read has been."""
        positions = await self._heard.before_gap()
        floor, tally, read = self._floor(positions), Tally(), set[str]()
        for channel in await self._channels(positions, tally):
            if channel not in read:
                read.add(channel)
                await self._read(channel, _from(positions, channel, floor), tally)
        for channel in await self._open_threads(tally):  # now, with the requests that were just made
            if channel not in read:
                read.add(channel)
                await self._read(channel, _from(positions, channel, floor), tally)
        log.info("discord.caught_up", messages=tally.news, places=len(read), unread=tally.later + tally.never)
        if not tally.later:
            await self._heard.caught_up()
        return not tally.later

    async def before(self, channel: str) -> None:
        """All that was said there since this desk first listened."""
        tally = Tally()
        await self._read(channel, self._floor(await self._heard.before_gap()), tally)
        if tally.news:
            log.info("discord.caught_up", messages=tally.news, places=1, unread=tally.later + tally.never)

    def _floor(self, positions: dict[str, str]) -> str:
        hours = timedelta(hours=self._ground.settings.catch_up_hours)
        return max(position(snowflake_at(self._ground.clock.now() - hours)), positions.get(FIRST, ""))

    async def _channels(self, positions: dict[str, str], tally: Tally) -> list[str]:
        """Help channels and the posts of forums first, then direct messages, then where else something was said."""
        found: list[str] = []
        for guild in list(self._ground.guilds.known) or [self._ground.guilds.home]:
            view = self._ground.view.of(self._ground.guilds.workspace_of(guild))
            for channel in view.help_channels(PLATFORM):
                found += await self._of_help(channel, guild, tally)
        known = [self._ground.channels.seen(one) for one in positions if one not in (ALIVE, FIRST)]
        directs = [one.id for one in known if one is not None and one.is_direct]
        unknown = [one for one in positions if one not in (ALIVE, FIRST) and self._ground.channels.seen(one) is None]
        others = [one.id for guild in self._ground.guilds.known for one in self._ground.channels.of_guild(guild)
                  if _moved(one, positions)]  # fmt: skip
        for some in (directs, unknown):  # who wrote last is likeliest to have written since
            some.sort(key=lambda one: positions[one], reverse=True)
        return [*found, *directs[:MOST_DIRECTS], *unknown[:MOST_DIRECTS], *others[:MOST_OTHERS]]

    async def _of_help(self, channel: str, guild: str, tally: Tally) -> list[str]:
        """The channel itself, or a forum's posts."""
        try:
            found = await self._ground.channels.get(channel)
            if not found.is_forum:
                return [channel]
            active = await self._ground.api.call(
                "GET", "/guilds/{guild_id}/threads/active", guild_id=found.guild or guild
            )
        except Refused as refused:
            tally.refused(refused)
            log.warning("discord.channel_unread", channel=channel, error=refused.code)
            return []
        posts = [self._ground.channels.learn(one, found.guild) for one in active.get("threads") or []]
        return [post.id for post in posts if post.parent == channel][:MOST_POSTS]

    async def _open_threads(self, tally: Tally) -> list[str]:
        found = []
        for guild in list(self._ground.guilds.known) or [self._ground.guilds.home]:
            view = self._ground.view.of(self._ground.guilds.workspace_of(guild))
            for channel, thread in await view.open_threads(PLATFORM):
                try:
                    place = await self._ground.places.existing(Conversation(PLATFORM, channel, thread))
                except Refused as refused:
                    tally.refused(refused)
                    continue
                if place is not None:
                    found.append(place)
        return found

    async def _read(self, channel: str, since: str, tally: Tally) -> None:
        found: list[dict[str, Any]] = []
        after = from_position(since)
        try:
            for _ in range(MOST_PAGES):
                page = await self._ground.api.call(
                    "GET", "/channels/{channel_id}/messages", params={"limit": PAGE, "after": after}, channel_id=channel
                )
                later = [one for one in page if int(one["id"]) > int(after)]
                found += later
                if len(page) < PAGE or not later:
                    break
                after = max((str(one["id"]) for one in later), key=int)
        except Refused as refused:
            tally.refused(refused)
            log.warning("discord.channel_unread", channel=channel, error=refused.code)
            return
        known = self._ground.channels.seen(channel)
        guild = {"guild_id": known.guild} if known is not None and known.guild else {}
        for one in sorted(found, key=lambda message: int(message["id"])):
            try:
                news = await self._events.written({**guild, **one, "channel_id": channel})
            except (KeyError, TypeError, ValueError) as error:
                log.error("discord.payload_malformed", kind="history", error=type(error).__name__)
                continue
            except Refused as refused:
                tally.refused(refused)
                continue
            tally.news += bool(news)
            tally.later += news is None


def _from(positions: dict[str, str], channel: str, floor: str) -> str:
    """A little before the last that was heard there, or anywhere."""
    since = int(positions.get(channel) or positions[ALIVE])
    back = int(OVERLAP.total_seconds() * 1000) << 22
    return max(position(str(max(0, since - back))), floor)


def _moved(channel: Channel, positions: dict[str, str]) -> bool:
    """Has something been said there since? Discord tells of each channel's newest message."""
    since = positions.get(channel.id) or positions.get(ALIVE, "")
    return bool(channel.last) and not channel.is_forum and position(channel.last) > since
