"""What a local platform keeps of its own channels, and what every adapter is built with."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.content import Content
from bot.model.files import File, Openable
from bot.ports.basics import Clock, Ids
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class LocalPost:
    """One message in a local workspace. `content` for the bot's, `text` for a person's."""

    id: str
    channel: str
    thread: str | None
    by: str  # account id, or "loket"
    at: datetime
    text: str = ""
    content: Content | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    marks: tuple[str, ...] = ()
    files: tuple[File, ...] = ()  # of a person's; the bot's stand in its content


class LocalPosts(Protocol):
    """What a local platform keeps of its own channels; for Slack and Discord their own servers do."""

    async def put(self, post: LocalPost) -> bool:
        """Stored; False when the id is known already."""
        ...

    async def change(
        self,
        post_id: str,
        *,
        content: Content | None = None,
        deleted: bool = False,
        mark: str | None = None,
        at: datetime | None = None,
    ) -> LocalPost | None:
        """Edited, taken back or marked; None when there is no such post."""
        ...

    async def get(self, post_id: str) -> LocalPost | None: ...

    async def latest(self, channel: str, limit: int, before: datetime | None = None) -> list[LocalPost]:
        """A channel's last top-level posts, oldest first."""
        ...

    async def thread(self, channel: str, root: str) -> list[LocalPost]:
        """A thread's replies, oldest first."""
        ...

    async def thread_counts(self, channel: str, roots: Sequence[str]) -> dict[str, int]:
        """How many replies each root has."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What compose hands every adapter at build time. `settings` is the whole of bot.settings.Settings."""

    settings: Settings
    clock: Clock
    ids: Ids
    posts: Callable[[str], LocalPosts]  # by platform name
    ready: Callable[[], Awaitable[dict[str, bool]]]  # what must be true to serve, by name
    open_file: Callable[[File], Openable]  # for what stands in a post that somebody may see
