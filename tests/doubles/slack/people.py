"""What people do in the workspace: write, edit, react, come and go."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from .methods_chat import reacted
from .nouns import Channel, Json, Message, User
from .stage import Stage
from .typed import rich_text
from .world import UserGroup

Upload = tuple[str, bytes, str]


class People(Stage):
    """Each of these changes the world and tells the app, as far as it may know."""

    def add_user(self, name: str, real_name: str = "", **more: Any) -> User:
        """A member of the workspace; `is_stranger=True` makes it someone of another one, `is_bot=True` an app."""
        world = self.world
        team = "T0OTHER01" if more.get("is_stranger") else world.team_id
        real = real_name or name.capitalize()
        if more.get("is_bot"):
            more = {"bot_id": world.new_id("B"), "app_id": world.new_id("A"), "email": ""} | more
        fields: Json = {"display_name": name, "email": f"{name}@{world.team_domain}.example", "team_id": team} | more
        user = User(world.new_id("U"), name, real_name=real, **fields)
        world.users[user.id] = user
        return user

    def add_channel(
        self, name: str, *members: User, kind: str = "channel", bot: bool = True, is_shared: bool = False
    ) -> Channel:
        """A public channel, a `group` (private) or an `mpim`; the bot is in it unless told otherwise."""
        world = self.world
        ids = [m.id for m in members] + ([world.bot.id] if bot else [])
        creator = ids[0] if ids else world.bot.id
        channel = Channel(world.new_id("C"), name, kind, creator, ids, created=world.seconds(), is_shared=is_shared)
        world.channels[channel.id] = channel
        return channel

    def add_group(self, handle: str, *users: User) -> UserGroup:
        group = UserGroup(self.world.new_id("S"), handle, handle.capitalize(), [u.id for u in users])
        self.world.groups[group.id] = group
        return group

    def dm(self, user: User) -> Channel:
        """The conversation of that user and the bot."""
        return self.world.im(user.id)

    async def says(
        self,
        user: User,
        channel: Channel,
        text: str,
        thread_ts: str | None = None,
        files: Sequence[Upload] = (),
        subtype: str | None = None,
    ) -> Message:
        """Write a message. `files` are (name, bytes, mime type). A mention of the bot is `slack.bot.mention`."""
        world = self.world
        if user.id not in channel.members or channel.is_archived or user.deleted:
            raise ValueError(f"{user.name} cannot write in {channel.name or channel.id}")
        sent, blocks = rich_text(text, world.new_id("")[:5])
        message = Message(channel.id, world.next_ts(), user.id, sent, blocks, thread_ts=thread_ts, team=user.team_id)
        if user.is_bot:
            message.bot_id, message.app_id = user.bot_id, user.app_id
        else:
            message.client_msg_id = str(uuid.UUID(int=world.rng.getrandbits(128), version=4))
        message.subtype = subtype or ("file_share" if files else None)
        message.files = [world.add_file(name, data, kind, user.id) for name, data, kind in files]
        if user.is_stranger:
            message.extra = {"user_team": user.team_id, "source_team": user.team_id}
        return world.post(message)

    async def dms(self, user: User, text: str, thread_ts: str | None = None, files: Sequence[Upload] = ()) -> Message:
        """Write to the bot alone."""
        return await self.says(user, self.dm(user), text, thread_ts, files)

    async def edits(self, user: User, message: Message, text: str) -> None:
        before = self.world.message_json(message)
        message.text, message.blocks = rich_text(text, self.world.new_id("")[:5])
        message.edited = {"user": user.id, "ts": self.world.next_ts()}
        self.world.changed(message, before)

    async def deletes(self, user: User, message: Message) -> None:
        self.world.remove(message)

    async def unfurls(self, message: Message, title: str) -> None:
        """Slack adds the preview of a link: a changed message that nobody edited."""
        before = self.world.message_json(message)
        message.attachments = [{"id": 1, "title": title, "from_url": "https://example.com", "fallback": title}]
        self.world.changed(message, before)

    async def reacts(self, user: User, channel: Channel, ts: str, name: str) -> None:
        message = channel.messages[ts]
        users = message.reactions.setdefault(name, [])
        if user.id in users:
            raise ValueError("that person reacted with that already")
        users.append(user.id)
        reacted(self.world, message, user.id, name, "reaction_added")

    async def unreacts(self, user: User, channel: Channel, ts: str, name: str) -> None:
        message = channel.messages[ts]
        message.reactions[name].remove(user.id)
        if not message.reactions[name]:
            del message.reactions[name]
        reacted(self.world, message, user.id, name, "reaction_removed")

    def _event(self, kind: str, where: Channel | None = None, /, **more: Any) -> None:
        self.world.emit({"type": kind} | more | {"event_ts": self.world.next_ts()}, where)

    async def joins(self, user: User, channel: Channel, inviter: User | None = None) -> None:
        """Come into a channel; the channel shows it too."""
        world = self.world
        channel.members.append(user.id)
        letter = "C" if channel.kind == "channel" else "G"
        who: Json = {"user": user.id, "team": user.team_id} | ({"inviter": inviter.id} if inviter else {})
        self._event("member_joined_channel", channel, channel=channel.id, channel_type=letter, **who)
        joined = Message(channel.id, world.next_ts(), user.id, f"{user.mention} has joined the channel")
        joined.subtype = "channel_join" if channel.kind == "channel" else "group_join"
        world.post(joined)

    async def invites_bot(self, channel: Channel, by: User) -> None:
        await self.joins(self.world.bot, channel, by)

    async def leaves(self, user: User, channel: Channel) -> None:
        letter = "C" if channel.kind == "channel" else "G"
        channel.members.remove(user.id)
        self._event("member_left_channel", channel, user=user.id, channel=channel.id, channel_type=letter)

    async def kicks(self, channel: Channel, by: User) -> None:
        """Throw the bot out: the last it hears of the channel."""
        channel.members.remove(self.world.bot.id)
        kind = "channel_left" if channel.kind == "channel" else "group_left"
        self._event(kind, channel, channel=channel.id, actor_id=by.id)

    async def archives(self, channel: Channel, by: User) -> None:
        channel.is_archived = True
        kind = "channel_archive" if channel.kind == "channel" else "group_archive"
        self._event(kind, channel, channel=channel.id, user=by.id)

    async def unarchives(self, channel: Channel, by: User) -> None:
        channel.is_archived = False
        kind = "channel_unarchive" if channel.kind == "channel" else "group_unarchive"
        self._event(kind, channel, channel=channel.id, user=by.id)

    async def renames(self, channel: Channel, name: str) -> None:
        channel.name = name
        self._event("channel_rename", channel, channel={"id": channel.id, "name": name, "created": channel.created})

    async def user_changes(self, user: User, **fields: Any) -> None:
        """Change fields of a user: a name, `deleted=True`, a time zone."""
        for name, value in fields.items():
            if not hasattr(user, name):
                raise ValueError(f"a user has no {name}")
            setattr(user, name, value)
        shown = user.json(email="users:read.email" in self.world.scopes, locale=True)
        self._event("user_change", user=shown, cache_ts=self.world.seconds())

    async def uninstalls(self) -> None:
        """Take the app out of the workspace: its tokens are worth nothing from then on."""
        self._event("app_uninstalled")
        self._event("tokens_revoked", tokens={"oauth": [], "bot": [self.world.bot.id]})
        self.world.token_error = "account_inactive"
