"""The messages of a local workspace, for the web page and the terminal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from bot.model.content import Content
from bot.ports import LocalPost
from storage.codec import dump_content, dump_files, load_content, load_files
from storage.counters import upsert
from storage.database import Database
from storage.rows import clean, noun, values
from storage.tables import LocalPostRow


class LocalPostTable:
    """`bot.ports.LocalPosts` over a table, each call a transaction of its own."""

    def __init__(self, database: Database, workspace: str, platform: str) -> None:
        self._database = database
        self._workspace = workspace
        self._platform = platform

    async def put(self, post: LocalPost) -> bool:
        row = values(post, without=("content", "marks", "files")) | {
            "workspace": self._workspace,
            "platform": self._platform,
            "content": dump_content(post.content) if post.content else None,
            "marks": list(post.marks),
            "files": dump_files(post.files),
        }
        async with self._database.begin() as session:
            insert = upsert(session, LocalPostRow).values(**row).on_conflict_do_nothing()
            result = await session.exec(insert.returning(col(LocalPostRow.id)))
            return result.first() is not None

    async def change(
        self,
        post_id: str,
        *,
        content: Content | None = None,
        text: str | None = None,
        deleted: bool = False,
        mark: str | None = None,
        at: datetime | None = None,
    ) -> LocalPost | None:
        async with self._database.begin() as session:
            row = await session.get(LocalPostRow, (self._workspace, self._platform, post_id), with_for_update=True)
            if row is None:
                return None
            if content is not None and not row.deleted:
                row.content, row.edited_at = dump_content(content), at
            if text is not None and not row.deleted:
                row.text, row.edited_at = clean(text), at
            if deleted:
                row.deleted, row.text, row.content, row.files = True, "", None, []
            if mark is not None and mark not in row.marks:
                row.marks = [*row.marks, mark]
            session.add(row)
            return _noun(row)

    async def get(self, post_id: str) -> LocalPost | None:
        async with self._database.begin(read_only=True) as session:
            row = await session.get(LocalPostRow, (self._workspace, self._platform, post_id))
            return None if row is None else _noun(row)

    async def latest(self, channel: str, limit: int, before: datetime | None = None) -> list[LocalPost]:
        query = self._in(channel).where(col(LocalPostRow.thread).is_(None))
        if before is not None:
            query = query.where(col(LocalPostRow.at) < before)
        query = query.order_by(col(LocalPostRow.at).desc(), col(LocalPostRow.id).desc()).limit(limit)
        return list(reversed(await self._all(query)))

    async def thread(self, channel: str, root: str) -> list[LocalPost]:
        query = self._in(channel).where(col(LocalPostRow.thread) == root)
        return await self._all(query.order_by(col(LocalPostRow.at), col(LocalPostRow.id)))

    async def last_by_others(self, channels: Sequence[str], account: str) -> dict[str, datetime]:
        query = (
            select(LocalPostRow.channel, func.max(col(LocalPostRow.at)))
            .where(
                col(LocalPostRow.workspace) == self._workspace,
                col(LocalPostRow.platform) == self._platform,
                col(LocalPostRow.channel).in_(list(channels)),
                col(LocalPostRow.by) != account,
                col(LocalPostRow.deleted).is_(False),
            )
            .group_by(col(LocalPostRow.channel))
        )
        async with self._database.begin(read_only=True) as session:
            return {row[0]: row[1] for row in (await session.exec(query)).all()}

    async def thread_counts(self, channel: str, roots: Sequence[str]) -> dict[str, int]:
        query = (
            select(LocalPostRow.thread, func.count())
            .where(
                col(LocalPostRow.workspace) == self._workspace,
                col(LocalPostRow.platform) == self._platform,
                col(LocalPostRow.channel) == channel,
                col(LocalPostRow.thread).in_(list(roots)),
            )
            .group_by(col(LocalPostRow.thread))
        )
        async with self._database.begin(read_only=True) as session:
            return {row[0]: row[1] for row in (await session.exec(query)).all() if row[0]}

    def _in(self, channel: str) -> Any:
        return select(LocalPostRow).where(
            col(LocalPostRow.workspace) == self._workspace,
            col(LocalPostRow.platform) == self._platform,
            col(LocalPostRow.channel) == channel,
        )

    async def _all(self, query: Any) -> list[LocalPost]:
        async with self._database.begin(read_only=True) as session:
            return [_noun(row) for row in (await session.exec(query)).all()]


def _noun(row: LocalPostRow) -> LocalPost:
    content = load_content(row.content) if row.content else None
    return noun(LocalPost, row, content=content, marks=tuple(row.marks), files=load_files(row.files))
