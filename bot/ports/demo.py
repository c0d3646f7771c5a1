"""A desk with a past to look around in, beside an empty one."""

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class DemoState:
    """`share` of the days that are played, 0 to 1; `url` where the demo desk is open."""

    phase: Literal["none", "playing", "open", "failed"]
    share: float = 0.0
    url: str = ""


class Demo(Protocol):
    """Two weeks played into a database of their own and served by a process of their own. Nothing of it reaches this
    desk, and nothing of this desk reaches it."""

    async def offered(self) -> bool:
        """Whether this desk is still empty. Raises StorageUnavailable."""
        ...

    def state(self) -> DemoState: ...

    async def start(self) -> None:
        """Begin to play; nothing when it is playing or open already."""
        ...

    async def stop(self) -> None:
        """Close the demo desk, if there is one."""
        ...
