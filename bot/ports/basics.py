"""What everything else leans on: the one way in, time, ids, and two small shapes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model.inbound import Inbound, Outcome

Receive = Callable[[Inbound], Awaitable[Outcome]]
"""The one way in. Known at commit; only then does the adapter acknowledge. Raises nothing."""


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Ids(Protocol):
    def new(self) -> str:
        """A fresh id; later ids sort after earlier ones."""
        ...

    def secret(self) -> str:
        """A token that nobody can guess, fit for an address."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list: at most `size` rows after skipping `offset`."""

    offset: int = 0
    size: int = 20


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one channel may be written to. Retry-After comes on top."""

    per_second: float
    burst: int
