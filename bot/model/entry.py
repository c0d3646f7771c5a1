"""Articles that live in the database: drafts from chat, and what became of them. Files stay files."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["draft", "published", "retired"]
How = Literal["answer", "chat", "page"]
"""How an article was seen: sent as an answer, looked up in chat, opened on the web page."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an article said after one saving of it. `body` is what the editor typed, its script included."""

    version: int
    by: str
    at: datetime
    title: str
    questions: tuple[str, ...]
    body: str
    tags: tuple[str, ...]
    audience: str
    owner: str
    why: Literal["drafted", "edited", "restored"] = "edited"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in one language. `latest` is its newest wording; `published`, the version everybody reads."""

    slug: str
    language: str
    state: State
    queue: str
    made_by: str
    made_at: datetime
    latest: Wording
    published: Wording | None = None
    ticket: int | None = None  # the number of the ticket it was drafted from
    verified: date | None = None
    until: date | None = None

    @property
    def version(self) -> int:
        return self.latest.version


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody looked at an article and found it right. `nudged` is the day the owner was last reminded of."""

    slug: str
    by: str
    verified: date
    until: date
    nudged: date | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's word on an article. `request_id` when it was said of an answer."""

    slug: str
    person: str
    helped: bool
    at: datetime
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """How often an article was seen on one day in one way."""

    slug: str
    day: date
    how: How
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of one article."""

    views: int = 0
    helped: int = 0
    not_helped: int = 0
