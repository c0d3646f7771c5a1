"""The parts of a desk file: people, queues, channels, digests, saved replies."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

LOCAL_PLATFORMS = ("web", "console")
"""The platforms a channel written as a bare name belongs to."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("is not a time zone; allowed: IANA names such as Europe/Amsterdam or UTC") from error
    return name


def _cron(text: str) -> str:
    from croniter import CroniterBadDateError, croniter

    if len(text.split()) != 5 or not croniter.is_valid(text):
        raise ValueError("is not a cron line; allowed: five fields such as 0 9 * * mon-fri")
    try:
        croniter(text, _ANY_DAY).get_next()
    except CroniterBadDateError as error:
        raise ValueError("never comes; allowed: days that exist") from error
    return text


def _everywhere(value: object) -> object:
    """A bare channel name is that channel on the local platforms; a table names one for each platform."""
    return {platform: value for platform in LOCAL_PLATFORMS} if isinstance(value, str) else value


def problem(where: str, value: str, wrong: str, allowed: str) -> ValueError:
    """Of the desk as a whole, in parts: the key is known here and not to pydantic."""
    return ValueError("\0".join((where, value, wrong, allowed)))


Zone = Annotated[str, AfterValidator(_zone)]
Cron = Annotated[str, AfterValidator(_cron)]
Channels = Annotated[dict[str, str], BeforeValidator(_everywhere)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Member(Part):
    """Somebody named in the desk file. Without `accounts` the id is the account on the local platforms."""

    id: Key
    name: str
    title: str = ""
    language: str | None = None
    locale: str | None = None
    vip: bool = False
    email: str | None = None
    accounts: dict[str, str] = {}

    def account(self, platform: str) -> str | None:
        """The person's account id there, if any."""
        return self.accounts.get(platform, self.id if platform in LOCAL_PLATFORMS else None)


class Queue(Part):
    """The tickets one team serves."""

    id: Key
    name: dict[str, str] = Field(min_length=1)
    tier: Literal["L1", "L2", "L3"]
    triage: Channels
    agents: tuple[Key, ...] = ()
    agents_from: dict[str, str] = {}  # by platform: a user group, a role, or "triage" for who is in that channel
    leads: tuple[Key, ...] = ()
    hand_to: tuple[Key, ...] = ()
    thread: Literal["internal", "owner"] = "internal"
    confidential: bool = False
    language: str | None = None
    words: tuple[str, ...] = ()
    hours: dict[str, str] = {}  # when somebody is there, in words, per language

    def label(self, language: str) -> str:
        """The team's name in that language, else in any."""
        return self.name.get(language) or next(iter(self.name.values()))


class HelpChannel(Part):
    """A channel where every top-level message is a request."""

    channel: Channels
    queue: Key | None = None
    language: str | None = None


class DigestRule(Part):
    """A summary for one team channel, at its local time."""

    id: Key
    channel: Channels
    queues: tuple[Key, ...]
    cron: Cron = "0 9 * * mon-fri"
    timezone: Zone | None = None
    language: str | None = None


class Answering(Part):
    """When the bot is sure enough. None: the matcher's own."""

    promise: float = Field(default=0.95, ge=0.5, le=0.999)  # of the answers given this share is right
    threshold: float | None = Field(default=None, ge=0, le=1)
    margin: float | None = Field(default=None, ge=0, le=1)
    offer: float | None = Field(default=None, ge=0, le=1)  # from here on titles are offered; 1: hardly ever
    offer_minutes: int = Field(default=30, ge=1, le=24 * 60)  # then nobody chose, and it becomes a ticket
    learn: bool = True  # thresholds follow how earlier answers were taken
    silent_hours: int = Field(default=72, ge=1, le=24 * 60)


class Limits(Part):
    """How much one person may ask; agents are free."""

    per_hour: int = Field(default=20, ge=1, le=10_000)
    open: int = Field(default=25, ge=1, le=10_000)


class Blocked(Part):
    """Somebody whose messages are not taken, with the reason they are told. `person` is an id, or platform:account."""

    person: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    until: date | None = None


class Emoji(Part):
    """Signs agents may use on a ticket's message; an empty one is switched off."""

    ticket: str = "🎫"
    claim: str = "👀"
    resolve: str = "✅"
    urgent: str = "🚨"
    handoff: str = "⚠️"
    draft: str = "📖"

    def meaning(self, sign: str) -> str | None:
        """What that sign does, if anything."""
        bare = sign.rstrip("\ufe0f")
        return next((name for name, own in self.model_dump().items() if own and own.rstrip("\ufe0f") == bare), None)


class Roles(Part):
    admins: tuple[Key, ...] = ()


VARIABLES = ("requester", "ticket", "agent", "team", "hours")
"""What a saved reply may name in braces."""


class SavedReply(Part):
    """Words an agent sends often. Without `queues` every team has it."""

    id: Key
    title: dict[str, str] = Field(min_length=1)
    text: dict[str, str] = Field(min_length=1)
    queues: tuple[Key, ...] = ()

    @field_validator("text")
    @classmethod
    def _known_variables(cls, text: dict[str, str]) -> dict[str, str]:
        named = [name for words in text.values() for name in re.findall(r"\{([^{}]*)\}", words)]
        unknown = next((name for name in named if name not in VARIABLES), None)
        if unknown is not None:
            allowed = ", ".join(f"{{{name}}}" for name in VARIABLES)
            raise ValueError(f"{{{unknown}}} is no variable; allowed: {allowed}")
        return text

    def said(self, language: str) -> str:
        """In that language, else in any."""
        return self.text.get(language) or next(iter(self.text.values()))

    def label(self, language: str) -> str:
        return self.title.get(language) or next(iter(self.title.values()))
