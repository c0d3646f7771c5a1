"""Requests, tickets and their handoffs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.handoff import Handoff
from bot.model.places import Conversation
from bot.model.request import Request
from bot.model.states import ACTIVE, Kind, Outcome, Priority, Status
from bot.ports import Page, Wanted
from storage.codec import dump_target, load_target
from storage.counters import next_value
from storage.rows import noun, values
from storage.search import matching
from storage.tables import HandoffRow, RequestRow

_ACTIVE = [status.value for status in ACTIVE]
_SPECIAL = ("handoff", "home", "tried", "tags", "status", "outcome", "kind", "priority")


class RequestTable:
    """`bot.ports.Requests` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def get(self, request_id: str) -> Request | None:
        return await self._one(col(RequestRow.id) == request_id)

    async def numbered(self, number: int) -> Request | None:
        return await self._one(col(RequestRow.number) == number)

    async def _one(self, condition: ColumnElement[bool]) -> Request | None:
        query = select(RequestRow).where(col(RequestRow.workspace) == self._workspace, condition)
        row = (await self._session.exec(query.with_for_update().execution_options(populate_existing=True))).first()
        return None if row is None else await self._noun(row)

    async def _noun(self, row: RequestRow) -> Request:
        return _to_noun(row, _standing(await self.handoffs(row.id)))

    async def add(self, request: Request) -> None:
        self._session.add(RequestRow(workspace=self._workspace, version=request.version, **_columns(request)))
        await self._session.flush()
        if request.handoff is not None:
            await self.save_handoff(request.id, request.handoff)

    async def save(self, request: Request) -> None:
        row = await self._session.get(RequestRow, (self._workspace, request.id))
        if row is None:
            raise LookupError(request.id)
        for name, value in _columns(request).items():
            setattr(row, name, value)
        row.version += 1
        self._session.add(row)
        await self._session.flush()
        if request.handoff is not None:
            await self.save_handoff(request.id, request.handoff)

    async def count(self) -> int:
        return await self._count()

    async def count_since(self, requester: str, since: datetime) -> int:
        return await self._count(col(RequestRow.requester) == requester, col(RequestRow.created_at) >= since)

    async def count_queue(self, queue: str) -> int:
        here = or_(col(RequestRow.queue) == queue, col(RequestRow.offered_to) == queue)
        return await self._count(here, col(RequestRow.status).in_(_ACTIVE))

    async def count_active(self, requester: str) -> int:
        return await self._count(col(RequestRow.requester) == requester, col(RequestRow.status).in_(_ACTIVE))

    async def _count(self, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(RequestRow).where(col(RequestRow.workspace) == self._workspace)
        return int((await self._session.exec(query.where(*conditions))).one())

    async def next_number(self) -> int:
        return await next_value(self._session, self._workspace, "ticket")

    async def latest_direct(self, requester: str, platform: str, since: datetime) -> Request | None:
        query = self._scoped(
            col(RequestRow.requester) == requester,
            col(RequestRow.platform) == platform,
            col(RequestRow.direct).is_(True),
            col(RequestRow.touched_at) >= since,
        ).order_by(col(RequestRow.created_at).desc(), col(RequestRow.id).desc())
        query = query.limit(1).with_for_update().execution_options(populate_existing=True)
        row = (await self._session.exec(query)).first()
        return None if row is None else await self._noun(row)

    async def of_requester(self, requester: str, page: Page, *, active_only: bool = False) -> list[Request]:
        query = self._scoped(col(RequestRow.requester) == requester)
        if active_only:
            query = query.where(col(RequestRow.status).in_(_ACTIVE))
        return await self._page(query.order_by(col(RequestRow.created_at).desc(), col(RequestRow.id).desc()), page)

    async def of_owner(self, owner: str, page: Page) -> list[Request]:
        query = self._scoped(col(RequestRow.owner) == owner, col(RequestRow.status).in_(_ACTIVE))
        return await self._page(query.order_by(*_longest_waiting_first()), page)

    async def of_queue(self, queue: str, page: Page) -> list[Request]:
        here = or_(col(RequestRow.queue) == queue, col(RequestRow.offered_to) == queue)
        query = self._scoped(here, col(RequestRow.status).in_(_ACTIVE))
        return await self._page(query.order_by(*_longest_waiting_first()), page)

    def _scoped(self, *conditions: ColumnElement[bool]) -> Any:
        return select(RequestRow).where(col(RequestRow.workspace) == self._workspace, *conditions)

    async def _page(self, query: Any, page: Page) -> list[Request]:
        rows: Sequence[RequestRow] = (await self._session.exec(query.offset(page.offset).limit(page.size))).all()
        handed = await self._handed_on([row.id for row in rows])
        return [_to_noun(row, _standing(handed.get(row.id, []))) for row in rows]

    async def _handed_on(self, request_ids: Sequence[str]) -> dict[str, list[Handoff]]:
        """The handoffs of many requests with one query, oldest first."""
        found: dict[str, list[Handoff]] = {}
        if not request_ids:
            return found
        query = (
            select(HandoffRow)
            .where(col(HandoffRow.workspace) == self._workspace, col(HandoffRow.request_id).in_(request_ids))
            .order_by(col(HandoffRow.handed_at), col(HandoffRow.id))
        )
        for row in (await self._session.exec(query)).all():
            found.setdefault(row.request_id, []).append(noun(Handoff, row))
        return found

    async def unowned(self, queues: Sequence[str], page: Page) -> list[Request]:
        query = self._scoped(
            col(RequestRow.queue).in_(list(queues)),
            col(RequestRow.owner).is_(None),
            col(RequestRow.status).in_(_ACTIVE),
        )
        return await self._page(query.order_by(*_longest_waiting_first()), page)

    async def at_risk(self, queues: Sequence[str], since: datetime, page: Page) -> list[Request]:
        waits = col(RequestRow.waiting_since)
        query = self._scoped(
            col(RequestRow.queue).in_(list(queues)),
            col(RequestRow.status).in_(_ACTIVE),
            or_(waits < since, and_(waits.is_not(None), col(RequestRow.priority) == Priority.URGENT.value)),
        )
        return await self._page(query.order_by(*_longest_waiting_first()), page)

    async def popular(self, since: datetime, limit: int) -> list[str]:
        slug, times = col(RequestRow.answer_slug), func.count()
        query = (
            select(RequestRow.answer_slug, times)
            .where(
                col(RequestRow.workspace) == self._workspace,
                slug.is_not(None),
                col(RequestRow.created_at) >= since,
                col(RequestRow.confidential).is_(False),
            )
            .group_by(slug)
            .order_by(times.desc(), slug)
            .limit(limit)
        )
        return [row[0] for row in (await self._session.exec(query)).all() if row[0]]

    async def idle(self, queue: str, since: datetime, limit: int) -> list[Request]:
        query = self._scoped(
            col(RequestRow.queue) == queue,
            col(RequestRow.status).in_(_ACTIVE),
            col(RequestRow.touched_at) < since,
        )
        return await self._page(query.order_by(col(RequestRow.touched_at), col(RequestRow.id)), Page(size=limit))

    async def find(self, wanted: Wanted, page: Page) -> list[Request]:
        query = self._scoped(col(RequestRow.number).is_not(None), *matching(wanted, self._workspace))
        return await self._page(query.order_by(col(RequestRow.created_at).desc(), col(RequestRow.id).desc()), page)

    async def save_handoff(self, request_id: str, handoff: Handoff) -> None:
        row = await self._session.get(HandoffRow, (self._workspace, handoff.id))
        if row is None:
            row = HandoffRow(workspace=self._workspace, request_id=request_id, **values(handoff))
        for name, value in values(handoff).items():
            setattr(row, name, value)
        self._session.add(row)
        await self._session.flush()

    async def handoffs(self, request_id: str) -> list[Handoff]:
        query = (
            select(HandoffRow)
            .where(col(HandoffRow.workspace) == self._workspace, col(HandoffRow.request_id) == request_id)
            .order_by(col(HandoffRow.handed_at), col(HandoffRow.id))
        )
        return [noun(Handoff, row) for row in (await self._session.exec(query)).all()]


def _standing(handoffs: Sequence[Handoff]) -> Handoff | None:
    """The one that counts: an earlier one that was accepted can be returned once a later one has been."""
    standing = [one for one in handoffs if one.returnable] or handoffs
    return standing[-1] if standing else None


def _longest_waiting_first() -> list[Any]:
    since = func.coalesce(col(RequestRow.waiting_since), col(RequestRow.touched_at), col(RequestRow.created_at))
    return [col(RequestRow.waiting_since).is_(None), since, col(RequestRow.id)]


def _columns(request: Request) -> dict[str, Any]:
    pending = request.handoff if request.handoff and request.handoff.pending else None
    return values(request, without=(*_SPECIAL, "version")) | {
        "status": request.status.value,
        "outcome": request.outcome.value if request.outcome else None,
        "home": dump_target(request.home),
        "tried": list(request.tried),
        "tags": list(request.tags),
        "kind": request.kind.value,
        "priority": request.priority.value,
        "offered_to": pending.to_queue if pending else None,
    }


def _to_noun(row: RequestRow, handoff: Handoff | None) -> Request:
    home = load_target(row.home) if row.home else Conversation(row.platform, "")
    return noun(
        Request,
        row,
        handoff=handoff,
        home=home,
        tried=tuple(row.tried),
        tags=tuple(row.tags),
        kind=Kind(row.kind),
        priority=Priority(row.priority),
        status=Status(row.status),
        outcome=Outcome(row.outcome) if row.outcome else None,
    )
