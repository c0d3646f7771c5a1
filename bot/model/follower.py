"""Somebody beside requester and owner who hears of a ticket."""

from dataclasses import dataclass
from typing import Literal

from bot.model.places import Target, Under

READER = "reader/"
"""How the anchor of an invitation to read along begins: its thread is where that reader is told and heard."""

Wants = Literal["copies", "notice"]
"""Copies of what the requester is told, or a notice when the requester writes."""


@dataclass(frozen=True, slots=True)
class Follower:
    """`home` is where they are told: a thread of their own, or directly."""

    person: str
    wants: Wants
    home: Target

    @property
    def asked_too(self) -> bool:
        """Their own request was merged into this one and goes on in its own thread: they are heard as its requester."""
        reads_along = isinstance(self.home, Under) and self.home.anchor.startswith(READER)
        return self.wants == "copies" and not reads_along
