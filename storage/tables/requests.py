"""Requests and everything said and done about them.

No `from __future__ import annotations` here: SQLModel reads the annotations.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, false
from sqlmodel import Field

from storage.tables.base import Base, serial, text_column


class RequestRow(Base, table=True):
    __tablename__ = "requests"
    __table_args__ = (
        Index("uq_requests_number", "workspace", "number", unique=True),
        Index("ix_requests_queue", "workspace", "queue", "status"),
        Index("ix_requests_requester", "workspace", "requester", "created_at"),
        Index("ix_requests_owner", "workspace", "owner", "status"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    number: int | None = None
    requester: str
    account: str
    platform: str
    direct: bool
    home: dict[str, Any] = Field(sa_type=JSON)
    language: str
    subject: str
    kind: str
    priority: str = Field(default="normal", sa_column_kwargs={"server_default": "normal"})
    tags: list[str] = Field(sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    status: str
    queue: str
    offered_to: str | None = None
    owner: str | None = None
    answer_slug: str | None = None
    answer_language: str | None = None
    confidence: float = 0.0
    rated: bool | None = None
    tried: list[str] = Field(sa_type=JSON)
    created_at: datetime
    opened_at: datetime | None = None
    claimed_at: datetime | None = None
    replied_at: datetime | None = None
    touched_at: datetime | None = None
    waiting_since: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    reopened: int = 0
    follows: str | None = None
    snoozed_until: datetime | None = None
    merged_into: str | None = None
    close_asked_by: str | None = None
    opened_by: str | None = None
    confidential: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    version: int = 0


class HandoffRow(Base, table=True):
    __tablename__ = "handoffs"
    __table_args__ = (Index("ix_handoffs_request", "workspace", "request_id", "handed_at"),)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    request_id: str
    from_queue: str
    to_queue: str
    by: str
    owner_before: str | None = None
    reason: str = text_column()
    handed_at: datetime
    accepted_at: datetime | None = None
    accepted_by: str | None = None
    returned_at: datetime | None = None
    returned_by: str | None = None
    return_reason: str = text_column()


class EventRow(Base, table=True):
    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_request", "workspace", "request_id", "seq"),
        Index("ix_events_at", "workspace", "at"),
    )
    seq: int | None = serial()
    workspace: str
    request_id: str
    verb: str
    by: str
    at: datetime
    status_before: str | None = None
    status_after: str | None = None
    queue_before: str | None = None
    queue_after: str | None = None
    owner_before: str | None = None
    owner_after: str | None = None
    data: dict[str, Any] = Field(sa_type=JSON)


class MessageRow(Base, table=True):
    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_request", "workspace", "request_id", "at"),
        Index("ix_messages_source", "workspace", "source"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    request_id: str
    by: str
    reach: str
    text: str = text_column()
    at: datetime
    source: str | None = None
    deleted_at: datetime | None = None
    edited_at: datetime | None = None


class RevisionRow(Base, table=True):
    """What a message said before."""

    __tablename__ = "revisions"
    __table_args__ = (Index("ix_revisions_message", "workspace", "message_id"),)
    seq: int | None = serial()
    workspace: str
    message_id: str
    at: datetime
    text: str = text_column()


class FileRow(Base, table=True):
    """A file of a message, or one made for a person. Its bytes lie under `hash`, apart from the database."""

    __tablename__ = "files"
    __table_args__ = (
        Index("ix_files_message", "workspace", "message_id"),
        Index("ix_files_hash", "hash"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    message_id: str | None = None
    person: str | None = None
    place: int = 0
    name: str
    media_type: str
    size: int = Field(sa_type=BigInteger)
    hash: str
    problem: str
    at: datetime


class FollowerRow(Base, table=True):
    """Somebody who reads along: a requester of a merged ticket, a colleague, an agent who wants to hear."""

    __tablename__ = "followers"
    workspace: str = Field(primary_key=True)
    request_id: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    wants: str
    home: dict[str, Any] = Field(sa_type=JSON)


class LinkRow(Base, table=True):
    """Two tickets that have to do with each other; stored both ways round."""

    __tablename__ = "links"
    workspace: str = Field(primary_key=True)
    request_id: str = Field(primary_key=True)
    other_id: str = Field(primary_key=True)


class WalkRow(Base, table=True):
    """Where a requester is in a guided script."""

    __tablename__ = "walks"
    workspace: str = Field(primary_key=True)
    request_id: str = Field(primary_key=True)
    slug: str
    title: str
    step: str
    path: list[dict[str, str]] = Field(sa_type=JSON)
    earlier: list[dict[str, str]] = Field(sa_type=JSON)
    turn: int = 0
    message: int = 0
    end: str | None = None
