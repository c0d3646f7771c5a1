"""Numbers that only go up, one row each; the row is locked until the transaction ends."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import CounterRow


def upsert(session: AsyncSession, table: type[Any]) -> Any:
    """INSERT for the database in use; both dialects know ON CONFLICT."""
    dialect = session.get_bind().dialect.name
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


async def next_value(session: AsyncSession, workspace: str, name: str) -> int:
    """One more than the last value committed."""
    insert = upsert(session, CounterRow).values(workspace=workspace, name=name, value=1)
    counted = insert.on_conflict_do_update(
        index_elements=["workspace", "name"], set_={"value": col(CounterRow.value) + 1}
    ).returning(col(CounterRow.value))
    return int((await session.exec(counted)).scalar_one())
