"""Modals: a form of the desk's as a Slack view, the view that stands while it loads, and one with a word to read.

Limits: https://docs.slack.dev/reference/views, read 2026-11.
"""

import json
from collections.abc import Sequence
from typing import Any

from adapters.slack.markup import Element, Links
from adapters.slack.render import PRESS, blocks, clipped
from bot.model.content import Content
from bot.model.forms import Field, Form
from bot.model.places import Conversation
from bot.words.phrases import Phrases

TITLE_CHARS, SUBMIT_CHARS, LABEL_CHARS, HINT_CHARS = 24, 24, 2_000, 150
CHOICES, CHOICE_CHARS = 100, 75
INPUT_CHARS = 3_000
PLACE_CHARS = 3_000
VIEW_BLOCKS = 100


def modal(form: Form, place: Conversation, say: Phrases) -> Element:
    """The form. Where it was asked for travels in its metadata, and is only used to answer there."""
    return {
        "type": "modal",
        "callback_id": f"{PRESS}{form.name}|{form.subject}"[:255],
        "private_metadata": metadata(place),
        "title": _plain(form.title, TITLE_CHARS),
        "submit": _plain(form.submit, SUBMIT_CHARS),
        "close": _plain(say("cancel"), SUBMIT_CHARS),
        "blocks": [*_whole_title(form), *(_input(field, say) for field in form.fields)],
    }


def _whole_title(form: Form) -> list[Element]:
    """What the window's own title has no room for."""
    if len(form.title) <= TITLE_CHARS:
        return []
    return [{"type": "section", "block_id": "loket.title", "text": {"type": "plain_text", "text": form.title}}]


def _input(field: Field, say: Phrases) -> Element:
    made: Element = {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, LABEL_CHARS),
        "optional": not field.required,
        "element": _choice(field, say) if field.kind == "choice" else _typing(field),
    }
    return made


def _typing(field: Field) -> Element:
    element: Element = {
        "type": "plain_text_input",
        "action_id": f"{PRESS}{field.name}",
        "multiline": field.kind == "long",
        "max_length": INPUT_CHARS,
    }
    if field.hint:
        element["placeholder"] = _plain(field.hint, HINT_CHARS)
    if field.value:
        element["initial_value"] = field.value[:INPUT_CHARS]
    return element


def _choice(field: Field, say: Phrases) -> Element:
    options = [_option(value, label) for value, label in field.choices[:CHOICES]]
    element: Element = {
        "type": "static_select",
        "action_id": f"{PRESS}{field.name}",
        "placeholder": _plain(field.hint or say("choose"), HINT_CHARS),
        "options": options or [_option("-", say("nothing-to-choose"))],
    }
    chosen = next((one for one in options if one["value"] == field.value), None)
    return {**element, "initial_option": chosen} if chosen else element


def _option(value: str, label: str) -> Element:
    return {"text": _plain(label, CHOICE_CHARS), "value": value[:150]}


def loading(place: Conversation, say: Phrases) -> Element:
    """Opened at once, because the trigger is good for three seconds."""
    return _reading(say("loading-title"), [_words(say("loading"))], place, say)


def told(contents: Sequence[Content], links: Links, place: Conversation, say: Phrases) -> Element:
    """Where a form was expected and words came instead."""
    made = [block for content in contents for block in blocks(content, links)][:VIEW_BLOCKS]
    return _reading(say("told-title"), made or [_words(say("done"))], place, say)


def _reading(title: str, made: list[Element], place: Conversation, say: Phrases) -> Element:
    return {
        "type": "modal",
        "callback_id": f"{PRESS}read",
        "private_metadata": metadata(place),
        "title": _plain(title, TITLE_CHARS),
        "close": _plain(say("close"), SUBMIT_CHARS),
        "blocks": made,
    }


def metadata(place: Conversation) -> str:
    return json.dumps({"c": place.channel, "t": place.thread})[:PLACE_CHARS]


def place_in(view: dict[str, Any], user: str) -> Conversation:
    """Where a modal was asked for; the person's own conversation when that cannot be read."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
        return Conversation("slack", str(kept["c"]), str(kept["t"]) if kept.get("t") else None)
    except (ValueError, KeyError, TypeError):
        return Conversation("slack", user)


def errors_of(errors: dict[str, str], form_fields: Sequence[str]) -> dict[str, str]:
    """By block; what belongs to no block of this view stands under the first."""
    first = form_fields[0] if form_fields else "text"
    found: dict[str, str] = {}
    for name, words in errors.items():
        block = name if name in form_fields else first
        found[block] = f"{found[block]} {words}" if block in found else words
    return found


def _plain(text: str, chars: int) -> Element:
    return {"type": "plain_text", "text": clipped(text, chars) or "…", "emoji": True}


def _words(text: str) -> Element:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}
