"""What the gateway tells when the bot comes to see a channel, or no longer does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from . import permissions, shapes
from .nouns import Channel, Guild
from .world import World


class Access:
    world: World

    def _seen(self, guild: Guild) -> set[Channel]:
        mine = guild.members.get(self.world.bot.id)
        if mine is None:
            return set()
        places = [c for c in self.world.channels.values() if c.guild is guild and not c.is_thread]
        return {c for c in places if permissions.sees(c, mine)}

    @contextmanager
    def access_changes(self, guild: Guild) -> Iterator[None]:
        """Around a change of rights: a channel that comes into view is shown with its threads, another is veiled."""
        before = self._seen(guild)
        yield
        after = self._seen(guild)
        for channel in sorted(before ^ after, key=lambda c: c.id):
            self.world.channel_changed(channel)
            if channel in after:
                self._sync_threads(guild, channel)

    def _sync_threads(self, guild: Guild, channel: Channel) -> None:
        world, mine = self.world, guild.members[self.world.bot.id]
        threads = [c for c in world.threads(guild) if c.parent is channel and not c.archived]
        seen = [c for c in threads if permissions.sees(c, mine)]
        data = {
            "guild_id": str(guild.id),
            "channel_ids": [str(channel.id)],
            "threads": [shapes.channel_json(world, c) for c in seen],
            "members": [shapes.thread_member(world, c, world.bot.id) for c in seen if world.bot.id in c.members],
        }
        world.tell("THREAD_LIST_SYNC", data, channel)
