"""What a member may do where. The names are Discord's, the bits too."""

from __future__ import annotations

from .nouns import Channel, Guild, Member

KICK_MEMBERS = 1 << 1
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
EXTERNAL_EMOJIS = 1 << 18
MANAGE_ROLES = 1 << 28
USE_COMMANDS = 1 << 31
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
SEND_IN_THREADS = 1 << 38
ALL = (1 << 53) - 1

PEOPLE = (VIEW_CHANNEL | SEND_MESSAGES | READ_HISTORY | ADD_REACTIONS | EMBED_LINKS | ATTACH_FILES | USE_COMMANDS) | (
    CREATE_PUBLIC_THREADS | CREATE_PRIVATE_THREADS | SEND_IN_THREADS | EXTERNAL_EMOJIS
)
BOT = PEOPLE | MANAGE_THREADS | MANAGE_MESSAGES | MANAGE_CHANNELS


def in_guild(guild: Guild, member: Member) -> int:
    """The bits of all the member's roles together."""
    if guild.owner_id == member.id:
        return ALL
    bits = guild.everyone.permissions
    for key in member.roles:
        bits |= guild.roles[key].permissions if key in guild.roles else 0
    return ALL if bits & ADMINISTRATOR else bits


def in_channel(channel: Channel, member: Member) -> int:
    """The bits a member has in a channel, by its overwrites; a thread has those of its parent."""
    guild, place = member.guild, channel.parent or channel
    bits = in_guild(guild, member)
    if bits & ADMINISTRATOR:
        return ALL
    by_id = {overwrite.id: overwrite for overwrite in place.overwrites}
    if (everyone := by_id.get(guild.id)) is not None:
        bits = bits & ~everyone.deny | everyone.allow
    mine = [by_id[key] for key in member.roles if key in by_id]
    for deny in (o.deny for o in mine):
        bits &= ~deny
    for allow in (o.allow for o in mine):
        bits |= allow
    if (own := by_id.get(member.id)) is not None:
        bits = bits & ~own.deny | own.allow
    return bits if bits & VIEW_CHANNEL else 0


def sees(channel: Channel, member: Member) -> bool:
    """May that member read there? A private thread is for its members and for who manages threads."""
    bits = in_channel(channel, member)
    if not bits & VIEW_CHANNEL:
        return False
    if channel.is_private_thread:
        return member.id in channel.members or bool(bits & MANAGE_THREADS)
    return True


def may_send(channel: Channel, member: Member) -> bool:
    need = SEND_IN_THREADS if channel.is_thread else SEND_MESSAGES
    return sees(channel, member) and bool(in_channel(channel, member) & need)
