"""What became of an answer: the evidence the desk learns from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """How an answer was taken. OPEN: nobody knows yet; OFFERED: only its title was shown."""

    OPEN = "open"
    OFFERED = "offered"
    SOLVED = "solved"
    SILENT = "silent"
    FAILED = "failed"  # more help was asked for, or another article chosen
    AGAIN = "again"  # the same person came back with the same thing
    DISMISSED = "dismissed"  # it was not a request


SETTLED = frozenset({Verdict.SOLVED, Verdict.SILENT, Verdict.FAILED, Verdict.AGAIN, Verdict.DISMISSED})
"""What counts."""


@dataclass(frozen=True, slots=True)
class Given:
    """An article sent to a requester. `edition` tells one wording of the article from the next."""

    request_id: str
    slug: str
    edition: str
    requester: str
    at: datetime
    verdict: Verdict = Verdict.OPEN
