"""Fresh ids that sort by the moment they were made."""

import itertools
import secrets
from collections.abc import Callable

from bot.ports import Clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def _base32(value: int, width: int) -> str:
    letters = []
    for _ in range(width):
        value, digit = divmod(value, 32)
        letters.append(_ALPHABET[digit])
    return "".join(reversed(letters))


class TimeOrderedIds:
    """Twenty characters: milliseconds, a counter within the process, and chance. Safe across replicas."""

    def __init__(self, clock: Clock, chance: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._chance = chance
        self._count = itertools.count(chance(10))

    def new(self) -> str:
        """A fresh id; within one process later ids sort after earlier ones of an earlier millisecond."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        return _base32(milliseconds, 9) + _base32(next(self._count), 4) + _base32(self._chance(35), 7)

    def secret(self) -> str:
        """260 bits of chance."""
        return _base32(self._chance(260), 52)
