"""Nothing of one workspace can be seen or touched from another."""

from bot.model.effects import Timer
from bot.model.events import Event, Glance, Verb
from bot.model.messages import Anchored, Message
from bot.model.people import Person
from bot.model.places import Conversation
from bot.model.states import Status
from bot.ports import Draft, Pace, Page
from storage.outbox import LEASE
from storage.transaction import Storage
from tests.storage.things import NOW, a_handoff, a_post, a_request, later

PAGE = Page()
LANE = "web/help/m1"


async def _fill(begin: Storage, workspace: str) -> None:
    async with begin(workspace) as tx:
        await tx.inbox.first_time("k", NOW)
        await tx.people.save(Person("ana", f"Ana of {workspace}"))
        await tx.requests.add(
            a_request(number=await tx.requests.next_number(), owner="mila", direct=True, handoff=a_handoff())
        )
        await tx.log.append(Event("r1", Verb.OPENED, "ana", NOW, Glance(), Glance(Status.NEW, "it-l1")))
        await tx.messages.add(Message("m1", "r1", "ana", "requester", "hello", NOW, source="s1"))
        await tx.anchors.put(Anchored("a1", "r1", "internal", "web", "help", "p1", None))
        await tx.outbox.add(a_post(LANE), NOW)
        await tx.timers.put(Timer("t1", NOW))
        await tx.drafts.put(Draft("d1", "ana", "reply", "r1", "hello", NOW))
        await tx.outbox.slot("web", "help", Pace(1, 1), NOW)


async def test_another_workspace_sees_nothing(begin: Storage) -> None:
    await _fill(begin, "a")
    async with begin("b") as tx:
        assert tx.workspace == "b"
        assert await tx.people.get("ana") is None
        assert await tx.people.names(["ana"]) == {}
        assert await tx.requests.get("r1") is None
        assert await tx.requests.numbered(1) is None
        assert await tx.requests.latest_direct("ana", "web", NOW) is None
        assert await tx.requests.of_requester("ana", PAGE) == []
        assert await tx.requests.of_owner("mila", PAGE) == []
        assert await tx.requests.of_queue("it-l1", PAGE) == []
        assert await tx.requests.handoffs("r1") == []
        assert await tx.log.of("r1") == []
        assert await tx.log.between(later(days=-1), later(days=1)) == []
        assert await tx.log.backlog(["it-l1"], later(days=1)) == 0
        assert await tx.messages.of("r1") == []
        assert await tx.messages.by_source("r1", "s1") is None
        assert await tx.anchors.get("a1") is None
        assert await tx.anchors.at(Conversation("web", "help", "p1")) is None
        assert await tx.outbox.idle_lanes(NOW + LEASE * 2, 10) == []
        assert await tx.outbox.next(LANE, NOW) is None
        assert not await tx.outbox.hold(LANE, NOW + LEASE * 2)
        assert await tx.outbox.slot("web", "help", Pace(1, 1), NOW) == 0
        assert await tx.timers.due(later(days=1), 10) == []
        assert await tx.timers.upcoming() is None
        assert await tx.timers.pending("t1") is None
        assert await tx.timers.ring("t1", later(days=1)) is None
        assert await tx.drafts.take("d1") is None
        assert await tx.inbox.first_time("k", NOW)
        assert await tx.requests.next_number() == 1


async def test_another_workspace_touches_nothing(begin: Storage) -> None:
    await _fill(begin, "a")
    async with begin("a") as tx:
        theirs = await tx.outbox.next(LANE, NOW)
    assert theirs is not None
    async with begin("b") as tx:
        await tx.messages.move("m1", "r2")
        await tx.messages.mark_deleted("m1", NOW)
        await tx.outbox.sent(theirs, NOW)
        await tx.outbox.bury(theirs, "x", NOW)
        await tx.outbox.delay(theirs, later(days=1), tried=True)
        await tx.outbox.release(LANE)
    async with begin("a") as tx:
        (message,) = await tx.messages.of("r1")
        assert message.deleted_at is None
        assert await tx.outbox.next(LANE, NOW) == theirs


async def test_two_workspaces_may_use_the_same_ids_and_numbers(begin: Storage) -> None:
    await _fill(begin, "a")
    await _fill(begin, "b")
    for workspace in ("a", "b"):
        async with begin(workspace) as tx:
            person, request = await tx.people.get("ana"), await tx.requests.numbered(1)
            assert person is not None and person.name == f"Ana of {workspace}"
            assert request is not None and request.id == "r1"
            assert len(await tx.timers.due(NOW, 10)) == 1


async def test_workspaces_with_rows_are_listed(begin: Storage) -> None:
    assert await begin.workspaces() == set()
    async with begin("numbered") as tx:
        await tx.requests.next_number()
    async with begin("timed") as tx:
        for at in range(20):
            await tx.timers.put(Timer(f"t{at}", NOW))
    async with begin("undelivered") as tx:
        await tx.outbox.add(a_post(LANE), NOW)
    assert await begin.workspaces() == {"numbered", "timed", "undelivered"}
