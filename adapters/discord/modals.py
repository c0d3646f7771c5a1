"""A form of the desk's as a window of Discord's.

Limits: https://docs.discord.com/developers/components/reference, read 2026-11.
"""

from typing import Any

from adapters.discord.render import ID_CHARS, PRESS, clipped
from bot.model.forms import Field, Form
from bot.words.phrases import Phrases

Element = dict[str, Any]
TITLE_CHARS, LABEL_CHARS, HINT_CHARS, INPUT_CHARS = 45, 45, 100, 4_000
CHOICES, CHOICE_CHARS = 25, 100
FIELDS = 5
TAKES_FILES = frozenset({"new", "reply", "note"})
FILES, MOST_FILES = "files", 10


def modal(form: Form, say: Phrases) -> Element:
    """Its name and subject come back in its id, and are not trusted then."""
    parts = [_labelled(field, say) for field in form.fields][:FIELDS]
    if form.name in TAKES_FILES and len(parts) < FIELDS:
        upload = {"type": 19, "custom_id": FILES, "min_values": 0, "max_values": MOST_FILES, "required": False}
        parts.append({"type": 18, "label": clipped(say("files"), LABEL_CHARS), "component": upload})
    return {
        "custom_id": f"{PRESS}{form.name}:{form.subject}"[:ID_CHARS],
        "title": clipped(form.title, TITLE_CHARS) or "…",
        "components": parts,
    }


def _labelled(field: Field, say: Phrases) -> Element:
    made: Element = {
        "type": 18,
        "label": clipped(field.label, LABEL_CHARS) or "…",
        "component": _choice(field, say) if field.kind == "choice" else _typing(field),
    }
    if len(field.label) > LABEL_CHARS:
        made["description"] = clipped(field.label, HINT_CHARS)
    return made


def _typing(field: Field) -> Element:
    made: Element = {
        "type": 4,
        "custom_id": field.name,
        "style": 2 if field.kind == "long" else 1,
        "required": field.required,
        "max_length": INPUT_CHARS,
    }
    if field.hint:
        made["placeholder"] = clipped(field.hint, HINT_CHARS)
    if field.value:
        made["value"] = field.value[:INPUT_CHARS]
    return made


def _choice(field: Field, say: Phrases) -> Element:
    options: list[Element] = [
        {"label": clipped(label, CHOICE_CHARS) or "…", "value": value[:CHOICE_CHARS], "default": value == field.value}
        for value, label in field.choices[:CHOICES]
    ]
    return {
        "type": 3,
        "custom_id": field.name,
        "required": field.required,
        "placeholder": clipped(field.hint or say("choose"), HINT_CHARS),
        "options": options or [{"label": say("nothing-to-choose"), "value": "-"}],
    }
