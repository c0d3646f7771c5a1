"""The window on the knowledge base, scoped to the viewer: what they may read, edit, and see counted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.model.entry import Figures, Seen, State, Wording
from bot.model.people import Account
from kb import Script


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in a list. `summary` is plain text; `overdue`: it should have been checked by now."""

    slug: str
    language: str
    title: str
    summary: str
    queue: str
    team: str
    state: State
    figures: Figures
    check_by: date
    overdue: bool
    guided: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article to read. `editable` is the language whose text lives in the database; None for a file."""

    row: ArticleRow
    body: str
    script: Script | None
    tags: tuple[str, ...]
    languages: tuple[str, ...]
    owner: str
    verified: date
    file: str
    may_edit: bool
    keeps: bool  # sees what is counted
    voted: bool | None


@dataclass(frozen=True, slots=True)
class PastWording:
    """One line of a history."""

    version: int
    by: str
    at: datetime
    why: str
    published: bool


@dataclass(frozen=True, slots=True)
class EditPage:
    """One article of the database to edit: its newest wording, and those before."""

    slug: str
    language: str
    state: State
    ticket: int | None
    team: str
    latest: Wording
    published: int | None
    history: tuple[PastWording, ...]
    audiences: tuple[tuple[str, str], ...]
    owners: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]  # it is written in
    missing: tuple[str, ...]  # the desk speaks and it is not written in
    may_edit: bool


@dataclass(frozen=True, slots=True)
class CountedVote:
    """One vote; `number` and `subject` of the ticket or question it was said of, when the viewer may see that."""

    helped: bool
    at: datetime
    answer: bool
    number: int | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class FigurePage:
    """What is behind the numbers of one article."""

    row: ArticleRow
    views: tuple[Seen, ...]
    votes: tuple[CountedVote, ...]


class Shelf(Protocol):
    """What a platform may show of the knowledge base."""

    async def listed(self, viewer: Account, words: str = "", queue: str | None = None) -> tuple[ArticleRow, ...]:
        """Articles they may read: those that fit the words, best first, or all of them by team."""
        ...

    async def drafts(self, viewer: Account) -> tuple[ArticleRow, ...]:
        """Articles of the database they may see before they are published, and those taken away."""
        ...

    async def article(self, viewer: Account, slug: str, language: str | None = None) -> ArticlePage | None:
        """One to read, and counted as seen; None when there is none that they may know of."""
        ...

    async def edited(self, viewer: Account, slug: str, language: str) -> EditPage | None: ...

    async def wording(self, viewer: Account, slug: str, language: str, version: int) -> Wording | None: ...

    async def figures(self, viewer: Account, slug: str) -> FigurePage | None:
        """For those who keep it: owner, team and leads."""
        ...
