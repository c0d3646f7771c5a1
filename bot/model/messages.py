"""What people said on a request, in order. Text is stored once, as it was typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model.files import File

Reach = Literal["requester", "internal"]
"""Who may ever read it. What is internal has no way to the requester."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `source` is the platform's id, `deleted_at` set when its writer took it back, `edited_at` when it
    got its present words."""

    id: str
    request_id: str
    by: str
    reach: Reach
    text: str
    at: datetime
    source: str | None = None
    deleted_at: datetime | None = None
    files: tuple[File, ...] = ()
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What a message said before, and since when."""

    message_id: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a message with an anchor ended up, and whose thread it starts."""

    anchor: str
    request_id: str
    reach: Reach
    platform: str
    channel: str | None
    message_id: str | None
    thread: str | None
