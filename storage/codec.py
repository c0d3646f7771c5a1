"""Model values as JSON and back, checked by pydantic."""

from typing import Any

from pydantic import TypeAdapter

from bot.model.content import Content
from bot.model.effects import Outgoing
from bot.model.files import File
from bot.model.places import Target
from storage.rows import clean

_CONTENT: TypeAdapter[Content] = TypeAdapter(Content)
_OUTGOING: TypeAdapter[Outgoing] = TypeAdapter(Outgoing)
_FILE: TypeAdapter[File] = TypeAdapter(File)
_TARGET: TypeAdapter[Target] = TypeAdapter(Target)


def dump_content(content: Content) -> dict[str, Any]:
    return _as_dict(_CONTENT.dump_python(content, mode="python"))


def load_content(raw: dict[str, Any]) -> Content:
    return _CONTENT.validate_python(raw)


def dump_outgoing(outgoing: Outgoing) -> dict[str, Any]:
    return _as_dict(_OUTGOING.dump_python(outgoing, mode="python"))


def load_outgoing(raw: dict[str, Any]) -> Outgoing:
    return _OUTGOING.validate_python(raw)


def dump_target(target: Target) -> dict[str, Any]:
    return _as_dict(_TARGET.dump_python(target, mode="python"))


def load_target(raw: dict[str, Any]) -> Target:
    return _TARGET.validate_python(raw)


def dump_files(files: tuple[File, ...]) -> list[dict[str, Any]]:
    return [_as_dict(_FILE.dump_python(file, mode="python")) for file in files]


def load_files(raw: list[dict[str, Any]]) -> tuple[File, ...]:
    return tuple(_FILE.validate_python(one) for one in raw)


def _as_dict(value: Any) -> dict[str, Any]:
    cleaned = clean(value)
    assert isinstance(cleaned, dict)
    return cleaned
