"""What is still to be done, and what has been: inbox, outbox, timers.

No `from __future__ import annotations` here: SQLModel reads the annotations.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, false
from sqlmodel import Field

from storage.tables.base import Base, serial, text_column


class InboxRow(Base, table=True):
    __tablename__ = "inbox"
    workspace: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime


class CounterRow(Base, table=True):
    __tablename__ = "counters"
    workspace: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: int = 0


class OutboxRow(Base, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_lane", "workspace", "lane", "state", "seq"),
        Index("uq_outbox_key", "workspace", "key", unique=True),
    )
    seq: int | None = serial()
    workspace: str
    key: str
    lane: str
    platform: str
    body: dict[str, Any] = Field(sa_type=JSON)
    state: str = "waiting"
    tries: int = 0
    slot_at: datetime | None = None
    created_at: datetime
    ended_at: datetime | None = None
    reason: str | None = None


class LaneRow(Base, table=True):
    """A lane with work in it. Its holder is the one process that delivers it."""

    __tablename__ = "lanes"
    __table_args__ = (Index("ix_lanes_due", "due_at"),)
    workspace: str = Field(primary_key=True)
    lane: str = Field(primary_key=True)
    holder: str | None = None
    unsure: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # its first row may have gone out
    held_until: datetime | None = None
    due_at: datetime | None = None


class PaceRow(Base, table=True):
    """The next free place in a channel's pace (a generic cell rate clock)."""

    __tablename__ = "paces"
    workspace: str = Field(primary_key=True)
    platform: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    next_at: datetime


class TimerRow(Base, table=True):
    __tablename__ = "timers"
    __table_args__ = (Index("ix_timers_due", "workspace", "done_at", "due_at"),)
    workspace: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    due_at: datetime
    done_at: datetime | None = None


class DraftRow(Base, table=True):
    __tablename__ = "drafts"
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    by: str
    name: str
    request_id: str
    text: str = text_column()
    made_at: datetime
