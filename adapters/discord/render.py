"""A platform-neutral message as Discord's: plain words with buttons below, or a card of components. Split at Discord's
limits, cut nowhere.

Limits: https://docs.discord.com/developers/components/reference, read 2026-11.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from adapters.discord.markup import Links, inline, literal, markdown, quoted
from bot.model.content import (
    Attached,
    Block,
    Button,
    Buttons,
    Content,
    Fields,
    Heading,
    Quote,
    Small,
    Table,
    Text,
)

Element = dict[str, Any]
PRESS = "loket:"
"""What the custom id of our buttons starts with."""
PLAIN_CHARS = 1_990  # of 2,000
CARD_CHARS, TEXT_CHARS = 3_900, 3_800  # of 4,000 in all texts of a card together
CARD_PARTS = 36  # of 40 components, the frame and nested ones counted
ROW, ROWS = 5, 5
LABEL_CHARS, ID_CHARS = 80, 100
V2 = 1 << 15
EPHEMERAL = 1 << 6
NO_EMBEDS = 1 << 2
_STYLES = {"plain": 2, "primary": 1, "danger": 4}


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message of Discord's. With `card` its components say everything, else `text` does."""

    text: str = ""
    components: tuple[Element, ...] = ()
    card: bool = False

    def body(self, *, flags: int = 0) -> Element:
        """As Discord takes it; nobody is pinged by it."""
        made: Element = {
            "allowed_mentions": {"parse": []},
            "components": list(self.components),
            "flags": flags | (V2 if self.card else NO_EMBEDS),
        }
        return made if self.card else {**made, "content": self.text}


def render(content: Content, links: Links, *, card: bool | None = None) -> tuple[Rendered, ...]:
    """The messages it takes: one, unless it is longer than Discord lets one be. `card`: whether it must be one."""
    if card if card is not None else any(isinstance(block, Fields | Table | Heading) for block in content.blocks):
        return tuple(_cards(content, links))
    return tuple(_plain(content, links))


# ---- plain words, buttons below


def _plain(content: Content, links: Links) -> Iterator[Rendered]:
    texts = [words for block in content.blocks if (words := _words(block, links))]
    if not texts and not any(isinstance(b, Attached) and any(f.kept for f in b.files) for b in content.blocks):
        texts = [literal(content.summary.strip()) or "…"]
    rows = _rows([button for block in content.blocks if isinstance(block, Buttons) for button in block.buttons])
    pieces = list(split("\n".join(texts), PLAIN_CHARS)) or [""]
    pages = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)] or [[]]
    for piece in pieces[:-1]:
        yield Rendered(piece)
    yield Rendered(pieces[-1], tuple(pages[0]))
    for page in pages[1:]:
        yield Rendered("\u2800", tuple(page))


def _words(block: Block, links: Links) -> str:
    """What it says, in Discord's markdown; nothing for what is no words."""
    match block:
        case Text(markdown=text):
            return markdown(text, links)
        case Small(markdown=text):
            said = inline(text, links)
            return "\n".join(f"-# {line}" for line in said.split("\n") if line.strip())
        case Heading(text=text):
            return f"### {literal(text)}" if text.strip() else ""
        case Quote(text=text, by=by):
            name = f"**{literal(by)}:**" if by else ""
            return "\n".join(filter(None, (name, quoted(text) if text else "")))
        case Fields(pairs=pairs):
            return "\n".join(f"**{literal(label)}:** {inline(value, links) or '–'}" for label, value in pairs)
        case Table():
            return _table(block, links)
        case Attached(files=files):
            return "\n".join(f"⚠️ {literal(file.name)}" for file in files if not file.kept)
        case Buttons():
            return ""
        case _:
            assert_never(block)


def _table(table: Table, links: Links) -> str:
    """A bold line and a list: a grid does not fit a phone."""
    head = " · ".join(literal(name) for name in table.head if name)
    rows = [" · ".join(inline(cell, links) for cell in row if cell) or "–" for row in table.rows]
    return "\n".join([*([f"**{head}**"] if head else []), *(f"- {row}" for row in rows)])


# ---- cards


def _cards(content: Content, links: Links) -> Iterator[Rendered]:
    """In a frame; as many as its length takes."""
    parts: list[Element] = []
    chars = count = 0
    for part in _parts(content, links):
        size, own = len(part.get("content", "")), 1 + len(part.get("components", ()))
        if parts and (chars + size > CARD_CHARS or count + own > CARD_PARTS):
            yield _framed(parts)
            parts, chars, count = [], 0, 0
        parts.append(part)
        chars, count = chars + size, count + own
    if parts or not content.blocks:
        yield _framed(parts or [{"type": 10, "content": literal(content.summary.strip()) or "…"}])


def _framed(parts: Sequence[Element]) -> Rendered:
    return Rendered(components=({"type": 17, "components": list(parts)},), card=True)


def _parts(content: Content, links: Links) -> Iterator[Element]:
    for block in content.blocks:
        if isinstance(block, Buttons):
            yield from _rows(block.buttons)
            continue
        for piece in split(_words(block, links), TEXT_CHARS):
            yield {"type": 10, "content": piece}


def _rows(buttons: Sequence[Button]) -> list[Element]:
    made: dict[str, Element] = {}
    for one in buttons:
        element = button(one)
        if element is not None:
            made.setdefault(element["custom_id"], element)
    elements = list(made.values())
    return [{"type": 1, "components": elements[at : at + ROW]} for at in range(0, len(elements), ROW)]


def button(one: Button) -> Element | None:
    """Its id says all there is to say, so it works after a restart, or a month. None when it says too much for one."""
    custom_id = f"{PRESS}{one.action}:{one.subject}"
    if len(custom_id) > ID_CHARS:
        return None
    label = clipped(one.label, LABEL_CHARS) or "…"
    return {"type": 2, "style": _STYLES[one.style], "label": label, "custom_id": custom_id}


def pressed(custom_id: str) -> tuple[str, str] | None:
    """Action and subject of one of our buttons; None for anything else's."""
    if not custom_id.startswith(PRESS):
        return None
    action, _, subject = custom_id.removeprefix(PRESS).partition(":")
    return (action, subject) if action else None


def clipped(text: str, chars: int) -> str:
    """With a sign that there was more."""
    return text if len(text) <= chars else text[: chars - 1].rstrip() + "…"


# ---- long words


def split(text: str, chars: int) -> Iterator[str]:
    """Pieces that each fit, broken at line ends or white space where there is some. A quotation or a block of code that
    is broken goes on as one."""
    left = text
    while len(left) > chars:
        cut = _cut(left, chars - 8)
        piece, left = left[:cut], left[cut:]
        fence = piece.count("```") % 2 == 1
        yield f"{piece}\n```" if fence else piece
        if fence:
            left = f"```\n{left}"
        elif not piece.endswith("\n") and piece.rsplit("\n", 1)[-1].startswith("> "):
            left = f"> {left}"
    if left.strip():
        yield left


def _cut(text: str, chars: int) -> int:
    """After the last line end or white space in the second half, else at the limit; never between an escape and what it
    escapes, nor within a pair of surrogates or a mention."""
    line = text.rfind("\n", chars // 2, chars)
    space = text.rfind(" ", chars // 2, chars)
    cut = line + 1 if line > 0 else space + 1 if space > 0 else chars
    escapes = cut - len(text[:cut].rstrip("\\"))
    return cut - escapes % 2
