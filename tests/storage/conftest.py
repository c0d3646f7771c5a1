"""A migrated database per test, on SQLite and on PostgreSQL; made once and copied."""

from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from psycopg import sql

from bot.clock import MovableClock
from bot.ids import TimeOrderedIds
from storage.database import Database
from storage.tables import Base
from storage.transaction import Storage
from tests.databases import PostgreSQL
from tests.storage.things import NOW


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: PostgreSQL, migrated_template: str) -> Iterator[str]:
    url = postgresql_server.create(template=migrated_template)
    yield url
    postgresql_server.drop(url)


@pytest.fixture
def migrated_sqlite_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def migrated_postgresql_url(migrated_postgresql: str) -> Iterator[str]:
    """Emptied afterwards: much faster than a new database."""
    yield migrated_postgresql
    with psycopg.connect(migrated_postgresql) as connection:
        for table in Base.metadata.tables:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"migrated_{request.param}_url")
    return url


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    opened = Database(migrated_url, durable=False)
    yield opened
    await opened.close()


@pytest.fixture
async def other_database(migrated_url: str) -> AsyncIterator[Database]:
    """The same database as another process has it open."""
    opened = Database(migrated_url, durable=False)
    yield opened
    await opened.close()


@pytest.fixture
def ids() -> TimeOrderedIds:
    return TimeOrderedIds(MovableClock(NOW))


@pytest.fixture
def begin(database: Database, ids: TimeOrderedIds) -> Storage:
    return Storage(database, ids)


@pytest.fixture
def begin_elsewhere(other_database: Database, ids: TimeOrderedIds) -> Storage:
    """Transactions of another process."""
    return Storage(other_database, ids)
