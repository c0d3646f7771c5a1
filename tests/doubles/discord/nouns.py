"""What Discord consists of, as the double keeps it. Ids are snowflakes, as whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from .parts import Attachment, Json, Overwrite, Pinged, Tag, Upload, flat

TEXT, DM, CATEGORY, ANNOUNCEMENT, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 4, 5, 11, 12, 15
THREADS = (10, PUBLIC_THREAD, PRIVATE_THREAD)
HAS_THREAD, EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 5, 1 << 6, 1 << 7, 1 << 15

__all__ = [
    "Attachment",
    "Channel",
    "Guild",
    "Json",
    "Member",
    "Message",
    "Overwrite",
    "Pinged",
    "Role",
    "Tag",
    "Upload",
    "User",
    "flat",
]


@dataclass(eq=False)
class User:
    """A person or a bot. `dms_closed` is set by who takes no direct messages from the server."""

    id: int
    name: str
    global_name: str | None = None
    bot: bool = False
    locale: str = "en-US"
    dms_closed: bool = False

    @property
    def mention(self) -> str:
        """How a message names this user."""
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    """A role; `permissions` are bits, as in permissions.py. The role with the guild's own id is @everyone."""

    id: int
    guild_id: int
    name: str
    permissions: int = 0
    position: int = 1
    mentionable: bool = False
    bot_id: int | None = None

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"


@dataclass(eq=False)
class Member:
    """A user in one guild."""

    guild: Guild = field(repr=False)
    user: User
    joined_at: datetime
    nick: str | None = None
    roles: list[int] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def mention(self) -> str:
        return self.user.mention

    @property
    def display_name(self) -> str:
        return self.nick or self.user.global_name or self.user.name


@dataclass(eq=False)
class Message:
    """A message. An ephemeral one has `only_for`, the id of the one person who sees it."""

    id: int
    channel: Channel = field(repr=False)
    author: User
    content: str
    at: datetime
    kind: int = 0
    flags: int = 0
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    nonce: str | None = None
    reply_to: int | None = None
    edited_at: datetime | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict)
    pinged: Pinged = field(default_factory=Pinged)
    only_for: int | None = None
    deleted: bool = False
    interaction: Json | None = None
    webhook_id: int | None = None
    thread: Channel | None = field(default=None, repr=False)
    pinned: bool = False

    @property
    def system(self) -> bool:
        """Discord's own words about what somebody did, in that person's name."""
        return self.kind not in (0, 19, 20, 23)

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None

    @property
    def loading(self) -> bool:
        """Discord shows "thinking…" in its place."""
        return bool(self.flags & LOADING)

    @property
    def is_v2(self) -> bool:
        return bool(self.flags & COMPONENTS_V2)

    @property
    def text(self) -> str:
        """Everything readable of it: content, embeds, and the text of its components, a line each."""
        lines = [self.content] if self.content else []
        for embed in self.embeds:
            lines += [embed[k] for k in ("title", "description") if embed.get(k)]
            lines += [f"{f['name']}: {f['value']}" for f in embed.get("fields", ())]
        return "\n".join(lines + [c["content"] for c in flat(self.components) if c["type"] == 10])

    @property
    def buttons(self) -> list[Json]:
        """Its buttons, in reading order."""
        return [c for c in flat(self.components) if c["type"] == 2]


@dataclass(eq=False)
class Channel:
    """A place to write: `kind` is Discord's number for it. A thread has a `parent`; a DM has a `recipient`."""

    id: int
    kind: int
    name: str = ""
    guild: Guild | None = field(default=None, repr=False)
    topic: str | None = None
    position: int = 0
    overwrites: list[Overwrite] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    require_tag: bool = False
    slow_mode: int = 0
    recipient: User | None = None
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
    last_message_id: int | None = None
    deleted: bool = False
    # a thread's
    parent: Channel | None = field(default=None, repr=False)
    owner_id: int | None = None
    applied_tags: list[int] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive: int = 4320
    archived_at: datetime | None = None
    members: list[int] = field(default_factory=list)
    sent: int = 0

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS

    @property
    def is_private_thread(self) -> bool:
        return self.kind == PRIVATE_THREAD

    @property
    def tag_names(self) -> list[str]:
        """The tags of a forum post, by name."""
        assert self.parent is not None
        return [tag.name for tag in self.parent.tags if tag.id in self.applied_tags]


@dataclass(eq=False)
class Guild:
    """A server. `has_bot` turns False when it removed the bot; `available` when Discord has trouble with it."""

    id: int
    name: str
    owner_id: int
    created: datetime
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    has_bot: bool = True
    available: bool = True

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]
