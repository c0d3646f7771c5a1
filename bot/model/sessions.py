"""How somebody is let in on the web: a link that works once, and the browser session it opens.

Neither carries a token, only what is left of it after hashing: who reads the database cannot sign in with it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model.people import Account

CODE = "connect"
LinkState = Literal["good", "used", "expired", "unknown"]


@dataclass(frozen=True, slots=True)
class SignInLink:
    """Sent to one account. `to` is the page of ours it leads to; CODE when it leads nowhere but connects accounts."""

    hash: str
    person: str
    account: Account
    to: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    def state(self, now: datetime) -> LinkState:
        if self.used_at is not None:
            return "used"
        return "expired" if now >= self.expires_at else "good"


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one person. `seen_at` is kept to a few minutes."""

    id: str
    hash: str
    person: str
    account: Account
    browser: str  # in a word or two, as the browser says of itself
    made_at: datetime
    seen_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None
