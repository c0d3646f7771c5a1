"""The parts blocks are made of, with the limits Slack documents for them."""

from __future__ import annotations

from typing import Any

from .nouns import Json

SELECTS = {
    f"{many}{kind}_select"
    for many in ("", "multi_")
    for kind in ("static", "users", "conversations", "channels", "external")
}
PICKERS = {"datepicker", "timepicker", "datetimepicker", "radio_buttons", "checkboxes"}
TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"}
IN_ACTIONS = {"button", "overflow", "workflow_button"} | SELECTS | PICKERS
IN_SECTION = IN_ACTIONS | {"image"}
IN_INPUT = SELECTS | PICKERS | TYPED
ACTING = IN_ACTIONS | TYPED | {"feedback_buttons", "icon_button"}
_CHOICE = "action_id confirm focus_on_load placeholder"
_TYPED = "action_id placeholder focus_on_load initial_value dispatch_action_config"
KNOWN = {
    "button": "text action_id url value style confirm accessibility_label",
    "static_select": f"{_CHOICE} options option_groups initial_option",
    "multi_static_select": f"{_CHOICE} options option_groups initial_options max_selected_items",
    "users_select": f"{_CHOICE} initial_user",
    "multi_users_select": f"{_CHOICE} initial_users max_selected_items",
    "channels_select": f"{_CHOICE} initial_channel response_url_enabled",
    "multi_channels_select": f"{_CHOICE} initial_channels max_selected_items",
    "conversations_select": (
        f"{_CHOICE} initial_conversation default_to_current_conversation response_url_enabled filter"
    ),
    "multi_conversations_select": (
        f"{_CHOICE} initial_conversations default_to_current_conversation max_selected_items filter"
    ),
    "external_select": f"{_CHOICE} initial_option min_query_length",
    "multi_external_select": f"{_CHOICE} initial_options min_query_length max_selected_items",
    "overflow": "action_id options confirm",
    "datepicker": f"{_CHOICE} initial_date",
    "timepicker": f"{_CHOICE} initial_time timezone",
    "datetimepicker": "action_id initial_date_time confirm focus_on_load",
    "radio_buttons": "action_id options initial_option confirm focus_on_load",
    "checkboxes": "action_id options initial_options confirm focus_on_load",
    "plain_text_input": f"{_TYPED} multiline min_length max_length",
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
    "rich_text_input": _TYPED,
    "number_input": f"{_TYPED} is_decimal_allowed min_value max_value",
    "file_input": "action_id filetypes max_files",
    "image": "image_url slack_file alt_text",
    "feedback_buttons": "action_id positive_button negative_button",
    "icon_button": "action_id icon text value confirm accessibility_label visible_to_user_ids",
}


