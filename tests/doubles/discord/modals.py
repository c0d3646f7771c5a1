"""Modals: what the app may open before a person."""

from __future__ import annotations

from dataclasses import dataclass

from .api import invalid
from .components import check_options
from .nouns import Channel, Json, Message, User, flat

ROW, TEXT_INPUT, STRING_SELECT, TEXT, LABEL, RADIO, BOXES = 1, 4, 3, 10, 18, 21, 22


@dataclass(eq=False)
class Modal:
    """A form before one person. `components` are as the app sent them."""

    title: str
    custom_id: str
    components: list[Json]
    person: User
    channel: Channel
    message: Message | None
    sent: bool = False

    @property
    def inputs(self) -> list[Json]:
        """What can be filled in, in reading order; `label` and `description` are those beside it."""
        found = []
        for component in self.components:
            beside = {k: component[k] for k in ("label", "description") if component.get(k)}
            found += [c | beside for c in flat([component]) if "custom_id" in c]
        return found


def modal_of(data: Json, person: User, channel: Channel, message: Message | None) -> Modal:
    """Read and check a modal. Refuses as Discord does."""
    title, custom_id = data.get("title") or "", data.get("custom_id") or ""
    components = data.get("components") or []
    if not 1 <= len(title) <= 45:
        raise invalid("data.title", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.")
    if not 1 <= len(custom_id) <= 100:
        raise invalid("data.custom_id", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    if not 1 <= len(components) <= 5:
        raise invalid("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for number, component in enumerate(components):
        _check(component, f"data.components.{number}")
    modal = Modal(title, custom_id, components, person, channel, message)
    ids = [each["custom_id"] for each in modal.inputs]
    if len(set(ids)) < len(ids):
        raise invalid("data.components", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
    return modal


def _check(component: Json, path: str) -> None:
    if component["type"] not in (ROW, TEXT, LABEL):
        raise invalid(f"{path}.type", "UNION_TYPE_CHOICES", 'Value of field "type" is not allowed.')
    if component["type"] == TEXT:
        return
    inner = component["component"] if component["type"] == LABEL else component["components"][0]
    label = (component if component["type"] == LABEL else inner).get("label") or ""
    if not 1 <= len(label) <= 45:
        raise invalid(f"{path}.label", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.")
    if len(component.get("description") or "") > 100:
        raise invalid(f"{path}.description", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
    path += ".component"
    if not 1 <= len(inner.get("custom_id") or "") <= 100:
        raise invalid(f"{path}.custom_id", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    if len(inner.get("placeholder") or "") > (100 if inner["type"] == TEXT_INPUT else 150):
        raise invalid(f"{path}.placeholder", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
    if inner["type"] == TEXT_INPUT and len(inner.get("value") or "") > min(4000, inner.get("max_length") or 4000):
        raise invalid(f"{path}.value", "BASE_TYPE_MAX_LENGTH", "Must be 4000 or fewer in length.")
    if inner["type"] == STRING_SELECT:
        check_options(inner.get("options") or [], f"{path}.options")
    if inner["type"] in (RADIO, BOXES):
        check_options(inner.get("options") or [], f"{path}.options", 10)
