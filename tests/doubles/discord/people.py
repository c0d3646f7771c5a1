"""Putting people and places into the world, and taking them out, as the gateway tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import acts, permissions, shapes
from .access import Access
from .nouns import FORUM, TEXT, Channel, Guild, Json, Member, Message, Overwrite, Role, Tag, User
from .trouble import Trouble
from .world import World


def guild_event(guild: Guild, data: Json) -> Json:
    return data | {"guild_id": str(guild.id)}


class People(Trouble, Access):
    """Each of these may be called before the bot connects or while it is there."""

    world: World

    @property
    def bot(self) -> User:
        return self.world.bot

    def user(self, name: str, global_name: str | None = None, *, bot: bool = False, locale: str = "en-US") -> User:
        """A person on Discord, in no guild yet."""
        return self.world.add_user(name, global_name, bot=bot, locale=locale)

    def guild(
        self,
        name: str = "Acme",
        *,
        bot_permissions: int = permissions.BOT,
        everyone: int = permissions.PEOPLE,
        locale: str = "en-US",
    ) -> Guild:
        """A server with an owner, @everyone, and the bot with a role of its own that has `bot_permissions`."""
        world, now = self.world, self.world.clock.now()
        owner = world.add_user(f"owner-of-{name.lower()}")
        guild = Guild(world.new_id(), name, owner.id, now, locale)
        guild.roles[guild.id] = Role(guild.id, guild.id, "@everyone", everyone, 0)
        mine = Role(world.new_id(), guild.id, "Loket", bot_permissions, 1, bot_id=world.bot.id)
        guild.roles[mine.id] = mine
        guild.members[owner.id] = Member(guild, owner, now)
        guild.members[world.bot.id] = Member(guild, world.bot, now, roles=[mine.id])
        world.guilds[guild.id] = guild
        world.tell_guild("GUILD_CREATE", shapes.guild_create(world, guild), guild)
        return guild

    def bot_role(self, guild: Guild) -> Role:
        """The role the bot got when it was invited."""
        return next(r for r in guild.roles.values() if r.bot_id == self.world.bot.id)

    def removes_bot(self, guild: Guild) -> None:
        """The guild throws the bot out."""
        acts.remove_bot(self.world, guild)

    def invites_bot(self, guild: Guild) -> None:
        """The guild takes the bot back, with its role."""
        guild.has_bot = True
        me = Member(guild, self.bot, self.world.clock.now(), roles=[self.bot_role(guild).id])
        guild.members[self.bot.id] = me
        self.world.tell_guild("GUILD_CREATE", shapes.guild_create(self.world, guild), guild)

    def outage(self, guild: Guild, *, over: bool = False) -> None:
        """Discord has trouble with that guild for a while; `over` ends it."""
        guild.available = over
        if over:
            self.world.tell_guild("GUILD_CREATE", shapes.guild_create(self.world, guild), guild)
        else:
            self.world.tell_guild("GUILD_DELETE", {"id": str(guild.id), "unavailable": True}, guild)

    # members and roles

    def role(self, guild: Guild, name: str, bits: int = 0, *, mentionable: bool = False) -> Role:
        role = Role(self.world.new_id(), guild.id, name, bits, len(guild.roles), mentionable)
        guild.roles[role.id] = role
        self.world.tell_guild("GUILD_ROLE_CREATE", guild_event(guild, {"role": shapes.role_json(role)}), guild)
        return role

    def change_role(self, role: Role, bits: int) -> None:
        """Give a role, the bot's own too, other permissions."""
        guild = self.world.guilds[role.guild_id]
        with self.access_changes(guild):
            role.permissions = bits
            self.world.tell_guild("GUILD_ROLE_UPDATE", guild_event(guild, {"role": shapes.role_json(role)}), guild)

    def delete_role(self, role: Role) -> None:
        guild = self.world.guilds[role.guild_id]
        with self.access_changes(guild):
            del guild.roles[role.id]
            for member in guild.members.values():
                member.roles = [key for key in member.roles if key != role.id]
            self.world.tell_guild("GUILD_ROLE_DELETE", guild_event(guild, {"role_id": str(role.id)}), guild)

    def member(
        self,
        guild: Guild,
        name: str | User,
        nick: str | None = None,
        *roles: Role,
        global_name: str | None = None,
        bot: bool = False,
        locale: str = "en-US",
    ) -> Member:
        """A person in a guild: a new one by name, or one that exists already."""
        world = self.world
        user = name if isinstance(name, User) else world.add_user(name, global_name, bot=bot, locale=locale)
        member = Member(guild, user, world.clock.now(), nick, [role.id for role in roles])
        guild.members[user.id] = member
        data = guild_event(guild, shapes.member_json(member))
        world.tell_guild("GUILD_MEMBER_ADD", data, guild, user.id)
        return member

    def member_changed(self, member: Member) -> None:
        """Tell that the nick or the roles of a member are no longer what they were."""
        data = guild_event(member.guild, shapes.member_json(member))
        self.world.tell_guild("GUILD_MEMBER_UPDATE", data, member.guild, member.id)

    def give_role(self, member: Member, role: Role) -> None:
        with self.access_changes(member.guild):
            member.roles.append(role.id)
            self.member_changed(member)

    def take_role(self, member: Member, role: Role) -> None:
        with self.access_changes(member.guild):
            member.roles.remove(role.id)
            self.member_changed(member)

    def leaves(self, member: Member) -> None:
        """That person leaves the guild, and its threads."""
        guild = member.guild
        for thread in self.world.threads(guild):
            acts.leave(self.world, thread, member.id)
        del guild.members[member.id]
        data = guild_event(guild, {"user": shapes.user_json(member.user)})
        self.world.tell_guild("GUILD_MEMBER_REMOVE", data, guild, member.id)

    # channels

    def text(self, guild: Guild, name: str, *, topic: str | None = None, only: Sequence[Role | Member] = ()) -> Channel:
        """A text channel; with `only` none but these (and whoever administrates) see it: name the bot's role too."""
        return self._channel(guild, TEXT, name, topic, only)

    def forum(
        self,
        guild: Guild,
        name: str,
        tags: Iterable[str] = (),
        *,
        require_tag: bool = False,
        only: Sequence[Role | Member] = (),
    ) -> Channel:
        """A forum channel, whose posts are threads."""
        made = [Tag(self.world.new_id(), tag) for tag in tags]
        return self._channel(guild, FORUM, name, None, only, made, require_tag)

    def _channel(
        self,
        guild: Guild,
        kind: int,
        name: str,
        topic: str | None,
        only: Sequence[Role | Member],
        tags: Sequence[Tag] = (),
        require_tag: bool = False,
    ) -> Channel:
        channel = Channel(self.world.new_id(), kind, name, guild, topic, tags=list(tags), require_tag=require_tag)
        if only:
            channel.overwrites.append(Overwrite(guild.id, 0, deny=permissions.VIEW_CHANNEL))
        for each in only:
            kind_of = 1 if isinstance(each, Member) else 0
            channel.overwrites.append(Overwrite(each.id, kind_of, allow=permissions.VIEW_CHANNEL))
        self.world.channels[channel.id] = channel
        self.world.tell("CHANNEL_CREATE", shapes.channel_json(self.world, channel), channel)
        return channel

    def overwrite(self, channel: Channel, who: Role | Member | User, *, allow: int = 0, deny: int = 0) -> None:
        """Set what a channel allows or denies a role, a member or the bot."""
        assert channel.guild is not None
        with self.access_changes(channel.guild):
            channel.overwrites = [o for o in channel.overwrites if o.id != who.id]
            channel.overwrites.append(Overwrite(who.id, 0 if isinstance(who, Role) else 1, allow, deny))
            self.world.channel_changed(channel)

    def webhook_says(self, channel: Channel, name: str, text: str) -> Message:
        """A message of some other application's webhook."""
        key = self.world.new_id()
        return acts.post(self.world, channel, User(key, name, bot=True), text, webhook_id=key)

    def unfurls(self, message: Message, title: str) -> None:
        """Discord shows what a link in a message leads to: a MESSAGE_UPDATE that is no edit."""
        embed = {"type": "link", "title": title, "url": "https://example.org/"}
        acts.edit(self.world, message, by_hand=False, embeds=[embed])

    def delete_message(self, message: Message) -> None:
        """A moderator deletes a message."""
        acts.remove(self.world, message)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with its threads, or a thread."""
        acts.delete_channel(self.world, channel)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Put a thread away, as an hour or a moderator does."""
        thread.archived, thread.locked, thread.archived_at = True, locked, self.world.clock.now()
        self.world.channel_changed(thread)

    def lock(self, thread: Channel, locked: bool = True) -> None:
        """Let only those who manage threads write there, or everybody again."""
        thread.locked = locked
        self.world.channel_changed(thread)
