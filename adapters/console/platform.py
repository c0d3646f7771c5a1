"""The one way out to the terminal: a chat platform like the others, whose server we are ourselves."""

import asyncio
from typing import assert_never

from adapters.console.board import Board, direct_channel
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.people import LOKET
from bot.model.places import Conversation, Direct
from bot.ports import Delivery, DeliveryFailed, DeskView, LocalPost, Pace, Receipt, Receive, Surroundings


class ConsolePlatform:
    """Posts go to the board; a `Session` shows them to whoever wears a hat."""

    name = "console"
    pace: Pace | None = None

    def __init__(self, surroundings: Surroundings) -> None:
        self.around = surroundings
        self.board = Board(surroundings.posts(self.name), surroundings.clock)

    async def listen(self, receive: Receive, desk: DeskView) -> None:
        """Nothing happens by itself in a terminal: what is typed comes in through a session."""
        await asyncio.Event().wait()

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        """Stored and shown; the same key again changes nothing. Raises DeliveryFailed when its message is gone."""
        channel, thread = _place(delivery.to)
        match delivery.act:
            case Post(content=content):
                await self.board.put(LocalPost(key, channel, thread, LOKET, self.board.moment, content=content))
                return Receipt(channel, key, thread)
            case Edit(content=content):
                changed = await self.board.edit(delivery.message_id or "", content)
            case Mark(message_id=message_id, emoji=emoji):
                changed = await self.board.mark(message_id, emoji)
            case Delete():
                changed = await self.board.delete(delivery.message_id or "")
            case _:
                assert_never(delivery.act)
        if changed is None:
            raise DeliveryFailed("no such message", final=True)
        return Receipt(changed.channel, changed.id, changed.thread)


def _place(to: Conversation | Direct) -> tuple[str, str | None]:
    """Channel and thread."""
    if isinstance(to, Direct):
        return direct_channel(to.account), None
    return to.channel, to.thread
