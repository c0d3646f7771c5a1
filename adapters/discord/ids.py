"""Discord's ids: they hold their moment, and sort by it."""

from datetime import UTC, datetime

PLATFORM = "discord"
_EPOCH_MS = 1_420_070_400_000
DIGITS = 20


def moment(snowflake: str) -> datetime:
    """When it was made."""
    return datetime.fromtimestamp(((int(snowflake) >> 22) + _EPOCH_MS) / 1000, UTC)


def snowflake_at(moment: datetime) -> str:
    """The first id of a moment."""
    return str(max(0, (int(moment.timestamp() * 1000) - _EPOCH_MS)) << 22)


def position(snowflake: str) -> str:
    """As a string that sorts by time."""
    return snowflake.zfill(DIGITS)


def from_position(position: str) -> str:
    return position.lstrip("0") or "0"