class Checks:
    """Collects what is wrong, each with the place it is wrong at."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def add(self, at: str, what: str) -> None:
        self.wrong.append(f"{what} [json-pointer:{at}]")

    def length(self, at: str, value: Any, most: int, least: int = 1) -> None:
        """A string of so many characters."""
        if not isinstance(value, str):
            self.add(at, "must provide a string")
        elif len(value) > most:
            self.add(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.add(at, f"must be more than {least - 1} characters")

    def maybe(self, at: str, owner: Json, name: str, most: int, least: int = 1) -> None:
        if name in owner:
            self.length(f"{at}/{name}", owner[name], most, least)

    def count(self, at: str, value: Any, most: int, least: int = 1) -> list[Any]:
        """A list of so many things; an empty one when it is no list."""
        if not isinstance(value, list):
            self.add(at, "must provide an array")
            return []
        if len(value) > most:
            self.add(at, f"no more than {most} items allowed")
        if len(value) < least:
            self.add(at, f"no less than {least} items allowed")
        return value

    def text(self, at: str, value: Any, most: int, *, plain: bool = False) -> None:
        """A text object."""
        if not isinstance(value, dict):
            self.add(at, "must provide an object")
            return
        kind = value.get("type")
        if kind not in ({"plain_text"} if plain else {"plain_text", "mrkdwn"}):
            self.add(f"{at}/type", "must be a plain_text object" if plain else "must be plain_text or mrkdwn")
        self.known(at, value, {"type", "text", "emoji"} if kind == "plain_text" else {"type", "text", "verbatim"})
        self.length(f"{at}/text", value.get("text"), most)

    def known(self, at: str, value: Json, names: set[str]) -> None:
        for name in value.keys() - names:
            self.add(f"{at}/{name}", "additional property not allowed")

    def option(self, at: str, value: Any, *, rich: bool) -> None:
        if not isinstance(value, dict):
            self.add(at, "must provide an object")
            return
        self.known(at, value, {"text", "value", "description", "url"})
        self.text(f"{at}/text", value.get("text"), 75, plain=not rich)
        self.length(f"{at}/value", value.get("value"), 150)
        if "description" in value:
            self.text(f"{at}/description", value["description"], 75, plain=not rich)

    def options(self, at: str, element: Json, most: int, *, rich: bool = False) -> None:
        for i, option in enumerate(self.count(f"{at}/options", element.get("options"), most)):
            self.option(f"{at}/options/{i}", option, rich=rich)

    def select(self, at: str, element: Json) -> None:
        if "placeholder" in element:
            self.text(f"{at}/placeholder", element["placeholder"], 150, plain=True)
        if "static" not in element["type"]:
            return
        if ("options" in element) == ("option_groups" in element):
            self.add(at, "must define either options or option_groups")
        elif "options" in element:
            self.options(at, element, 100)
        else:
            for i, group in enumerate(self.count(f"{at}/option_groups", element["option_groups"], 100)):
                self.text(f"{at}/option_groups/{i}/label", group.get("label"), 75, plain=True)
                self.options(f"{at}/option_groups/{i}", group, 100)
        chosen = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
        for option in chosen:
            if option not in all_options(element):
                self.add(at, "initial_option must exactly match one of the provided options")

    def button(self, at: str, element: Json) -> None:
        self.text(f"{at}/text", element.get("text"), 75, plain=True)
        self.maybe(at, element, "value", 2000, 0)
        self.maybe(at, element, "url", 3000)
        self.maybe(at, element, "accessibility_label", 75)
        if "style" in element and element["style"] not in {"primary", "danger"}:
            self.add(f"{at}/style", "must be primary or danger")

    def confirm(self, at: str, value: Any) -> None:
        if not isinstance(value, dict):
            self.add(at, "must provide an object")
            return
        self.known(at, value, {"title", "text", "confirm", "deny", "style"})
        for name, most in (("title", 100), ("confirm", 30), ("deny", 30)):
            self.text(f"{at}/{name}", value.get(name), most, plain=True)
        self.text(f"{at}/text", value.get("text"), 300)

    def element(self, at: str, element: Any, allowed: set[str]) -> None:
        """An interactive element, or an image, that may stand here."""
        if not isinstance(element, dict) or element.get("type") not in allowed:
            self.add(at, "unsupported type of element")
            return
        kind = element["type"]
        if kind in KNOWN:
            self.known(at, element, {"type", *KNOWN[kind].split()})
        self.maybe(at, element, "action_id", 255)
        if "confirm" in element:
            self.confirm(f"{at}/confirm", element["confirm"])
        if kind == "button":
            self.button(at, element)
        elif kind in SELECTS:
            self.select(at, element)
        elif kind == "overflow":
            self.options(at, element, 5)
        elif kind in {"radio_buttons", "checkboxes"}:
            self.options(at, element, 10, rich=True)
        elif kind == "image":
            self.image(at, element)
        elif kind == "feedback_buttons":
            for name in ("positive_button", "negative_button"):
                self.button(f"{at}/{name}", element.get(name) or {})
        elif kind in TYPED:
            self.typed(at, element)

    def image(self, at: str, element: Json) -> None:
        if ("image_url" in element) == ("slack_file" in element):
            self.add(at, "must define either image_url or slack_file")
        self.maybe(at, element, "image_url", 3000)
        self.length(f"{at}/alt_text", element.get("alt_text"), 2000)

    def typed(self, at: str, element: Json) -> None:
        if "placeholder" in element:
            self.text(f"{at}/placeholder", element["placeholder"], 150, plain=True)
        if element["type"] == "number_input" and not isinstance(element.get("is_decimal_allowed"), bool):
            self.add(f"{at}/is_decimal_allowed", "missing required field")
        for name, least in (("max_length", 1), ("min_length", 0)):
            value = element.get(name, least)
            if not isinstance(value, int) or not least <= value <= 3000:
                self.add(f"{at}/{name}", f"must be between {least} and 3000")
        if len(str(element.get("initial_value", ""))) > element.get("max_length", 3000):
            self.add(f"{at}/initial_value", "must not be longer than max_length")


def all_options(element: Json) -> list[Json]:
    """What a select, a list of boxes or a menu offers."""
    groups = [element, *element.get("option_groups", [])]
    return [option for group in groups for option in group.get("options", [])]
