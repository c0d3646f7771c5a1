"""What a handler wants to happen, returned and never done: messages to send, timers, private words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model.content import Content
from bot.model.forms import Form
from bot.model.places import Target

Audience = Literal["requester", "internal", "team"]
"""Who will read it: the requester (and whoever shares their thread), a ticket's agents, a team's channel."""


@dataclass(frozen=True, slots=True)
class Post:
    """A new message. With an `anchor`, later effects may edit it, delete it or write under it. `export_for`: it brings
    the request's transcript, as that person may have it. `crew`: the people who work on it, let into the requester's
    thread where that is a private one."""

    content: Content
    anchor: str | None = None
    export_for: str | None = None
    crew: tuple[str, ...] = ()
    kind: Literal["post"] = "post"


@dataclass(frozen=True, slots=True)
class Edit:
    """The message known by `anchor` says this now."""

    anchor: str
    content: Content
    kind: Literal["edit"] = "edit"


@dataclass(frozen=True, slots=True)
class Delete:
    """The message known by `anchor` is taken back."""

    anchor: str
    kind: Literal["delete"] = "delete"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on somebody's message, such as ✉️."""

    message_id: str
    emoji: str
    kind: Literal["mark"] = "mark"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing to do on a platform. Order is kept within a `lane`."""

    lane: str
    to: Target
    act: Post | Edit | Delete | Mark
    audience: Audience
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """A moment to come. The same key set again moves it; handlers re-read the world when it comes."""

    key: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Say:
    """Words for the person who acted, and nobody else; lost when they look away."""

    content: Content


@dataclass(frozen=True, slots=True)
class Ask:
    """A form for the person who acted."""

    form: Form


Effect = Outgoing | Timer | Say | Ask
