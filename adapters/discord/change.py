"""Changing what stands on Discord: edits, deletions, signs, and threads that were archived."""

from collections.abc import Sequence
from typing import Any

from adapters.discord.api import Api, Refused
from adapters.discord.channels import Channels
from adapters.discord.forum import Forum
from adapters.discord.markup import Links
from adapters.discord.places import Places
from adapters.discord.render import Rendered, render
from adapters.discord.send import Sender, Sent, Writing
from bot.model.content import Content
from bot.model.people import LOKET
from bot.model.places import Conversation
from bot.ports import Clock, LocalPost, LocalPosts, Receipt

ARCHIVED = frozenset({"50083", "160005"})
NOT_THERE = "10008"
BAD_FORM = "50035"
ONE = "/channels/{channel_id}/messages/{message_id}"


class Changer:
    """`parts` remembers the further messages of one that was too long for one."""

    def __init__(
        self, api: Api, channels: Channels, places: Places, links: Links, parts: LocalPosts, clock: Clock,
        sender: Sender, forum: Forum,
    ) -> None:  # fmt: skip
        self._api = api
        self._channels = channels
        self._places = places
        self._links = links
        self._parts = parts
        self._clock = clock
        self._sender = sender
        self._forum = forum

    async def remember(self, place: str, sent: Sent) -> None:
        now = self._clock.now()
        for message in sent.further:
            await self._parts.put(LocalPost(f"{place}/{message}", place, sent.first, LOKET, now))
        for message in sent.files:
            await self._parts.put(LocalPost(f"file/{place}/{message}", place, sent.first, LOKET, now))

    async def _standing(self, where: Conversation, message: str) -> str:
        """The channel a message of that conversation is in. Raises Refused."""
        if where.thread is None:
            known = await self._channels.get(where.channel)
            if known.is_forum:
                return message
            if known.is_direct:  # what could not be said there stands in a private thread
                where = where.in_thread(message)
        place = await self._places.existing(where)
        if place is None:
            raise Refused(NOT_THERE)
        return place

    async def edit(self, where: Conversation, message: str, content: Content, key: str) -> Receipt:
        place = await self._standing(where, message)
        pages: Sequence[Rendered] = render(content, self._links)
        try:
            await self._change(place, message, pages[0])
        except Refused as refused:
            if refused.code != BAD_FORM:
                raise
            pages = render(content, self._links, card=not pages[0].card)  # a card stays one
            await self._change(place, message, pages[0])
        further = [post for post in await self._parts.thread(place, message) if not post.deleted and not _is_file(post)]
        for number, page in enumerate(pages[1:]):
            if number < len(further):
                await self._change(place, _message_of(further[number]), page)
            else:
                sent = await self._sender.send(place, Writing(f"{key}/{number}", (page,), []), first=message)
                await self.remember(place, sent)
        for left in further[len(pages) - 1 :]:
            await self._take_back(place, _message_of(left))
            await self._parts.change(left.id, deleted=True, at=self._clock.now())
        if place == message and content.labels:
            await self._forum.retag(where.channel, place, content.labels)
        return Receipt(where.channel, message, where.thread)

    async def _change(self, place: str, message: str, page: Rendered) -> None:
        body = page.body()
        if page.card:
            body |= {"content": None, "embeds": []}
        await self._though_archived(place, "PATCH", ONE, body=body, channel_id=place, message_id=message)

    async def _though_archived(self, place: str, method: str, path: str, **given: Any) -> None:
        """Threads that sleep are woken for it. Raises Refused."""
        try:
            await self._api.call(method, path, **given)
        except Refused as refused:
            if refused.code not in ARCHIVED:
                raise
            await self.unarchive(place)
            await self._api.call(method, path, **given)

    async def unarchive(self, thread: str) -> None:
        body = {"archived": False, "locked": False}
        await self._api.call("PATCH", "/channels/{channel_id}", body=body, channel_id=thread)

    async def delete(self, where: Conversation, message: str, *, again: bool) -> Receipt:
        place = await self._standing(where, message)
        for post in await self._parts.thread(place, message):
            if not post.deleted:
                await self._take_back(place, _message_of(post))
        try:
            await self._remove(place, message)
        except Refused as refused:
            if refused.code != NOT_THERE or not again:
                raise
        return Receipt(where.channel, message, where.thread)

    async def _take_back(self, place: str, message: str) -> None:
        try:
            await self._remove(place, message)
        except Refused as refused:
            if refused.code != NOT_THERE:
                raise

    async def _remove(self, place: str, message: str) -> None:
        await self._though_archived(place, "DELETE", ONE, channel_id=place, message_id=message)

    async def mark(self, where: Conversation, message: str, emoji: str) -> Receipt:
        place = await self._standing(where, message)
        path = f"{ONE}/reactions/{{emoji}}/@me"
        await self._though_archived(place, "PUT", path, channel_id=place, message_id=message, emoji=emoji)
        return Receipt(where.channel, message, where.thread)


def _is_file(post: LocalPost) -> bool:
    return post.id.startswith("file/")


def _message_of(post: LocalPost) -> str:
    return post.id.rpartition("/")[2]
