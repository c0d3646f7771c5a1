"""Between rows and nouns: fields of the same name are copied, the few others are said by the caller."""

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def noun(kind: type[T], row: Any, **others: Any) -> T:
    """A dataclass of `kind` from a row's fields of the same name and `others`."""
    values = {f.name: getattr(row, f.name) for f in fields(kind) if f.name not in others}  # type: ignore[arg-type]
    return kind(**values, **others)


def values(thing: Any, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """A dataclass's fields, not recursing into them."""
    return {f.name: getattr(thing, f.name) for f in fields(thing) if f.name not in without}
