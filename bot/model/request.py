"""A request and the ticket it may become: one record, its states and its moves.

    ANSWERED --rate: solved--> CLOSED            ANSWERED --open--> NEW
    NEW --claim--> OPEN --reply--> WAITING --requester wrote--> OPEN
    NEW, OPEN, WAITING --hold--> ON_HOLD --resume--> OPEN or NEW
    any of those --resolve--> RESOLVED --reopen, requester wrote--> OPEN or NEW
    RESOLVED --close--> CLOSED                   NEW... --dismiss--> CLOSED

Every move returns the changed request or raises a `Refusal`; none of them waits or knows the clock.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.model.handoff import Handoff
from bot.model.places import Target
from bot.model.refusals import (
    AlreadyClaimed,
    AlreadyOver,
    AlreadyRated,
    AlreadyYours,
    ButtonStale,
    HandoffPending,
    NoHandoff,
    NotOver,
    NotOwned,
    ReopenTooLate,
    SameQueue,
)
from bot.model.states import ACTIVE, Kind, Outcome, Priority, Status


@dataclass(frozen=True, slots=True)
class Request:
    """What one person asked. With a `number` it is a ticket. Times are aware, UTC."""

    id: str
    requester: str
    account: str  # the requester's account id on the home platform
    home: Target  # the thread the requester sees
    platform: str
    direct: bool
    language: str
    subject: str
    created_at: datetime
    status: Status
    queue: str
    kind: Kind = Kind.QUESTION
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    number: int | None = None
    owner: str | None = None
    answer_slug: str | None = None
    answer_language: str | None = None
    confidence: float = 0.0
    rated: bool | None = None
    tried: tuple[str, ...] = ()  # slugs of articles shown
    handoff: Handoff | None = None
    opened_at: datetime | None = None
    claimed_at: datetime | None = None  # when the present owner took it
    replied_at: datetime | None = None  # first human reply
    touched_at: datetime | None = None  # the last word from either side
    waiting_since: datetime | None = None  # the requester has been waiting on us since
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    reopened: int = 0
    follows: str | None = None  # id of the earlier request this one came after
    snoozed_until: datetime | None = None  # on hold until then; without it until somebody resumes
    merged_into: str | None = None  # id of the ticket this one goes on as
    close_asked_by: str | None = None  # the agent who asked the requester whether it may be closed
    opened_by: str | None = None  # the agent who asked on the requester's behalf
    confidential: bool = False  # it lay with a confidential team once: its words stay with those who have it
    version: int = 0

    @property
    def active(self) -> bool:
        return self.status in ACTIVE

    @property
    def ticket(self) -> int:
        """The number; only for a request that is a ticket."""
        if self.number is None:
            raise ButtonStale
        return self.number

    @property
    def teams(self) -> frozenset[str]:
        """The queues whose agents may work on it now."""
        pending = {self.handoff.to_queue} if self.handoff and self.handoff.pending else set()
        return frozenset({self.queue, *pending})

    # ---- before it is a ticket

    @property
    def offering(self) -> bool:
        """Titles were shown and none was chosen yet."""
        return self.status is Status.ANSWERED and self.answer_slug is None

    def withdraw(self, now: datetime) -> "Request":
        """The requester needs none of the titles offered, nor anybody. Raises ButtonStale."""
        if not self.offering:
            raise ButtonStale
        return replace(self, status=Status.CLOSED, closed_at=now, outcome=Outcome.WITHDRAWN, touched_at=now)

    def answered(self, slug: str, language: str, confidence: float) -> "Request":
        """The bot showed an article. Raises ButtonStale once the request has gone past the answer."""
        if self.status is not Status.ANSWERED:
            raise ButtonStale
        tried = self.tried if slug in self.tried else (*self.tried, slug)
        return replace(
            self,
            answer_slug=slug,
            answer_language=language,
            confidence=confidence,
            tried=tried,
        )

    def rate_solved(self, now: datetime) -> "Request":
        """The requester says the answer solved it. Raises AlreadyRated, ButtonStale."""
        silent = self.status is Status.CLOSED and self.outcome is Outcome.SILENT
        if self.status is not Status.ANSWERED and not silent:
            raise AlreadyRated if self.rated is not None else ButtonStale
        return replace(
            self, status=Status.CLOSED, rated=True, closed_at=now, outcome=Outcome.SELF_SERVICE, touched_at=now
        )

    def fell_silent(self, now: datetime) -> "Request":
        """Nobody said whether the answer helped."""
        if self.status is not Status.ANSWERED:
            return self
        return replace(self, status=Status.CLOSED, closed_at=now, outcome=Outcome.SILENT)

    def read_on(self) -> "Request":
        """The requester goes on with an answer that had fallen silent. Raises ButtonStale for anything else."""
        if self.status is not Status.CLOSED or self.outcome is not Outcome.SILENT:
            raise ButtonStale
        return replace(self, status=Status.ANSWERED, closed_at=None, outcome=None)

    def open(self, number: int, queue: str, now: datetime) -> "Request":
        """Becomes a ticket. Raises ButtonStale when it is one already."""
        if self.number is not None:
            raise ButtonStale
        return replace(
            self,
            status=Status.NEW,
            number=number,
            queue=queue,
            opened_at=now,
            waiting_since=now,
            touched_at=now,
            closed_at=None,
            outcome=None,
            rated=False if self.answer_slug else None,
        )

    # ---- the ticket

    def claim(self, agent: str, now: datetime, owner_name: str = "") -> "Request":
        """`agent` becomes the owner. Raises AlreadyYours, AlreadyClaimed, AlreadyOver."""
        self._must_be_active()
        if self.owner == agent:
            raise AlreadyYours(self.ticket)
        if self.owner is not None:
            ago = int((now - (self.claimed_at or now)).total_seconds())
            raise AlreadyClaimed(self.ticket, owner_name or self.owner, max(0, ago))  # replicas' clocks differ
        status = Status.OPEN if self.status is Status.NEW else self.status
        return replace(self, owner=agent, status=status, claimed_at=now)

    def release(self, now: datetime) -> "Request":
        """Nobody owns it any more. Raises NotOwned, AlreadyOver."""
        self._must_be_active()
        if self.owner is None:
            raise NotOwned(self.ticket)
        status = Status.NEW if self.status is Status.OPEN else self.status
        return replace(self, owner=None, status=status)

    def reply(self, agent: str, now: datetime) -> "Request":
        """A person answered the requester. An unowned ticket becomes theirs. Raises AlreadyOver."""
        self._must_be_active()
        mine = self if self.owner else replace(self, owner=agent, claimed_at=now)
        return replace(
            mine._awake(), status=Status.WAITING, replied_at=self.replied_at or now, touched_at=now, waiting_since=None
        )

    def requester_wrote(self, now: datetime, reopen_within: timedelta) -> "Request":
        """The requester said more: an active ticket is ours again, a resolved one reopens.

        Raises ReopenTooLate when it was resolved too long ago or is closed.
        """
        if self.status is Status.RESOLVED:
            return self.reopen(now, reopen_within)
        self._must_be_active_or_late()
        status = Status.OPEN if self.owner else Status.NEW
        awake = self._awake()
        return replace(awake, status=status, touched_at=now, waiting_since=self.waiting_since or now)

    def hand_off(self, handoff: Handoff) -> "Request":
        """Offer it to another queue; owner and queue stay until it is accepted.

        Raises AlreadyOver, HandoffPending, SameQueue.
        """
        self._must_be_active()
        if self.handoff and self.handoff.pending:
            raise HandoffPending(self.ticket, self.handoff.to_queue)
        if handoff.to_queue == self.queue:
            raise SameQueue(self.ticket, self.queue)
        return replace(self, handoff=handoff)

    def accept(self, agent: str, now: datetime) -> "Request":
        """The receiving team takes it: queue and owner change at once. Raises NoHandoff, AlreadyOver."""
        self._must_be_active()
        if self.handoff is None or not self.handoff.pending:
            raise NoHandoff(self.ticket)
        # whoever has it at this moment gets it back, not who had it when it was offered
        taken = replace(self.handoff, accepted_at=now, accepted_by=agent, owner_before=self.owner)
        status = Status.OPEN if self.status is Status.NEW else self.status
        return replace(self, handoff=taken, queue=taken.to_queue, owner=agent, status=status, claimed_at=now)

    def return_(self, agent: str, reason: str, now: datetime) -> "Request":
        """The receiver sends it back with a reason: the sender owns it again. Raises NoHandoff, AlreadyOver."""
        self._must_be_active()
        if self.handoff is None or not self.handoff.returnable:
            raise NoHandoff(self.ticket)
        back = replace(self.handoff, returned_at=now, returned_by=agent, return_reason=reason)
        if self.handoff.pending:
            return replace(self, handoff=back)
        owner, status = back.owner_before, self.status
        if status in (Status.NEW, Status.OPEN):
            status = Status.OPEN if owner else Status.NEW
        claimed_at = now if owner else self.claimed_at
        return replace(self, handoff=back, queue=back.from_queue, owner=owner, status=status, claimed_at=claimed_at)

    def hold(self, now: datetime, until: datetime | None = None) -> "Request":
        """Work pauses, until a moment or until somebody resumes. Raises AlreadyOver."""
        self._must_be_active()
        return replace(self._awake(), status=Status.ON_HOLD, snoozed_until=until)

    def resume(self, now: datetime) -> "Request":
        """Work goes on. A ticket that was not on hold is left as it is. Raises AlreadyOver."""
        self._must_be_active()
        if self.status is not Status.ON_HOLD:
            return self
        return replace(self._awake(), status=Status.OPEN if self.owner else Status.NEW)

    def resolve(self, by: str, now: datetime, *, outcome: Outcome = Outcome.SOLVED) -> "Request":
        """Done. A pending handoff ends with it. Raises AlreadyOver."""
        self._must_be_active()
        return replace(
            self._settled(by, now),
            status=Status.RESOLVED,
            resolved_at=now,
            resolved_by=by,
            outcome=outcome,
            touched_at=now,
            waiting_since=None,
        )

    def reopen(self, now: datetime, within: timedelta) -> "Request":
        """Not done after all. Raises NotOver, ReopenTooLate."""
        if self.active or self.number is None:
            raise NotOver(self.ticket)
        if self.status is Status.CLOSED or self.resolved_at is None or now - self.resolved_at > within:
            raise ReopenTooLate(self.ticket)
        return replace(
            self,
            status=Status.OPEN if self.owner else Status.NEW,
            resolved_at=None,
            resolved_by=None,
            outcome=None,
            touched_at=now,
            waiting_since=now,
            reopened=self.reopened + 1,
        )

    def close(self, now: datetime) -> "Request":
        """A resolved ticket is over for good. Anything else is left as it is."""
        if self.status is not Status.RESOLVED:
            return self
        return replace(self, status=Status.CLOSED, closed_at=now)

    def dismiss(self, now: datetime) -> "Request":
        """It was never a request. Raises AlreadyOver."""
        self._must_be_active()
        return replace(
            self._settled(self.owner or "", now),
            status=Status.CLOSED,
            closed_at=now,
            outcome=Outcome.DISMISSED,
            touched_at=now,
            waiting_since=None,
        )

    def moved_away(self, now: datetime) -> "Request":
        """It was about something else: what was said is there now. Raises ButtonStale when it is over."""
        if not self.active and self.status is not Status.ANSWERED:
            raise ButtonStale
        return replace(
            self._settled(self.owner or "", now),
            status=Status.CLOSED,
            closed_at=now,
            outcome=Outcome.WITHDRAWN,
            waiting_since=None,
        )

    # ---- guards

    def _settled(self, by: str, now: datetime) -> "Request":
        """With no handoff left hanging: resolving one that was offered is taking it."""
        awake = self._awake()
        if self.handoff is None or not self.handoff.pending:
            return awake
        return replace(awake, handoff=replace(self.handoff, returned_at=now, returned_by=by))

    def _awake(self) -> "Request":
        """Not snoozed, and nobody waits for a yes to close it."""
        return replace(self, snoozed_until=None, close_asked_by=None)

    def _must_be_active(self) -> None:
        if not self.active:
            raise AlreadyOver(self.ticket)

    def _must_be_active_or_late(self) -> None:
        if not self.active:
            raise ReopenTooLate(self.ticket)
