"""The rows. They never leave this folder: what goes in and out are the nouns of bot/model.

No `from __future__ import annotations` here: SQLModel reads the annotations.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, Text, false
from sqlmodel import Field, SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """All of our tables, in metadata of their own: the engine's tables share the database."""

    metadata = MetaData(naming_convention=_NAMES)


def _serial() -> Any:
    big = BigInteger().with_variant(Integer(), "sqlite")
    return Field(default=None, sa_column=Column("seq", big, primary_key=True, autoincrement=True))


def _text() -> Any:
    return Field(default="", sa_type=Text)


class InboxRow(Base, table=True):
    __tablename__ = "inbox"
    workspace: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime


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


class CounterRow(Base, table=True):
    __tablename__ = "counters"
    workspace: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: int = 0


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
    reason: str = _text()
    handed_at: datetime
    accepted_at: datetime | None = None
    accepted_by: str | None = None
    returned_at: datetime | None = None
    returned_by: str | None = None
    return_reason: str = _text()


class EventRow(Base, table=True):
    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_request", "workspace", "request_id", "seq"),
        Index("ix_events_at", "workspace", "at"),
    )
    seq: int | None = _serial()
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
    text: str = _text()
    at: datetime
    source: str | None = None
    deleted_at: datetime | None = None
    edited_at: datetime | None = None


class RevisionRow(Base, table=True):
    """What a message said before."""

    __tablename__ = "revisions"
    __table_args__ = (Index("ix_revisions_message", "workspace", "message_id"),)
    seq: int | None = _serial()
    workspace: str
    message_id: str
    at: datetime
    text: str = _text()


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


class OutboxRow(Base, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_lane", "workspace", "lane", "state", "seq"),
        Index("uq_outbox_key", "workspace", "key", unique=True),
    )
    seq: int | None = _serial()
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
    text: str = _text()
    made_at: datetime


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
    body: str = _text()
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
    text: str = _text()
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
