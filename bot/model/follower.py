"""Somebody beside requester and owner who hears of a ticket."""

from dataclasses import dataclass
from typing import Literal

from bot.model.places import Target

Wants = Literal["copies", "notice"]
"""Copies of what the requester is told, or a notice when the requester writes."""


@dataclass(frozen=True, slots=True)
class Follower:
    """`home` is where they are told: a thread of their own, or directly."""

    person: str
    wants: Wants
    home: Target
