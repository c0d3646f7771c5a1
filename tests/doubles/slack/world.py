"""The workspace itself: who and what is in it, its clock, its ids. It outlives every client that talks to it."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from .nouns import Channel, Ephemeral, File, Json, Message, User, View

ALL_SCOPES = (
    "app_mentions:read,assistant:write,channels:history,channels:join,channels:read,chat:write,commands,files:read,"
    "files:write,groups:history,groups:read,im:history,im:read,im:write,mpim:history,mpim:read,mpim:write,"
    "reactions:read,reactions:write,team:read,usergroups:read,users:read,users:read.email"
)
ALL_EVENTS = (
    "app_home_opened app_mention app_uninstalled tokens_revoked message.channels message.groups message.im "
    "message.mpim reaction_added reaction_removed member_joined_channel member_left_channel channel_left group_left "
    "channel_archive channel_unarchive group_archive group_unarchive channel_rename user_change"
)


class Clock(Protocol):
    def now(self) -> datetime: ...


class _SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Trigger:
    """A right to open one modal, good for a few seconds."""

    user: str
    born: datetime
    started: float
    view: str | None = None
    used: bool = False


@dataclass
class UserGroup:
    id: str
    handle: str
    name: str
    users: list[str]


@dataclass
class Reply:
    """A response_url: five uses in thirty minutes."""

    user: str
    channel: str
    born: datetime
    message_ts: str | None
    ephemeral_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class World:
    clock: Clock = field(default_factory=_SystemClock)
    rng: random.Random = field(default_factory=lambda: random.Random(0))
    team_id: str = "T0LOKET01"
    team_name: str = "Acme"
    team_domain: str = "acme"
    app_id: str = "A0LOKET01"
    bot_token: str = "xoxb-0000000001-test"
    app_token: str = "xapp-1-A0LOKET01-test"
    signing_secret: str = "0123456789abcdef0123456789abcdef"
    base: str = ""

    def __post_init__(self) -> None:
        self.scopes: set[str] = set(ALL_SCOPES.split(","))
        self.events: set[str] = set(ALL_EVENTS.split())
        self.token_error: str | None = None
        self.assistant = True
        self.home_tab = True
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: list[Ephemeral] = []
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.groups: dict[str, UserGroup] = {}
        self.triggers: dict[str, Trigger] = {}
        self.replies: dict[str, Reply] = {}
        self.statuses: list[Json] = []
        self.prompts: list[Json] = []
        self.titles: list[Json] = []
        self.emit: Callable[[Json, Channel | None], None] = lambda event, channel: None
        self.socket_url: Callable[[], str] | None = None
        self._last = 0
        self.bot = User(self.new_id("U"), "loket", self.team_id, "Loket", "loket", is_bot=True)
        self.bot.bot_id, self.bot.app_id = self.new_id("B"), self.app_id
        slackbot = User("USLACKBOT", "slackbot", self.team_id, "Slackbot", "Slackbot")  # no bot, says Slack
        self.users |= {self.bot.id: self.bot, slackbot.id: slackbot}

    def new_id(self, prefix: str) -> str:
        """An id as Slack writes them: a letter that tells the kind, then ten of A-Z0-9."""
        return prefix + "".join(self.rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=10))

    def seconds(self) -> int:
        return int(self.clock.now().timestamp())

    def next_ts(self) -> str:
        """A message id: never twice, always later than the one before, also when the clock stands still."""
        self._last = max(self._last + 1, int(self.clock.now().timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def trigger(self, user: str, view: str | None = None) -> str:
        key = f"{self.rng.randrange(10**9)}.{self.rng.randrange(10**7)}.{self.rng.randrange(16**12):012x}"
        self.triggers[key] = Trigger(user, self.clock.now(), time.monotonic(), view)
        return key

    def response_url(self, reply: Reply) -> str:
        key = f"{self.team_id}/{self.rng.randrange(10**12)}/{self.rng.randrange(16**20):020x}"
        self.replies[key] = reply
        return f"{self.base}/actions/{key}"

    def reply_for(self, user: str, channel: str, ts: str | None, *, ephemeral: bool, thread: str | None) -> str:
        """A response_url that may replace the message `ts`, or the ephemeral one of that id."""
        now = self.clock.now()
        if ephemeral:
            return self.response_url(Reply(user, channel, now, None, ts, thread))
        return self.response_url(Reply(user, channel, now, ts, None, thread))

    def channel_named(self, name: str) -> Channel | None:
        """By id or by name, with or without its #."""
        if name in self.channels:
            return self.channels[name]
        return next((c for c in self.channels.values() if c.name and c.name == name.lstrip("#")), None)

    def im(self, user: str) -> Channel:
        """The conversation of that user and the bot, opened when it was not."""
        for channel in self.channels.values():
            if channel.kind == "im" and set(channel.members) == {user, self.bot.id}:
                return channel
        channel = Channel(self.new_id("D"), "", "im", user, [user, self.bot.id], created=self.seconds())
        self.channels[channel.id] = channel
        return channel

    def thread(self, channel: Channel, ts: str) -> list[Message]:
        """The replies of a thread, oldest first."""
        return [m for m in channel.messages.values() if m.is_reply and m.thread_ts == ts]

    def message_json(self, message: Message, *, metadata: bool = True) -> Json:
        channel = self.channels[message.channel]
        return message.json(() if message.is_reply else self.thread(channel, message.ts), metadata=metadata)

    def message_event(self, message: Message) -> Json:
        channel = self.channels[message.channel]
        return message.json() | {"channel": channel.id, "event_ts": message.ts, "channel_type": channel.kind}

    def post(self, message: Message) -> Message:
        """Put a message in its channel and tell who is subscribed.

        A reply to a message that is gone becomes a message of the channel itself, and nobody is told.
        """
        channel = self.channels[message.channel]
        if message.thread_ts is not None:
            parent = channel.messages.get(message.thread_ts)
            if parent is not None and parent.is_reply:
                parent = channel.messages.get(str(parent.thread_ts))
            message.thread_ts = parent.ts if parent else None
            message.parent_user_id = parent.user if parent else None
        message.team = message.team or self.users[message.user].team_id
        channel.messages[message.ts] = message
        for file in message.files:
            if channel.id not in file.shared_in:
                file.shared_in.append(channel.id)
        event = self.message_event(message)
        self.emit(event, channel)
        said = message.subtype in {None, "file_share", "thread_broadcast"} and message.user != self.bot.id
        if said and self.bot.mention in message.text and channel.kind != "im":
            mention = {k: v for k, v in event.items() if k not in {"channel_type", "subtype"}}
            self.emit(mention | {"type": "app_mention"}, channel)
        return message

    def changed(self, message: Message, before: Json) -> None:
        """Tell that a message is no longer as `before` said."""
        channel, ts = self.channels[message.channel], self.next_ts()
        event = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": channel.id, "ts": ts}
        event |= {"message": self.message_json(message), "previous_message": before}
        self.emit(event | {"event_ts": ts, "channel_type": channel.kind}, channel)

    def remove(self, message: Message) -> None:
        """Delete a message; the first of a thread leaves a stone behind as long as there are replies."""
        channel, before = self.channels[message.channel], self.message_json(message)
        if not message.is_reply and self.thread(channel, message.ts):
            message.subtype, message.user, message.text = "tombstone", "USLACKBOT", "This message was deleted."
            message.bot_id, message.app_id, message.metadata = None, None, None
            message.blocks, message.attachments, message.files, message.reactions = [], [], [], {}
            message.extra = {"hidden": True}
            self.changed(message, before)
            return
        del channel.messages[message.ts]
        ts = self.next_ts()
        event = {"type": "message", "subtype": "message_deleted", "hidden": True, "channel": channel.id, "ts": ts}
        event |= {"deleted_ts": message.ts, "previous_message": before}
        self.emit(event | {"event_ts": ts, "channel_type": channel.kind}, channel)

    def add_file(self, name: str, data: bytes, mimetype: str, user: str) -> File:
        key = self.new_id("F")
        safe = re.sub(r"[^a-z0-9._-]+", "_", name.lower()) or "file"
        url = f"{self.base}/files-pri/{self.team_id}-{key}/{safe}"
        self.files[key] = File(key, name, name, mimetype, data, user, url, self.seconds())
        return self.files[key]
