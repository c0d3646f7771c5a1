"""What a Slack workspace consists of, as its API shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class User:
    """A person or a bot; `team_id` names another workspace for a guest of a shared channel."""

    id: str
    name: str
    team_id: str
    real_name: str = ""
    display_name: str = ""
    email: str = ""
    tz: str = "Europe/Amsterdam"
    locale: str = "en-US"
    title: str = ""
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    is_stranger: bool = False
    deleted: bool = False
    bot_id: str = ""
    app_id: str = ""

    @property
    def mention(self) -> str:
        """How a message names this user."""
        return f"<@{self.id}>"

    def json(self, *, email: bool, locale: bool = False) -> Json:
        """The user object; without the scope for it the address is left out, as for a guest from elsewhere."""
        profile: Json = {
            "real_name": self.real_name,
            "display_name": self.display_name,
            "title": self.title,
            "phone": "",
            "team": self.team_id,
        }
        if email and self.email and not self.is_stranger:
            profile["email"] = self.email
        if self.is_bot:
            profile |= {"bot_id": self.bot_id, "api_app_id": self.app_id}
        user: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.is_bot,
            "updated": 1,
        }
        if self.deleted:
            return user
        user |= {"real_name": self.real_name, "tz": self.tz, "tz_label": self.tz, "tz_offset": 3600}
        user |= {"is_admin": self.is_admin, "is_owner": False, "is_primary_owner": False}
        user |= {"is_restricted": self.is_restricted, "is_ultra_restricted": self.is_ultra_restricted}
        if self.is_stranger:
            user["is_stranger"] = True
        if locale:
            user["locale"] = self.locale
        return user


@dataclass
class File:
    """A file someone uploaded; `url` is where its bytes are, for who has the token."""

    id: str
    name: str
    title: str
    mimetype: str
    data: bytes
    user: str
    url: str
    created: int
    complete: bool = True
    expected: int = 0
    shared_in: list[str] = field(default_factory=list)

    def hidden(self) -> Json:
        """A file from another workspace: the rest is told by files.info."""
        return {"id": self.id, "created": 0, "timestamp": 0, "user": "", "file_access": "check_file_info"}

    def json(self) -> Json:
        kind = self.name.rsplit(".", 1)[-1].lower() if "." in self.name else "text"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": self.mimetype,
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": self.user,
            "mode": "hosted",
            "is_external": False,
            "file_access": "visible",
            "size": len(self.data),
            "url_private": self.url,
            "url_private_download": self.url + "?download=1",
            "channels": list(self.shared_in),
        }


@dataclass
class Message:
    """A message others can see. `ts` is its id within `channel`; a thread is named by its first message."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    client_msg_id: str | None = None
    edited: Json | None = None
    metadata: Json | None = None
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    parent_user_id: str | None = None
    team: str = ""
    extra: Json = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def json(self, replies: list[Message] | tuple[()] = (), *, metadata: bool = True) -> Json:
        """The message object; `replies` are the messages of its thread, when it started one."""
        out: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": self.team}
        for name in ("subtype", "bot_id", "app_id", "username", "client_msg_id", "edited", "thread_ts"):
            if getattr(self, name) is not None:
                out[name] = getattr(self, name)
        if self.blocks:
            out["blocks"] = self.blocks
        if self.attachments:
            out["attachments"] = self.attachments
        if self.files:
            elsewhere = "user_team" in self.extra
            files = [file.hidden() if elsewhere else file.json() for file in self.files]
            out |= {"files": files, "upload": False, "display_as_bot": False}
        if self.reactions:
            out["reactions"] = [{"name": n, "users": list(u), "count": len(u)} for n, u in self.reactions.items()]
        if self.metadata is not None and metadata:
            out["metadata"] = self.metadata
        if self.is_reply:
            out["parent_user_id"] = self.parent_user_id
        if replies:
            people = list(dict.fromkeys(reply.user for reply in replies))
            out |= {"thread_ts": self.ts, "reply_count": len(replies), "reply_users_count": len(people)}
            out |= {"latest_reply": replies[-1].ts, "reply_users": people, "is_locked": False, "subscribed": False}
        return out | self.extra


@dataclass
class Ephemeral:
    """A message only `user` sees, until they reload; it has no history."""

    channel: str
    user: str
    ts: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    deleted: bool = False


@dataclass
class Channel:
    """A place to write: `kind` is channel (public), group (private), im or mpim."""

    id: str
    name: str
    kind: str
    creator: str
    members: list[str] = field(default_factory=list)
    is_archived: bool = False
    is_shared: bool = False
    topic: str = ""
    purpose: str = ""
    created: int = 0
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        return self.kind != "channel"

    def json(self, bot: str) -> Json:
        """The conversation object as the bot sees it."""
        out: Json = {"id": self.id, "created": self.created, "is_archived": self.is_archived, "is_org_shared": False}
        if self.kind == "im":
            other = next((member for member in self.members if member != bot), bot)
            return out | {"is_im": True, "user": other, "priority": 0, "is_user_deleted": False}
        return out | {
            "name": self.name,
            "name_normalized": self.name,
            "creator": self.creator,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.is_private,
            "is_general": False,
            "is_shared": self.is_shared,
            "is_ext_shared": self.is_shared,
            "is_member": bot in self.members,
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": self.purpose, "creator": "", "last_set": 0},
        }


@dataclass
class View:
    """A modal or a Home tab as one person has it before them. `errors` is what the last submission was told."""

    id: str
    user: str
    raw: Json
    hash: str
    root: str
    previous: str | None = None
    closed: bool = False
    state: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.raw["type"])

    @property
    def blocks(self) -> list[Json]:
        return list(self.raw["blocks"])

    @property
    def callback_id(self) -> str:
        return str(self.raw.get("callback_id", ""))
