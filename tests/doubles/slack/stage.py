"""What every helper of the double shares: the world, the way to the app, and waiting with an end to it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from .delivery import Delivered, Delivery
from .nouns import Channel, Ephemeral, Message, User, View
from .world import World


class Stage:
    """Looking at the workspace, and waiting for it."""

    world: World
    delivery: Delivery

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def sent(self) -> list[Delivered]:
        """Every event and request that went to the app; `lost` ones were given up."""
        return self.delivery.sent

    def messages(self, channel: Channel | str, thread: str | None = None) -> list[Message]:
        """What stands in a channel outside threads, or the replies of one thread, oldest first."""
        found = self.world.channels[channel if isinstance(channel, str) else channel.id]
        if thread is not None:
            return self.world.thread(found, thread)
        return [m for m in found.messages.values() if not m.is_reply or m.subtype == "thread_broadcast"]

    def from_bot(self, channel: Channel | str, thread: str | None = None) -> list[Message]:
        """Those of `messages` that the bot wrote."""
        return [m for m in self.messages(channel, thread) if m.bot_id == self.bot.bot_id]

    def ephemerals(self, user: User, channel: Channel | None = None) -> list[Ephemeral]:
        """What only that person was shown, oldest first."""
        shown = [e for e in self.world.ephemerals if e.user == user.id and not e.deleted]
        return [e for e in shown if channel is None or e.channel == channel.id]

    def views(self, user: User) -> list[View]:
        """The modals that person has open, the one on top last."""
        return [v for v in self.world.views.values() if v.user == user.id and not v.closed]

    def home(self, user: User) -> View | None:
        """That person's Home tab, None before anything was published."""
        return self.world.homes.get(user.id)

    async def until(self, condition: Callable[[], Any], timeout: float = 5.0) -> Any:
        """Wait until that holds and give what it gave. Raises TimeoutError with what came of everything sent."""
        end = time.monotonic() + timeout
        while not (found := condition()):
            if time.monotonic() > end:
                lost = [s for s in self.sent if not s.acked]
                raise TimeoutError(f"not within {timeout} s; {len(self.sent)} sent, without an ack: {lost}")
            await asyncio.sleep(0.005)
        return found

    async def settled(self, timeout: float = 10.0) -> None:
        """Wait until nothing sent still waits for its ack or its redelivery."""
        await self.until(lambda: self.delivery.idle, timeout)
