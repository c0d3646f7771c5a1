"""From the outbox to the platforms: at once, in order, again after a crash.

The process that committed an effect holds its lane and delivers it without polling. What is delayed, fails or
is left by a crash waits in its row until the engine, or a sweep, comes back. After too many tries a row is
buried: loudly in the log, and where it was meant for a requester, in the ticket's own thread.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.desk import DeskNow
from bot.dispatch import Lane
from bot.export import Exporter
from bot.handle.undelivered import detoured, undelivered
from bot.model.content import Attached, Block, Content
from bot.model.effects import Delete, Edit, Outgoing, Post
from bot.model.files import File, Openable
from bot.model.messages import Anchored
from bot.model.places import Conversation, Direct, Under
from bot.ports import (
    Begin,
    Blobs,
    ChatPlatform,
    Delivery,
    DeliveryDelayed,
    DeliveryFailed,
    Parcel,
    Receipt,
    StorageUnavailable,
    Transaction,
)

log = structlog.get_logger()

TRIES = 8  # with the back-off below: about four minutes of trying
DELIVERY_WITH_FILES_S = 55.0  # still shorter than a lane's lease
DELIVERY_S = 30.0  # longer than any platform call; shorter than a lane's lease
PACE_IN_PROCESS_S = 2.0  # wait this long for a channel's pace here; longer, and the engine comes back
SWEEP_LANES = 500


def back_off(tries: int) -> timedelta:
    """Seconds to wait after so many tries: 1, 2, 4 ... at most 60."""
    return timedelta(seconds=min(60, 2**tries))


class Deliverer:
    """`platforms` by name. `desk` gives the present snapshot, for what is said about failures; `blobs` the files."""

    def __init__(self, begin: Begin, platforms: Mapping[str, ChatPlatform], desk: DeskNow, blobs: Blobs) -> None:
        self._begin = begin
        self._platforms = platforms
        self._desk = desk
        self._blobs = blobs
        self._exporter = Exporter(begin, blobs, desk)
        self._running: dict[Lane, asyncio.Task[None]] = {}
        self._again: set[Lane] = set()
        self._stopping = False

    def kick(self, lanes: Iterable[Lane]) -> None:
        """Deliver these lanes now; a lane already under way looks once more before it ends."""
        for lane in lanes:
            if self._stopping:
                return
            if lane in self._running:
                self._again.add(lane)
            else:
                task = asyncio.create_task(self._run(lane), name=f"lane {lane.name}")
                self._running[lane] = task

    async def push(self, workspace: str, lane: str) -> None:
        """The engine came back to a lane."""
        async with self._begin(workspace) as tx:
            held = await tx.outbox.hold(lane, self._now())
        if held:
            self.kick([Lane(workspace, lane)])

    async def sweep(self, workspace: str) -> int:
        """Take up every lane that was left behind; how many."""
        now = self._now()
        async with self._begin(workspace, read_only=True) as tx:
            idle = await tx.outbox.idle_lanes(now, SWEEP_LANES)
        for lane in idle:
            await self.push(workspace, lane)
        return len(idle)

    async def settle(self) -> None:
        """Wait until nothing is under way in this process."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def stop(self, grace_s: float) -> None:
        """Finish what is under way, for at most `grace_s` seconds; the rest keeps its rows."""
        self._stopping = True
        tasks = list(self._running.values())
        if tasks:
            _, left = await asyncio.wait(tasks, timeout=grace_s)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def _now(self) -> datetime:
        return self._desk().clock.now()

    # ---- one lane

    async def _run(self, lane: Lane) -> None:
        try:
            taken = await self._first(lane)
            while taken is not None:
                taken = await self._step(lane, taken)
        except StorageUnavailable as error:
            log.error("delivery.storage_unavailable", lane=lane.name, reason=str(error))
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.error("delivery.failed_inside", lane=lane.name, error=type(error).__name__)
        finally:
            del self._running[lane]
            if lane in self._again:
                self._again.discard(lane)
                self.kick([lane])

    async def _first(self, lane: Lane) -> "_Taken | None":
        self._again.discard(lane)
        async with self._begin(lane.workspace, read_only=True) as tx:
            taken = await self._take(lane, tx)
        if taken is None:
            async with self._begin(lane.workspace) as tx:
                taken = await self._next_or_release(lane, tx)
        return taken

    async def _take(self, lane: Lane, tx: Transaction) -> "_Taken | None":
        parcel = await tx.outbox.next(lane.name, self._now())
        return _Taken(parcel, await _locate(parcel, tx, lane.workspace)) if parcel else None

    async def _next_or_release(self, lane: Lane, tx: Transaction) -> "_Taken | None":
        """The lane's next row; with none left the lane is let go of, in the same transaction."""
        taken = await self._take(lane, tx)
        if taken is None and not await tx.outbox.release(lane.name):
            taken = await self._take(lane, tx)  # a row came in while we waited for the lane's lock
        return taken

    async def _step(self, lane: Lane, taken: "_Taken") -> "_Taken | None":
        """Deliver one row; gives the next one, None when the lane is done or waits."""
        parcel, delivery = taken.parcel, taken.delivery
        try:
            wait_s = await self._wait_for_pace(lane, parcel, delivery)
            if wait_s > PACE_IN_PROCESS_S:
                await self._later(lane, parcel, wait_s, tried=False)
                return None
            await asyncio.sleep(wait_s)
            receipt = await self._deliver(lane, parcel, delivery)
        except DeliveryDelayed as delayed:
            await self._later(lane, parcel, delayed.retry_after_s, tried=False)
            return None
        except DeliveryFailed as failed:
            return await self._failed(lane, parcel, failed)
        return await self._delivered(lane, parcel, receipt)

    async def _wait_for_pace(self, lane: Lane, parcel: Parcel, delivery: Delivery | None) -> float:
        platform = self._platforms.get(parcel.outgoing.to.platform)
        if platform is None or platform.pace is None or delivery is None:
            return 0.0
        channel = delivery.to.account if isinstance(delivery.to, Direct) else delivery.to.channel
        if not isinstance(delivery.act, Post):
            channel = f"{channel}/changes"  # platforms count them apart, and they never hold up what people say
        async with self._begin(lane.workspace) as tx:
            return await tx.outbox.reserve(parcel, channel, platform.pace, self._now())

    async def _deliver(self, lane: Lane, parcel: Parcel, delivery: Delivery | None) -> Receipt:
        name = parcel.outgoing.to.platform
        platform = self._platforms.get(name)
        if platform is None:
            raise DeliveryFailed("platform not configured")
        if name not in self._desk(lane.workspace).platforms:
            raise DeliveryFailed("the platform does not serve this workspace", final=True)
        if delivery is None:
            raise DeliveryFailed("the message it belongs to has not arrived")
        try:
            delivery = await with_files(await self._with_export(lane, delivery, parcel), self._blobs)
            async with asyncio.timeout(DELIVERY_WITH_FILES_S if delivery.files else DELIVERY_S):
                return await platform.deliver(delivery, parcel.key)
        except TimeoutError as error:
            raise DeliveryFailed("no answer in time") from error
        except (DeliveryDelayed, DeliveryFailed):
            raise
        except Exception as error:
            raise DeliveryFailed(type(error).__name__) from error

    async def _with_export(self, lane: Lane, delivery: Delivery, parcel: Parcel) -> Delivery:
        """A transcript is made now, for whom it was asked, if they may still have it. Raises DeliveryFailed."""
        act, outgoing = delivery.act, parcel.outgoing
        if not isinstance(act, Post) or act.export_for is None or outgoing.request_id is None:
            return delivery
        workspace = lane.workspace
        async with self._begin(workspace, read_only=True) as tx:
            person = await tx.people.get(act.export_for)
        platform = outgoing.to.platform
        file = await self._exporter.archive(workspace, outgoing.request_id, person, platform) if person else None
        if file is None or person is None:
            raise DeliveryFailed("not theirs to have", final=True)
        async with self._begin(workspace) as tx:
            await tx.files.add(file, self._now(), person=person.id)
        content = replace(act.content, blocks=(*act.content.blocks, Attached((file,))))
        return replace(delivery, act=replace(act, content=content))

    async def _delivered(self, lane: Lane, parcel: Parcel, receipt: Receipt) -> "_Taken | None":
        now = self._now()
        async with self._begin(lane.workspace) as tx:
            await _remember(parcel.outgoing, receipt, tx)
            still_ours = await tx.outbox.sent(parcel, now)
            fresh = await self._told_of_detour(lane, parcel, tx) if receipt.detour else []
            following = await self._next_or_release(lane, tx) if still_ours else None
        if receipt.doubled or not still_ours:
            log.warning("delivery.possibly_doubled", outbox=parcel.seq, lane=lane.name)
        self.kick(fresh)
        return following

    async def _told_of_detour(self, lane: Lane, parcel: Parcel, tx: Transaction) -> list[Lane]:
        desk = self._desk()
        effects = await detoured(parcel.outgoing, desk, tx)
        return [Lane(lane.workspace, one.lane) for one in effects if await tx.outbox.add(one, desk.clock.now())]

    async def _later(self, lane: Lane, parcel: Parcel, seconds: float, *, tried: bool) -> None:
        until = self._now() + timedelta(seconds=seconds)
        async with self._begin(lane.workspace) as tx:
            await tx.outbox.delay(parcel, until, tried=tried)
        log.info("delivery.delayed", outbox=parcel.seq, lane=lane.name, seconds=round(seconds, 1))

    async def _failed(self, lane: Lane, parcel: Parcel, failed: DeliveryFailed) -> "_Taken | None":
        log.warning("delivery.failed", outbox=parcel.seq, lane=lane.name, reason=failed.reason, tries=parcel.tries + 1)
        if not failed.final and parcel.tries + 1 < TRIES:
            await self._later(lane, parcel, back_off(parcel.tries).total_seconds(), tried=True)
            return None
        log.error("delivery.buried", outbox=parcel.seq, lane=lane.name, reason=failed.reason)
        desk = self._desk(lane.workspace)
        fresh: list[Lane] = []
        async with self._begin(lane.workspace) as tx:
            await tx.outbox.bury(parcel, failed.reason, desk.clock.now())
            for effect in await undelivered(parcel.outgoing, desk, tx, gone=failed.final):
                if await tx.outbox.add(effect, desk.clock.now()):
                    fresh.append(Lane(lane.workspace, effect.lane))
            following = await self._next_or_release(lane, tx)
        self.kick(fresh)
        return following


