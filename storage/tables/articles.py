"""The knowledge base as it is written on pages and judged by readers.

No `from __future__ import annotations` here: SQLModel reads the annotations.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Index
from sqlmodel import Field

from storage.tables.base import Base, text_column


class EntryRow(Base, table=True):
    """An article from chat in one language; what it says stands in its wordings."""

    __tablename__ = "articles"
    workspace: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    state: str
    queue: str
    made_by: str
    made_at: datetime
    version: int
    published: int | None = None
    ticket: int | None = None
    verified: date | None = None
    until: date | None = None


class WordingRow(Base, table=True):
    """What an article said after one saving. Rows are added and never changed."""

    __tablename__ = "article_wordings"
    workspace: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    by: str
    at: datetime
    title: str
    questions: list[str] = Field(sa_type=JSON)
    body: str = text_column()
    tags: list[str] = Field(sa_type=JSON)
    audience: str
    owner: str
    why: str


class ViewRow(Base, table=True):
    """How often an article was seen on one day, in one way."""

    __tablename__ = "article_views"
    workspace: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    how: str = Field(primary_key=True)
    count: int


class VoteRow(Base, table=True):
    """One person's word on an article; `of` is the request it was the answer to, or empty."""

    __tablename__ = "article_votes"
    workspace: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    of: str = Field(primary_key=True)
    helped: bool
    at: datetime


class CheckRow(Base, table=True):
    """The last time somebody found an article right."""

    __tablename__ = "article_checks"
    workspace: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    by: str
    verified: date
    until: date
    nudged: date | None = None


class GivenRow(Base, table=True):
    """What became of an article sent to a requester."""

    __tablename__ = "given"
    __table_args__ = (
        Index("ix_given_slug", "workspace", "slug", "at"),
        Index("ix_given_at", "workspace", "at"),
        Index("ix_given_requester", "workspace", "requester", "slug"),
    )
    workspace: str = Field(primary_key=True)
    request_id: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    edition: str
    requester: str
    at: datetime
    verdict: str
