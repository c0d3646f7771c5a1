"""A message as the app sends it: read, checked, and made ready to post or to put in another's place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .api import Refused, invalid
from .components import check_components
from .nouns import COMPONENTS_V2, LOADING, Json, Message, Upload
from .world import World

MOST_TEXT, MOST_FILE, MOST_EMBEDS = 2000, 10 * 1024 * 1024, 10


@dataclass
class Draft:
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    files: list[Upload] = field(default_factory=list)
    flags: int = 0
    allowed: Json | None = None

    def fields(self) -> dict[str, Any]:
        return {
            "content": self.content,
            "embeds": self.embeds,
            "components": self.components,
            "files": self.files,
        }

    def changes(self, message: Message, data: Json) -> dict[str, Any]:
        """What an edit changes: the fields that are named, with null for empty."""
        out = {name: value for name, value in self.fields().items() if name in data or name == "files"}
        if data.get("attachments") is not None:
            kept = {int(a["id"]) for a in data["attachments"]}
            out["attachments"] = [a for a in message.attachments if a.id in kept]
        if "flags" in data or message.loading:
            out["flags"] = message.flags & ~LOADING | self.flags & COMPONENTS_V2
        return out


def draft_of(world: World, data: Json, files: list[Upload], message: Message | None = None) -> Draft:
    """Read and check a message; with `message` it is an edit of that one. Refuses as Discord does."""
    flags = int(data.get("flags") or 0) & (COMPONENTS_V2 | 1 << 2 | 1 << 12)
    draft = Draft(
        data.get("content") or "", data.get("embeds") or [], data.get("components") or [], [], flags,
        data.get("allowed_mentions"),
    )  # fmt: skip
    draft.files = _named(data, files)
    v2 = bool(flags & COMPONENTS_V2) or (message is not None and message.is_v2)
    if v2 and (draft.content or draft.embeds or data.get("sticker_ids")):
        wrong = "content" if draft.content else "embeds"
        raise invalid(
            wrong, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            f"The '{wrong}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        )  # fmt: skip
    if v2 and message is not None and not message.is_v2:
        for old in ("content", "embeds"):
            if getattr(message, old) and old not in data:
                raise invalid(old, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Clear it in the same edit")
    if len(draft.content) > MOST_TEXT:
        raise invalid("content", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_TEXT} or fewer in length.")
    if len(draft.embeds) > MOST_EMBEDS:
        raise invalid("embeds", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_EMBEDS} or fewer in length.")
    check_embeds(draft.embeds)
    if any(len(f.data) > MOST_FILE for f in draft.files):
        raise Refused(413, 40005, "Request entity too large")
    if len(draft.files) > 10:
        raise invalid("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    check_components(draft.components, v2=v2, files={f.name for f in draft.files})
    _check_allowed(draft.allowed)
    if message is None and not (draft.content.strip() or draft.embeds or draft.components or draft.files):
        raise Refused(400, 50006, "Cannot send an empty message")
    return draft


def check_embeds(embeds: list[Json]) -> None:
    """The lengths of an embed's parts, and of all embeds together."""
    total = 0
    for number, embed in enumerate(embeds):
        fields = embed.get("fields") or []
        parts = [("title", 256, embed.get("title")), ("description", 4096, embed.get("description"))]
        parts.append(("footer.text", 2048, (embed.get("footer") or {}).get("text")))
        for index, each in enumerate(fields):
            parts += [
                (f"fields.{index}.name", 256, each.get("name")),
                (f"fields.{index}.value", 1024, each.get("value")),
            ]
        for name, most, text in parts:
            total += len(text or "")
            if len(text or "") > most or (name.startswith("fields") and not text):
                raise invalid(f"embeds.{number}.{name}", "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        if len(fields) > 25:
            raise invalid(f"embeds.{number}.fields", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    if total > 6000:
        raise invalid("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def _named(data: Json, files: list[Upload]) -> list[Upload]:
    """Files with the names and descriptions `attachments` gives them."""
    named = {str(a.get("id")): a for a in data.get("attachments") or ()}
    out = []
    for number, file in enumerate(files):
        about = named.get(str(number), {})
        out.append(Upload(about.get("filename") or file.name, file.data, file.content_type, about.get("description")))
    return out


def _check_allowed(allowed: Json | None) -> None:
    if allowed is None:
        return
    parse = allowed.get("parse") or []
    for name in ("users", "roles"):
        if name in parse and allowed.get(name):
            raise invalid("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                          f"parse:[{name!r}] and {name}: [ids...] are mutually exclusive.")  # fmt: skip
        if len(allowed.get(name) or ()) > 100:
            raise invalid(f"allowed_mentions.{name}", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
