"""What is remembered only to ask less: the latest of it."""

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
MOST = 10_000


class Latest(OrderedDict[K, V], Generic[K, V]):
    """A dict that lets go of what was put in longest ago."""

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > MOST:
            self.popitem(last=False)
