"""The only place that asks the machine for the time, and a clock that people can move."""

from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that stands still until it is moved. It never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Aware, UTC."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Go to a moment. Raises ValueError when it lies in the past."""
        if moment < self._now:
            raise ValueError(f"the clock cannot go back to {moment.isoformat()}")
        self._now = moment.astimezone(UTC)
