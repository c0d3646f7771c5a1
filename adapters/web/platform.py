"""The one way in and the one way out of the local workspace."""

import asyncio
import socket
from typing import assert_never

import structlog
from starlette.types import ASGIApp

from adapters.web.addresses import Addresses
from adapters.web.app import health_app, workspace_app
from adapters.web.board import Board
from adapters.web.live import Live
from adapters.web.public import PublicSite, public_app
from adapters.web.servers import bind, serve
from adapters.web.site import Site, direct_channel
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.people import LOKET
from bot.model.places import Conversation, Direct
from bot.ports import Delivery, DeliveryFailed, DeskView, LocalPost, Pace, Receipt, Receive, Surroundings

log = structlog.get_logger(__name__)


class WebPlatform:
    """A ChatPlatform whose server we are ourselves: posts go to `LocalPosts`, browsers are told."""

    name = "web"
    pace: Pace | None = None

    def __init__(self, surroundings: Surroundings) -> None:
        self.around = surroundings
        self.live = Live()
        self.board = Board(surroundings.posts(self.name), self.live, surroundings.clock)

    async def listen(self, receive: Receive, desk: DeskView) -> None:
        """Serve the workspace on this machine, and the public listener, until cancelled. Raises PortInUse."""
        web, public = self.around.settings.web, self.around.settings.public
        listeners: list[tuple[ASGIApp, socket.socket, str]] = []
        if web.enabled:
            site = Site(self.around, desk, receive, self.board, self.live)
            listeners.append((workspace_app(site), bind(web.host, web.port), ""))
        if public.host:
            public_door: ASGIApp = Addresses(self._public(receive, desk), self.around.addresses)
            listeners.append((public_door, bind(public.host, public.port), public.proxies))
        try:
            async with asyncio.TaskGroup() as group:
                for app, listener, proxies in listeners:
                    group.create_task(serve(app, listener, on_stop=self.live.close, proxies=proxies))
        finally:
            for _, listener, _ in listeners:
                listener.close()

    def _public(self, receive: Receive, desk: DeskView) -> ASGIApp:
        """Where people sign in; health alone where there is no door."""
        door = self.around.door
        if door is None:
            return health_app(self.around.ready)
        return public_app(PublicSite(self.around, desk, receive, self.board, self.live, door))

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        """Stored and shown; the same key again changes nothing. Raises DeliveryFailed when its message is gone."""
        channel, thread = _place(delivery.to)
        match delivery.act:
            case Post(content=content):
                at = self.around.clock.now()
                await self.board.put(LocalPost(key, channel, thread, LOKET, at, content=content))
                return Receipt(channel, key, thread)
            case Edit(content=content):
                changed = await self.board.edit(delivery.message_id or "", content)
            case Mark(message_id=message_id, emoji=emoji):
                if self.board.mark_arriving(message_id, emoji):
                    return Receipt(channel, message_id, thread)
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
