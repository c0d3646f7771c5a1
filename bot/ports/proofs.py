"""Storage of what became of answers."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.model.proof import Given, Verdict


class Proofs(Protocol):
    async def put(self, given: Given) -> None:
        """New, or given to that request once more."""
        ...

    async def of(self, request_id: str) -> list[Given]:
        """Oldest first."""
        ...

    async def settle(self, request_id: str, verdict: Verdict, slug: str | None = None) -> None:
        """What became of that answer, or without `slug` of every one to that request."""
        ...

    async def forget(self, request_id: str, slug: str) -> None:
        """It was replaced before anybody could say anything."""
        ...

    async def came_back(self, requester: str, slug: str, since: datetime, but: str) -> None:
        """Answers with that article to that person since then that seemed to have helped did not; those to the request
        `but` aside."""
        ...

    async def latest(self, limit: int) -> list[Given]:
        """What counts, newest first. Never of confidential requests, here and below."""
        ...

    async def of_articles(self, slugs: Collection[str], limit: int) -> list[Given]:
        """As `latest`, at most `limit` of each."""
        ...