@dataclass(frozen=True, slots=True)
class _Taken:
    """A row and where it goes; no delivery while an earlier message is still on its way."""

    parcel: Parcel
    delivery: Delivery | None


async def _locate(parcel: Parcel, tx: Transaction, workspace: str) -> Delivery | None:
    """Where it goes, with the ids of earlier messages looked up; None while one of them is still on its way."""
    outgoing = parcel.outgoing
    to = outgoing.to
    if isinstance(to, Under):
        root = await tx.anchors.get(to.anchor)
        if root is None or root.channel is None or root.message_id is None:
            return None
        to = Conversation(root.platform, root.channel, root.thread or root.message_id)
    if isinstance(outgoing.act, Edit | Delete):
        earlier = await tx.anchors.get(outgoing.act.anchor)
        if earlier is None or earlier.channel is None or earlier.message_id is None:
            return None
        there = Conversation(earlier.platform, earlier.channel, earlier.thread)
        return Delivery(there, outgoing.act, earlier.message_id, again=parcel.again, workspace=workspace)
    return Delivery(to, outgoing.act, again=parcel.again, workspace=workspace)


async def with_files(delivery: Delivery, blobs: Blobs) -> Delivery:
    """A post with the way to its files' bytes; one whose bytes are gone is only named."""
    if not isinstance(delivery.act, Post) or not delivery.act.content.files:
        return delivery
    gone = {file.hash for file in delivery.act.content.files if file.kept and not await blobs.has(file.hash)}
    content = _without(gone, delivery.act.content) if gone else delivery.act.content
    files = tuple(openable(file, blobs) for file in content.files if file.kept)
    return replace(delivery, act=replace(delivery.act, content=content), files=files)


def openable(file: File, blobs: Blobs) -> Openable:
    return Openable(file, partial(blobs.read, file.hash))


def _without(gone: set[str], content: Content) -> Content:
    def marked(block: Block) -> Block:
        if not isinstance(block, Attached):
            return block
        return Attached(tuple(replace(f, problem="gone") if f.hash in gone else f for f in block.files))

    return replace(content, blocks=tuple(marked(block) for block in content.blocks))


async def _remember(outgoing: Outgoing, receipt: Receipt, tx: Transaction) -> None:
    """Where an anchored message ended up: later edits, deletions and its thread depend on it."""
    act = outgoing.act
    if not isinstance(act, Post) or act.anchor is None or outgoing.request_id is None:
        return
    reach = "requester" if outgoing.audience == "requester" else "internal"
    await tx.anchors.put(
        Anchored(
            act.anchor,
            outgoing.request_id,
            "requester" if reach == "requester" else "internal",
            outgoing.to.platform,
            receipt.channel,
            receipt.message_id,
            receipt.thread,
        )
    )
