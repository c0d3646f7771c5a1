"""Articles from chat, with every wording of them."""

from typing import Any, get_args

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.entry import Entry, State, Wording
from storage.counters import next_value, upsert
from storage.rows import noun, values
from storage.tables import CounterRow, EntryRow, WordingRow

_GENERATION = "articles"


class ArticleTable:
    """`bot.ports.Articles` over two tables."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def generation(self) -> int:
        query = select(CounterRow.value).where(
            col(CounterRow.workspace) == self._workspace, col(CounterRow.name) == _GENERATION
        )
        return (await self._session.exec(query)).first() or 0

    async def changed(self) -> None:
        await next_value(self._session, self._workspace, _GENERATION)

    async def get(self, slug: str, language: str) -> Entry | None:
        query = select(EntryRow).where(
            col(EntryRow.workspace) == self._workspace, col(EntryRow.slug) == slug, col(EntryRow.language) == language
        )
        row = (await self._session.exec(query.with_for_update().execution_options(populate_existing=True))).first()
        return None if row is None else await self._noun(row)

    async def every(self) -> list[Entry]:
        query = select(EntryRow).where(col(EntryRow.workspace) == self._workspace)
        rows = (await self._session.exec(query.order_by(col(EntryRow.slug), col(EntryRow.language)))).all()
        return [await self._noun(row) for row in rows]

    async def put(self, entry: Entry) -> None:
        key = {"workspace": self._workspace, "slug": entry.slug, "language": entry.language}
        published = entry.published.version if entry.published else None
        columns: dict[str, Any] = values(entry, without=("slug", "language", "latest", "published"))
        columns |= {"version": entry.version, "published": published}
        insert = upsert(self._session, EntryRow).values(**key, **columns)
        await self._session.exec(insert.on_conflict_do_update(index_elements=list(key), set_=columns))
        wording = values(entry.latest) | {
            "questions": list(entry.latest.questions),
            "tags": list(entry.latest.tags),
        }
        kept = upsert(self._session, WordingRow).values(**key, **wording)
        await self._session.exec(kept.on_conflict_do_nothing())

    async def wordings(self, slug: str, language: str) -> list[Wording]:
        query = select(WordingRow).where(
            col(WordingRow.workspace) == self._workspace,
            col(WordingRow.slug) == slug,
            col(WordingRow.language) == language,
        )
        rows = (await self._session.exec(query.order_by(col(WordingRow.version).desc()))).all()
        return [_wording(row) for row in rows]

    async def _noun(self, row: EntryRow) -> Entry:
        key = (self._workspace, row.slug, row.language)
        latest = await self._session.get(WordingRow, (*key, row.version))
        if latest is None:
            raise LookupError(row.slug)
        shown = await self._session.get(WordingRow, (*key, row.published)) if row.published is not None else None
        state = next(one for one in get_args(State) if one == row.state)
        return noun(Entry, row, latest=_wording(latest), published=_wording(shown) if shown else None, state=state)


def _wording(row: WordingRow) -> Wording:
    return noun(Wording, row, questions=tuple(row.questions), tags=tuple(row.tags))
