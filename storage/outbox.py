"""Effects not yet confirmed, in lanes. A lane is delivered by the one process that holds it."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.effects import Edit, Outgoing
from bot.ports import Ids, Pace, Parcel
from storage.codec import dump_outgoing, load_outgoing
from storage.counters import upsert
from storage.engine import Engine
from storage.tables import LaneRow, OutboxRow, PaceRow

LEASE = timedelta(seconds=60)  # longer than one delivery may take (bot.deliver gives up after 30 s)
EDITS_AT_ONCE = 50  # looked through for edits that a later one overtakes


def _last_edit(rows: list[OutboxRow]) -> OutboxRow:
    """The first row; where it edits a message, the last of the unbroken run of edits of that same message."""
    chosen = rows[0]
    for row in rows:
        act, first = row.body["act"], rows[0].body["act"]
        if act["kind"] != "edit" or act["anchor"] != first.get("anchor") or first["kind"] != "edit":
            break
        chosen = row
    return chosen


class OutboxTable:
    """`bot.ports.Outbox` over two tables. `holder` names this process."""

    def __init__(self, session: AsyncSession, workspace: str, holder: str, ids: Ids, engine: Engine | None) -> None:
        self._session = session
        self._workspace = workspace
        self._holder = holder
        self._ids = ids
        self._engine = engine

    async def add(self, outgoing: Outgoing, now: datetime) -> bool:
        held = await self._take(outgoing.lane, now)  # first, so that rows of one lane are numbered in order
        self._session.add(
            OutboxRow(
                workspace=self._workspace,
                key=self._ids.new(),
                lane=outgoing.lane,
                platform=outgoing.to.platform,
                body=dump_outgoing(outgoing),
                created_at=now,
            )
        )
        await self._session.flush()
        return held

    async def _take(self, lane: str, now: datetime) -> bool:
        """Lock the lane's row, making it if need be; True when this process holds it afterwards."""
        insert = upsert(self._session, LaneRow).values(
            workspace=self._workspace, lane=lane, holder=self._holder, held_until=now + LEASE, due_at=None
        )
        touch = insert.on_conflict_do_update(index_elements=["workspace", "lane"], set_={"lane": insert.excluded.lane})
        await self._session.exec(touch)
        return await self.hold(lane, now)

    async def hold(self, lane: str, now: datetime) -> bool:
        row = await self._lane(lane)
        if row is None or (row.due_at is not None and row.due_at > now):
            return False
        expired = row.held_until is None or row.held_until <= now
        if row.holder not in (None, self._holder) and not expired:
            return False
        row.unsure = row.unsure or (row.holder is not None and expired)
        row.holder, row.held_until, row.due_at = self._holder, now + LEASE, None
        self._session.add(row)
        await self._session.flush()
        return True

    async def _lane(self, lane: str) -> LaneRow | None:
        query = select(LaneRow).where(col(LaneRow.workspace) == self._workspace, col(LaneRow.lane) == lane)
        query = query.with_for_update().execution_options(populate_existing=True)
        return (await self._session.exec(query)).first()

    async def _held(self, lane: str) -> LaneRow | None:
        row = await self._lane(lane)
        return row if row is not None and row.holder == self._holder else None

    async def next(self, lane: str, now: datetime) -> Parcel | None:
        query = (
            select(OutboxRow, LaneRow.unsure)
            .join(LaneRow, (col(LaneRow.workspace) == col(OutboxRow.workspace)) & (col(LaneRow.lane) == lane))
            .where(
                col(OutboxRow.workspace) == self._workspace,
                col(OutboxRow.lane) == lane,
                col(OutboxRow.state) == "waiting",
                col(LaneRow.holder) == self._holder,
            )
            .order_by(col(OutboxRow.seq))
            .limit(EDITS_AT_ONCE)
        )
        rows = [(row, unsure) for row, unsure in (await self._session.exec(query)).all() if row.seq is not None]
        if not rows:
            return None
        first, unsure = rows[0]
        row = _last_edit([row for row, _ in rows])
        overtaken = row is not first
        outgoing = load_outgoing(row.body)
        return Parcel(row.seq or 0, row.key, row.lane, outgoing, row.tries, row.slot_at, again=unsure and not overtaken)

    async def sent(self, parcel: Parcel, now: datetime) -> bool:
        lane = await self._held(parcel.lane)
        await self._end(parcel, "sent", None, now)
        await self._overtaken(parcel, now)
        if lane is None:
            return False
        lane.held_until, lane.unsure = now + LEASE, False
        self._session.add(lane)
        await self._session.flush()
        return True

    async def delay(self, parcel: Parcel, until: datetime, *, tried: bool) -> None:
        if tried:
            bump = update(OutboxRow).where(
                col(OutboxRow.workspace) == self._workspace, col(OutboxRow.seq) == parcel.seq
            )
            await self._session.exec(bump.values(tries=col(OutboxRow.tries) + 1))
        lane = await self._held(parcel.lane)
        if lane is None:
            return
        lane.holder, lane.held_until, lane.due_at = None, None, until
        lane.unsure = lane.unsure or tried
        self._session.add(lane)
        await self._session.flush()
        if self._engine is not None:
            await self._engine.push_at(self._session, self._workspace, parcel.lane, until)

    async def _overtaken(self, parcel: Parcel, now: datetime) -> None:
        """Earlier edits of a message whose last edit is through are through too."""
        if not isinstance(parcel.outgoing.act, Edit):
            return
        earlier = update(OutboxRow).where(
            col(OutboxRow.workspace) == self._workspace,
            col(OutboxRow.lane) == parcel.lane,
            col(OutboxRow.state) == "waiting",
            col(OutboxRow.seq) < parcel.seq,
        )
        await self._session.exec(earlier.values(state="sent", reason="overtaken", ended_at=now))

    async def bury(self, parcel: Parcel, reason: str, now: datetime) -> None:
        await self._end(parcel, "buried", reason[:200], now)

    async def _end(self, parcel: Parcel, state: str, reason: str | None, now: datetime) -> None:
        done = update(OutboxRow).where(col(OutboxRow.workspace) == self._workspace, col(OutboxRow.seq) == parcel.seq)
        await self._session.exec(done.values(state=state, reason=reason, ended_at=now, tries=col(OutboxRow.tries) + 1))

    async def release(self, lane: str) -> bool:
        row = await self._held(lane)
        if row is None:
            return True
        # the lane's row is locked and this statement sees what was committed before the lock was ours
        waiting = select(OutboxRow.seq).where(
            col(OutboxRow.workspace) == self._workspace,
            col(OutboxRow.lane) == lane,
            col(OutboxRow.state) == "waiting",
        )
        if (await self._session.exec(waiting.limit(1))).first() is not None:
            return False
        await self._session.exec(
            delete(LaneRow).where(col(LaneRow.workspace) == self._workspace, col(LaneRow.lane) == lane)
        )
        return True

    async def idle_lanes(self, now: datetime, limit: int) -> list[str]:
        query = (
            select(LaneRow.lane)
            .where(
                col(LaneRow.workspace) == self._workspace,
                or_(col(LaneRow.holder).is_(None), col(LaneRow.held_until).is_(None), col(LaneRow.held_until) <= now),
                or_(col(LaneRow.due_at).is_(None), col(LaneRow.due_at) <= now),
            )
            .order_by(col(LaneRow.lane))
            .limit(limit)
        )
        return list((await self._session.exec(query)).all())

    async def slot(self, platform: str, channel: str, pace: Pace, now: datetime) -> float:
        # generic cell rate: the clock of the channel may run ahead of now by the burst
        interval = timedelta(seconds=1 / pace.per_second)
        query = select(PaceRow).where(
            col(PaceRow.workspace) == self._workspace,
            col(PaceRow.platform) == platform,
            col(PaceRow.channel) == channel,
        )
        insert = upsert(self._session, PaceRow).values(
            workspace=self._workspace, platform=platform, channel=channel, next_at=now
        )
        await self._session.exec(insert.on_conflict_do_nothing())
        row = (await self._session.exec(query.with_for_update().execution_options(populate_existing=True))).one()
        start = max(row.next_at, now)
        row.next_at = start + interval
        self._session.add(row)
        await self._session.flush()
        return max(0.0, (start - now - interval * (pace.burst - 1)).total_seconds())

    async def reserve(self, parcel: Parcel, channel: str, pace: Pace, now: datetime) -> float:
        if parcel.slot_at is not None:
            return max(0.0, (parcel.slot_at - now).total_seconds())
        wait_s = await self.slot(parcel.outgoing.to.platform, channel, pace, now)
        kept = update(OutboxRow).where(col(OutboxRow.workspace) == self._workspace, col(OutboxRow.seq) == parcel.seq)
        await self._session.exec(kept.values(slot_at=now + timedelta(seconds=wait_s)))
        return wait_s
