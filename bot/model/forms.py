"""Questions a platform may put in a window of its own: a modal, a panel, a prompt."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Field:
    """One input. `choices` are (value, label) pairs and only for kind "choice"."""

    name: str
    label: str
    kind: Literal["line", "long", "choice"] = "line"
    required: bool = True
    hint: str = ""
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()


OPENING = frozenset({"new", "reply", "note", "handoff", "return", "resolve"})
"""Buttons that open a form: a platform whose windows must be opened at once can show that it is coming."""


@dataclass(frozen=True, slots=True)
class Form:
    """`name` and `subject` come back in `FormSubmitted`; neither is trusted then."""

    name: str
    subject: str
    title: str
    submit: str
    fields: tuple[Field, ...]
