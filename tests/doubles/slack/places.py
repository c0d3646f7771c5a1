"""Finding the channel or message a call names, as far as the bot may see it; and cutting long lists into pages."""

from __future__ import annotations

import base64
import re
from typing import TypeVar

from .api import Args, Refused
from .nouns import Channel, Json, Message
from .world import World

READ = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}
HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history", "mpim": "mpim:history"}
TS = re.compile(r"^\d{10}\.\d{6}$")
Item = TypeVar("Item")


def visible(world: World, name: str) -> Channel:
    """A channel the bot can know of: a public one, or one it is in."""
    channel = world.channels.get(name)
    if channel is None or (channel.is_private and world.bot.id not in channel.members):
        raise Refused("channel_not_found")
    return channel


def inside(world: World, name: str) -> Channel:
    """A channel the bot is in."""
    channel = visible(world, name)
    if world.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def writable(world: World, name: str) -> Channel:
    """Where the bot may post: a channel by id or name, or a person by id."""
    if name in world.users:
        if world.users[name].is_bot or world.users[name].is_stranger:
            raise Refused("channel_not_found")
        return world.im(name)
    named = world.channel_named(name)
    channel = visible(world, named.id if named else name)
    if channel.is_archived:
        raise Refused("is_archived")
    if world.bot.id not in channel.members and "chat:write.public" not in world.scopes:
        raise Refused("not_in_channel")
    return channel


def scoped(world: World, channel: Channel, scopes: dict[str, str]) -> None:
    if scopes[channel.kind] not in world.scopes:
        raise Refused("missing_scope", needed=scopes[channel.kind], provided=",".join(sorted(world.scopes)))


def message_at(channel: Channel, ts: str) -> Message:
    message = channel.messages.get(ts)
    if message is None or message.subtype == "tombstone":
        raise Refused("message_not_found")
    return message


def page(items: list[Item], args: Args, default: int, most: int) -> tuple[list[Item], str]:
    """One page and the cursor of the next, empty at the end."""
    start = 0
    if cursor := args.text("cursor"):
        try:
            start = int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
        except ValueError:
            raise Refused("invalid_cursor") from None
    stop = start + args.number("limit", default, most)
    return items[start:stop], base64.b64encode(f"next:{stop}".encode()).decode() if stop < len(items) else ""


def paged(name: str, items: list[Json], args: Args, default: int = 100, most: int = 1000) -> Json:
    found, cursor = page(items, args, default, most)
    return {name: found, "response_metadata": {"next_cursor": cursor}}


def within(messages: list[Message], args: Args) -> list[Message]:
    """Those between `oldest` and `latest`, the ends themselves only when `inclusive`."""
    oldest, latest, ends = args.text("oldest"), args.text("latest"), args.flag("inclusive")
    for name, value in (("oldest", oldest), ("latest", latest)):
        if value and not re.fullmatch(r"\d+(\.\d+)?", value):
            raise Refused(f"invalid_ts_{name}")
    low, high = _micros(oldest or "0"), _micros(latest or "99999999999")
    kept = []
    for message in messages:
        at = _micros(message.ts)
        if low < at < high or (ends and at in {low, high}):
            kept.append(message)
    return kept


def _micros(ts: str) -> int:
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int(rest.ljust(6, "0")[:6] or 0)
