"""The rows of files. Their bytes lie in a folder of their own, named by this database."""

import zlib
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.files import File
from bot.model.messages import Message
from bot.ports import Held, Ids
from storage.counters import upsert
from storage.database import Database
from storage.rows import noun, values
from storage.tables import CounterRow, FileRow


class FileTable:
    """`bot.ports.Files` over a table."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    async def add(self, file: File, at: datetime, *, person: str) -> None:
        self._session.add(FileRow(workspace=self._workspace, person=person, at=at, **values(file)))
        await self._session.flush()

    async def get(self, file_id: str) -> Held | None:
        row = await self._session.get(FileRow, (self._workspace, file_id))
        return None if row is None else Held(noun(File, row), row.message_id, row.person)


def add_files(session: AsyncSession, workspace: str, message: Message) -> None:
    """The files of a message, in their order; flushed by the caller."""
    for place, file in enumerate(message.files):
        row = FileRow(workspace=workspace, message_id=message.id, place=place, at=message.at, **values(file))
        session.add(row)


async def files_of(session: AsyncSession, workspace: str, message_ids: Sequence[str]) -> dict[str, tuple[File, ...]]:
    """By message, in order; messages without files are not in it."""
    found: dict[str, tuple[File, ...]] = {}
    if not message_ids:
        return found
    query = select(FileRow).where(col(FileRow.workspace) == workspace, col(FileRow.message_id).in_(list(message_ids)))
    for row in (await session.exec(query.order_by(col(FileRow.message_id), col(FileRow.place)))).all():
        message_id = row.message_id or ""
        found[message_id] = (*found.get(message_id, ()), noun(File, row))
    return found


async def hashes_in_use(database: Database, hashes: Collection[str], exports_since: datetime) -> set[str]:
    """Those that a message's file of any workspace has, or what was made for a person since then."""
    async with database.begin(read_only=True) as session:
        query = select(FileRow.hash).where(col(FileRow.hash).in_(list(hashes)))
        recent = or_(col(FileRow.message_id).is_not(None), col(FileRow.at) >= exports_since)
        query = query.where(recent).distinct()
        return set((await session.exec(query)).all())


async def folder_of(database: Database, parent: Path, ids: Ids) -> Path:
    """This database's own folder: two desks that share `parent` never sweep each other's files."""
    name = {"workspace": "", "name": "files-folder"}
    async with database.begin() as session:
        insert = upsert(session, CounterRow).values(**name, value=zlib.crc32(ids.new().encode()) >> 1)
        await session.exec(insert.on_conflict_do_nothing())
        query = select(CounterRow.value).where(col(CounterRow.workspace) == "", col(CounterRow.name) == "files-folder")
        return parent / f"{(await session.exec(query)).one():08x}"
