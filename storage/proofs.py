"""What became of answers."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.proof import SETTLED, Given, Verdict
from storage.counters import upsert
from storage.rows import values
from storage.tables import GivenRow, RequestRow

_NAMES = ("request_id", "slug", "edition", "requester", "at", "verdict")
_COLUMNS = tuple(getattr(GivenRow, name) for name in _NAMES)
_KEY = ["workspace", "request_id", "slug"]
_SEEMED_FINE = (Verdict.OPEN, Verdict.SILENT, Verdict.SOLVED)


class ProofTable:
    """`bot.ports.Proofs` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def put(self, given: Given) -> None:
        columns = values(given, without=("request_id", "slug", "verdict")) | {"verdict": given.verdict.value}
        insert = upsert(self._session, GivenRow).values(
            workspace=self._workspace, request_id=given.request_id, slug=given.slug, **columns
        )
        await self._session.exec(insert.on_conflict_do_update(index_elements=_KEY, set_=columns))

    async def of(self, request_id: str) -> list[Given]:
        query: Any = select(*_COLUMNS).where(
            col(GivenRow.workspace) == self._workspace, col(GivenRow.request_id) == request_id
        )
        return _nouns((await self._session.exec(query.order_by(col(GivenRow.at), col(GivenRow.slug)))).all())

    async def settle(self, request_id: str, verdict: Verdict, slug: str | None = None) -> None:
        change = update(GivenRow).where(
            col(GivenRow.workspace) == self._workspace, col(GivenRow.request_id) == request_id
        )
        if slug is not None:
            change = change.where(col(GivenRow.slug) == slug)
        await self._session.exec(change.values(verdict=verdict.value))

    async def forget(self, request_id: str, slug: str) -> None:
        gone = delete(GivenRow).where(
            col(GivenRow.workspace) == self._workspace,
            col(GivenRow.request_id) == request_id,
            col(GivenRow.slug) == slug,
        )
        await self._session.exec(gone)

    async def came_back(self, requester: str, slug: str, since: datetime, but: str) -> None:
        change = update(GivenRow).where(
            col(GivenRow.workspace) == self._workspace,
            col(GivenRow.requester) == requester,
            col(GivenRow.slug) == slug,
            col(GivenRow.at) >= since,
            col(GivenRow.request_id) != but,
            col(GivenRow.verdict).in_([one.value for one in _SEEMED_FINE]),
        )
        await self._session.exec(change.values(verdict=Verdict.AGAIN.value))

    async def latest(self, limit: int) -> list[Given]:
        newest = (col(GivenRow.at).desc(), col(GivenRow.request_id).desc())
        return _nouns((await self._session.exec(self._counted().order_by(*newest).limit(limit))).all())

    async def of_articles(self, slugs: Collection[str], limit: int) -> list[Given]:
        newest = (col(GivenRow.at).desc(), col(GivenRow.request_id).desc())
        place = func.row_number().over(partition_by=col(GivenRow.slug), order_by=newest).label("place")
        ranked = self._counted().where(col(GivenRow.slug).in_(sorted(slugs))).add_columns(place).subquery()
        columns = (ranked.c[name] for name in _NAMES)
        query: Any = select(*columns).where(ranked.c.place <= limit)
        ordered = query.order_by(ranked.c.at.desc(), ranked.c.request_id.desc())
        return _nouns((await self._session.exec(ordered)).all())

    def _counted(self) -> Any:
        same = (col(RequestRow.workspace) == col(GivenRow.workspace)) & (col(RequestRow.id) == col(GivenRow.request_id))
        query: Any = select(*_COLUMNS).join(RequestRow, same)
        return query.where(
            col(GivenRow.workspace) == self._workspace,
            col(GivenRow.verdict).in_([one.value for one in sorted(SETTLED)]),
            col(RequestRow.confidential).is_(False),
        )


def _nouns(rows: Iterable[Any]) -> list[Given]:
    return [_noun(*row) for row in rows]


def _noun(request_id: str, slug: str, edition: str, requester: str, at: datetime, verdict: str) -> Given:
    return Given(request_id, slug, edition, requester, at, Verdict(verdict))
