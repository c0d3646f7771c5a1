"""A handoff: one offer of a ticket to another queue, a record of its own."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Handoff:
    """One move to another queue, with times of its own. Until it is accepted the sender keeps the ticket."""

    id: str
    from_queue: str
    to_queue: str
    by: str
    owner_before: str | None
    reason: str
    handed_at: datetime
    accepted_at: datetime | None = None
    accepted_by: str | None = None
    returned_at: datetime | None = None
    returned_by: str | None = None
    return_reason: str = ""

    @property
    def pending(self) -> bool:
        return self.accepted_at is None and self.returned_at is None

    @property
    def returnable(self) -> bool:
        """Pending or accepted: the receiver may still send it back."""
        return self.returned_at is None
