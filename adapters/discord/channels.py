"""What the desk knows of Discord's channels: kind, parent, server. Told by the gateway, else asked for."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.discord.api import Api

KNOWN = 50_000
TEXT, DIRECT, GROUP, NEWS, FORUM, MEDIA = 0, 1, 3, 5, 15, 16
THREADS = frozenset({10, 11, 12})


@dataclass(frozen=True, slots=True)
class Channel:
    """`last`: the newest message Discord told of; `person`: with whom a direct one is."""

    id: str
    kind: int
    guild: str = ""
    parent: str = ""
    name: str = ""
    last: str = ""
    tags: tuple[str, ...] = ()
    person: str = ""

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS

    @property
    def is_forum(self) -> bool:
        return self.kind in (FORUM, MEDIA)

    @property
    def is_direct(self) -> bool:
        return self.kind in (DIRECT, GROUP)


class Channels:
    """By id."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: OrderedDict[str, Channel] = OrderedDict()
        self.owners: dict[str, str] = {}  # of servers

    def learn(self, raw: Mapping[str, Any], guild: str = "") -> Channel:
        """From a channel object of Discord's."""
        people = raw.get("recipients") or []
        channel = Channel(
            id=str(raw["id"]),
            kind=int(raw.get("type") or 0),
            guild=str(raw.get("guild_id") or guild or ""),
            parent=str(raw.get("parent_id") or ""),
            name=str(raw.get("name") or ""),
            last=str(raw.get("last_message_id") or ""),
            tags=tuple(str(tag) for tag in raw.get("applied_tags") or []),
            person=str(people[0]["id"]) if people else "",
        )
        self._known[channel.id] = channel
        self._known.move_to_end(channel.id)
        while len(self._known) > KNOWN:
            self._known.popitem(last=False)
        return channel

    def learn_guild(self, raw: Mapping[str, Any]) -> None:
        guild = str(raw["id"])
        self.owners[guild] = str(raw.get("owner_id") or "")
        for one in [*(raw.get("channels") or []), *(raw.get("threads") or [])]:
            self.learn(one, guild)

    def forget(self, channel_id: str) -> None:
        self._known.pop(channel_id, None)

    def seen(self, channel_id: str) -> Channel | None:
        """Without asking."""
        return self._known.get(channel_id)

    async def get(self, channel_id: str) -> Channel:
        """Raises Refused."""
        known = self._known.get(channel_id)
        if known is not None:
            return known
        return self.learn(await self._api.call("GET", "/channels/{channel_id}", channel_id=channel_id))

    def of_guild(self, guild: str) -> list[Channel]:
        return [one for one in self._known.values() if one.guild == guild]
