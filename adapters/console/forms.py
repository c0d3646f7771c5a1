"""A form in a terminal: asked field by field. Pure."""

from dataclasses import dataclass, field, replace

from bot.model.forms import Field, Form


@dataclass(frozen=True, slots=True)
class Filling:
    """A form on its way; `values` holds the answers so far."""

    form: Form
    channel: str
    thread: str | None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def asking(self) -> Field | None:
        """The first field without an answer; None when all have one."""
        return next((one for one in self.form.fields if one.name not in self.values), None)

    def answer(self, text: str) -> "Filling":
        """With the field that is being asked answered. Raises BadAnswer."""
        asked = self.asking
        if asked is None:
            return self
        value = _chosen(asked, text.strip()) if asked.kind == "choice" else text.strip()
        if asked.required and not value:
            raise BadAnswer("This has to be filled in; :cancel puts the form away.")
        return replace(self, values={**self.values, asked.name: value})

    def again(self, errors: dict[str, str]) -> "Filling":
        """With the fields that were refused to be asked once more; all of them when none is named."""
        wrong = errors.keys() & self.values.keys() or self.values.keys()
        return replace(self, values={name: value for name, value in self.values.items() if name not in wrong})


class BadAnswer(Exception):
    """What is wrong with it."""


def _chosen(asked: Field, text: str) -> str:
    """A choice by its number, its value or its label."""
    if not text and not asked.required:
        return ""
    if text.isdecimal() and 1 <= int(text) <= len(asked.choices):
        return asked.choices[int(text) - 1][0]
    for value, label in asked.choices:
        if text.casefold() in (value.casefold(), label.casefold()):
            return value
    raise BadAnswer(f"Choose a number from 1 to {len(asked.choices)}; :cancel puts the form away.")


def question(asked: Field) -> list[str]:
    """The lines that ask for a field."""
    hint = f" {asked.hint}" if asked.hint else ""
    optional = "" if asked.required else " (may stay empty)"
    lines = [f"{asked.label}{optional}?{hint}" if not asked.label.endswith("?") else f"{asked.label}{optional}{hint}"]
    return [*lines, *(f"  {number}. {label}" for number, (_, label) in enumerate(asked.choices, 1))]
