"""The desk that ships, as most installations start."""

import pytest

from bot.model.rules import Rules
from bot.settings import DEFAULT_DESK, read_rules


@pytest.fixture(scope="session")
def rules() -> Rules:
    return read_rules(DEFAULT_DESK)
