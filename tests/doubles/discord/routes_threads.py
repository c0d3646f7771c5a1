"""Threads, forum posts and who is in them over REST."""

from __future__ import annotations

from datetime import datetime

from . import acts, permissions, shapes
from .api import (
    NO_PERMISSION,
    Call,
    Refused,
    bits_of,
    channel_of,
    guild_of,
    invalid,
    me,
    message_of,
    must_have_members,
    route,
)
from .nouns import FORUM, PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel, Json
from .payloads import draft_of
from .routes_places import DURATIONS, check_tags
from .world import World


def _thread_name(data: Json) -> str:
    name = data.get("name") or ""
    if not 1 <= len(name) <= 100:
        raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    if data.get("auto_archive_duration") not in (None, *DURATIONS):
        raise invalid("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {DURATIONS}.")
    return str(name)


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def from_message(world: World, call: Call) -> Json:
    channel = channel_of(world, call, permissions.CREATE_PUBLIC_THREADS | permissions.READ_HISTORY)
    message = message_of(world, call, channel)
    name = _thread_name(call.json)
    if channel.kind != TEXT:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    if message.thread is not None or message.id in world.channels:
        raise Refused(400, 160004, "A thread has already been created for this message")
    archive = call.json.get("auto_archive_duration") or 4320
    thread = acts.open_thread(world, channel, world.bot, name, PUBLIC_THREAD, key=message.id, auto_archive=archive)
    acts.started_from(world, message, thread, world.bot)
    return shapes.channel_json(world, thread)


@route("POST", "/channels/{channel_id}/threads")
def without_message(world: World, call: Call) -> Json:
    channel = channel_of(world, call)
    data = call.json
    if channel.guild is None or channel.is_thread:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    name, archive = _thread_name(data), data.get("auto_archive_duration") or 4320
    bits = bits_of(world, channel)
    if channel.kind == FORUM:
        return _forum_post(world, channel, call, name, bits)
    kind = int(data.get("type") or PRIVATE_THREAD)
    if kind not in (PUBLIC_THREAD, PRIVATE_THREAD):
        raise invalid("type", "BASE_TYPE_CHOICES", "Value must be one of (11, 12).")
    need = permissions.CREATE_PRIVATE_THREADS if kind == PRIVATE_THREAD else permissions.CREATE_PUBLIC_THREADS
    if not bits & need:
        raise Refused(*NO_PERMISSION)
    invitable = bool(data.get("invitable", True))
    thread = acts.open_thread(world, channel, world.bot, name, kind, auto_archive=archive, invitable=invitable)
    if kind == PUBLIC_THREAD:
        acts.announce(world, channel, world.bot, 18, name)
    return shapes.channel_json(world, thread)


def _forum_post(world: World, forum: Channel, call: Call, name: str, bits: int) -> Json:
    if not bits & permissions.SEND_MESSAGES:
        raise Refused(*NO_PERMISSION)
    data = call.json
    if not isinstance(data.get("message"), dict):
        raise invalid("message", "BASE_TYPE_REQUIRED", "This field is required")
    draft = draft_of(world, data["message"], call.files)
    tags = check_tags(forum, data.get("applied_tags") or [], bool(bits & permissions.MANAGE_THREADS))
    archive = data.get("auto_archive_duration") or 4320
    thread = acts.open_thread(world, forum, world.bot, name, PUBLIC_THREAD, tags=tags, auto_archive=archive)
    message = acts.post(
        world, thread, world.bot, draft.content, key=thread.id, files=draft.files, allowed=draft.allowed,
        embeds=draft.embeds, components=draft.components, flags=draft.flags,
    )  # fmt: skip
    return shapes.channel_json(world, thread) | {"message": shapes.message_json(world, message)}


@route("GET", "/channels/{channel_id}/threads/archived/{kind}")
def archived(world: World, call: Call) -> Json:
    """Public or private ones, those archived last first."""
    channel = channel_of(world, call, permissions.READ_HISTORY)
    private = call.params["kind"] == "private"
    if private and not bits_of(world, channel) & permissions.MANAGE_THREADS:
        raise Refused(*NO_PERMISSION)
    found = [
        c for c in world.channels.values() if c.parent is channel and c.archived and c.is_private_thread == private
    ]
    if "before" in call.query:
        before = datetime.fromisoformat(call.query["before"])
        found = [c for c in found if c.archived_at is not None and c.archived_at < before]
    found.sort(key=lambda c: c.archived_at or world.born(c.id), reverse=True)
    limit = call.number("limit", 50, 100)
    return _threads(world, found[:limit]) | {"has_more": len(found) > limit}


def _threads(world: World, threads: list[Channel]) -> Json:
    mine = [shapes.thread_member(world, c, world.bot.id) for c in threads if world.bot.id in c.members]
    return {"threads": [shapes.channel_json(world, c) for c in threads], "members": mine}


@route("GET", "/guilds/{guild_id}/threads/active")
def active(world: World, call: Call) -> Json:
    guild = guild_of(world, call)
    mine = me(world, guild)
    return _threads(world, [c for c in world.threads(guild) if not c.archived and permissions.sees(c, mine)])


# who is in a thread


def _thread_of(world: World, call: Call) -> Channel:
    thread = channel_of(world, call)
    if not thread.is_thread:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    return thread


def _user_id(world: World, call: Call) -> int:
    return world.bot.id if call.params["user_id"] == "@me" else call.id("user_id")


@route("PUT", "/channels/{channel_id}/thread-members/{user_id}")
def add(world: World, call: Call) -> None:
    thread, key = _thread_of(world, call), _user_id(world, call)
    assert thread.guild is not None
    bits = bits_of(world, thread)
    if thread.archived:
        raise Refused(400, 50083, "Thread is archived")
    if key not in world.users:
        raise Refused(404, 10013, "Unknown User")
    if key not in thread.guild.members:
        raise Refused(404, 10007, "Unknown Member")
    strong = bits & permissions.MANAGE_THREADS or thread.owner_id == world.bot.id
    if not bits & permissions.SEND_IN_THREADS or (thread.is_private_thread and not thread.invitable and not strong):
        raise Refused(*NO_PERMISSION)
    parent = thread.parent
    if parent is not None and not permissions.sees(parent, thread.guild.members[key]):
        raise Refused(403, 50001, "Missing Access")
    acts.put_in(world, thread, world.bot, key)


@route("DELETE", "/channels/{channel_id}/thread-members/{user_id}")
def remove(world: World, call: Call) -> None:
    thread, key = _thread_of(world, call), _user_id(world, call)
    assert thread.guild is not None
    strong = bits_of(world, thread) & permissions.MANAGE_THREADS
    own_private = thread.is_private_thread and thread.owner_id == world.bot.id
    if key != world.bot.id and not strong and not own_private:
        raise Refused(*NO_PERMISSION)
    if thread.archived:
        raise Refused(400, 50083, "Thread is archived")
    acts.leave(world, thread, key)


@route("GET", "/channels/{channel_id}/thread-members")
def members(world: World, call: Call) -> list[Json]:
    must_have_members(world)
    thread = _thread_of(world, call)
    return [shapes.thread_member(world, thread, key) for key in thread.members]


@route("GET", "/channels/{channel_id}/thread-members/{user_id}")
def member(world: World, call: Call) -> Json:
    thread, key = _thread_of(world, call), _user_id(world, call)
    if key not in thread.members:
        raise Refused(404, 10007, "Unknown Member")
    return shapes.thread_member(world, thread, key)
