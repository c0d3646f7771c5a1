"""What every test may ask for. `database_url` runs a test twice: on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.databases import (
    MISSING,
    PostgreSQL,
    database_name,
    migrate,
    postgresql,
    postgresql_available,
    prepared,
    server_folder,
)
from tests.seconds import Seconds

# the machine's own proxies and desk settings are not the tests'
for name in list(os.environ):
    if name.upper() in {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"} or name.startswith("LOKET_"):
        del os.environ[name]

_FOLDER = "TEST_POSTGRESQL_FOLDER"
_session = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Seconds(), "seconds by folder")
    # the process that hands out the tests owns the folder; its workers inherit the name and share the server
    if not hasattr(config, "workerinput"):
        os.environ[_FOLDER] = str(_session.enter_context(server_folder()))


def pytest_unconfigure(config: pytest.Config) -> None:
    _session.close()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    if not postgresql_available():
        pytest.skip(MISSING)
    with postgresql(Path(os.environ[_FOLDER])) as server:
        yield server


@pytest.fixture(scope="session")
def migrated_template(postgresql_server: PostgreSQL) -> Iterator[str]:
    """The same on PostgreSQL: the name of a database nobody is connected to."""
    url = postgresql_server.create()
    migrate(url)
    yield database_name(url)
    postgresql_server.drop(url)


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQL, migrated_template: str) -> Iterator[str]:
    """URL of a PostgreSQL database with our tables and nothing in them."""
    url = postgresql_server.create(template=migrated_template)
    yield url
    postgresql_server.drop(url)


@pytest.fixture
def new_postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """URL of a PostgreSQL database with nothing in it at all."""
    url = postgresql_server.create()
    yield url
    postgresql_server.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """URL of an SQLite file with our tables and nothing in them."""
    return prepared(f"sqlite:///{tmp_path}/loket.db")


@pytest.fixture
def new_sqlite_url(tmp_path: Path) -> str:
    """URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path}/loket.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of a database with our tables and nothing in them, as `LOKET_DATABASE_URL` takes it."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest) -> str:
    """URL of a database with nothing in it at all."""
    return request.getfixturevalue(f"new_{request.param}_url")
