"""How long links and sessions last, and how many links a person may ask for."""

import hashlib
import re
from datetime import datetime, timedelta

from bot.model.sessions import Session

LINK_LASTS = timedelta(minutes=10)
LINKS_ASKED = 5  # by one person within LINK_LASTS
LASTS = timedelta(days=14)  # whatever happens
IDLE = timedelta(days=3)  # without a page being looked at
SEEN_EVERY = timedelta(minutes=5)  # how often it is written down that a session is in use

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def hashed(token: str) -> str:
    """What is kept of a token. It has 256 bits of chance, so nothing slower is needed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def alive(session: Session, now: datetime) -> bool:
    """Not ended, not too old, and not left alone for too long."""
    return session.ended_at is None and now < session.ends_at and now - session.seen_at < IDLE


def browser_name(agent: str) -> str:
    """ "Firefox, Linux" from what a browser calls itself; "" from what is no browser's."""
    found = [next((name for sign, name in signs if sign in agent), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name)


_PAGE = re.compile(r"/(?![/\\])[\w./#-]*")


def page_of_ours(to: str) -> str:
    """The path, or "/" for anything that could lead elsewhere."""
    return to if _PAGE.fullmatch(to) else "/"
