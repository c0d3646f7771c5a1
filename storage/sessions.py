"""Links and sessions of the web, by the hash of their token."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.people import Account
from bot.model.sessions import CODE, Session, SignInLink
from storage.rows import noun, values
from storage.tables import SessionRow, SignInLinkRow

FORGET_LINKS = timedelta(days=1)
FORGET_SESSIONS = timedelta(days=60)  # after they ended by age


class SessionTable:
    """`bot.ports.Sessions` over two tables."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def add_link(self, link: SignInLink) -> None:
        old = delete(SignInLinkRow).where(
            col(SignInLinkRow.workspace) == self._workspace, col(SignInLinkRow.made_at) < link.made_at - FORGET_LINKS
        )
        await self._session.exec(old)
        row = SignInLinkRow(
            workspace=self._workspace, account=values(link.account), **values(link, without=("account",))
        )
        self._session.add(row)
        await self._session.flush()

    async def link(self, hash: str) -> SignInLink | None:
        row = await self._session.get(SignInLinkRow, (self._workspace, hash))
        return None if row is None else noun(SignInLink, row, account=Account(**row.account))

    async def use_link(self, hash: str, now: datetime) -> bool:
        used = update(SignInLinkRow).where(
            col(SignInLinkRow.workspace) == self._workspace,
            col(SignInLinkRow.hash) == hash,
            col(SignInLinkRow.used_at).is_(None),
            col(SignInLinkRow.expires_at) > now,
        )
        return bool((await self._session.exec(used.values(used_at=now))).rowcount)

    async def links_since(self, person: str, since: datetime, *, codes: bool = False) -> int:
        code = col(SignInLinkRow.to) == CODE
        query = (
            select(func.count())
            .select_from(SignInLinkRow)
            .where(
                col(SignInLinkRow.workspace) == self._workspace,
                col(SignInLinkRow.person) == person,
                col(SignInLinkRow.made_at) > since,
                code if codes else ~code,
            )
        )
        return int((await self._session.exec(query)).one())

    async def add(self, session: Session) -> None:
        old = delete(SessionRow).where(
            col(SessionRow.workspace) == self._workspace,
            col(SessionRow.ends_at) < session.made_at - FORGET_SESSIONS,
        )
        await self._session.exec(old)
        row = SessionRow(
            workspace=self._workspace, account=values(session.account), **values(session, without=("account",))
        )
        self._session.add(row)
        await self._session.flush()

    async def by_hash(self, hash: str) -> Session | None:
        query = select(SessionRow).where(col(SessionRow.workspace) == self._workspace, col(SessionRow.hash) == hash)
        row = (await self._session.exec(query)).first()
        return None if row is None else _noun(row)

    async def seen(self, session_id: str, now: datetime) -> None:
        await self._session.exec(
            update(SessionRow)
            .where(col(SessionRow.workspace) == self._workspace, col(SessionRow.id) == session_id)
            .values(seen_at=now)
        )

    async def of(self, person: str) -> list[Session]:
        query = select(SessionRow).where(
            col(SessionRow.workspace) == self._workspace,
            col(SessionRow.person) == person,
            col(SessionRow.ended_at).is_(None),
        )
        rows = (await self._session.exec(query.order_by(col(SessionRow.made_at).desc(), col(SessionRow.id)))).all()
        return [_noun(row) for row in rows]

    async def end(self, person: str, session_id: str | None, now: datetime) -> int:
        ended = update(SessionRow).where(
            col(SessionRow.workspace) == self._workspace,
            col(SessionRow.person) == person,
            col(SessionRow.ended_at).is_(None),
        )
        if session_id is not None:
            ended = ended.where(col(SessionRow.id) == session_id)
        return int((await self._session.exec(ended.values(ended_at=now))).rowcount)


def _noun(row: SessionRow) -> Session:
    return noun(Session, row, account=Account(**row.account))
