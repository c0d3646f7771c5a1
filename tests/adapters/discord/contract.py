"""How the contract suite builds Discord against its double and reads it back."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from adapters.discord.platform import DiscordPlatform
from bot.ports import Receipt, Surroundings
from tests.adapters.discord.stage import discord_settings
from tests.doubles.discord import Channel, DiscordDouble, Member, Message

_DOUBLES: WeakKeyDictionary[DiscordPlatform, "Named"] = WeakKeyDictionary()


class Named:
    """The double, and the ids that stand for the suite's names of channels and people."""

    def __init__(self, discord: DiscordDouble) -> None:
        self.discord = discord
        guild = discord.guild("Acme")
        self.people: dict[str, Member] = {name: discord.member(guild, name) for name in ("ana", "joris")}
        self.rooms: dict[str, Channel] = {name: discord.text(guild, name) for name in ("it-triage", "help")}

    def channel(self, name: str) -> Channel:
        return self.rooms.get(name) or self.discord.world.channels[int(name)]


class NamedPlatform(DiscordPlatform):
    """Takes the suite's names for ids, and gives them back."""

    def __init__(self, named: Named, surroundings: Surroundings) -> None:
        super().__init__(surroundings, discord_settings(named.discord))
        self._named = named
        call = self.api.call

        async def translated(method: str, path: str, **given: Any) -> Any:
            for part in ("channel_id", "user_id"):
                if part in given:
                    given[part] = self._id(given[part])
            if isinstance(given.get("body"), dict) and "recipient_id" in given["body"]:
                given["body"] = {"recipient_id": self._id(given["body"]["recipient_id"])}
            return await call(method, path, **given)

        self.api.call = translated  # type: ignore[method-assign]

    def _id(self, name: str) -> str:
        known = {**self._named.people, **self._named.rooms}
        return str(known[name].id) if name in known else name


@asynccontextmanager
async def build(surroundings: Surroundings) -> AsyncIterator[DiscordPlatform]:
    async with DiscordDouble() as discord:
        named = Named(discord)
        platform = NamedPlatform(named, surroundings)
        _DOUBLES[platform] = named
        yield platform
        await platform.api.close()


def _at(platform: DiscordPlatform, channel: str, thread: str | None) -> Channel:
    """The channel or thread a conversation of the desk's is in."""
    named = _DOUBLES[platform]
    room = named.channel(channel)
    if thread is None or room.recipient is not None:
        return room
    return named.discord.world.channels[int(thread)]


def _message(platform: DiscordPlatform, receipt: Receipt) -> Message | None:
    place = _at(platform, receipt.channel, receipt.thread)
    found = place.messages.get(int(receipt.message_id)) if receipt.message_id.isdigit() else None
    return found if found is not None and not found.deleted else None


async def shown(platform: DiscordPlatform, receipt: Receipt) -> str:
    """As a reader sees it: escapes gone, the signs before quotations and small print too; further messages below."""
    first = _message(platform, receipt)
    if first is None:
        return ""
    following = [m for m in first.channel.messages.values() if m.id > first.id and m.author is first.author]
    parts = [first, *following]
    said = "\n".join(_readable(m.text) for m in parts) + "".join(first.reactions)
    labels = [button["label"] for m in parts for button in m.buttons]
    return " ".join([said, *labels, *(one.name for m in parts for one in m.attachments)])


def _readable(text: str) -> str:
    """Discord shows a moment in the reader's own time zone."""
    lines = [re.sub(r"^(> |-# |#{1,3} )", "", line) for line in text.split("\n")]
    said = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", "\n".join(lines))
    return re.sub(r"<t:(\d+):f>", lambda found: _clock(int(found[1])), said)


def _clock(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, ZoneInfo("Europe/Amsterdam")).strftime("%a %-H:%M")


async def posts(platform: DiscordPlatform, channel: str, thread: str | None) -> int:
    named = _DOUBLES[platform]
    if thread is None:
        return len(named.discord.messages(named.channel(channel)))
    return len(named.discord.messages(_at(platform, channel, thread)))


async def person_wrote(platform: DiscordPlatform, channel: str, text: str) -> str:
    named = _DOUBLES[platform]
    message = await named.discord.hands(named.people["ana"]).say(named.channel(channel), text)
    return str(message.id)


async def saved(platform: DiscordPlatform, receipt: Receipt, name: str) -> bytes:
    first = _message(platform, receipt)
    if first is None:
        return b""
    following = [m for m in first.channel.messages.values() if m.id >= first.id]
    return b"".join(one.data for m in following for one in m.attachments if one.name == name)
