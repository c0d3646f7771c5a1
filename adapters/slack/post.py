"""From an outgoing effect to Slack, once.

Slack has no key that makes a post idempotent. So each carries its outbox key in its metadata; a post that may have
gone out before is looked for first, and what cannot be proved is told as possibly doubled.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, assert_never

import structlog

from adapters.slack.api import Api, Refused
from adapters.slack.files import bring
from adapters.slack.markup import Links
from adapters.slack.render import Rendered, plainly, render
from adapters.slack.spoken import reaction_name
from bot.model.content import Content
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.files import FileUnreadable
from bot.model.people import LOKET
from bot.model.places import Conversation, Direct
from bot.ports import Clock, Delivery, DeliveryFailed, LocalPost, LocalPosts, Receipt

log = structlog.get_logger(__name__)

EVENT = "loket_post"
REMEMBERED = 5_000
UNSHOWABLE = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long"})
LOOK_BACK, LOOK_BACK_PAGES = 200, 5  # a channel's latest messages come first, a thread's last


class Poster:
    """`parts` remembers the further messages of one that was too long for one."""

    def __init__(self, api: Api, links: Links, parts: LocalPosts, clock: Clock) -> None:
        self._api = api
        self._links = links
        self._parts = parts
        self._clock = clock
        self._done: OrderedDict[str, Receipt] = OrderedDict()
        self._directs: dict[str, str] = {}

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
        channel = await self._channel(delivery.to)
        thread = delivery.to.thread if isinstance(delivery.to, Conversation) else None
        match delivery.act:
            case Post(content=content):
                receipt = await self._post(channel, thread, content, key, again=delivery.again)
                return await self._bring(delivery, receipt, key)
            case Edit(content=content):
                return await self._edit(channel, thread, delivery.message_id or "", content, key)
            case Delete():
                return await self._delete(channel, thread, delivery.message_id or "", again=delivery.again)
            case Mark(message_id=message_id, emoji=emoji):
                return await self._mark(channel, thread, message_id, emoji)
            case _:
                assert_never(delivery.act)

    async def _channel(self, to: Conversation | Direct) -> str:
        if isinstance(to, Conversation):
            return to.channel
        if to.account not in self._directs:
            answer = await self._api.call("conversations.open", users=to.account)
            self._directs[to.account] = str(answer["channel"]["id"])
        return self._directs[to.account]

    # ---- posting

    async def _post(self, channel: str, thread: str | None, content: Content, key: str, *, again: bool) -> Receipt:
        pages = render(content, self._links)
        sent: dict[int, str] = {}
        doubled = False
        if again:
            found = await self._sent_before(channel, thread, key, pages[0].text)
            sent, doubled = (found, False) if found is not None else ({}, True)
        try:
            await self._send_all(channel, thread, pages, key, sent)
        except Refused as refused:
            if sent or refused.code not in UNSHOWABLE:
                raise
            log.error("slack.blocks_refused", channel=channel, error=refused.code, remedy="its words went out plain")
            pages = plainly(content)
            await self._send_all(channel, thread, pages, key, sent)
        await self._remember_parts(channel, [sent[number] for number in range(len(pages))])
        return Receipt(channel, sent[0], thread, doubled=doubled)

    async def _send_all(
        self, channel: str, thread: str | None, pages: Sequence[Rendered], key: str, sent: dict[int, str]
    ) -> None:
        """What is not `sent` yet, in order, and noted there."""
        for number, page in enumerate(pages):
            if number not in sent:
                sent[number] = await self._send(channel, thread, page, key, number)

    async def _bring(self, delivery: Delivery, receipt: Receipt, key: str) -> Receipt:
        """The post's files, under it where it starts a thread of its own; each once."""
        doubled = receipt.doubled
        for number, file in enumerate(delivery.files):
            mark = f"file/{key}/{number}"
            if await self._parts.get(mark) is not None:
                continue
            if delivery.again and await self._shared_before(receipt, file.file.name):
                doubled = True
                continue
            try:
                shared = await bring(self._api, file, receipt.channel, receipt.thread or receipt.message_id)
            except FileUnreadable as error:
                log.error("slack.file_lost", reason=error.reason)
                continue
            kept = LocalPost(mark, receipt.channel, receipt.message_id, LOKET, self._clock.now(), marks=(shared,))
            await self._parts.put(kept)
        return replace(receipt, doubled=doubled)

    async def _shared_before(self, receipt: Receipt, name: str) -> bool:
        """Stands a file of that name below the post already? Files carry no key of ours."""
        thread = receipt.thread or receipt.message_id
        found, _ = await self._look_back(receipt.channel, thread, oldest=receipt.message_id)
        return any(
            file.get("name") == name
            for message in found
            if message.get("bot_id") or message.get("upload")
            for file in message.get("files") or []
        )

    async def _send(self, channel: str, thread: str | None, page: Rendered, key: str, number: int) -> str:
        answer = await self._api.call(
            "chat.postMessage",
            channel=channel,
            thread_ts=thread,
            text=page.text,
            blocks=list(page.blocks) or None,
            metadata={"event_type": EVENT, "event_payload": {"key": key, "part": number}},
            unfurl_links=False,
            unfurl_media=False,
        )
        if thread and "message" in answer and not (answer["message"] or {}).get("thread_ts"):
            log.warning("slack.thread_gone", channel=channel, thread=thread, remedy="the post stands in the channel")
        return str(answer["ts"])

    async def _sent_before(self, channel: str, thread: str | None, key: str, text: str) -> dict[int, str] | None:
        """The parts of it that stand there already, by number; None when that cannot be found out."""
        try:
            messages, whole = await self._look_back(channel, thread)
        except Refused as refused:
            if refused.retry_after_s is not None:
                raise
            log.info("slack.look_back_failed", error=refused.code)
            return None
        found = {}
        for message in messages:
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT and payload.get("key") == key:
                found[int(payload.get("part") or 0)] = str(message["ts"])
        unmarked = any(
            one.get("text") == text and "event_payload" not in (one.get("metadata") or {}) for one in messages
        )
        return found if found or (whole and not unmarked) else None

    async def _look_back(
        self, channel: str, thread: str | None, oldest: str | None = None
    ) -> tuple[list[Mapping[str, Any]], bool]:
        """The messages there, and whether its latest are among them. Raises Refused."""
        method = "conversations.replies" if thread else "conversations.history"
        found: list[Mapping[str, Any]] = []
        cursor: str | None = None
        for _ in range(LOOK_BACK_PAGES):
            answer = await self._api.read(
                method, channel=channel, ts=thread, limit=LOOK_BACK, include_all_metadata=True, cursor=cursor,
                oldest=oldest,
            )  # fmt: skip
            found += answer.get("messages") or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return found, True
        return found, thread is None

    async def _remember_parts(self, channel: str, stamps: list[str]) -> None:
        for ts in stamps[1:]:
            now = self._clock.now()
            await self._parts.put(LocalPost(f"{channel}/{ts}", channel, stamps[0], LOKET, now))

    # ---- changing what stands there

    async def _edit(self, channel: str, thread: str | None, ts: str, content: Content, key: str) -> Receipt:
        pages = render(content, self._links)
        below = await self._parts.thread(channel, ts)
        further = [post.id.partition("/")[2] for post in below if not post.deleted and not _is_file(post)]
        for number, page in enumerate(pages):
            if number <= len(further):
                await self._update(channel, ts if number == 0 else further[number - 1], page)
            else:
                fresh = await self._send(channel, thread, page, key, number)
                await self._remember_parts(channel, [ts, fresh])
        for left in further[max(0, len(pages) - 1) :]:
            await self._take_back(channel, left)
            await self._parts.change(f"{channel}/{left}", deleted=True, at=self._clock.now())
        return Receipt(channel, ts, thread)

    async def _update(self, channel: str, ts: str, page: Rendered) -> None:
        await self._api.call("chat.update", channel=channel, ts=ts, text=page.text, blocks=list(page.blocks))

    async def _delete(self, channel: str, thread: str | None, ts: str, *, again: bool) -> Receipt:
        for post in await self._parts.thread(channel, ts):
            if _is_file(post):
                await self._remove_files(post)
            else:
                await self._take_back(channel, post.id.partition("/")[2])
        try:
            await self._api.call("chat.delete", channel=channel, ts=ts)
        except Refused as refused:
            if refused.code != "message_not_found" or not again:
                raise
        return Receipt(channel, ts, thread)

    async def _take_back(self, channel: str, ts: str) -> None:
        try:
            await self._api.call("chat.delete", channel=channel, ts=ts)
        except Refused as refused:
            if refused.code != "message_not_found":
                raise

    async def _remove_files(self, post: LocalPost) -> None:
        for file in post.marks:
            try:
                await self._api.call("files.delete", file=file)
            except Refused as refused:
                if refused.code not in ("file_not_found", "file_deleted"):
                    raise

    async def _mark(self, channel: str, thread: str | None, ts: str, emoji: str) -> Receipt:
        try:
            name = reaction_name(emoji)
        except LookupError:
            raise DeliveryFailed("no such reaction", final=True) from None
        try:
            await self._api.call("reactions.add", channel=channel, timestamp=ts, name=name)
        except Refused as refused:
            if refused.code != "already_reacted":
                raise
        return Receipt(channel, ts, thread)


def _is_file(post: LocalPost) -> bool:
    return post.id.startswith("file/")
