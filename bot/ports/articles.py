"""Storage of articles from chat, and of what people made of every article."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.model.entry import Check, Entry, Figures, How, Seen, Vote, Wording


class Articles(Protocol):
    async def generation(self) -> int:
        """Changes whenever what may be answered with changes: a desk that has seen another one reads anew."""
        ...

    async def changed(self) -> None:
        """The next generation."""
        ...

    async def get(self, slug: str, language: str) -> Entry | None:
        """The article, locked until the transaction ends: two editors may save at once."""
        ...

    async def every(self) -> list[Entry]:
        """All of them, by slug and language."""
        ...

    async def put(self, entry: Entry) -> None:
        """New, or changed; its latest wording is kept with those before."""
        ...

    async def wordings(self, slug: str, language: str) -> list[Wording]:
        """Newest first."""
        ...


class Feedback(Protocol):
    async def seen(self, slug: str, day: date, how: How) -> None:
        """Once more."""
        ...

    async def views(self, slug: str) -> list[Seen]:
        """By day, newest first."""
        ...

    async def vote(self, vote: Vote) -> None:
        """A person's vote in stead of an earlier one of theirs on the same answer or page."""
        ...

    async def votes(self, slug: str) -> list[Vote]:
        """Newest first."""
        ...

    async def figures(self, slugs: Sequence[str] | None = None) -> dict[str, Figures]:
        """By slug; an article nobody saw is not in it."""
        ...

    async def check(self, check: Check) -> None: ...

    async def checks(self) -> dict[str, Check]:
        """The last one, by slug."""
        ...
