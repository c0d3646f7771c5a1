"""Who is talking: an account on a platform, and the person behind one or more accounts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """One person's presence on one platform, as that platform shows it now; `name` is empty when it did not say.

    `stranger`: a guest, or somebody of another workspace in a shared channel: may ask, and sees nothing else.
    """

    platform: str
    id: str
    name: str
    locale: str | None = None  # the platform's own, e.g. "nl-NL"
    email: str | None = None
    zone: str | None = None  # IANA name
    title: str = ""
    stranger: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the desk knows. `language` is their own choice and wins over every locale."""

    id: str
    name: str
    language: str | None = None
    locale: str | None = None
    introduced: bool = False
    email: str | None = None
    zone: str | None = None
    title: str = ""
    stranger: bool = False


LOKET = "loket"
"""The actor of what the desk does by itself."""
