"""What people made of the articles: views by day, votes, and checks by their owners."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Integer, case, cast, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.entry import Check, Figures, How, Seen, Vote
from storage.counters import upsert
from storage.rows import noun, values
from storage.tables import CheckRow, ViewRow, VoteRow


class FeedbackTable:
    """`bot.ports.Feedback` over three tables."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def seen(self, slug: str, day: date, how: How) -> None:
        key = {"workspace": self._workspace, "slug": slug, "day": day, "how": how}
        insert = upsert(self._session, ViewRow).values(**key, count=1)
        await self._session.exec(
            insert.on_conflict_do_update(index_elements=list(key), set_={"count": col(ViewRow.count) + 1})
        )

    async def views(self, slug: str) -> list[Seen]:
        query = select(ViewRow).where(col(ViewRow.workspace) == self._workspace, col(ViewRow.slug) == slug)
        rows = (await self._session.exec(query.order_by(col(ViewRow.day).desc(), col(ViewRow.how)))).all()
        return [noun(Seen, row) for row in rows]

    async def vote(self, vote: Vote) -> None:
        key = {"workspace": self._workspace, "slug": vote.slug, "person": vote.person, "of": vote.request_id or ""}
        said = {"helped": vote.helped, "at": vote.at}
        insert = upsert(self._session, VoteRow).values(**key, **said)
        await self._session.exec(insert.on_conflict_do_update(index_elements=list(key), set_=said))

    async def votes(self, slug: str) -> list[Vote]:
        query = select(VoteRow).where(col(VoteRow.workspace) == self._workspace, col(VoteRow.slug) == slug)
        rows = (await self._session.exec(query.order_by(col(VoteRow.at).desc(), col(VoteRow.person)))).all()
        return [noun(Vote, row, request_id=row.of or None) for row in rows]

    async def figures(self, slugs: Sequence[str] | None = None) -> dict[str, Figures]:
        seen = select(col(ViewRow.slug), func.sum(col(ViewRow.count))).where(col(ViewRow.workspace) == self._workspace)
        yes = func.sum(case((col(VoteRow.helped), 1), else_=0))
        said = select(col(VoteRow.slug), cast(yes, Integer), func.count()).where(
            col(VoteRow.workspace) == self._workspace
        )
        if slugs is not None:
            seen = seen.where(col(ViewRow.slug).in_(slugs))
            said = said.where(col(VoteRow.slug).in_(slugs))
        views = dict((await self._session.exec(seen.group_by(col(ViewRow.slug)))).all())
        votes = {
            slug: (yes, all_ - yes) for slug, yes, all_ in await self._session.exec(said.group_by(col(VoteRow.slug)))
        }
        return {slug: Figures(int(views.get(slug, 0)), *votes.get(slug, (0, 0))) for slug in sorted({*views, *votes})}

    async def check(self, check: Check) -> None:
        columns = values(check, without=("slug",))
        insert = upsert(self._session, CheckRow).values(workspace=self._workspace, slug=check.slug, **columns)
        await self._session.exec(insert.on_conflict_do_update(index_elements=["workspace", "slug"], set_=columns))

    async def checks(self) -> dict[str, Check]:
        query = select(CheckRow).where(col(CheckRow.workspace) == self._workspace)
        rows = (await self._session.exec(query.execution_options(populate_existing=True))).all()
        return {row.slug: noun(Check, row) for row in rows}
