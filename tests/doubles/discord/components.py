"""What Discord accepts of components in a message."""

from __future__ import annotations

from collections.abc import Iterable

from .api import invalid
from .nouns import Json, flat

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = (
    1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 17, 18,
)  # fmt: skip
SELECTS = (3, 5, 6, 7, 8)
V2_TOP = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
MOST, MOST_TEXT, MOST_ID = 40, 4000, 100


def check_components(components: list[Json], *, v2: bool, files: Iterable[str] = ()) -> None:
    """Refuses with 50035, naming what is wrong where."""
    every = flat(components)
    if v2 and len(every) > MOST:
        raise invalid("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"The total number is at most {MOST}")
    if not v2 and len(components) > 5:
        raise invalid("components", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
    if sum(len(c.get("content") or "") for c in every if c["type"] == TEXT) > MOST_TEXT:
        raise invalid("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                      f"The total displayable text size is at most {MOST_TEXT}")  # fmt: skip
    for number, component in enumerate(components):
        if component["type"] not in (V2_TOP if v2 else (ROW,)):
            raise invalid(f"components.{number}.type", "UNION_TYPE_CHOICES", 'Value of field "type" is not allowed.')
        _check(component, f"components.{number}", set(files))
    ids = [c["custom_id"] for c in every if "custom_id" in c]
    for custom_id in ids:
        if ids.count(custom_id) > 1:
            raise invalid("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")


def _length(value: object, least: int, most: int, path: str) -> None:
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise invalid(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def _check(component: Json, path: str, files: set[str]) -> None:
    kind = component["type"]
    if kind == ROW:
        _row(component, path)
    elif kind == CONTAINER:
        if not component.get("components"):
            raise invalid(f"{path}.components", "BASE_TYPE_REQUIRED", "This field is required")
        for number, inner in enumerate(component["components"]):
            if inner["type"] not in IN_CONTAINER:
                raise invalid(f"{path}.components.{number}.type", "UNION_TYPE_CHOICES", "Not allowed in a container.")
            _check(inner, f"{path}.components.{number}", files)
    elif kind == SECTION:
        if not 1 <= len(component.get("components") or ()) <= 3:
            raise invalid(f"{path}.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length.")
        if not component.get("accessory"):
            raise invalid(f"{path}.accessory", "BASE_TYPE_REQUIRED", "This field is required")
        for number, inner in enumerate([*component["components"], component["accessory"]]):
            _check(inner, f"{path}.components.{number}", files)
    elif kind == TEXT:
        _length(component.get("content"), 1, MOST_TEXT, f"{path}.content")
    elif kind == BUTTON:
        _button(component, path)
    elif kind in SELECTS:
        _select(component, path)
    elif kind == GALLERY and not 1 <= len(component.get("items") or ()) <= 10:
        raise invalid(f"{path}.items", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
    elif kind == FILE:
        url = str(component["file"]["url"])
        if not url.startswith("http") and url.removeprefix("attachment://") not in files:
            raise invalid(f"{path}.file.url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "No such file")


def _row(row: Json, path: str) -> None:
    inner = row.get("components") or []
    selects = [c for c in inner if c["type"] in SELECTS]
    if not inner or len(inner) > 5 or (selects and len(inner) > 1):
        raise invalid(f"{path}.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for number, component in enumerate(inner):
        if component["type"] not in (BUTTON, *SELECTS):
            raise invalid(f"{path}.components.{number}.type", "UNION_TYPE_CHOICES", "Not allowed in a row.")
        _check(component, f"{path}.components.{number}", set())


def _button(button: Json, path: str) -> None:
    style = button.get("style")
    if style not in (1, 2, 3, 4, 5, 6):
        raise invalid(f"{path}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
    if style == 5:
        _length(button.get("url"), 1, 512, f"{path}.url")
    elif style != 6:
        _length(button.get("custom_id"), 1, MOST_ID, f"{path}.custom_id")
    if not button.get("label") and not button.get("emoji") and style != 6:
        raise invalid(path, "BUTTON_COMPONENT_REQUIRED_FIELD", "A label or an emoji is required")
    _length(button.get("label") or "", 0, 80, f"{path}.label")


def _select(select: Json, path: str) -> None:
    _length(select.get("custom_id"), 1, MOST_ID, f"{path}.custom_id")
    _length(select.get("placeholder") or "", 0, 150, f"{path}.placeholder")
    if select["type"] == STRING_SELECT:
        check_options(select.get("options") or [], f"{path}.options")


def check_options(options: list[Json], path: str, most: int = 25) -> None:
    """Options of a select or a group: their number, lengths, and that values differ."""
    if not 1 <= len(options) <= most:
        raise invalid(path, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")
    for number, option in enumerate(options):
        _length(option.get("label"), 1, 100, f"{path}.{number}.label")
        _length(option.get("value"), 1, 100, f"{path}.{number}.value")
        _length(option.get("description") or "", 0, 100, f"{path}.{number}.description")
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        raise invalid(path, "COMPONENT_SELECT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
