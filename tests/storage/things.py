"""Nouns with every field filled in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model.content import Button, Buttons, Content, Fields, Heading, Quote, Small, Table, Text
from bot.model.effects import Outgoing, Post
from bot.model.handoff import Handoff
from bot.model.places import Conversation
from bot.model.request import Request
from bot.model.states import Kind, Outcome, Priority, Status

NOW = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)


def later(**span: float) -> datetime:
    return NOW + timedelta(**span)


def a_request(id: str = "r1", **changes: Any) -> Request:
    """A new ticket without a number."""
    plain = Request(
        id=id,
        requester="ana",
        account="ana",
        home=Conversation("web", "help", "m1"),
        platform="web",
        direct=False,
        language="en",
        subject="vpn keeps dropping",
        created_at=NOW,
        status=Status.NEW,
        queue="it-l1",
        touched_at=NOW,
        waiting_since=NOW,
    )
    return replace(plain, **changes)


def a_handoff(id: str = "h1", **changes: Any) -> Handoff:
    plain = Handoff(
        id=id,
        from_queue="it-l1",
        to_queue="it-network",
        by="mila",
        owner_before="mila",
        reason="needs a cable",
        handed_at=NOW,
    )
    return replace(plain, **changes)


def a_full_request(id: str = "full") -> Request:
    """No field left at its default."""
    handoff = a_handoff(
        f"{id}-h",
        accepted_at=later(minutes=1),
        accepted_by="lotte",
        returned_at=later(minutes=2),
        returned_by="lotte",
        return_reason="cable is fine",
    )
    return a_request(
        id,
        kind=Kind.INCIDENT,
        number=41,
        owner="mila",
        answer_slug="vpn-drops",
        answer_language="nl",
        confidence=0.625,
        rated=False,
        tried=("vpn-drops", "wifi-slow"),
        handoff=handoff,
        status=Status.RESOLVED,
        opened_at=later(minutes=3),
        claimed_at=later(minutes=4),
        replied_at=later(minutes=5),
        touched_at=later(minutes=6),
        waiting_since=later(minutes=7),
        resolved_at=later(minutes=8),
        resolved_by="mila",
        closed_at=later(minutes=9),
        outcome=Outcome.SOLVED,
        reopened=2,
        follows="r0",
        priority=Priority.HIGH,
        tags=("vpn", "utrecht"),
        snoozed_until=later(minutes=10),
        merged_into="r9",
        close_asked_by="tom",
        opened_by="tom",
        confidential=True,
        version=3,
        direct=True,
        language="nl",
        account="U123",
    )


EVERY_BLOCK = Content(
    (
        Text("**bold** and \\*not\\*"),
        Heading("Ticket"),
        Small("source"),
        Quote("<b>raw</b> \u202e words", by="Ana"),
        Fields((("Owner", "Mila"), ("Since", "today"))),
        Table(("a", "b"), (("1", "2"), ("3", "4"))),
        Buttons((Button("claim", "r1", "Claim", "primary"), Button("dismiss", "r1", "No", "danger"))),
    ),
    "summary",
)


def a_post(lane: str = "web/help/m1", text: str = "hello", **changes: Any) -> Outgoing:
    plain = Outgoing(lane, Conversation("web", "help", "m1"), Post(Content((Text(text),), text)), "requester")
    return replace(plain, **changes)


def said(outgoing: Outgoing) -> str:
    """The words of a post."""
    assert isinstance(outgoing.act, Post)
    return outgoing.act.content.summary
