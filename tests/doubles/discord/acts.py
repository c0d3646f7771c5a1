"""What happens to messages, whoever does it. Rights are asked before, by those who call these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from . import shapes
from .mentions import pinged
from .nouns import EPHEMERAL, FORUM, HAS_THREAD, LOADING, Channel, Guild, Json, Message, Upload, User
from .world import Event, World

EVERYBODY = ("everyone", "roles", "users")


def readable(content: str, components: list[Json]) -> str:
    return Message(0, Channel(0, 0), User(0, ""), content, World.born(0), components=components).text


def post(
    world: World,
    channel: Channel,
    author: User,
    content: str = "",
    *,
    files: Sequence[Upload] = (),
    allowed: Json | None = None,
    pings: Iterable[str] = EVERYBODY,
    only_for: int | None = None,
    nonce: str | None = None,
    key: int | None = None,
    **fields: Any,
) -> Message:
    """Put a message in a channel and tell those who hear of it. An ephemeral one is told to nobody.

    An archived thread that is written in comes back first. `fields` are those of Message.
    """
    if channel.is_thread and channel.archived and only_for is None:
        channel.archived = False
        world.channel_changed(channel)
    message = Message(key or world.new_id(), channel, author, content, world.clock.now(), nonce=nonce, **fields)
    message.attachments = [world.attach(channel, f, ephemeral=only_for is not None) for f in files]
    mine = channel.guild.members.get(author.id) if channel.guild else None
    text = readable(content, message.components)
    message.pinged = pinged(text, channel, mine, allowed, pings)
    if only_for is not None:
        message.only_for = only_for
        message.flags |= EPHEMERAL
        world.ephemerals.append(message)
        return message
    _notify_reply(message, allowed)
    channel.messages[message.id] = message
    channel.last_message_id = message.id
    if channel.is_thread:
        _into_thread(world, channel, message)
    if nonce is not None:
        world.nonces[channel.id, nonce] = message
    if not message.loading:
        world.tell("MESSAGE_CREATE", shapes.message_event(world, message), channel, message)
    return message


def _notify_reply(message: Message, allowed: Json | None) -> None:
    replied = message.channel.messages.get(message.reply_to or 0)
    if replied is None or replied.author is message.author:
        return
    if (allowed or {}).get("replied_user", allowed is None):
        users = message.pinged.users | {replied.author.id}
        message.pinged = type(message.pinged)(message.pinged.everyone, users, message.pinged.roles)


def _into_thread(world: World, channel: Channel, message: Message) -> None:
    """Who writes in a thread joins it; who is called into a private one joins it too."""
    assert channel.parent is not None and channel.guild is not None
    if message.id != channel.id:
        channel.sent += 1
    joining = {message.author.id} if message.webhook_id is None else set()
    joining |= message.pinged.users
    join(world, channel, [key for key in sorted(joining) if key in channel.guild.members])


def announce(world: World, channel: Channel, author: User, kind: int, text: str = "", **fields: Any) -> Message:
    """A system message: 1 and 2 of who was put in or out, 4 of a new name, 18 and 21 of a thread."""
    return post(world, channel, author, text, allowed={"parse": []}, kind=kind, **fields)


def put_in(world: World, channel: Channel, by: User, user_id: int) -> None:
    """Somebody puts a person in a thread, which is said in it."""
    if user_id not in channel.members:
        join(world, channel, [user_id])
        if by.id != user_id:
            announce(world, channel, by, 1)


def join(world: World, channel: Channel, users: Sequence[int]) -> None:
    """Make these people members of a thread. The bot is told of a thread it could not see before."""
    new = [key for key in users if key not in channel.members]
    if not new:
        return
    channel.members += new
    if world.bot.id in new:
        world.tell("THREAD_CREATE", shapes.channel_json(world, channel), channel)
    _members_changed(world, channel, added=new)


def leave(world: World, channel: Channel, user_id: int) -> None:
    if user_id in channel.members:
        _members_changed(world, channel, removed=[user_id])
        channel.members.remove(user_id)


def _members_changed(world: World, channel: Channel, added: Sequence[int] = (), removed: Sequence[int] = ()) -> None:
    assert channel.guild is not None
    data: Json = {"id": str(channel.id), "guild_id": str(channel.guild.id), "member_count": len(channel.members)}
    if added:
        data["added_members"] = [
            shapes.thread_member(world, channel, key)
            | {"member": shapes.member_json(channel.guild.members[key]), "presence": None}
            for key in added
            if key in channel.guild.members
        ]
    if removed:
        data["removed_member_ids"] = [str(key) for key in removed]
    about = world.bot.id if world.bot.id in (*added, *removed) else None
    world.emit(Event("THREAD_MEMBERS_UPDATE", data, channel.guild, channel, about=about))


def edit(world: World, message: Message, *, allowed: Json | None = None, by_hand: bool = True, **changes: Any) -> None:
    """Change a message. `files` are added to its attachments; the rest are fields of Message."""
    was_loading = message.loading
    files: Sequence[Upload] = changes.pop("files", ())
    for name, value in changes.items():
        setattr(message, name, value)
    message.attachments += [world.attach(message.channel, f, ephemeral=message.ephemeral) for f in files]
    message.flags &= ~LOADING
    if by_hand and not was_loading:
        message.edited_at = world.clock.now()
    if message.ephemeral:
        return
    name = "MESSAGE_CREATE" if was_loading else "MESSAGE_UPDATE"
    world.tell(name, shapes.message_event(world, message), message.channel, message)


def remove(world: World, message: Message) -> None:
    """Delete a message; a thread that began from it stays."""
    message.deleted = True
    if message.ephemeral:
        return
    message.channel.messages.pop(message.id, None)
    world.tell("MESSAGE_DELETE", _where(message), message.channel)


def remove_many(world: World, channel: Channel, messages: Sequence[Message]) -> None:
    """Delete messages of one channel at once."""
    for message in messages:
        message.deleted = True
        channel.messages.pop(message.id, None)
    data: Json = {"ids": [str(m.id) for m in messages], "channel_id": str(channel.id)}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
    world.tell("MESSAGE_DELETE_BULK", data, channel)


def _where(message: Message) -> Json:
    out: Json = {"id": str(message.id), "channel_id": str(message.channel.id)}
    return out | ({"guild_id": str(message.channel.guild.id)} if message.channel.guild else {})


def react(world: World, message: Message, user: User, emoji: str, *, away: bool = False) -> None:
    """Put a reaction, or take it away."""
    who = message.reactions.setdefault(emoji, [])
    if (user.id in who) != away:
        return
    if away:
        who.remove(user.id)
        if not who:
            del message.reactions[emoji]
    else:
        who.append(user.id)
    channel = message.channel
    data: Json = {"user_id": str(user.id), "message_id": str(message.id), "channel_id": str(channel.id)}
    data |= {"emoji": {"id": None, "name": emoji}, "type": 0, "burst": False}
    if channel.guild is not None:
        data["guild_id"] = str(channel.guild.id)
        if user.id in channel.guild.members and not away:
            data |= {"member": shapes.member_json(channel.guild.members[user.id])}
            data |= {"message_author_id": str(message.author.id)}
    world.tell(f"MESSAGE_REACTION_{'REMOVE' if away else 'ADD'}", data, channel)


def open_thread(
    world: World,
    parent: Channel,
    owner: User,
    name: str,
    kind: int,
    *,
    key: int | None = None,
    tags: Sequence[int] = (),
    auto_archive: int = 4320,
    invitable: bool = True,
) -> Channel:
    """Start a thread, or a forum post without its first message, with its owner in it."""
    thread = Channel(key or world.new_id(), kind, name, parent.guild, parent=parent, owner_id=owner.id)
    thread.applied_tags, thread.auto_archive, thread.invitable = list(tags), auto_archive, invitable
    thread.members = [owner.id]
    world.channels[thread.id] = thread
    if parent.kind == FORUM:
        parent.last_message_id = thread.id
    world.tell("THREAD_CREATE", shapes.channel_json(world, thread) | {"newly_created": True}, thread)
    return thread


def started_from(world: World, message: Message, thread: Channel, owner: User) -> None:
    """A thread that began from a message: the message shows it, and is shown first in it."""
    message.thread = thread
    message.flags |= HAS_THREAD
    world.tell("MESSAGE_UPDATE", shapes.message_event(world, message), message.channel, message)
    announce(world, thread, owner, 21, reply_to=message.id)


def delete_channel(world: World, channel: Channel) -> None:
    """Delete a channel with its threads, or a thread."""
    for thread in [c for c in world.channels.values() if c.parent is channel]:
        world.channels.pop(thread.id, None)
        thread.deleted = True
    channel.deleted = True
    started = channel.parent.messages.get(channel.id) if channel.parent else None
    if started is not None:
        started.thread = None
    world.channels.pop(channel.id, None)
    data = shapes.channel_json(world, channel)
    if channel.is_thread:
        data = {k: data[k] for k in ("id", "guild_id", "parent_id", "type")}
    world.tell("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", data, channel)


def remove_bot(world: World, guild: Guild) -> None:
    """The guild throws the bot out, or the bot leaves it."""
    world.tell_guild("GUILD_DELETE", {"id": str(guild.id)}, guild)
    guild.has_bot = False
    guild.members.pop(world.bot.id, None)
