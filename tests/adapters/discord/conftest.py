"""Discord's double tells of its servers at once."""

import pytest

from adapters.discord import gateway


@pytest.fixture(autouse=True)
def servers_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "SERVERS_WITHIN_S", 0.05)
