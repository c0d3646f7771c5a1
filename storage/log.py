"""The append-only event log."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, func, not_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.events import Event, Glance, Verb
from bot.model.states import ACTIVE, Status
from storage.tables import EventRow

_ACTIVE = [status.value for status in ACTIVE]


class LogTable:
    """`bot.ports.Log` over a table. Rows are added and never changed."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def append(self, event: Event) -> None:
        before, after = event.before, event.after
        self._session.add(
            EventRow(
                workspace=self._workspace,
                request_id=event.request_id,
                verb=event.verb.value,
                by=event.by,
                at=event.at,
                status_before=before.status.value if before.status else None,
                status_after=after.status.value if after.status else None,
                queue_before=before.queue,
                queue_after=after.queue,
                owner_before=before.owner,
                owner_after=after.owner,
                data=event.data,
            )
        )
        await self._session.flush()

    async def of(self, request_id: str) -> list[Event]:
        query = select(EventRow).where(
            col(EventRow.workspace) == self._workspace, col(EventRow.request_id) == request_id
        )
        return [_noun(row) for row in (await self._session.exec(query.order_by(col(EventRow.seq)))).all()]

    async def between(self, start: datetime, end: datetime) -> list[Event]:
        query = select(EventRow).where(
            col(EventRow.workspace) == self._workspace, col(EventRow.at) >= start, col(EventRow.at) < end
        )
        return [_noun(row) for row in (await self._session.exec(query.order_by(col(EventRow.seq)))).all()]

    async def backlog(self, queues: Sequence[str], at: datetime) -> int:
        was = col(EventRow.status_before).in_(_ACTIVE) & col(EventRow.queue_before).in_(list(queues))
        is_ = col(EventRow.status_after).in_(_ACTIVE) & col(EventRow.queue_after).in_(list(queues))
        # NULL on either side means "not active here"
        came, went = func.coalesce(is_, False), func.coalesce(was, False)
        change = case((came & not_(went), 1), (went & not_(came), -1), else_=0)
        query = select(func.coalesce(func.sum(change), 0)).where(
            col(EventRow.workspace) == self._workspace, col(EventRow.at) < at
        )
        return int((await self._session.exec(query)).one())


def _noun(row: EventRow) -> Event:
    return Event(
        row.request_id,
        Verb(row.verb),
        row.by,
        row.at,
        Glance(Status(row.status_before) if row.status_before else None, row.queue_before, row.owner_before),
        Glance(Status(row.status_after) if row.status_after else None, row.queue_after, row.owner_after),
        dict(row.data),
    )
