"""Where talk happens: messages of ours, local channels, what a channel is for, how far it was heard.

No `from __future__ import annotations` here: SQLModel reads the annotations.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from storage.tables.base import Base, text_column


class AnchorRow(Base, table=True):
    __tablename__ = "anchors"
    __table_args__ = (Index("ix_anchors_message", "workspace", "platform", "channel", "message_id"),)
    workspace: str = Field(primary_key=True)
    anchor: str = Field(primary_key=True)
    request_id: str
    reach: str
    platform: str
    channel: str | None = None
    message_id: str | None = None
    thread: str | None = None


class LocalPostRow(Base, table=True):
    """A message in a local workspace: what Slack's and Discord's own servers keep for theirs."""

    __tablename__ = "local_posts"
    __table_args__ = (Index("ix_local_posts_channel", "workspace", "platform", "channel", "thread", "at"),)
    workspace: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    channel: str
    thread: str | None = None
    by: str
    at: datetime
    text: str = text_column()
    content: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    edited_at: datetime | None = None
    deleted: bool = False
    marks: list[str] = Field(sa_type=JSON)
    files: list[dict[str, Any]] = Field(sa_type=JSON, sa_column_kwargs={"server_default": "[]"})


class CursorRow(Base, table=True):
    """How far a channel of a platform has been heard."""

    __tablename__ = "cursors"
    workspace: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    position: str


class BindingRow(Base, table=True):
    """What a channel is for, as `setup` has made it."""

    __tablename__ = "bindings"
    workspace: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    role: str
    subject: str
    by: str
    at: datetime
