"""Where a requester is in a guided script: the steps taken, and the one that is asked now. Pure."""

from dataclasses import dataclass, replace
from typing import Literal

End = Literal["solved", "ticket", "article", "left"]
"""How it ended; "left": the requester said in another way that they needed no more of it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One question and what was chosen, in the article's words; `to` is a step or an outcome."""

    step: str
    asked: str
    chose: str
    to: str


@dataclass(frozen=True, slots=True)
class Walk:
    """`turn` counts what was pressed or typed, so that a button of an earlier turn is known by it; `message` counts
    the messages that have shown it."""

    request_id: str
    slug: str
    title: str
    step: str
    path: tuple[Taken, ...] = ()
    earlier: tuple[Taken, ...] = ()  # the steps of scripts that led here
    turn: int = 0
    message: int = 0
    end: End | None = None

    @property
    def under_way(self) -> bool:
        return self.end is None

    def take(self, taken: Taken) -> "Walk":
        """On to where the choice leads."""
        return replace(self, path=(*self.path, taken), step=taken.to, turn=self.turn + 1)

    def back(self) -> "Walk":
        """The step before is asked again; at the first one it is that one."""
        step = self.path[-1].step if self.path else self.step
        return replace(self, path=self.path[:-1], step=step, turn=self.turn + 1)

    def over(self, end: End) -> "Walk":
        return replace(self, end=end, turn=self.turn + 1)

    def again(self, first: str) -> "Walk":
        """From the beginning: the script has been changed and the present step is no longer there."""
        return replace(self, step=first, path=(), turn=self.turn + 1, end=None)

    def visits(self, step: str) -> int:
        """How often this step was answered before."""
        return sum(taken.step == step for taken in self.path)
