"""How a person fills a modal in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .components import SELECTS
from .modals import Modal
from .nouns import Channel, Json, Member, Role, Upload, User

ROW, TEXT_INPUT, STRING_SELECT, TEXT, LABEL, UPLOAD, RADIO, BOXES, BOX = 1, 4, 3, 10, 18, 19, 21, 22, 23


class NotPossible(Exception):
    """Discord would not let a person do that."""


class Filled:
    """A modal as a person sends it: `components` for the payload, `uploads` that it carries along."""

    def __init__(self, modal: Modal, values: Mapping[str, Any]) -> None:
        self.uploads: dict[str, list[Upload]] = {}
        self.chosen: dict[str, list[Any]] = {}
        self._values = {self._key(modal, name): value for name, value in values.items()}
        self.components = [self._outer(component) for component in modal.components]

    @staticmethod
    def _key(modal: Modal, name: str) -> str:
        """The custom id of an input, by that or by its label."""
        for each in modal.inputs:
            if name in (each["custom_id"], each.get("label")):
                return str(each["custom_id"])
        raise NotPossible(f"no {name!r} in the modal {modal.title!r}: {[i.get('label') for i in modal.inputs]}")

    def _outer(self, component: Json) -> Json:
        about = {"type": component["type"], "id": component.get("id", 1)}
        if component["type"] == LABEL:
            return about | {"component": self._input(component["component"])}
        if component["type"] == ROW:
            return about | {"components": [self._input(each) for each in component["components"]]}
        return about

    def _input(self, component: Json) -> Json:
        key, kind = component["custom_id"], component["type"]
        about: Json = {"type": kind, "id": component.get("id", 1), "custom_id": key}
        value = self._values.get(key)
        if kind == TEXT_INPUT:
            return about | {"value": self._text(component, value)}
        if kind == BOX:
            return about | {"value": bool(component.get("default") if value is None else value)}
        if kind == RADIO:
            picked = pick_options(component, None if value is None else [value])
            return about | {"value": picked[0] if picked else None}
        if kind in (STRING_SELECT, BOXES):
            return about | {"values": pick_options(component, value)}
        if kind == UPLOAD:
            self.uploads[key] = _counted(component, list(value or ()))
            return about | {"values": []}
        if kind in SELECTS:
            things = _counted(component, list(value or ()))
            self.chosen[key] = things
            return about | {"values": [str(t.id) for t in things if isinstance(t, Member | User | Role | Channel)]}
        raise NotPossible(f"the double knows no input of type {kind}")

    @staticmethod
    def _text(component: Json, value: Any) -> str:
        text = str(component.get("value") or "" if value is None else value)
        if not text and component.get("required") is not False:
            raise NotPossible(f"{component['custom_id']!r} is required")
        if text and not (component.get("min_length") or 0) <= len(text) <= (component.get("max_length") or 4000):
            raise NotPossible(f"{component['custom_id']!r} does not take {len(text)} characters")
        return text


def _counted(component: Json, things: list[Any]) -> list[Any]:
    """As many as the input takes; none where it is not required."""
    least, most = (1 if component.get(key) is None else component[key] for key in ("min_values", "max_values"))
    needed = component.get("required") is not False
    if (things or needed) and not least <= len(things) <= most:
        raise NotPossible(f"{component['custom_id']!r} takes {least} to {most}")
    return things


def pick_options(component: Json, value: Any) -> list[str]:
    """Values of options, named by value or label; what is set beforehand when nothing is chosen."""
    options = component.get("options") or []
    if value is None:
        return [str(o["value"]) for o in options if o.get("default")] or _counted(component, [])
    wanted = [value] if isinstance(value, str) else list(value)
    found = []
    for each in wanted:
        match = next((o for o in options if each in (o["value"], o["label"])), None)
        if match is None:
            raise NotPossible(f"no option {each!r}: {[o['label'] for o in options]}")
        found.append(str(match["value"]))
    if component["type"] == BOXES and component.get("max_values") is None:
        component = component | {"max_values": len(options)}
    return _counted(component, found)
