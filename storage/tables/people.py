"""People, and how they come in: accounts, sessions, what each has read.

No `from __future__ import annotations` here: SQLModel reads the annotations.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, false
from sqlmodel import Field

from storage.tables.base import Base


class PersonRow(Base, table=True):
    __tablename__ = "people"
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str
    language: str | None = None
    locale: str | None = None
    introduced: bool = False
    email: str | None = None
    zone: str | None = None
    title: str = Field(default="", sa_column_kwargs={"server_default": ""})
    stranger: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class LinkedRow(Base, table=True):
    """An account of somebody who is known by another name already."""

    __tablename__ = "linked"
    workspace: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    account: str = Field(primary_key=True)
    person: str


class MembershipRow(Base, table=True):
    """An account a platform names as one of a queue's agents: of a user group, a role, a channel."""

    __tablename__ = "memberships"
    workspace: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    queue: str = Field(primary_key=True)
    account: str = Field(primary_key=True)


class SignInLinkRow(Base, table=True):
    """A link to the web that works once; of its token only the hash."""

    __tablename__ = "sign_in_links"
    __table_args__ = (Index("ix_sign_in_links_person", "workspace", "person", "made_at"),)
    workspace: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    person: str
    account: dict[str, Any] = Field(sa_type=JSON)
    to: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class SessionRow(Base, table=True):
    """A browser somebody signed in with; of its token only the hash."""

    __tablename__ = "web_sessions"
    __table_args__ = (
        Index("uq_web_sessions_hash", "workspace", "hash", unique=True),
        Index("ix_web_sessions_person", "workspace", "person"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    hash: str
    person: str
    account: dict[str, Any] = Field(sa_type=JSON)
    browser: str
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None


class ReadMarkRow(Base, table=True):
    """Until when somebody has read a channel or a ticket on the web."""

    __tablename__ = "read_marks"
    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    at: datetime
