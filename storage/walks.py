"""Where requesters are in guided scripts."""

from dataclasses import asdict
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.walk import Taken, Walk
from storage.counters import upsert
from storage.rows import clean, noun, values
from storage.tables import WalkRow


def _read(steps: list[dict[str, str]]) -> tuple[Taken, ...]:
    return tuple(Taken(**one) for one in steps)


def _written(steps: tuple[Taken, ...]) -> list[dict[str, str]]:
    return [clean(asdict(one)) for one in steps]


class WalkTable:
    """`bot.ports.Walks` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def get(self, request_id: str) -> Walk | None:
        row = await self._session.get(WalkRow, (self._workspace, request_id), populate_existing=True)
        return None if row is None else noun(Walk, row, path=_read(row.path), earlier=_read(row.earlier))

    async def put(self, walk: Walk) -> None:
        steps = {"path": _written(walk.path), "earlier": _written(walk.earlier)}
        columns: dict[str, Any] = values(walk, without=("request_id", *steps)) | steps
        insert = upsert(self._session, WalkRow).values(workspace=self._workspace, request_id=walk.request_id, **columns)
        keys = ["workspace", "request_id"]
        await self._session.exec(insert.on_conflict_do_update(index_elements=keys, set_=columns))
