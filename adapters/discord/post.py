"""From an outgoing effect to Discord, once.

Each message carries a nonce made of its outbox key: Discord gives the same message for it again, for some minutes. A
post that may have gone out before that is looked for first, and what cannot be proved is told as possibly doubled.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.change import ARCHIVED, Changer
from adapters.discord.channels import Channels
from adapters.discord.detours import Detours
from adapters.discord.files import uploads
from adapters.discord.forum import Forum
from adapters.discord.kept import Latest
from adapters.discord.markup import Links
from adapters.discord.places import Places
from adapters.discord.render import render
from adapters.discord.send import Sender, Sent, Writing
from bot.model.content import Attached, Content
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.files import Openable
from bot.model.places import Conversation, Direct
from bot.ports import Clock, Delivery, LocalPosts, Receipt

log = structlog.get_logger(__name__)

REMEMBERED = 5_000
NO_DIRECT = frozenset({"50007", "50278"})
PRIVATE_THREAD = 12


class Poster:
    """`detours`: where people are reached who take no direct messages."""

    def __init__(
        self, api: Api, channels: Channels, places: Places, links: Links, parts: LocalPosts, clock: Clock,
        detours: Detours,
    ) -> None:  # fmt: skip
        self._api = api
        self._channels = channels
        self._places = places
        self._links = links
        self._sender = Sender(api, clock)
        self._forum = Forum(api, self._sender)
        self._changer = Changer(api, channels, places, links, parts, clock, self._sender, self._forum)
        self._detours = detours
        self._let = Latest[tuple[str, str], None]()
        self._done: OrderedDict[str, Receipt] = OrderedDict()

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        """Raises DeliveryDelayed, DeliveryFailed."""
        if key in self._done:
            return self._done[key]
        try:
            receipt = await self._do(delivery, key)
        except Refused as refused:
            raise refused.for_delivery() from None
        self._done[key] = receipt
        while len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        return receipt

    async def _do(self, delivery: Delivery, key: str) -> Receipt:
        to = delivery.to
        match delivery.act:
            case Post():
                return await self._post(delivery, delivery.act, key)
            case Edit(content=content):
                return await self._changer.edit(_conversation(to), delivery.message_id or "", content, key)
            case Delete():
                return await self._changer.delete(_conversation(to), delivery.message_id or "", again=delivery.again)
            case Mark(message_id=message_id, emoji=emoji):
                return await self._changer.mark(_conversation(to), message_id, emoji)
            case _:
                assert_never(delivery.act)

    # ---- posting

    async def _post(self, delivery: Delivery, post: Post, key: str) -> Receipt:
        content = post.content
        lots, left = await uploads(delivery.files)
        writing = Writing(key, render(_without(left, content), self._links), lots, again=delivery.again)
        to = delivery.to
        if isinstance(to, Direct):
            return await self._directly(to, writing, delivery.workspace)
        if to.thread is None and (await self._channels.get(to.channel)).is_forum:
            return await self._as_forum_post(to, content, writing)
        place = await self._place(to, again=delivery.again)
        if (known := self._channels.seen(place)) is not None and known.is_direct:
            return await self._in_direct(to, place, writing, delivery.workspace)
        sent = await self._written(place, writing)
        await self._let_in(place, post.crew)
        return Receipt(to.channel, sent.first, to.thread, doubled=sent.doubled)

    async def _place(self, to: Conversation, *, again: bool) -> str:
        if to.thread is None:
            return to.channel
        await self._channels.get(to.channel)
        return await self._places.channel_of(to, again=again)

    async def _written(self, place: str, writing: Writing) -> Sent:
        try:
            sent = await self._sender.send(place, writing)
        except Refused as refused:
            if refused.code not in ARCHIVED:
                raise
            await self._changer.unarchive(place)
            sent = await self._sender.send(place, writing)
        await self._changer.remember(place, sent)
        return sent

    async def _as_forum_post(self, to: Conversation, content: Content, writing: Writing) -> Receipt:
        post, doubled = await self._forum.post(to.channel, content, writing)
        rest = writing.rest()
        if rest.pages or rest.lots:
            await self._changer.remember(post, await self._sender.send(post, rest, first=post))
        return Receipt(to.channel, post, None, doubled=doubled)

    async def _directly(self, to: Direct, writing: Writing, workspace: str) -> Receipt:
        """What cannot be said there stands in a private thread, and counts as said there: answers come back the same
        way."""
        thread = await self._detours.known(to.account)
        place = await self._detours.direct_channel(to.account)
        if thread is None:
            try:
                sent = await self._written(place, writing)
            except Refused as refused:
                if refused.code not in NO_DIRECT:
                    raise
                thread = await self._detours.begin(to.account, workspace, refused)
            else:
                await self._places.said_about(sent.first, sent.first, place)
                return Receipt(place, sent.first, doubled=sent.doubled)
        sent = await self._written(thread, writing)
        await self._places.remember(Conversation(to.platform, place, sent.first), thread)
        return Receipt(place, sent.first, doubled=sent.doubled, detour=True)

    async def _in_direct(self, to: Conversation, place: str, writing: Writing, workspace: str) -> Receipt:
        """In a conversation without threads each message answers the one it belongs to."""
        answering = replace(writing, answers=to.thread)
        try:
            sent = await self._written(place, answering)
        except Refused as refused:
            if refused.code not in NO_DIRECT:
                raise
            person = self._channels.seen(place)
            thread = await self._detours.begin(person.person if person else "", workspace, refused)
            await self._places.remember(to, thread)
            sent = await self._written(thread, writing)
            return Receipt(to.channel, sent.first, to.thread, doubled=sent.doubled, detour=True)
        if to.thread:
            await self._places.said_about(sent.first, to.thread, place)
        return Receipt(to.channel, sent.first, to.thread, doubled=sent.doubled)

    async def _let_in(self, place: str, crew: Sequence[str]) -> None:
        """Who works on it may read a private thread."""
        known = self._channels.seen(place)
        if known is None or known.kind != PRIVATE_THREAD:
            return
        for account in filter(None, map(self._links.account, crew)):
            if (place, account) in self._let:
                continue
            self._let[place, account] = None
            try:
                await self._places.invite(place, account)
            except Refused as refused:
                log.info("discord.not_invited", channel=place, error=refused.code)


def _conversation(to: Conversation | Direct) -> Conversation:
    """Edits, deletions and marks always name where their message stands."""
    return to if isinstance(to, Conversation) else Conversation(to.platform, to.account)


def _without(left: Sequence[Openable], content: Content) -> Content:
    """With those files only named that Discord does not take."""
    gone = {one.file.id for one in left}
    if not gone:
        return content

    def named(block: Attached) -> Attached:
        return Attached(tuple(replace(f, problem="too-big") if f.id in gone else f for f in block.files))

    return replace(content, blocks=tuple(named(b) if isinstance(b, Attached) else b for b in content.blocks))
