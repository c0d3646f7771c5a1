"""The people the desk has met."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.people import Person
from storage.counters import upsert
from storage.persons import merge, part
from storage.rows import noun, values
from storage.tables import PersonRow


class PeopleTable:
    """`bot.ports.People` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def get(self, person_id: str) -> Person | None:
        query = select(PersonRow).where(col(PersonRow.workspace) == self._workspace, col(PersonRow.id) == person_id)
        row = (await self._session.exec(query.with_for_update().execution_options(populate_existing=True))).first()
        return None if row is None else noun(Person, row)

    async def save(self, person: Person) -> None:
        insert = upsert(self._session, PersonRow).values(workspace=self._workspace, **values(person))
        changed = values(person, without=("id",))
        await self._session.exec(insert.on_conflict_do_update(index_elements=["workspace", "id"], set_=changed))

    async def merge(self, person_id: str, into: str) -> None:
        await merge(self._session, self._workspace, person_id, into)

    async def part(self, platform: str, account: str, person_id: str, own: str) -> None:
        await part(self._session, self._workspace, (platform, account), person_id, own)

    async def names(self, person_ids: Sequence[str]) -> dict[str, str]:
        query = select(PersonRow.id, PersonRow.name).where(
            col(PersonRow.workspace) == self._workspace, col(PersonRow.id).in_(list(person_ids))
        )
        return {row[0]: row[1] for row in (await self._session.exec(query)).all()}
