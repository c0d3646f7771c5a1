"""Until when somebody has read what, for unread marks that outlive a restart."""

from datetime import datetime

from sqlmodel import col, select

from storage.counters import upsert
from storage.database import Database
from storage.tables import ReadMarkRow


class ReadMarkTable:
    """`bot.ports.ReadMarks` over a table, each call a transaction of its own."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database = database
        self._workspace = workspace

    async def saw(self, person: str, subject: str, at: datetime) -> None:
        async with self._database.begin() as session:
            insert = upsert(session, ReadMarkRow).values(
                workspace=self._workspace, person=person, subject=subject, at=at
            )
            keys = ["workspace", "person", "subject"]
            later = insert.on_conflict_do_update(index_elements=keys, set_={"at": at}, where=col(ReadMarkRow.at) < at)
            await session.exec(later)

    async def seen(self, person: str) -> dict[str, datetime]:
        query = select(ReadMarkRow.subject, ReadMarkRow.at).where(
            col(ReadMarkRow.workspace) == self._workspace, col(ReadMarkRow.person) == person
        )
        async with self._database.begin(read_only=True) as session:
            return {row[0]: row[1] for row in (await session.exec(query)).all()}
