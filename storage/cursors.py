"""How far each channel of a platform has been heard."""

from collections.abc import Mapping

from sqlmodel import col, select

from storage.counters import upsert
from storage.database import Database
from storage.tables import CursorRow


class CursorTable:
    """`bot.ports.Cursors` over a table, each call a transaction of its own."""

    def __init__(self, database: Database, workspace: str, platform: str) -> None:
        self._database = database
        self._workspace = workspace
        self._platform = platform

    async def all(self) -> dict[str, str]:
        query = select(CursorRow.channel, CursorRow.position).where(
            col(CursorRow.workspace) == self._workspace, col(CursorRow.platform) == self._platform
        )
        async with self._database.begin(read_only=True) as session:
            return {row[0]: row[1] for row in (await session.exec(query)).all()}

    async def put(self, positions: Mapping[str, str]) -> None:
        """Forward only: another replica may have heard more."""
        async with self._database.begin() as session:
            for channel, position in sorted(positions.items()):
                insert = upsert(session, CursorRow).values(
                    workspace=self._workspace, platform=self._platform, channel=channel, position=position
                )
                await session.exec(
                    insert.on_conflict_do_update(
                        index_elements=["workspace", "platform", "channel"],
                        set_={"position": insert.excluded.position},
                        where=col(CursorRow.position) < insert.excluded.position,
                    )
                )
