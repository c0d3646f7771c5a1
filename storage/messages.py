"""What people said, and where messages of ours ended up."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.messages import Anchored, Message, Revision
from bot.model.places import Conversation
from bot.model.states import Status
from storage.counters import upsert
from storage.files import add_files, files_of
from storage.rows import clean, noun, values
from storage.tables import AnchorRow, MessageRow, RequestRow, RevisionRow


class MessageTable:
    """`bot.ports.Messages` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def add(self, message: Message) -> None:
        self._session.add(MessageRow(workspace=self._workspace, **values(message, without=("files",))))
        add_files(self._session, self._workspace, message)
        await self._session.flush()

    async def get(self, message_id: str) -> Message | None:
        return await self._first(col(MessageRow.id) == message_id)

    async def of(self, request_id: str) -> list[Message]:
        query = self._scoped(col(MessageRow.request_id) == request_id)
        rows = (await self._session.exec(query.order_by(col(MessageRow.at), col(MessageRow.id)))).all()
        files = await files_of(self._session, self._workspace, [row.id for row in rows])
        return [noun(Message, row, files=files.get(row.id, ())) for row in rows]

    async def by_source(self, request_id: str, source: str) -> Message | None:
        return await self._first(col(MessageRow.source) == source, col(MessageRow.request_id) == request_id)

    async def from_source(self, source: str, by: str) -> Message | None:
        conditions = (col(MessageRow.source) == source, col(MessageRow.by) == by)
        return await self._first(*conditions, col(MessageRow.deleted_at).is_(None)) or await self._first(*conditions)

    async def writer_of(self, source: str) -> str | None:
        found = await self._first(col(MessageRow.source) == source)
        return found.by if found is not None else None

    async def revise(self, message: Message, text: str, at: datetime) -> bool:
        since = message.edited_at or message.at
        newer = at >= since
        before = Revision(message.id, message.text, since) if newer else Revision(message.id, text, at)
        self._session.add(RevisionRow(workspace=self._workspace, **values(before)))
        await self._session.flush()
        if newer:
            row = await self._session.get_one(MessageRow, (self._workspace, message.id))
            row.text, row.edited_at = clean(text), at
            self._session.add(row)
            await self._session.flush()
        return newer

    async def revisions(self, request_id: str) -> list[Revision]:
        query = (
            select(RevisionRow)
            .join(
                MessageRow,
                (col(MessageRow.workspace) == col(RevisionRow.workspace))
                & (col(MessageRow.id) == col(RevisionRow.message_id)),
            )
            .where(col(RevisionRow.workspace) == self._workspace, col(MessageRow.request_id) == request_id)
            .order_by(col(RevisionRow.message_id), col(RevisionRow.at), col(RevisionRow.seq))
        )
        return [noun(Revision, row) for row in (await self._session.exec(query)).all()]

    async def _first(self, *conditions: Any) -> Message | None:
        query = self._scoped(*conditions).order_by(col(MessageRow.id).desc()).limit(1)
        row = (await self._session.exec(query)).first()
        if row is None:
            return None
        files = await files_of(self._session, self._workspace, [row.id])
        return noun(Message, row, files=files.get(row.id, ()))

    async def move(self, message_id: str, request_id: str) -> None:
        row = await self._session.get(MessageRow, (self._workspace, message_id))
        if row is not None:
            row.request_id = request_id
            self._session.add(row)
            await self._session.flush()

    async def mark_deleted(self, message_id: str, at: datetime) -> None:
        row = await self._session.get(MessageRow, (self._workspace, message_id))
        if row is not None:
            row.deleted_at = at
            self._session.add(row)
            await self._session.flush()

    def _scoped(self, *conditions: Any) -> Any:
        return select(MessageRow).where(col(MessageRow.workspace) == self._workspace, *conditions)


class AnchorTable:
    """`bot.ports.Anchors` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def get(self, anchor: str) -> Anchored | None:
        row = await self._session.get(AnchorRow, (self._workspace, anchor), populate_existing=True)
        return None if row is None else noun(Anchored, row)

    async def at(self, conversation: Conversation) -> Anchored | None:
        if conversation.thread is None:
            return None
        query = select(AnchorRow).where(
            col(AnchorRow.workspace) == self._workspace,
            col(AnchorRow.platform) == conversation.platform,
            col(AnchorRow.channel) == conversation.channel,
            col(AnchorRow.message_id) == conversation.thread,
        )
        # a message may start two requests ("it's something else"): the thread is the newest one's
        query = query.order_by(col(AnchorRow.request_id).desc(), col(AnchorRow.anchor)).limit(1)
        row = (await self._session.exec(query.execution_options(populate_existing=True))).first()
        return None if row is None else noun(Anchored, row)

    async def put(self, anchored: Anchored) -> None:
        insert = upsert(self._session, AnchorRow).values(workspace=self._workspace, **values(anchored))
        changed = values(anchored, without=("anchor",))
        await self._session.exec(insert.on_conflict_do_update(index_elements=["workspace", "anchor"], set_=changed))

    async def open_threads(self, platform: str, limit: int) -> list[tuple[str, str]]:
        query = (
            select(AnchorRow.channel, func.coalesce(AnchorRow.thread, AnchorRow.message_id))
            .join(
                RequestRow,
                (col(RequestRow.workspace) == col(AnchorRow.workspace))
                & (col(RequestRow.id) == col(AnchorRow.request_id)),
            )
            .where(
                col(AnchorRow.workspace) == self._workspace,
                col(AnchorRow.platform) == platform,
                col(AnchorRow.channel).is_not(None),
                col(AnchorRow.message_id).is_not(None),
                col(RequestRow.status) != Status.CLOSED.value,
            )
            .order_by(col(AnchorRow.request_id).desc(), col(AnchorRow.anchor))
            .limit(limit)
        )
        found = [(row[0], row[1]) for row in (await self._session.exec(query)).all() if row[0] and row[1]]
        return list(dict.fromkeys(found))

    async def repoint(self, request_id: str, to: str) -> None:
        ours = update(AnchorRow).where(
            col(AnchorRow.workspace) == self._workspace, col(AnchorRow.request_id) == request_id
        )
        await self._session.exec(ours.values(request_id=to))
