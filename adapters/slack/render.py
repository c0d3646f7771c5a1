"""A platform-neutral message as Block Kit: split at Slack's limits, cut nowhere.

Limits: https://docs.slack.dev/reference/block-kit/blocks, read 2026-11.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from adapters.slack.markup import Element, Links, escaped, inline, literal, mrkdwn, paragraphs
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
    unmarked,
)
from bot.model.files import File

BLOCKS = 50  # a message
RICH_CHARS = 2_900  # a rich_text block; sections are documented at 3,000
HEADER_CHARS = 150
FIELDS, FIELD_CHARS = 10, 2_000  # a section
CONTEXT_CHARS = 2_900
BUTTONS, BUTTON_CHARS, VALUE_CHARS = 25, 75, 2_000
ACTION_CHARS = 255
TEXT_CHARS = 3_900  # the fallback; Slack asks for at most 4,000
MESSAGE_CHARS = 30_000  # of all blocks together; more goes into a further message
_CUT_ENTITY = re.compile(r"&[a-z]{0,3}$")
PRESS = "loket:"
"""What the action_id of our buttons starts with."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One Slack message."""

    text: str
    blocks: tuple[Element, ...]


def render(content: Content, links: Links) -> tuple[Rendered, ...]:
    """The messages it takes: one, unless it is longer than Slack lets one be."""
    pages = list(_pages(blocks(content, links)))
    if not pages:
        return plainly(content)
    whole = fallback(content)
    return tuple(Rendered(whole if i == 0 else "…", tuple(page)) for i, page in enumerate(pages))


def _pages(made: Sequence[Element]) -> Iterator[list[Element]]:
    page: list[Element] = []
    size = 0
    for block in made:
        chars = measure(block)
        if page and (len(page) == BLOCKS or size + chars > MESSAGE_CHARS):
            yield page
            page, size = [], 0
        page.append(block)
        size += chars
    if page:
        yield page


def measure(element: Any) -> int:
    """How many characters people read in it."""
    if isinstance(element, dict):
        own = sum(len(v) for k, v in element.items() if k in ("text", "fallback") and isinstance(v, str))
        return own + sum(measure(v) for v in element.values() if isinstance(v, dict | list))
    return sum(measure(one) for one in element) if isinstance(element, list) else 0


def blocks(content: Content, links: Links) -> list[Element]:
    """As many blocks as it takes."""
    made: list[Element] = []
    for number, block in enumerate(content.blocks):
        made += _block(block, number, links)
    return made


def _block(block: Block, number: int, links: Links) -> list[Element]:
    match block:
        case Text(markdown=markdown):
            return rich(paragraphs(markdown, links))
        case Heading(text=text):
            return _heading(text)
        case Small(markdown=markdown):
            return _small(markdown, links)
        case Quote():
            return _quote(block)
        case Fields(pairs=pairs):
            return _fields(pairs, links)
        case Table():
            return rich(_table(block, links))
        case Buttons(buttons=buttons):
            return _buttons(buttons, number)
        case Attached(files=files):
            return [_context(literal(line)) for line in map(_named, files)]
        case _:
            assert_never(block)


