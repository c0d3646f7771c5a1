"""The event log: what comes back, and the backlog counted from it alone."""

from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.events import Event, Glance, Verb
from bot.model.states import ACTIVE, Status
from storage.transaction import Storage
from tests.storage.things import NOW, later

EVENT = Event(
    "r1",
    Verb.CLAIMED,
    "mila",
    NOW,
    Glance(Status.NEW, "it-l1", None),
    Glance(Status.OPEN, "it-l1", "mila"),
    {"number": 7, "confidence": 0.5, "late": True, "slug": "vpn-drops"},
)


async def test_events_come_back_as_they_were_oldest_first(begin: Storage) -> None:
    asked = Event("r1", Verb.ASKED, "ana", NOW, Glance(), Glance(Status.ANSWERED, "it-l1"))
    other = Event("r2", Verb.ASKED, "ana", later(minutes=2), Glance(), Glance(Status.NEW, "hr-l1"))
    async with begin("main") as tx:
        for event in (asked, EVENT, other):
            await tx.log.append(event)
    async with begin("main", read_only=True) as tx:
        assert await tx.log.of("r1") == [asked, EVENT]
        assert await tx.log.between(NOW, later(minutes=2)) == [asked, EVENT]
        assert await tx.log.between(later(minutes=2), later(minutes=3)) == [other]


async def test_every_verb_can_be_logged(begin: Storage) -> None:
    async with begin("main") as tx:
        for verb in Verb:
            await tx.log.append(Event("r1", verb, "mila", NOW, Glance(), Glance()))
        assert [event.verb for event in await tx.log.of("r1")] == list(Verb)


# ---- the backlog

QUEUES = ("it-l1", "it-network", "hr-l1")
Step = tuple[int, Status | None, str]
HISTORIES = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([None, *Status]), st.sampled_from(QUEUES)), max_size=25
)
_workspaces = count()


def events_of(history: list[Step]) -> list[Event]:
    """One event a minute; each starts where the request's last one ended."""
    last: dict[int, Glance] = {}
    events = []
    for minute, (request, status, queue) in enumerate(history):
        after = Glance(status, queue if status else None, None)
        before = last.get(request, Glance())
        events.append(Event(f"r{request}", Verb.MOVED, "x", NOW + timedelta(minutes=minute), before, after))
        last[request] = after
    return events


def active_at(events: list[Event], queues: list[str], minute: int) -> int:
    """By brute force: where is every request just before that minute?"""
    last = {event.request_id: event.after for event in events[:minute]}
    return sum(one.status in ACTIVE and one.queue in queues for one in last.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, queues=st.lists(st.sampled_from(QUEUES), unique=True), data=st.data())
async def test_the_backlog_is_what_a_count_by_hand_gives(
    begin: Storage, history: list[Step], queues: list[str], data: st.DataObject
) -> None:
    workspace = f"w{next(_workspaces)}"
    events = events_of(history)
    minute = data.draw(st.integers(0, len(events) + 1))
    async with begin(workspace) as tx:
        for event in events:
            await tx.log.append(event)
    async with begin(workspace, read_only=True) as tx:
        counted = await tx.log.backlog(queues, NOW + timedelta(minutes=minute))
    assert counted == active_at(events, queues, minute)
