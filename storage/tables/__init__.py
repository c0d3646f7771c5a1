"""The rows. They never leave this folder: what goes in and out are the nouns of bot/model."""

from storage.tables.articles import CheckRow, EntryRow, GivenRow, ViewRow, VoteRow, WordingRow
from storage.tables.base import Base
from storage.tables.people import LinkedRow, MembershipRow, PersonRow, ReadMarkRow, SessionRow, SignInLinkRow
from storage.tables.places import AnchorRow, BindingRow, CursorRow, LocalPostRow
from storage.tables.requests import (
    EventRow,
    FileRow,
    FollowerRow,
    HandoffRow,
    LinkRow,
    MessageRow,
    RequestRow,
    RevisionRow,
    WalkRow,
)
from storage.tables.work import CounterRow, DraftRow, InboxRow, LaneRow, OutboxRow, PaceRow, TimerRow

__all__ = [
    "AnchorRow",
    "Base",
    "BindingRow",
    "CheckRow",
    "CounterRow",
    "CursorRow",
    "DraftRow",
    "EntryRow",
    "EventRow",
    "FileRow",
    "FollowerRow",
    "GivenRow",
    "HandoffRow",
    "InboxRow",
    "LaneRow",
    "LinkRow",
    "LinkedRow",
    "LocalPostRow",
    "MembershipRow",
    "MessageRow",
    "OutboxRow",
    "PaceRow",
    "PersonRow",
    "ReadMarkRow",
    "RequestRow",
    "RevisionRow",
    "SessionRow",
    "SignInLinkRow",
    "TimerRow",
    "ViewRow",
    "VoteRow",
    "WalkRow",
    "WordingRow",
]
