"""How often an address came with a link that is worth nothing."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta

WITHIN = timedelta(minutes=10)
WRONG = 20  # by one address, within that time
REMEMBERED = 5_000  # addresses


class Tries:
    """In memory: a restart forgets, and guessing a token would take longer than the universe has."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, deque[datetime]] = OrderedDict()

    def too_many(self, address: str, now: datetime) -> bool:
        wrong = self._wrong.get(address)
        while wrong and now - wrong[0] >= WITHIN:
            wrong.popleft()
        return bool(wrong) and len(wrong or ()) >= WRONG

    def wrong(self, address: str, now: datetime) -> None:
        self._wrong.setdefault(address, deque(maxlen=WRONG)).append(now)
        self._wrong.move_to_end(address)
        while len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)
