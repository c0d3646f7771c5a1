"""Which session hears of what: by its intents, by what the bot sees, and how much of a message it may read."""

from __future__ import annotations

from . import permissions, shapes
from .mentions import mentions_user
from .nouns import Json, Message
from .world import Event, World

GUILDS, MEMBERS, GUILD_MESSAGES, GUILD_REACTIONS = 1 << 0, 1 << 1, 1 << 9, 1 << 10
DM_MESSAGES, DM_REACTIONS, CONTENT = 1 << 12, 1 << 13, 1 << 15
ALWAYS = {"INTERACTION_CREATE", "USER_UPDATE"}


def intent_for(event: Event) -> int:
    """The intent bit an event needs, 0 for none."""
    name, in_dm = event.name, event.guild is None
    if name in ALWAYS:
        return 0
    if name.startswith("MESSAGE_REACTION"):
        return DM_REACTIONS if in_dm else GUILD_REACTIONS
    if name.startswith("MESSAGE"):
        return DM_MESSAGES if in_dm else GUILD_MESSAGES
    if name.startswith("GUILD_MEMBER") or name == "THREAD_MEMBERS_UPDATE":
        return MEMBERS
    return GUILDS


def hears(world: World, intents: int, event: Event) -> bool:
    need = intent_for(event)
    if need and not intents & need and event.about != world.bot.id:
        return False
    guild, channel = event.guild, event.channel
    if guild is None or event.name in {"GUILD_DELETE", "INTERACTION_CREATE"}:
        return True
    if not guild.has_bot or not guild.available or world.bot.id not in guild.members:
        return False
    # a bot knows of every channel; what is said in them, and their threads, it has to be able to see
    known = channel is None or channel.deleted or event.name.startswith("CHANNEL_")
    return known or (channel is not None and permissions.sees(channel, guild.members[world.bot.id]))


def may_read(world: World, message: Message) -> bool:
    """Is this one of the messages whose text a bot reads without the intent?"""
    own = message.author is world.bot or message.channel.guild is None
    return own or world.bot.id in message.pinged.users or mentions_user(message.content, world.bot.id)


def blanked(world: World, message: Message, data: Json) -> Json:
    """The message without what only the message-content intent shows."""
    if may_read(world, message):
        return data
    data = data | {"content": "", "embeds": [], "attachments": [], "components": []}
    if data.get("referenced_message"):
        replied = message.channel.messages.get(message.reply_to or 0)
        if replied is not None:
            data["referenced_message"] = blanked(world, replied, data["referenced_message"])
    return data


def told(world: World, intents: int, event: Event) -> Json:
    """What a session with these intents is told of it."""
    data = dict(event.data)
    if event.message is not None and event.name in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} and not intents & CONTENT:
        data = blanked(world, event.message, data)
    if event.name.startswith("CHANNEL_") and event.channel is not None:
        data = shapes.to_gateway(world, event.channel)
    return data


def over_rest(world: World, message: Message, data: Json) -> Json:
    """What REST shows of it later: no nonce, and the intent counts there too, by the application's flag."""
    data = {k: v for k, v in data.items() if k != "nonce"}
    return data if "message_content" in world.privileged else blanked(world, message, data)