def _heading(text: str) -> list[Element]:
    if not text.strip():
        return []
    if len(text) <= HEADER_CHARS:
        return [{"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}]
    return rich([{"type": "rich_text_section", "elements": [{"type": "text", "text": text, "style": {"bold": True}}]}])


def _named(file: File) -> str:
    """A file by its name; its bytes are shared beside the message, unless there are none."""
    return f"📎 {file.name}" if file.kept else f"⚠️ {file.name}"


def _context(words: str) -> Element:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": words}]}


def _small(markdown: str, links: Links) -> list[Element]:
    words = mrkdwn(markdown, links)
    if not words.strip():
        return []
    if len(words) > CONTEXT_CHARS:
        return rich(paragraphs(markdown, links, pings=False))
    return [_context(words)]


def _quote(quote: Quote) -> list[Element]:
    parts: list[Element] = []
    if quote.by:
        who = {"type": "text", "text": f"{quote.by}:", "style": {"bold": True}}
        parts.append({"type": "rich_text_section", "elements": [who]})
    if quote.text:
        parts.append({"type": "rich_text_quote", "elements": [{"type": "text", "text": quote.text}]})
    return rich(parts)


def _fields(pairs: Iterable[tuple[str, str]], links: Links) -> list[Element]:
    made: list[Element] = []
    short: list[Element] = []
    for label, value in pairs:
        words = f"*{literal(label)}*\n{mrkdwn(value, links) or '–'}"
        if len(words) > FIELD_CHARS:
            name = {"type": "text", "text": f"{label}: ", "style": {"bold": True}}
            made += rich([{"type": "rich_text_section", "elements": [name, *inline(value, links)]}])
        else:
            short.append({"type": "mrkdwn", "text": words})
    sections = [{"type": "section", "fields": short[at : at + FIELDS]} for at in range(0, len(short), FIELDS)]
    return [*sections, *made]


def _table(table: Table, links: Links) -> list[Element]:
    """A bold line and a list: a grid does not fit a phone."""
    head = {"type": "text", "text": " · ".join(name for name in table.head if name), "style": {"bold": True}}
    rows = []
    for row in table.rows:
        cells = [inline(cell, links) for cell in row]
        said: list[Element] = []
        for cell in filter(None, cells):
            said += [{"type": "text", "text": " · "}] if said else []
            said += cell
        rows.append({"type": "rich_text_section", "elements": said or [{"type": "text", "text": "–"}]})
    parts: list[Element] = [{"type": "rich_text_section", "elements": [head]}] if head["text"] else []
    return [*parts, {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": rows}] if rows else parts


def _buttons(buttons: Sequence[Button], number: int) -> list[Element]:
    rows = []
    for at in range(0, len(buttons), BUTTONS):
        elements = [button(one, f"{number}.{at + i}") for i, one in enumerate(buttons[at : at + BUTTONS])]
        rows.append({"type": "actions", "block_id": f"{PRESS}{number}.{at}", "elements": elements})
    return rows


def button(one: Button, unique: str) -> Element:
    """Its ids say all there is to say, so it works after a restart, or a month."""
    made: Element = {
        "type": "button",
        "action_id": f"{PRESS}{one.action}:{unique}"[:ACTION_CHARS],
        "text": {"type": "plain_text", "text": clipped(one.label, BUTTON_CHARS), "emoji": True},
        "value": one.subject[:VALUE_CHARS],
    }
    if len(one.label) > BUTTON_CHARS:
        made["accessibility_label"] = clipped(one.label, BUTTON_CHARS)
    return made if one.style == "plain" else {**made, "style": one.style}


def clipped(text: str, chars: int) -> str:
    """With a sign that there was more."""
    return text if len(text) <= chars else text[: chars - 1].rstrip() + "…"


# ---- rich text, split


def rich(parts: Sequence[Element]) -> list[Element]:
    """Parts in as many rich_text blocks as their length takes."""
    made: list[Element] = []
    size = RICH_CHARS
    for part in parts:
        for piece in _pieces(part):
            chars = measure(piece)
            if size + chars > RICH_CHARS:
                made.append({"type": "rich_text", "elements": []})
                size = 0
            made[-1]["elements"].append(piece)
            size += chars
    return made


def _pieces(part: Element) -> Iterator[Element]:
    """The part, or pieces of it that each fit a block."""
    if measure(part) <= RICH_CHARS:
        yield part
        return
    if part["type"] == "rich_text_list":
        first = part.get("offset", 0)
        for at, item in enumerate(part["elements"]):
            for piece in _pieces(item):
                yield {**part, "elements": [piece], **({"offset": first + at} if part["style"] == "ordered" else {})}
        return
    gathered: list[Element] = []
    size = 0
    for element in _short(part["elements"]):
        chars = measure(element)
        if gathered and size + chars > RICH_CHARS:
            yield {**part, "elements": gathered}
            gathered, size = [], 0
        gathered.append(element)
        size += chars
    if gathered:
        yield {**part, "elements": gathered}


def _short(elements: Iterable[Element]) -> Iterator[Element]:
    """Text elements no longer than a block, broken at white space where there is some."""
    for element in elements:
        text = element.get("text", "")
        if element["type"] != "text" or len(text) <= RICH_CHARS:
            yield element
            continue
        while text:
            cut = len(text) if len(text) <= RICH_CHARS else _cut(text)
            yield {**element, "text": text[:cut]}
            text = text[cut:]


def _cut(text: str) -> int:
    """After the last white space in the second half, else at the limit."""
    space = max(text.rfind(" ", RICH_CHARS // 2, RICH_CHARS), text.rfind("\n", RICH_CHARS // 2, RICH_CHARS))
    return space + 1 if space > 0 else RICH_CHARS


# ---- the fallback: notifications and screen readers


def fallback(content: Content) -> str:
    """The message in plain words, for screen readers and notifications; escaped, with a sign where it is cut."""
    whole = _told(content)
    if len(whole) > TEXT_CHARS:
        whole = _CUT_ENTITY.sub("", whole[: TEXT_CHARS - 1]) + "…"
    return whole or "…"


def plainly(content: Content) -> tuple[Rendered, ...]:
    """The message in plain words alone, all of them, for when Slack takes no blocks."""
    left, made = _told(content) or "…", []
    while left:
        piece = left[:TEXT_CHARS]
        if len(left) > TEXT_CHARS:
            piece = _CUT_ENTITY.sub("", piece)
            piece = piece[: piece.rfind("\n", TEXT_CHARS // 2) + 1] or piece
        made.append(Rendered(piece, ()))
        left = left[len(piece) :]
    return tuple(made)


def _told(content: Content) -> str:
    """All of it, its summary first; escaped."""
    lines = [content.summary, *(line for block in content.blocks for line in _plain(block))]
    told: list[str] = []
    for line in lines:
        if line.strip() and line.strip() not in told[:1]:
            told.append(line.strip())
    return escaped("\n".join(told))


def _plain(block: Block) -> list[str]:
    match block:
        case Text(markdown=markdown) | Small(markdown=markdown):
            return [unmarked(line) for line in markdown.splitlines()]
        case Heading(text=text):
            return [text]
        case Quote(text=text, by=by):
            return [f"{by}: {text}" if by else text]
        case Fields(pairs=pairs):
            return [f"{label}: {unmarked(value)}" for label, value in pairs]
        case Table(head=head, rows=rows):
            return [" · ".join(unmarked(cell) for cell in row if cell) for row in (head, *rows)]
        case Buttons():
            return []
        case Attached(files=files):
            return [_named(file) for file in files]
        case _:
            assert_never(block)
