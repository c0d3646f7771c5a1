"""The ids of everything worked on: the same happening is worked on once."""

from datetime import datetime

from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.counters import upsert
from storage.tables import InboxRow


class InboxTable:
    """`bot.ports.Inbox` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def first_time(self, key: str, now: datetime) -> bool:
        insert = upsert(self._session, InboxRow).values(workspace=self._workspace, key=key, at=now)
        result = await self._session.exec(insert.on_conflict_do_nothing().returning(col(InboxRow.key)))
        return result.first() is not None

    async def seen(self, key: str) -> bool:
        return await self._session.get(InboxRow, (self._workspace, key)) is not None
