"""Who is talking: an account on a platform, and the person behind one or more accounts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """One person's presence on one platform, as that platform shows it now."""

    platform: str
    id: str
    name: str
    locale: str | None = None  # the platform's own, e.g. "nl-NL"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the desk knows. `language` is their own choice and wins over every locale."""

    id: str
    name: str
    language: str | None = None
    locale: str | None = None
    introduced: bool = False


LOKET = "loket"
"""The actor of what the desk does by itself."""
