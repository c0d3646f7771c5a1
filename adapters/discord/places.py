"""Where a conversation of the desk's is on Discord, and which one a thread of Discord's is.

The desk names a thread by the message it began with. On Discord a thread is a channel: with that message's own id when
it was started from the message or is a forum's post, with another id when it is private. `LocalPosts` keep the pairs,
for they must hold after a restart and on every replica.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.channels import Channel, Channels
from adapters.discord.ids import PLATFORM
from adapters.discord.inbound import WRITTEN
from adapters.discord.kept import Latest
from adapters.discord.settings import DiscordSettings
from bot.model.people import LOKET
from bot.model.places import Conversation
from bot.ports import Clock, LocalPost, LocalPosts

log = structlog.get_logger(__name__)

NAME_CHARS = 90
WEEK_MINUTES = 10_080
PRIVATE_THREAD = 12
NOT_PRIVATE_HERE = frozenset({"50013", "50001", "50024", "160006", "50035", "20028", "30033"})
EXISTS = "160004"
NOTES = 2  # at most so many of Discord's own stand in a thread nobody has said anything in
REMEMBERED = 5_000


class Places:
    """`name_of` a thread comes from the message it begins with."""

    def __init__(
        self, api: Api, channels: Channels, posts: LocalPosts, settings: DiscordSettings, clock: Clock
    ) -> None:
        self._api = api
        self._channels = channels
        self._posts = posts
        self._settings = settings
        self._clock = clock
        self._threads = Latest[tuple[str, str], str]()
        self._unfinished: dict[tuple[str, str], str] = {}  # begun, and its person not let in yet
        self._written: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def written(self, message: Mapping[str, Any]) -> None:
        """Somebody wrote this just now: a thread may be begun with it."""
        kept = {name: message.get(name) for name in ("id", "author", "content", "components")}
        self._written[str(message["id"])] = kept
        while len(self._written) > REMEMBERED:
            self._written.popitem(last=False)

    # ---- from the desk to Discord

    async def channel_of(self, where: Conversation, *, again: bool = False) -> str:
        """The channel to write into; a thread is begun where there is none yet. Raises Refused."""
        if where.thread is None:
            return where.channel
        key = (where.channel, where.thread)
        if key not in self._threads:
            self._threads[key] = await self._thread(where.channel, where.thread, again=again)
        return self._threads[key]

    async def existing(self, where: Conversation) -> str | None:
        """As `channel_of`, and None where no thread has been begun. Raises Refused."""
        if where.thread is None:
            return where.channel
        key = (where.channel, where.thread)
        return self._threads.get(key) or await self._begun(where.channel, where.thread)

    async def _begun(self, channel: str, root: str) -> str | None:
        kept = await self._posts.get(f"thread/{channel}/{root}")
        if kept is not None:
            return kept.marks[0]
        parent = await self._channels.get(channel)
        if parent.is_direct:
            return channel
        if parent.is_forum:
            return root
        if root in self._written:
            return None
        try:
            found = await self._channels.get(root)
        except Refused as refused:
            if refused.passing:
                raise
            return None
        return root if found.is_thread else None

    async def _thread(self, channel: str, root: str, *, again: bool) -> str:
        begun = await self._begun(channel, root)
        if begun is not None:
            return begun
        message = self._written.get(root) or await self._api.call(
            "GET", "/channels/{channel_id}/messages/{message_id}", channel_id=channel, message_id=root
        )
        author = message.get("author") or {}
        ours = str(author.get("id")) == await self._api.me()
        name = _name(message)
        if not ours and self._settings.threads == "private":
            private = await self._private(channel, root, name, str(author.get("id") or ""), again=again)
            if private is not None:
                return private
        return await self._public(channel, root, name)

    async def _public(self, channel: str, root: str, name: str) -> str:
        body = {"name": name, "auto_archive_duration": WEEK_MINUTES}
        try:
            made = await self._api.call(
                "POST", "/channels/{channel_id}/messages/{message_id}/threads", body=body, channel_id=channel,
                message_id=root,
            )  # fmt: skip
        except Refused as refused:
            if refused.code != EXISTS:
                raise
            return root
        self._channels.learn(made)
        return str(made["id"])

    async def _private(self, channel: str, root: str, name: str, person: str, *, again: bool) -> str | None:
        """None where Discord does not let us."""
        key = (channel, root)
        try:
            parent = await self._channels.get(channel)
            thread = self._unfinished.get(key) or (await self._left_behind(parent, name) if again else None)
            thread = self._unfinished[key] = thread or await self._begin(channel, name)
            await self.invite(thread, person)
        except Refused as refused:
            if refused.code not in NOT_PRIVATE_HERE:
                raise
            log.warning("discord.no_private_thread", channel=channel, error=refused.code, remedy="loket discord doctor")
            if (begun := self._unfinished.pop(key, None)) is not None:
                await self._drop(begun)
            return None
        await self.remember(Conversation(PLATFORM, channel, root), thread)
        del self._unfinished[key]
        return thread

    async def private_thread(self, channel: str, name: str, person: str) -> str:
        """A new one, for that person and us. Raises Refused."""
        thread = await self._begin(channel, name)
        try:
            await self.invite(thread, person)
        except Refused:
            await self._drop(thread)
            raise
        return thread

    async def _begin(self, channel: str, name: str) -> str:
        body = {
            "name": name[:NAME_CHARS] or "…",
            "type": PRIVATE_THREAD,
            "invitable": False,
            "auto_archive_duration": WEEK_MINUTES,
        }
        made = await self._api.call("POST", "/channels/{channel_id}/threads", body=body, channel_id=channel, once=True)
        self._channels.learn(made)
        return str(made["id"])

    async def _drop(self, thread: str) -> None:
        try:
            await self._api.call("DELETE", "/channels/{channel_id}", channel_id=thread)
        except Refused as refused:
            log.info("discord.thread_left", error=refused.code)

    async def _left_behind(self, parent: Channel, name: str) -> str | None:
        """One of ours of that name with nothing said in it: begun, and not remembered before the process died or
        Discord's answer was lost. Raises Refused for what may be over soon."""
        if not parent.guild:
            return None
        try:
            answer = await self._api.call("GET", "/guilds/{guild_id}/threads/active", guild_id=parent.guild)
            for one in answer.get("threads") or []:
                if await self._empty(one, parent, name):
                    self._channels.learn(one, parent.guild)
                    return str(one["id"])
        except Refused as refused:
            if refused.passing:
                raise
        return None

    async def _empty(self, thread: Mapping[str, Any], parent: Channel, name: str) -> bool:
        """Discord counts the note that somebody was let in as a message too."""
        mine = str(thread.get("owner_id")) == await self._api.me() and str(thread.get("parent_id")) == parent.id
        if not mine or thread.get("name") != name or int(thread.get("message_count") or 0) > NOTES:
            return False
        if await self._posts.get(f"place/{thread['id']}") is not None or str(thread["id"]) in self._unfinished.values():
            return False
        said = await self._api.call("GET", "/channels/{channel_id}/messages", channel_id=str(thread["id"]))
        return not any(int(one.get("type") or 0) in WRITTEN for one in said)

    async def invite(self, thread: str, person: str) -> None:
        """Raises Refused."""
        await self._api.call(
            "PUT", "/channels/{channel_id}/thread-members/{user_id}", channel_id=thread, user_id=person
        )

    async def remember(self, where: Conversation, thread: str) -> None:
        """That thread is where the desk's conversation is."""
        now, root = self._clock.now(), where.thread or ""
        await self._posts.put(
            LocalPost(f"thread/{where.channel}/{root}", where.channel, None, LOKET, now, text=root, marks=(thread,))
        )
        place = LocalPost(f"place/{thread}", where.channel, None, LOKET, now, text=root)
        if not await self._posts.put(place):  # of somebody's several conversations there, the latest
            await self._posts.change(place.id, text=root, at=now)
        self._threads[where.channel, root] = thread

    # ---- from Discord to the desk

    async def of(self, channel: Channel) -> Conversation:
        """The desk's conversation that a channel or thread is."""
        if not channel.is_thread:
            return Conversation(PLATFORM, channel.id)
        kept = await self._posts.get(f"place/{channel.id}")
        if kept is not None:
            return Conversation(PLATFORM, kept.channel, kept.text)
        return Conversation(PLATFORM, channel.parent, channel.id)

    # ---- direct messages, which have no threads

    async def said_about(self, message: str, root: str, channel: str) -> None:
        """A message of ours in a direct conversation belongs to what began with `root`."""
        await self._posts.put(LocalPost(f"dm/{message}", channel, None, LOKET, self._clock.now(), text=root))

    async def about(self, message: str) -> str | None:
        """What a message of ours there belongs to."""
        kept = await self._posts.get(f"dm/{message}")
        return kept.text if kept is not None else None


def _name(message: dict[str, Any]) -> str:
    """What a thread is called: the first line it begins with."""
    lines = [line.strip() for line in _texts(message) if line.strip()]
    first = lines[0].lstrip("#-> ").replace("*", "").replace("\\", "") if lines else ""
    return first[:NAME_CHARS].strip() or f"Loket {str(message.get('id'))[-4:]}"


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = str(value.get("content") or "").splitlines()
        return own or [line for one in value.get("components") or [] for line in _texts(one)]
    return []
