"""`pytest tests/adapters/NAME --rewrite-payloads` writes what becomes of each recorded payload anew; the diff is the
review."""

import pytest
import structlog


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-payloads", action="store_true", help="write what becomes of recorded payloads anew")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-payloads", default=False))


@pytest.fixture(autouse=True)
def every_level_is_logged() -> None:
    """A test before may have set a level that hides some."""
    structlog.reset_defaults()
