"""Every move of a request, in any order, by anybody: what always holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.model.handoff import Handoff
from bot.model.moves import (
    MOST_TAGS,
    ask_to_close,
    assign,
    categorise,
    close_idle,
    keep_open,
    merge,
    prioritise,
    tag,
)
from bot.model.refusals import Refusal
from bot.model.request import Request
from bot.model.states import ACTIVE, Kind, Outcome, Priority, Status
from tests.storage.things import NOW, a_request

AGENTS = st.sampled_from(["mila", "tom", "lotte"])
QUEUES = st.sampled_from(["it-l1", "it-network", "hr-l1"])
TAGS = st.lists(st.sampled_from([f"t{n}" for n in range(MOST_TAGS + 3)]), max_size=MOST_TAGS)
WEEK = timedelta(days=7)
LABELS = ("prioritise", "categorise", "tag")
TAKES_THE_QUESTION_BACK = (
    "reply", "requester_wrote", "hold", "resolve", "keep_open", "close_idle", "dismiss", "merge", "moved_away",
)  # fmt: skip


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.request: Request = a_request(status=Status.ANSWERED, waiting_since=None)
        self.count = 0

    def move(self, name: str, change: Callable[[Request], Request]) -> None:
        """Make the move, if it is allowed, and compare before and after."""
        before = self.request
        try:
            after = change(before)
        except Refusal:
            return  # frozen: a refusal cannot have changed anything
        self.request = after
        self.compare(name, before, after)

    def compare(self, name: str, before: Request, after: Request) -> None:
        kept = ("id", "requester", "account", "home", "platform", "created_at", "language", "follows")
        assert all(getattr(before, one) == getattr(after, one) for one in kept), name
        assert before.number in (None, after.number), "a number never changes"
        assert before.replied_at in (None, after.replied_at), "the first reply stays the first"
        assert before.opened_at in (None, after.opened_at)
        assert after.reopened - before.reopened in (0, 1)
        if before.queue != after.queue:
            assert name in ("open", "accept", "return_")
        if before.status is Status.CLOSED and before.number is not None and name not in LABELS:
            assert after == before, "a closed ticket never moves again"
        if before.number is not None and before.owner != after.owner:
            assert name in ("claim", "release", "reply", "accept", "return_", "assign", "ask_to_close")
            if before.owner and after.owner:
                assert name in ("accept", "return_", "assign"), "an owner is only replaced by a handoff or on purpose"
        if name in LABELS:
            labels = {"kind": after.kind, "tags": after.tags, "priority": after.priority}
            assert replace(before, **labels) == after, "a label changes nothing else"
        if before.snoozed_until and after.snoozed_until is None:
            assert name == "hold" or after.status is not Status.ON_HOLD, "what no moment wakes was put away like that"
        if before.close_asked_by and after.close_asked_by is None:
            assert name in TAKES_THE_QUESTION_BACK
        if name == "hand_off":
            assert (before.owner, before.queue, before.status) == (after.owner, after.queue, after.status)
        if name == "accept":
            assert after.handoff and (after.queue, after.owner) == (after.handoff.to_queue, after.handoff.accepted_by)

    # ---- moves

    @rule(minutes=st.sampled_from([0, 1, 60, 60 * 24 * 3, 60 * 24 * 8]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(slug=st.sampled_from(["a", "b"]))
    def answered(self, slug: str) -> None:
        self.move("answered", lambda r: r.answered(slug, "en", 0.8))

    @rule()
    def rate_solved(self) -> None:
        self.move("rate_solved", lambda r: r.rate_solved(self.now))

    @rule()
    def fell_silent(self) -> None:
        self.move("fell_silent", lambda r: r.fell_silent(self.now))

    @rule(queue=QUEUES)
    def open(self, queue: str) -> None:
        self.count += 1
        self.move("open", lambda r: r.open(self.count, queue, self.now))

    @rule(agent=AGENTS)
    def claim(self, agent: str) -> None:
        self.move("claim", lambda r: r.claim(agent, self.now))

    @rule()
    def release(self) -> None:
        self.move("release", lambda r: r.release(self.now))

    @rule(agent=AGENTS)
    def reply(self, agent: str) -> None:
        self.move("reply", lambda r: r.reply(agent, self.now))

    @rule()
    def requester_wrote(self) -> None:
        self.move("requester_wrote", lambda r: r.requester_wrote(self.now, WEEK))

    @rule(agent=AGENTS, queue=QUEUES)
    def hand_off(self, agent: str, queue: str) -> None:
        self.count += 1
        now = self.request
        made = Handoff(f"h{self.count}", now.queue, queue, agent, now.owner, "why", self.now)
        self.move("hand_off", lambda r: r.hand_off(made))

    @rule(agent=AGENTS)
    def accept(self, agent: str) -> None:
        self.move("accept", lambda r: r.accept(agent, self.now))

    @rule(agent=AGENTS)
    def return_(self, agent: str) -> None:
        self.move("return_", lambda r: r.return_(agent, "no", self.now))

    @rule(hours=st.sampled_from([None, 1, 48]))
    def hold(self, hours: int | None) -> None:
        until = None if hours is None else self.now + timedelta(hours=hours)
        self.move("hold", lambda r: r.hold(self.now, until))

    @rule(agent=AGENTS)
    def assign(self, agent: str) -> None:
        self.move("assign", lambda r: assign(r, agent, self.now))

    @rule(priority=st.sampled_from(Priority))
    def prioritise(self, priority: Priority) -> None:
        self.move("prioritise", lambda r: prioritise(r, priority))

    @rule(kind=st.sampled_from(Kind))
    def categorise(self, kind: Kind) -> None:
        self.move("categorise", lambda r: categorise(r, kind))

    @rule(add=TAGS, remove=TAGS)
    def tag(self, add: list[str], remove: list[str]) -> None:
        self.move("tag", lambda r: tag(r, add, remove))

    @rule(agent=AGENTS)
    def ask_to_close(self, agent: str) -> None:
        self.move("ask_to_close", lambda r: ask_to_close(r, agent, self.now))

    @rule()
    def keep_open(self) -> None:
        self.move("keep_open", lambda r: keep_open(r, self.now))

    @rule()
    def close_idle(self) -> None:
        self.move("close_idle", lambda r: close_idle(r, "noor", self.now))

    @rule()
    def resume(self) -> None:
        self.move("resume", lambda r: r.resume(self.now))

    @rule(agent=AGENTS, outcome=st.sampled_from([Outcome.SOLVED, Outcome.WITHDRAWN]))
    def resolve(self, agent: str, outcome: Outcome) -> None:
        self.move("resolve", lambda r: r.resolve(agent, self.now, outcome=outcome))

    @rule()
    def reopen(self) -> None:
        self.move("reopen", lambda r: r.reopen(self.now, WEEK))

    # the ends are rarer than they are named, so that there is something to see before them
    @precondition(lambda self: self.count > 3)
    @rule()
    def close(self) -> None:
        self.move("close", lambda r: r.close(self.now))

    @precondition(lambda self: self.count > 6)
    @rule()
    def dismiss(self) -> None:
        self.move("dismiss", lambda r: r.dismiss(self.now))

    @precondition(lambda self: self.count > 6)
    @rule(into=st.sampled_from(["self", "active", "over"]))
    def merge(self, into: str) -> None:
        other = a_request("other", number=99, opened_at=NOW)
        other = {"self": self.request, "active": other, "over": other.resolve("mila", NOW)}[into]
        before = self.request
        self.move("merge", lambda r: merge(r, other, self.now))
        assert self.request is before or into == "active"

    @precondition(lambda self: self.count > 6)
    @rule()
    def moved_away(self) -> None:
        self.move("moved_away", lambda r: r.moved_away(self.now))

    # ---- what always holds

    @invariant()
    def nothing_but_a_ticket_is_worked_on(self) -> None:
        request = self.request
        if request.number is None:
            assert request.status in (Status.ANSWERED, Status.CLOSED)
            assert request.owner is request.handoff is request.opened_at is request.resolved_at is None
        else:
            assert request.status is not Status.ANSWERED and request.opened_at

    @invariant()
    def new_means_nobody_owns_it_and_open_means_somebody_does(self) -> None:
        if self.request.status is Status.NEW:
            assert self.request.owner is None
        if self.request.status is Status.OPEN:
            assert self.request.owner is not None and self.request.claimed_at is not None

    @invariant()
    def an_offer_stands_only_while_somebody_works_on_it(self) -> None:
        handoff = self.request.handoff
        if handoff and handoff.pending:
            assert self.request.active
            assert self.request.queue == handoff.from_queue, "it stays with the sender until it is accepted"
        assert self.request.queue in self.request.teams

    @invariant()
    def resolved_says_when_and_by_whom_and_nothing_else_does(self) -> None:
        request = self.request
        solved_before_closed = request.status is Status.CLOSED and request.outcome in (
            Outcome.SOLVED,
            Outcome.WITHDRAWN,
            Outcome.IDLE,
        )
        if request.status is Status.CLOSED and request.outcome is Outcome.WITHDRAWN:
            return  # resolved by the requester and closed later, or moved to another ticket at once
        assert (request.resolved_at is not None) == (request.status is Status.RESOLVED or solved_before_closed)
        assert (request.resolved_at is None) == (request.resolved_by is None)

    @invariant()
    def only_what_is_on_hold_sleeps(self) -> None:
        if self.request.snoozed_until is not None:
            assert self.request.status is Status.ON_HOLD

    @invariant()
    def the_question_whether_it_is_done_is_one_to_the_requester(self) -> None:
        if self.request.close_asked_by is not None:
            assert self.request.status is Status.WAITING

    @invariant()
    def merged_says_into_what(self) -> None:
        request = self.request
        assert (request.merged_into is not None) == (request.outcome is Outcome.MERGED)
        if request.merged_into is not None:
            assert request.status is Status.CLOSED and request.merged_into != request.id

    @invariant()
    def tags_come_once_and_are_few(self) -> None:
        tags = self.request.tags
        assert len(set(tags)) == len(tags) <= MOST_TAGS

    @invariant()
    def an_outcome_stands_for_an_end(self) -> None:
        request = self.request
        over = request.status in (Status.RESOLVED, Status.CLOSED)
        assert (request.outcome is not None) == over
        assert (request.closed_at is not None) == (request.status is Status.CLOSED)
        assert request.active == (request.status in ACTIVE)
        if request.outcome is Outcome.SELF_SERVICE:
            assert request.rated is True and request.number is None

    @invariant()
    def nobody_waits_on_us_while_we_wait_or_are_done(self) -> None:
        if self.request.status in (Status.WAITING, Status.RESOLVED, Status.CLOSED, Status.ANSWERED):
            assert self.request.waiting_since is None


AnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase
