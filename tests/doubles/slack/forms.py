"""What people fill in and choose: values of elements as payloads show them, and what Slack's own client refuses."""

from __future__ import annotations

from typing import Any

from .blocks import elements_of
from .elements import TYPED, all_options
from .nouns import Json, View


class NotPossible(Exception):
    """Slack's client would not let a person do that."""


def find_element(blocks: list[Json], action_id: str, block_id: str | None = None) -> tuple[Json, Json]:
    """The block and the element of that action id (or, for an input, of that block id)."""
    for block in blocks:
        for element in elements_of(block):
            if action_id in {element["action_id"], block["block_id"]} and block_id in {None, block["block_id"]}:
                return block, element
    there = [e["action_id"] for b in blocks for e in elements_of(b)]
    raise NotPossible(f"nothing named {action_id!r} to use; there is {there}")


def _option(element: Json, value: str) -> Json:
    for option in all_options(element):
        if option["value"] == value:
            return option
    raise NotPossible(f"{value!r} is not on offer; there is {[o['value'] for o in all_options(element)]}")


ONE = {
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
}
MANY = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "file_input": ("files", "initial_files"),
}
STATELESS = {"button", "icon_button", "overflow", "feedback_buttons", "image"}
UNSET = object()


def value_of(element: Json, value: Any = UNSET) -> Json:
    """The element's part of a state: with a value, or as it stands before anyone touched it."""
    kind = element["type"]
    start = value is UNSET
    if kind in {"static_select", "radio_buttons", "overflow", "external_select"}:
        chosen = element.get("initial_option") if start else value
        if isinstance(chosen, str):
            chosen = _option(element, chosen)
        return {"type": kind, "selected_option": chosen}
    if kind in {"multi_static_select", "checkboxes", "multi_external_select"}:
        several = element.get("initial_options", []) if start else [_option(element, v) for v in value or []]
        return {"type": kind, "selected_options": several}
    if kind in ONE:
        name, initial = ONE[kind]
        return {"type": kind, name: element.get(initial) if start else value}
    if kind in MANY:
        name, initial = MANY[kind]
        return {"type": kind, name: list(element.get(initial, []) if start else value or [])}
    if kind in TYPED:
        return {"type": kind, "value": element.get("initial_value") if start else (value or None)}
    if kind == "feedback_buttons":
        both = (element["positive_button"], element["negative_button"])
        pressed = next((b for b in both if b.get("value") == value), None)
        if pressed is None:
            raise NotPossible(f"{value!r} is not on offer")
        return {"type": kind, "text": pressed["text"], "value": value}
    return {"type": kind}


def _empty(value: Json) -> bool:
    return not any(v for k, v in value.items() if k != "type")


def fill(view: View, values: dict[str, Any]) -> None:
    """Fill in a view by action id or block id. Raises NotPossible for what the client would not send."""
    for name, value in values.items():
        block, element = find_element(view.blocks, name)
        if block["type"] != "input":
            raise NotPossible(f"{name!r} is nothing to fill in")
        _check_typed(element, value)
        view.state.setdefault(block["block_id"], {})[element["action_id"]] = value_of(element, value)
    for block in view.blocks:
        for element in elements_of(block):
            if element["type"] in STATELESS:
                continue
            state = view.state.setdefault(block["block_id"], {})
            state.setdefault(element["action_id"], value_of(element))
            if block["type"] == "input" and not block.get("optional") and _empty(state[element["action_id"]]):
                raise NotPossible(f"{block['block_id']!r} has to be filled in")


def _check_typed(element: Json, value: Any) -> None:
    if element["type"] != "plain_text_input" or not value:
        return
    if len(value) > element.get("max_length", 3000) or len(value) < element.get("min_length", 0):
        raise NotPossible(f"{element['action_id']!r} does not take {len(value)} characters")
    if "\n" in value and not element.get("multiline"):
        raise NotPossible(f"{element['action_id']!r} takes one line")
