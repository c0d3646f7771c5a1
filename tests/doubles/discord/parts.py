"""What channels and messages are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Overwrite:
    """What a channel allows or denies one role (`kind` 0) or one member (`kind` 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass
class Tag:
    """A tag a forum has for its posts."""

    id: int
    name: str
    moderated: bool = False
    emoji: str | None = None


@dataclass
class Upload:
    """A file as a person or the bot hands it in."""

    name: str
    data: bytes = field(repr=False)
    content_type: str = "application/octet-stream"
    description: str | None = None


@dataclass(eq=False)
class Attachment:
    """A file Discord keeps. Its links are signed anew each time it is shown, and end."""

    id: int
    channel_id: int
    upload: Upload
    ephemeral: bool = False

    @property
    def name(self) -> str:
        return self.upload.name

    @property
    def data(self) -> bytes:
        return self.upload.data


@dataclass(frozen=True)
class Pinged:
    """Whom a message really notified."""

    everyone: bool = False
    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.everyone or bool(self.users) or bool(self.roles)


def flat(components: list[Json]) -> list[Json]:
    """Every component of a tree, in reading order, those that hold others too."""
    found: list[Json] = []
    for component in components:
        found.append(component)
        inner = list(component.get("components") or ())
        inner += [component[key] for key in ("accessory", "component") if component.get(key)]
        found += flat(inner)
    return found
