"""Text of one file -> its front matter, checked, and its body. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import yaml

T = TypeVar("T")
FENCE = "---"
KEYS = ("slug", "title", "questions", "tags", "queue", "audience", "owner", "verified", "until")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The C parser reads the same files ten times as fast, where it was built.
_YAML: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Broken(Exception):
    """This file is not an article. `line` counts from 1 within the file."""

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.line = code, message, line


@dataclass(frozen=True, slots=True)
class Page:
    """A file cut in two. `body_line` is the line of the file, from 1, on which the body starts."""

    front: str
    body: str
    body_line: int


def cut(text: str) -> Page:
    """Front matter and body. Raises Broken when the fences are missing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != FENCE:
        raise Broken("no-front-matter", f"the first line is not {FENCE}", 1)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            body = "\n".join(lines[number + 1 :])
            skipped = len(body) - len(body.lstrip("\n"))
            return Page("\n".join(lines[1:number]), body.strip("\n"), number + 2 + skipped)
    raise Broken("no-front-matter", f"the front matter is not closed with {FENCE}", 1)


def parse(front: str) -> Mapping[str, object]:
    """The front matter as a mapping of known keys. Raises Broken with the line of the file."""
    try:
        value: object = _YAML(front).get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Broken("bad-yaml", error.problem or "not YAML", mark.line + 2 if mark else None) from error
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError) as error:
        # the constructors of dates and numbers raise ValueError; deep nesting ends in RecursionError
        raise Broken("bad-yaml", str(error).splitlines()[0] if str(error) else "not YAML") from error
    if not isinstance(value, dict):
        raise Broken("bad-yaml", "the front matter is not a list of keys and values", 2)
    # a misspelt "audience" must not publish a confidential article, so unknown keys are errors
    unknown = [str(key) for key in value if key not in KEYS]
    if unknown:
        line = _line_of(front, unknown[0])
        raise Broken("unknown-key", f"unknown key {unknown[0]!r}, allowed are {', '.join(KEYS)}", line)
    return value


@dataclass(frozen=True, slots=True)
class Front:
    """Checked front matter."""

    slug: str
    title: str
    questions: tuple[str, ...]
    tags: tuple[str, ...]
    queue: str
    audience: str
    owner: str
    verified: date
    until: date | None


def check(front: str) -> Front:
    """Every key there, of the right type, not empty. Raises Broken naming the first that is not."""
    values = parse(front)

    def take(key: str, read: Callable[[str, object], T]) -> T:
        line = _line_of(front, key)
        if key not in values:
            raise Broken("missing-key", f"the key {key!r} is missing")
        try:
            return read(key, values[key])
        except Broken as broken:
            raise Broken(broken.code, broken.message, line) from None

    return Front(
        slug=take("slug", _slug),
        title=take("title", _text),
        questions=take("questions", _texts),
        tags=take("tags", _texts) if values.get("tags") else (),
        queue=take("queue", _text),
        audience=take("audience", _text),
        owner=take("owner", _text),
        verified=take("verified", _day),
        until=take("until", _day) if values.get("until") else None,
    )


def _line_of(front: str, key: str) -> int | None:
    for number, line in enumerate(front.splitlines(), start=2):
        if line.startswith((f"{key}:", f"{key} :", f'"{key}"')):
            return number
    return None


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise Broken("wrong-type", f"{key} is not text (put it in quotes)")
    if not value.strip():
        raise Broken(f"empty-{key.split('[')[0]}", f"{key} is empty")
    return " ".join(value.split())


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Broken("wrong-type" if value else f"empty-{key}", f"{key} is not a list of texts")
    if not value:
        raise Broken(f"empty-{key}", f"{key} is empty")
    return tuple(_text(f"{key}[{place}]", item) for place, item in enumerate(value, start=1))


def _slug(key: str, value: object) -> str:
    slug = _text(key, value)
    if not SLUG.fullmatch(slug):
        raise Broken("bad-slug", f"{slug!r} is not lower-case words joined by hyphens")
    return slug


def _day(key: str, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Broken("bad-date", f"{key} is not a date like 2026-01-31") from None
