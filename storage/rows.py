"""Between rows and nouns: fields of the same name are copied, the few others are said by the caller."""

import re
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def noun(kind: type[T], row: Any, /, **others: Any) -> T:
    """A dataclass of `kind` from a row's fields of the same name and `others`."""
    values = {f.name: getattr(row, f.name) for f in fields(kind) if f.name not in others}  # type: ignore[arg-type]
    return kind(**values, **others)


def values(thing: Any, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """A dataclass's fields, not recursing into them; text as `clean` leaves it."""
    return {f.name: clean(getattr(thing, f.name)) for f in fields(thing) if f.name not in without}


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(value: Any) -> Any:
    """Text without what PostgreSQL or UTF-8 cannot hold (NUL, halves of cut emoji); anything else as it is.

    Chat platforms cut long messages by UTF-16 units, and JSON carries either character.
    """
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value
