"""What only one of several replicas may do."""

import asyncio

import pytest

from storage import lead
from storage.database import Database
from storage.lead import DatabaseLead


class Work:
    """Goes on until cancelled; `now` is how many do it at this moment, `most` how many ever did at once."""

    def __init__(self) -> None:
        self.now = self.most = self.begun = 0

    async def __call__(self) -> None:
        self.now, self.begun = self.now + 1, self.begun + 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(60)
        finally:
            self.now -= 1


async def until(true: object, begun: int, work: Work) -> None:
    for _ in range(200):
        if work.begun >= begun and work.now == true:
            return
        await asyncio.sleep(0.02)
    raise AssertionError((work.now, work.begun))


async def test_one_leads_and_the_other_follows_when_it_ends(
    database: Database, other_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one process")
    monkeypatch.setattr(lead, "ASK_EVERY_S", 0.05)
    work = Work()
    first = asyncio.create_task(DatabaseLead(database).while_leading("gateway", work))
    await until(1, 1, work)
    second = asyncio.create_task(DatabaseLead(other_database).while_leading("gateway", work))
    await asyncio.sleep(0.3)
    assert work.begun == 1
    first.cancel()
    await until(1, 2, work)
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    assert work.most == 1


async def test_a_lead_whose_connection_was_cut_stops_its_work(
    database: Database, other_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one process")
    monkeypatch.setattr(lead, "ASK_EVERY_S", 0.05)
    monkeypatch.setattr(lead, "LOOK_EVERY_S", 0.05)
    work = Work()
    leading = asyncio.create_task(DatabaseLead(database).while_leading("gateway", work))
    await until(1, 1, work)
    async with other_database.begin() as session:
        await (await session.connection()).exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid() "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"  # not other tests' leads
        )
    await until(1, 2, work)  # and it takes the lead again
    leading.cancel()
    await asyncio.gather(leading, return_exceptions=True)
    assert work.most == 1


async def test_work_that_ends_or_fails_is_over(database: Database) -> None:
    async def ends() -> None: ...

    async def fails() -> None:
        raise LookupError("out")

    await DatabaseLead(database).while_leading("gateway", ends)
    with pytest.raises(LookupError):
        await DatabaseLead(database).while_leading("gateway", fails)
