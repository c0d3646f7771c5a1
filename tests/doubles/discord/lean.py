"""Objects as another server of Discord's protocol may send them: without the fields that say nothing."""

from __future__ import annotations

from typing import Any

# the library reads these whatever they hold
NEEDED = {"archived", "avatar", "content", "data", "emoji", "guilds", "id", "me", "members", "name", "roles", "user"}


def lean(data: Any) -> Any:
    """The same without what is null, false or empty, all the way down."""
    if isinstance(data, list):
        return [lean(each) for each in data]
    if not isinstance(data, dict):
        return data
    told = {key: lean(value) for key, value in data.items()}
    return {key: value for key, value in told.items() if key in NEEDED or not _empty(value)}


def _empty(value: Any) -> bool:
    return value is None or value is False or value == [] or value == {}
