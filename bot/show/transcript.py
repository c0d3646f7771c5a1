"""A ticket's transcript, and the same as data that lasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.model.events import Event
from bot.model.files import File
from bot.model.handoff import Handoff
from bot.model.messages import Message, Revision
from bot.model.request import Request
from bot.model.rules import Rules
from bot.model.walk import Taken
from bot.show.names import Names
from bot.show.timeline import visible_events

FORMAT = 1  # docs/transcript.md


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything of a ticket its reader may know. `inner`: an agent reads it, notes and reasons are in it."""

    request: Request
    events: Sequence[Event]
    messages: Sequence[Message]
    revisions: Sequence[Revision]
    handoffs: Sequence[Handoff]
    walked: Sequence[Taken]
    names: Names
    made_at: datetime
    inner: bool

    @property
    def files(self) -> list[File]:
        """Those with bytes, of messages that stand; each content once."""
        return list({f.hash: f for m in self.messages if m.deleted_at is None for f in m.files if f.kept}.values())


def transcript(
    request: Request,
    events: Sequence[Event],
    messages: Sequence[Message],
    revisions: Sequence[Revision],
    handoffs: Sequence[Handoff],
    walked: Sequence[Taken],
    names: Names,
    made_at: datetime,
    *,
    inner: bool,
) -> Transcript:
    """Without `inner` nothing of notes, reasons and earlier wordings is in it."""
    return Transcript(
        request,
        visible_events(events, for_agent=inner),
        [one for one in messages if inner or one.reach == "requester"],
        revisions if inner else (),
        handoffs if inner else (),
        walked,
        names,
        made_at,
        inner,
    )


def path_of(file: File) -> str:
    """Where a file lies in the archive: by its content, with its name for people."""
    return f"files/{file.hash[:16]}/{file.name}"


# ---- as data


def as_data(one: Transcript, rules: Rules) -> dict[str, Any]:
    """docs/transcript.md says what each key is."""
    request, names = one.request, one.names
    people = {m.by for m in one.messages} | {e.by for e in one.events} | {request.requester, request.owner}
    return {
        "format": FORMAT,
        "made_at": one.made_at.isoformat(),
        "for": "agent" if one.inner else "requester",
        "ticket": {
            "number": request.number,
            "id": request.id,
            "subject": request.subject,
            "status": request.status.value,
            "kind": request.kind.value,
            "priority": request.priority.value,
            "queue": request.queue,
            "requester": request.requester,
            "owner": request.owner,
            "language": request.language,
            "created_at": request.created_at.isoformat(),
            "resolved_at": _iso(request.resolved_at),
            "closed_at": _iso(request.closed_at),
            "outcome": request.outcome.value if request.outcome else None,
            **({"tags": list(request.tags)} if one.inner else {}),
        },
        "people": {person: names.plain(person) for person in sorted(filter(None, people))},
        "answers": [{"asked": taken.asked, "chose": taken.chose} for taken in one.walked],
        "messages": [_message(m, one) for m in one.messages],
        "events": [
            {"at": e.at.isoformat(), "verb": e.verb.value, "by": e.by, **({"data": e.data} if one.inner else {})}
            for e in one.events
        ],
        "handoffs": [
            {
                "from": h.from_queue,
                "to": h.to_queue,
                "by": h.by,
                "at": h.handed_at.isoformat(),
                "reason": h.reason,
                "accepted_at": _iso(h.accepted_at),
                "returned_at": _iso(h.returned_at),
                "return_reason": h.return_reason,
            }
            for h in one.handoffs
        ],
    }


def _message(message: Message, one: Transcript) -> dict[str, Any]:
    gone = message.deleted_at is not None
    return {
        "id": message.id,
        "at": message.at.isoformat(),
        "by": message.by,
        "reach": message.reach,
        "text": None if gone else message.text,
        "edited_at": _iso(message.edited_at),
        "deleted_at": _iso(message.deleted_at),
        "earlier": [
            {"text": r.text, "at": r.at.isoformat()} for r in one.revisions if r.message_id == message.id and not gone
        ],
        "files": [] if gone else [_file(file) for file in message.files],
    }


def _file(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "type": file.media_type,
        "size": file.size,
        "sha256": file.hash or None,
        "path": path_of(file) if file.kept else None,
        "problem": file.problem or None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
