"""Which workspaces there are."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import CounterRow, LaneRow, TimerRow


async def with_rows(session: AsyncSession) -> set[str]:
    """Every workspace with something settled, numbered or still to come."""
    found: set[str] = set()
    for table in (CounterRow, TimerRow, LaneRow):
        found |= set((await (await session.connection()).execute(_names_in(table))).scalars())
    return found - {""}  # a counter of the whole database's


def _names_in(table: Any) -> Any:
    """One step in the primary key for each name, however many rows it has."""
    name = col(table.workspace)
    first = select(func.min(name).label("name")).cte("found", recursive=True)
    following = select(func.min(name)).where(name > first.c.name).correlate(first).scalar_subquery()
    found = first.union_all(select(following).where(first.c.name.is_not(None)))
    return select(found.c.name).where(found.c.name.is_not(None))
