"""Channels and threads over REST."""

from __future__ import annotations

from typing import Any

from . import acts, permissions, shapes
from .api import NO_PERMISSION, Call, Refused, bits_of, channel_of, invalid, route
from .nouns import Channel, Json, Tag
from .world import World

DURATIONS = (60, 1440, 4320, 10080)


@route("GET", "/channels/{channel_id}")
def one(world: World, call: Call) -> Json:
    return shapes.channel_json(world, channel_of(world, call))


@route("PATCH", "/channels/{channel_id}")
def change(world: World, call: Call) -> Json:
    channel = channel_of(world, call)
    if channel.guild is None:
        raise Refused(403, 50003, "Cannot execute action on a DM channel")
    bits = bits_of(world, channel)
    data = call.json
    if "name" in data and not 1 <= len(data["name"] or "") <= 100:
        raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    if channel.is_thread:
        _change_thread(world, channel, data, bits)
    else:
        _change_channel(world, channel, data, bits)
    world.channel_changed(channel)
    return shapes.channel_json(world, channel)


def _change_channel(world: World, channel: Channel, data: Json, bits: int) -> None:
    if not bits & permissions.MANAGE_CHANNELS:
        raise Refused(*NO_PERMISSION)
    if "available_tags" in data:
        channel.tags = read_tags(world, data["available_tags"], channel)
    channel.name = data.get("name", channel.name)
    channel.topic = data.get("topic", channel.topic)
    channel.slow_mode = data.get("rate_limit_per_user", channel.slow_mode) or 0
    if "flags" in data:
        channel.require_tag = bool(int(data["flags"]) & 1 << 4)


def read_tags(world: World, tags: list[Json], channel: Channel | None = None) -> list[Tag]:
    """Tags as they are to be; those without an id, or with one unknown, are new."""
    if len(tags) > 20:
        raise invalid("available_tags", "BASE_TYPE_MAX_LENGTH", "Must be 20 or fewer in length.")
    names = [tag.get("name") or "" for tag in tags]
    if any(not 1 <= len(name) <= 20 for name in names):
        raise invalid("available_tags", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 20 in length.")
    if len({name.lower() for name in names}) < len(names):
        raise Refused(400, 40061, "Tag names must be unique")
    known = {tag.id for tag in channel.tags} if channel else set()
    return [
        Tag(
            int(tag["id"]) if int(tag.get("id") or 0) in known else world.new_id(),
            tag["name"],
            bool(tag.get("moderated")),
            tag.get("emoji_name"),
        )
        for tag in tags
    ]


def _change_thread(world: World, thread: Channel, data: Json, bits: int) -> None:
    manages = bool(bits & permissions.MANAGE_THREADS)
    own = thread.owner_id == world.bot.id
    opening = thread.archived and data.get("archived") is False
    if thread.archived and not opening and set(data) - {"archived"}:
        raise Refused(400, 50083, "Thread is archived")
    # anybody who may write there may bring an unlocked thread back; the rest is for its owner and for who manages
    if not manages and (not own or "locked" in data) and not (set(data) == {"archived"} and opening):
        raise Refused(*NO_PERMISSION)
    if opening and thread.locked and not manages and data.get("locked", True):
        raise Refused(*NO_PERMISSION)
    if "applied_tags" in data:
        thread.applied_tags = check_tags(thread.parent, data["applied_tags"], manages)
    if data.get("auto_archive_duration", 60) not in DURATIONS:
        raise invalid("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {DURATIONS}.")
    thread.name = data.get("name", thread.name)
    thread.locked = data.get("locked", thread.locked)
    thread.invitable = data.get("invitable", thread.invitable)
    thread.auto_archive = data.get("auto_archive_duration", thread.auto_archive)
    if "archived" in data and data["archived"] != thread.archived:
        thread.archived, thread.archived_at = data["archived"], world.clock.now()


def check_tags(forum: Channel | None, tags: list[Any], manages: bool) -> list[int]:
    """The tags of a post: at most five, all of that forum; moderated ones for who manages threads."""
    keys = [int(key) for key in tags]
    known = {tag.id: tag for tag in forum.tags} if forum else {}
    if len(keys) > 5:
        raise invalid("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
    if any(key not in known for key in keys):
        raise Refused(404, 10087, "Unknown Tag")
    if any(known[key].moderated for key in keys) and not manages:
        raise Refused(*NO_PERMISSION)
    if forum is not None and forum.require_tag and not keys:
        raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
    return keys


@route("DELETE", "/channels/{channel_id}")
def delete(world: World, call: Call) -> Json:
    channel = channel_of(world, call)
    if channel.guild is not None:
        need = permissions.MANAGE_THREADS if channel.is_thread else permissions.MANAGE_CHANNELS
        if not bits_of(world, channel) & need:
            raise Refused(*NO_PERMISSION)
        acts.delete_channel(world, channel)
    return shapes.channel_json(world, channel)
