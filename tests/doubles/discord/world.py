"""All that Discord knows: people, guilds, channels, the application, its clock, its ids. It outlives every client."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from . import shapes
from .nouns import DM, Attachment, Channel, Guild, Json, Message, Upload, User

if TYPE_CHECKING:
    from .interactions import Interaction

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
PRIVILEGED = {"presences": 1 << 8, "members": 1 << 1, "message_content": 1 << 15}
FLAGS = {"presences": 1 << 13, "members": 1 << 15, "message_content": 1 << 19}


class Clock(Protocol):
    def now(self) -> datetime: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Timing:
    """Discord's patience, in seconds. `deadline` and `resume` run in real time, the rest by the double's clock."""

    deadline: float = 3.0  # to answer an interaction
    token: float = 900.0  # the life of an interaction's token
    nonce: float = 180.0  # how long a nonce is remembered
    resume: float = 60.0  # how long events are kept for a session without a socket
    heartbeat: float = 41.25
    attachment: float = 86400.0  # the life of a link to a file


@dataclass
class Event:
    """Something that happened, as every gateway session that may hear of it is told."""

    name: str
    data: Json = field(repr=False)
    guild: Guild | None = None
    channel: Channel | None = None
    message: Message | None = None
    about: int | None = None


@dataclass
class World:
    clock: Clock = field(default_factory=SystemClock)
    rng: random.Random = field(default_factory=lambda: random.Random(0))
    timing: Timing = field(default_factory=Timing)
    base: str = ""

    def __post_init__(self) -> None:
        self._last = 0
        self.secret = self.rng.randbytes(16)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.attachments: dict[int, Attachment] = {}
        self.nonces: dict[tuple[int, str], Message] = {}
        self.ephemerals: list[Message] = []
        self.interactions: dict[int, Interaction] = {}
        self.commands: dict[int | None, list[Json]] = {None: []}
        self.syncs: list[int | None] = []
        self.privileged = {"message_content", "members"}
        self.token_valid = True
        self.lean = False
        self.identify_left = 1000
        self.emit: Callable[[Event], None] = lambda event: None
        self.application_id = self.new_id()
        self.bot = self.add_user("loket", "Loket", bot=True)
        self.owner = self.add_user("owner", "Owner")
        self.token = f"{self.application_id}.Gdouble.{self.rng.randbytes(16).hex()}"

    # ids and time

    def new_id(self) -> int:
        """A snowflake of this moment: never twice, always above the one before, also when the clock stands still."""
        since = (self.clock.now() - EPOCH) // timedelta(milliseconds=1)
        self._last = max(self._last + 1, since << 22)
        return self._last

    @staticmethod
    def born(snowflake: int) -> datetime:
        return EPOCH + timedelta(milliseconds=snowflake >> 22)

    # people and places

    def add_user(self, name: str, global_name: str | None = None, *, bot: bool = False, locale: str = "en-US") -> User:
        user = User(self.new_id(), name, global_name, bot, locale)
        self.users[user.id] = user
        return user

    def dm(self, user: User) -> Channel:
        """The conversation of that user and the bot."""
        for channel in self.channels.values():
            if channel.kind == DM and channel.recipient is user:
                return channel
        channel = Channel(self.new_id(), DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def shared_guilds(self, user: User) -> list[Guild]:
        return [g for g in self.guilds.values() if g.has_bot and user.id in g.members]

    def threads(self, guild: Guild) -> list[Channel]:
        return [c for c in self.channels.values() if c.guild is guild and c.is_thread]

    def tell(self, name: str, data: Json, channel: Channel, message: Message | None = None) -> None:
        """Something that happened in one channel."""
        self.emit(Event(name, data, channel.guild, channel, message))

    def tell_guild(self, name: str, data: Json, guild: Guild, about: int | None = None) -> None:
        self.emit(Event(name, data, guild, about=about))

    def channel_changed(self, channel: Channel) -> None:
        name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        self.tell(name, shapes.channel_json(self, channel), channel)

    def attach(self, channel: Channel, upload: Upload, *, ephemeral: bool = False) -> Attachment:
        attachment = Attachment(self.new_id(), channel.id, upload, ephemeral)
        self.attachments[attachment.id] = attachment
        return attachment

    @property
    def application_flags(self) -> int:
        """Of the application: which privileged intents it may have."""
        return sum(FLAGS[name] for name in self.privileged)
