"""The objects of Discord's API, as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from . import permissions
from .files import attachment_json
from .nouns import DM, FORUM, Channel, Guild, Json, Member, Message, Role, Tag, User

if TYPE_CHECKING:
    from .world import World


OBFUSCATED = 1 << 17


def moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def user_json(user: User) -> Json:
    return {
        "id": str(user.id),
        "username": user.name,
        "global_name": user.global_name,
        "discriminator": "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
    }


def role_json(role: Role) -> Json:
    out: Json = {
        "id": str(role.id),
        "name": role.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": role.position,
        "permissions": str(role.permissions),
        "managed": role.bot_id is not None,
        "mentionable": role.mentionable,
        "flags": 0,
    }
    return out | ({"tags": {"bot_id": str(role.bot_id)}} if role.bot_id is not None else {})


def member_json(member: Member, *, user: bool = True) -> Json:
    out: Json = {
        "nick": member.nick,
        "avatar": None,
        "roles": [str(key) for key in member.roles],
        "joined_at": moment(member.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
    }
    return out | ({"user": user_json(member.user)} if user else {})


def tag_json(tag: Tag) -> Json:
    return {"id": str(tag.id), "name": tag.name, "moderated": tag.moderated, "emoji_id": None, "emoji_name": tag.emoji}


def thread_member(world: World, channel: Channel, user_id: int) -> Json:
    return {"id": str(channel.id), "user_id": str(user_id), "join_timestamp": moment(world.clock.now()), "flags": 1}


def channel_json(world: World, channel: Channel) -> Json:
    out: Json = {"id": str(channel.id), "type": channel.kind, "flags": 0}
    out["last_message_id"] = str(channel.last_message_id) if channel.last_message_id else None
    if channel.kind == DM:
        return out | {"recipients": [user_json(channel.recipient)] if channel.recipient else []}
    assert channel.guild is not None
    out |= {"name": channel.name, "guild_id": str(channel.guild.id), "rate_limit_per_user": channel.slow_mode}
    if channel.is_thread:
        return out | _thread_parts(world, channel)
    out |= {"position": channel.position, "topic": channel.topic, "nsfw": False, "parent_id": None}
    out["permission_overwrites"] = [
        {"id": str(o.id), "type": o.kind, "allow": str(o.allow), "deny": str(o.deny)} for o in channel.overwrites
    ]
    if channel.kind == FORUM:
        out |= {"available_tags": [tag_json(tag) for tag in channel.tags], "default_reaction_emoji": None}
        out |= {"default_sort_order": None, "default_forum_layout": 0, "flags": 1 << 4 if channel.require_tag else 0}
    return out


def hidden_json(channel: Channel) -> Json:
    """What the gateway shows of a channel the bot may not view: that it is there, and of which kind."""
    assert channel.guild is not None
    deny = {"id": str(channel.guild.id), "type": 0, "allow": "0", "deny": str(permissions.VIEW_CHANNEL)}
    out: Json = {"id": str(channel.id), "type": channel.kind, "guild_id": str(channel.guild.id), "flags": OBFUSCATED}
    out |= {"name": "___hidden___", "position": channel.position, "parent_id": None, "permission_overwrites": [deny]}
    return out | {"topic": None, "nsfw": False, "last_message_id": None, "available_tags": []}


def to_gateway(world: World, channel: Channel) -> Json:
    """A channel of a guild as the gateway shows it to the bot."""
    assert channel.guild is not None
    mine = channel.guild.members.get(world.bot.id)
    seen = mine is not None and permissions.sees(channel, mine)
    return channel_json(world, channel) if seen else hidden_json(channel)


def _thread_parts(world: World, channel: Channel) -> Json:
    assert channel.parent is not None
    at = channel.archived_at or world.born(channel.id)
    meta: Json = {
        "archived": channel.archived,
        "auto_archive_duration": channel.auto_archive,
        "archive_timestamp": moment(at),
        "locked": channel.locked,
        "create_timestamp": moment(world.born(channel.id)),
    }
    if channel.is_private_thread:
        meta["invitable"] = channel.invitable
    out: Json = {
        "parent_id": str(channel.parent.id),
        "owner_id": str(channel.owner_id),
        "member_count": len(channel.members),
        "message_count": max(0, channel.sent),
        "total_message_sent": channel.sent,
        "thread_metadata": meta,
    }
    if channel.parent.kind == FORUM:
        out["applied_tags"] = [str(key) for key in channel.applied_tags]
    if world.bot.id in channel.members:
        out["member"] = thread_member(world, channel, world.bot.id)
    return out


def guild_json(guild: Guild) -> Json:
    """A guild as REST shows it, without what only the gateway tells."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "owner_id": str(guild.owner_id),
        "roles": [role_json(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": guild.locale,
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "member_count": len(guild.members),
    }


def guild_create(world: World, guild: Guild) -> Json:
    """What GUILD_CREATE says: all channels, hidden ones veiled, the threads the bot sees, and of the members itself."""
    me = guild.members[world.bot.id]
    channels = [c for c in world.channels.values() if c.guild is guild and not c.is_thread]
    threads = [c for c in world.threads(guild) if not c.archived and permissions.sees(c, me)]
    return guild_json(guild) | {
        "joined_at": moment(me.joined_at),
        "large": False,
        "unavailable": False,
        "channels": [to_gateway(world, c) for c in channels],
        "threads": [channel_json(world, c) for c in threads],
        "members": [member_json(me)],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _reactions(world: World, message: Message) -> list[Json]:
    return [
        {
            "emoji": {"id": None, "name": emoji},
            "count": len(who),
            "count_details": {"burst": 0, "normal": len(who)},
            "burst_colors": [],
            "me": world.bot.id in who,
            "me_burst": False,
        }
        for emoji, who in message.reactions.items()
    ]


def message_json(world: World, message: Message, *, deep: bool = True) -> Json:
    """A message as REST shows it; `deep` also shows what it replies to."""
    channel = message.channel
    people = [world.users[key] for key in sorted(message.pinged.users) if key in world.users]
    out: Json = {
        "id": str(message.id),
        "channel_id": str(channel.id),
        "type": message.kind,
        "content": message.content,
        "author": user_json(message.author),
        "timestamp": moment(message.at),
        "edited_timestamp": moment(message.edited_at) if message.edited_at else None,
        "tts": False,
        "pinned": message.pinned,
        "flags": message.flags,
        "mention_everyone": message.pinged.everyone,
        "mentions": [user_json(user) for user in people],
        "mention_roles": [str(key) for key in sorted(message.pinged.roles)],
        "attachments": [attachment_json(world, a) for a in message.attachments],
        "embeds": message.embeds,
        "components": message.components,
    }
    if message.reactions:
        out["reactions"] = _reactions(world, message)
    if message.author is world.bot:
        out["application_id"] = str(world.application_id)
    if message.webhook_id is not None:
        out["webhook_id"] = str(message.webhook_id)
    if message.nonce is not None:
        out["nonce"] = message.nonce
    if message.interaction is not None:
        out["interaction_metadata"] = message.interaction
    if message.thread is not None:
        out["thread"] = channel_json(world, message.thread)
    if message.reply_to is not None:
        out["message_reference"] = {"message_id": str(message.reply_to), "channel_id": str(channel.id)}
        if channel.guild is not None:
            out["message_reference"]["guild_id"] = str(channel.guild.id)
        if deep:
            found = channel.messages.get(message.reply_to)
            out["referenced_message"] = message_json(world, found, deep=False) if found else None
    return out


def message_event(world: World, message: Message) -> Json:
    """A message as the gateway tells of it."""
    out, guild = message_json(world, message), message.channel.guild
    out["channel_type"] = message.channel.kind
    if guild is not None:
        out["guild_id"] = str(guild.id)
        if message.author.id in guild.members and message.webhook_id is None:
            out["member"] = member_json(guild.members[message.author.id], user=False)
        for mentioned in out["mentions"]:
            if int(mentioned["id"]) in guild.members:
                mentioned["member"] = member_json(guild.members[int(mentioned["id"])], user=False)
    return out
