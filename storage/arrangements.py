"""What was settled in chat: bindings, memberships, links."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.model.arrangement import Arrangement, Binding, Linked, Membership, Role
from storage.counters import next_value, upsert
from storage.rows import noun
from storage.tables import BindingRow, CounterRow, LinkedRow, MembershipRow

COUNTER = "arrangement"


class ArrangementTable:
    """`bot.ports.Arrangements` over three tables and a counter."""

    def __init__(self, session: AsyncSession, workspace: str) -> None:
        self._session = session
        self._workspace = workspace
        self.changed = False

    async def version(self) -> int:
        row = await self._session.get(CounterRow, (self._workspace, COUNTER))
        return row.value if row else 0

    async def all(self) -> Arrangement:
        bindings = [
            Binding(row.platform, row.channel if role != "agents" else _group(row), role, row.subject)
            for row in await self._rows(BindingRow)
            for role in get_args(Role)
            if row.role == role
        ]
        memberships = [noun(Membership, row) for row in await self._rows(MembershipRow)]
        links = [noun(Linked, row) for row in await self._rows(LinkedRow)]
        return Arrangement(await self.version(), tuple(bindings), tuple(memberships), tuple(links))

    async def _rows(self, table: Any) -> list[Any]:
        query = select(table).where(col(table.workspace) == self._workspace)
        return sorted((await self._session.exec(query)).all(), key=lambda row: repr(row))

    async def bind(self, binding: Binding, by: str, now: datetime) -> None:
        values = {"role": binding.role, "subject": binding.subject, "by": by, "at": now}
        channel = binding.channel
        if binding.role == "agents":
            await self.unbind_agents(binding.platform, binding.subject)
            channel = f"{channel}/{binding.subject}"  # one group may serve several queues
        insert = upsert(self._session, BindingRow).values(
            workspace=self._workspace, platform=binding.platform, channel=channel, **values
        )
        keys = ["workspace", "platform", "channel"]
        await self._session.exec(insert.on_conflict_do_update(index_elements=keys, set_=values))
        await self._touch()

    async def unbind(self, platform: str, channel: str) -> bool:
        return await self._unbind(platform, col(BindingRow.channel) == channel, col(BindingRow.role) != "agents")

    async def unbind_agents(self, platform: str, queue: str) -> bool:
        return await self._unbind(platform, col(BindingRow.role) == "agents", col(BindingRow.subject) == queue)

    async def _unbind(self, platform: str, *which: Any) -> bool:
        own = (col(BindingRow.workspace) == self._workspace, col(BindingRow.platform) == platform)
        gone = await self._session.exec(delete(BindingRow).where(*own, *which))
        if gone.rowcount:
            await self._touch()
        return bool(gone.rowcount)

    async def set_members(self, platform: str, queue: str, accounts: Sequence[str]) -> bool:
        query = select(MembershipRow).where(
            col(MembershipRow.workspace) == self._workspace,
            col(MembershipRow.platform) == platform,
            col(MembershipRow.queue) == queue,
        )
        rows = {row.account: row for row in (await self._session.exec(query)).all()}
        if set(rows) == set(accounts):
            return False
        for account in set(rows) - set(accounts):
            await self._session.delete(rows[account])
        for account in sorted(set(accounts) - set(rows)):
            self._session.add(MembershipRow(workspace=self._workspace, platform=platform, queue=queue, account=account))
        await self._session.flush()
        await self._touch()
        return True

    async def link(self, link: Linked) -> None:
        insert = upsert(self._session, LinkedRow).values(
            workspace=self._workspace, platform=link.platform, account=link.account, person=link.person
        )
        keys = ["workspace", "platform", "account"]
        await self._session.exec(insert.on_conflict_do_update(index_elements=keys, set_={"person": link.person}))
        await self._touch()

    async def unlink(self, platform: str, account: str) -> bool:
        gone = await self._session.exec(
            delete(LinkedRow).where(
                col(LinkedRow.workspace) == self._workspace,
                col(LinkedRow.platform) == platform,
                col(LinkedRow.account) == account,
            )
        )
        if gone.rowcount:
            await self._touch()
        return bool(gone.rowcount)

    async def _touch(self) -> None:
        self.changed = True
        await next_value(self._session, self._workspace, COUNTER)


def _group(row: BindingRow) -> str:
    return row.channel.removesuffix(f"/{row.subject}")
