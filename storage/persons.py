"""What is one person's becomes another's: two accounts turned out to be the same one's, or not."""

from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.codec import load_target
from storage.tables import (
    DraftRow,
    FileRow,
    FollowerRow,
    GivenRow,
    HandoffRow,
    MessageRow,
    ReadMarkRow,
    RequestRow,
    SessionRow,
    SignInLinkRow,
    VoteRow,
    WordingRow,
)

_WHOSE: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (RequestRow, ("requester", "owner", "opened_by", "close_asked_by", "resolved_by")),
    (MessageRow, ("by",)),
    (HandoffRow, ("by", "owner_before", "accepted_by", "returned_by")),
    (FileRow, ("person",)),
    (DraftRow, ("by",)),
    (GivenRow, ("requester",)),
    (WordingRow, ("owner", "by")),
    (SessionRow, ("person",)),
    (SignInLinkRow, ("person",)),
)
_ONE_EACH: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (FollowerRow, ("request_id",)),
    (VoteRow, ("slug", "of")),
    (ReadMarkRow, ("subject",)),
)
"""Tables in which a person stands once beside these columns: what the other has there already counts."""


async def merge(session: AsyncSession, workspace: str, person: str, into: str) -> None:
    """Everything of `person` is `into`'s. The log keeps whom it named."""
    for table, columns in _WHOSE:
        for name in columns:
            column = col(getattr(table, name))
            await session.exec(
                update(table).where(col(table.workspace) == workspace, column == person).values({name: into})
            )
    for table, keys in _ONE_EACH:
        own, whose = col(table.workspace) == workspace, col(table.person)
        theirs = {tuple(row) for row in await _keys(session, table, keys, own, whose == into)}
        for key in await _keys(session, table, keys, own, whose == person):
            place = [col(getattr(table, name)) == one for name, one in zip(keys, key, strict=True)]
            if tuple(key) in theirs:
                await session.exec(delete(table).where(own, whose == person, *place))
            else:
                await session.exec(update(table).where(own, whose == person, *place).values(person=into))


async def part(session: AsyncSession, workspace: str, account: tuple[str, str], person: str, own: str) -> None:
    """What `person` asked from that account is `own`'s again, and nothing of `person`'s goes to its platform."""
    platform, account_id = account
    asked = (
        col(RequestRow.workspace) == workspace,
        col(RequestRow.requester) == person,
        col(RequestRow.platform) == platform,
        col(RequestRow.account) == account_id,
    )
    theirs = select(col(RequestRow.id)).where(*asked)
    said = (col(MessageRow.workspace) == workspace, col(MessageRow.by) == person)
    await session.exec(update(MessageRow).where(*said, col(MessageRow.request_id).in_(theirs)).values(by=own))
    await session.exec(update(RequestRow).where(*asked).values(requester=own))
    query = select(FollowerRow).where(col(FollowerRow.workspace) == workspace, col(FollowerRow.person) == person)
    for row in (await session.exec(query)).all():
        if load_target(row.home).platform == platform:
            await session.delete(row)
    await session.flush()


async def _keys(session: AsyncSession, table: Any, names: tuple[str, ...], *where: Any) -> list[Any]:
    columns = [col(getattr(table, name)) for name in names]
    query: Any = select(*columns).where(*where)
    return list((await (await session.connection()).execute(query)).all())
