"""Letting people in on the web: what is stored of it, and the door a web platform knocks at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.model.people import Account
from bot.model.sessions import LinkState, Session, SignInLink


class Sessions(Protocol):
    """Storage of links, codes and sessions, by the hash of their token."""

    async def add_link(self, link: SignInLink) -> None:
        """Also forgets links that are a day old."""
        ...

    async def link(self, hash: str) -> SignInLink | None: ...

    async def use_link(self, hash: str, now: datetime) -> bool:
        """True once, whoever else tries at the same moment."""
        ...

    async def links_since(self, person: str, since: datetime, *, codes: bool = False) -> int:
        """How many links, or else codes, were made for this person since then."""
        ...

    async def add(self, session: Session) -> None: ...

    async def by_hash(self, hash: str) -> Session | None: ...

    async def seen(self, session_id: str, now: datetime) -> None: ...

    async def of(self, person: str) -> list[Session]:
        """Those that were not ended, the latest first; some may be too old."""
        ...

    async def end(self, person: str, session_id: str | None, now: datetime) -> int:
        """End one of a person's sessions, or with None all of them; how many that were."""
        ...


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody signed in: as whom they act, in which session."""

    account: Account
    session: Session


@dataclass(frozen=True, slots=True)
class Knock:
    """What a link is worth, whose it is, and where it leads."""

    state: LinkState
    account: Account | None = None
    to: str = "/"


class Door(Protocol):
    """The only way in on the public listener. Raises StorageUnavailable."""

    lasts: timedelta  # how long a session can last at most

    async def look(self, token: str) -> Knock:
        """What a link is worth, without using it up."""
        ...

    async def enter(self, token: str, agent: str, before: str | None = None) -> tuple[Knock, str | None]:
        """Use a link up: a fresh session's token, or None with the reason. `before`: this browser's old one ends."""
        ...

    async def guest(self, token: str) -> Guest | None:
        """Who a session's token belongs to; None when it is not, or no longer, good."""
        ...

    async def sessions(self, guest: Guest) -> list[Session]:
        """Where this person is signed in, the latest first."""
        ...

    async def end(self, guest: Guest, session_id: str | None = None) -> int:
        """Sign out one of this person's sessions, or all; how many that were."""
        ...
