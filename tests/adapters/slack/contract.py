"""How the contract suite builds Slack against its double and reads it back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from adapters.slack.platform import SlackPlatform
from bot.ports import Receipt, Surroundings
from tests.adapters.slack.stage import slack_settings
from tests.doubles.slack import Channel, SlackDouble, User

_DOUBLES: WeakKeyDictionary[SlackPlatform, SlackDouble] = WeakKeyDictionary()


@asynccontextmanager
async def build(surroundings: Surroundings) -> AsyncIterator[SlackPlatform]:
    async with SlackDouble() as slack:
        people = [_known_as(slack, slack.add_user(name), name) for name in ("ana", "joris")]
        for name in ("it-triage", "help"):
            room = slack.add_channel(name, *people)
            _rename(slack, room, name)
        platform = SlackPlatform(surroundings, slack_settings(slack))
        _DOUBLES[platform] = slack
        yield platform


def _known_as(slack: SlackDouble, user: User, name: str) -> User:
    del slack.world.users[user.id]
    user.id = name
    slack.world.users[name] = user
    return user


def _rename(slack: SlackDouble, room: Channel, name: str) -> None:
    del slack.world.channels[room.id]
    room.id = name
    slack.world.channels[name] = room


async def shown(platform: SlackPlatform, receipt: Receipt) -> str:
    slack = _DOUBLES[platform]
    room = slack.world.channels[receipt.channel]
    own = room.messages.get(receipt.message_id)
    if own is None:
        return ""
    parts = [m for m in room.messages.values() if m.thread_ts == receipt.message_id and m.files]
    signs = "".join("✉️" if name == "envelope" else f":{name}:" for name in own.reactions)
    said = " ".join(_texts(own.blocks)) or own.text
    return said + signs + " ".join(file.name for part in parts for file in part.files)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [v for k, v in value.items() if k in ("text", "fallback") and isinstance(v, str)]
        return own + [t for v in value.values() if isinstance(v, dict | list) for t in _texts(v)]
    return [t for one in value for t in _texts(one)] if isinstance(value, list) else []


async def posts(platform: SlackPlatform, channel: str, thread: str | None) -> int:
    return len(_DOUBLES[platform].messages(channel, thread))


async def person_wrote(platform: SlackPlatform, channel: str, text: str) -> str:
    slack = _DOUBLES[platform]
    message = await slack.says(slack.world.users["ana"], slack.world.channels[channel], text)
    return message.ts


async def saved(platform: SlackPlatform, receipt: Receipt, name: str) -> bytes:
    slack = _DOUBLES[platform]
    below = slack.messages(receipt.channel, receipt.thread or receipt.message_id)
    found = [file for message in below for file in message.files if file.name == name]
    return b"".join(file.data for file in found)
