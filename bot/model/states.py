"""The states of a request, how it may end, and what kind it is."""

from enum import StrEnum


class Status(StrEnum):
    ANSWERED = "answered"  # no ticket (yet): the bot answered and waits for a word
    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"  # on the requester
    ON_HOLD = "on hold"
    RESOLVED = "resolved"
    CLOSED = "closed"


ACTIVE = frozenset({Status.NEW, Status.OPEN, Status.WAITING, Status.ON_HOLD})
"""The states of a ticket somebody still has to work on: the backlog."""


class Outcome(StrEnum):
    """How it ended."""

    SELF_SERVICE = "self service"  # the requester said the answer solved it
    SILENT = "silent"  # answered, and never a word: not success
    SOLVED = "solved"
    DISMISSED = "dismissed"  # not a request
    WITHDRAWN = "withdrawn"  # closed by the requester
    MERGED = "merged"  # it goes on as another ticket
    IDLE = "idle"  # closed in bulk: nobody wrote any more


class Kind(StrEnum):
    """What sort of request it is."""

    INCIDENT = "incident"  # something is broken
    SERVICE_REQUEST = "service request"  # something is wanted
    QUESTION = "question"


class Priority(StrEnum):
    """How much it presses, most first."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"
