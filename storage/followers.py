"""Who reads along on a ticket, and which tickets have to do with each other."""

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.follower import Follower
from storage.codec import dump_target, load_target
from storage.counters import upsert
from storage.tables import FollowerRow, LinkRow


class FollowerTable:
    """`bot.ports.Followers` over two tables."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def put(self, request_id: str, follower: Follower) -> None:
        values = {"wants": follower.wants, "home": dump_target(follower.home)}
        insert = upsert(self._session, FollowerRow).values(
            workspace=self._workspace, request_id=request_id, person=follower.person, **values
        )
        keys = ["workspace", "request_id", "person"]
        await self._session.exec(insert.on_conflict_do_update(index_elements=keys, set_=values))

    async def remove(self, request_id: str, person: str) -> bool:
        gone = delete(FollowerRow).where(
            col(FollowerRow.workspace) == self._workspace,
            col(FollowerRow.request_id) == request_id,
            col(FollowerRow.person) == person,
        )
        return bool((await self._session.exec(gone)).rowcount)

    async def of(self, request_id: str) -> list[Follower]:
        query = select(FollowerRow).where(
            col(FollowerRow.workspace) == self._workspace, col(FollowerRow.request_id) == request_id
        )
        rows = (await self._session.exec(query.order_by(col(FollowerRow.person)))).all()
        return [
            Follower(row.person, "copies" if row.wants == "copies" else "notice", load_target(row.home)) for row in rows
        ]

    async def link(self, request_id: str, other_id: str) -> None:
        for one, other in ((request_id, other_id), (other_id, request_id)):
            insert = upsert(self._session, LinkRow).values(workspace=self._workspace, request_id=one, other_id=other)
            await self._session.exec(insert.on_conflict_do_nothing())

    async def linked(self, request_id: str) -> list[str]:
        query = select(LinkRow.other_id).where(
            col(LinkRow.workspace) == self._workspace, col(LinkRow.request_id) == request_id
        )
        return list((await self._session.exec(query.order_by(col(LinkRow.other_id)))).all())
