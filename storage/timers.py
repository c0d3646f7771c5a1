"""Moments to come, and commands that wait for a yes."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.model.effects import Timer
from bot.ports import Draft
from storage.counters import upsert
from storage.engine import Engine
from storage.rows import noun, values
from storage.tables import DraftRow, TimerRow


class TimerTable:
    """`bot.ports.Timers` over a table. With an engine, each row also wakes it in the same transaction."""

    def __init__(self, session: AsyncSession, workspace: str, engine: Engine | None) -> None:
        self._session = session
        self._workspace = workspace
        self._engine = engine

    async def put(self, timer: Timer) -> None:
        insert = upsert(self._session, TimerRow).values(
            workspace=self._workspace, key=timer.key, due_at=timer.due_at, done_at=None
        )
        await self._session.exec(
            insert.on_conflict_do_update(
                index_elements=["workspace", "key"], set_={"due_at": timer.due_at, "done_at": None}
            )
        )
        if self._engine is not None:
            await self._engine.wake_at(self._session, self._workspace, timer)

    async def ring(self, key: str, now: datetime) -> datetime | None:
        query = select(TimerRow).where(col(TimerRow.workspace) == self._workspace, col(TimerRow.key) == key)
        row = (await self._session.exec(query.with_for_update().execution_options(populate_existing=True))).first()
        if row is None or row.done_at is not None or row.due_at > now:
            return None
        row.done_at = now
        self._session.add(row)
        await self._session.flush()
        return row.due_at

    async def due(self, now: datetime, limit: int) -> list[Timer]:
        query = self._waiting().where(col(TimerRow.due_at) <= now).limit(limit)
        return [Timer(row.key, row.due_at) for row in (await self._session.exec(query)).all()]

    async def upcoming(self) -> datetime | None:
        row = (await self._session.exec(self._waiting().limit(1))).first()
        return None if row is None else row.due_at

    async def pending(self, key: str) -> datetime | None:
        row = await self._session.get(TimerRow, (self._workspace, key))
        return None if row is None or row.done_at is not None else row.due_at

    def _waiting(self) -> SelectOfScalar[TimerRow]:
        return (
            select(TimerRow)
            .where(col(TimerRow.workspace) == self._workspace, col(TimerRow.done_at).is_(None))
            .order_by(col(TimerRow.due_at), col(TimerRow.key))
            .execution_options(populate_existing=True)
        )


_DRAFT_COLUMNS = [getattr(DraftRow, field.name) for field in fields(Draft)]


class DraftTable:
    """`bot.ports.Drafts` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def put(self, draft: Draft) -> None:
        self._session.add(DraftRow(workspace=self._workspace, **values(draft)))
        await self._session.flush()

    async def take(self, draft_id: str) -> Draft | None:
        # one statement: of two who press at once, one gets it
        gone = delete(DraftRow).where(col(DraftRow.workspace) == self._workspace, col(DraftRow.id) == draft_id)
        row = (await self._session.exec(gone.returning(*_DRAFT_COLUMNS))).first()
        return None if row is None else noun(Draft, row)
