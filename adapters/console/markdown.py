"""The desk's CommonMark for a terminal, with our link schemes shown as their labels. Nothing in it is lost."""

import re
from collections.abc import Sequence
from typing import ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, TextElement
from rich.text import Text

OURS = ("person:", "ticket:", "time:", "article:")
OUTSIDE = ("http://", "https://", "mailto:")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return url.lower().startswith((*OURS, *OUTSIDE))


_PARSER = _Parser("commonmark", {"html": False}).disable("image")


class _Heading(TextElement):
    """A line of its own, at the left; rich would centre and frame it."""

    style_name = "bold"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        yield self.text


class Paragraphs(Markdown):
    """Block CommonMark: paragraphs, lists, code, headings."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "heading_open": _Heading}

    def __init__(self, markdown: str) -> None:
        super().__init__("", hyperlinks=False, code_theme="ansi_dark")
        self.parsed = _PARSER.parse(safe(markdown))
        for token in self.parsed:
            token.children = _relinked(token.children or []) if token.children else token.children


def inline(markdown: str) -> Text:
    """One line of CommonMark."""
    shown, styles = Text(), [""]
    for token in _relinked(_PARSER.parseInline(safe(markdown))[0].children or []):
        if token.nesting == 1:
            styles.append(f"{styles[-1]} {_STYLES.get(token.tag, '')}".strip())
        elif token.nesting == -1:
            styles.pop()
        elif token.type in ("softbreak", "hardbreak"):
            shown.append(" ")
        else:
            shown.append(token.content, f"{styles[-1]} {'bold' if token.type == 'code_inline' else ''}".strip())
    return shown


_STYLES = {"strong": "bold", "em": "italic", "a": "cyan"}


def safe(text: str) -> str:
    """Without anything a terminal would obey: control characters show as signs, tabs as spaces."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return _CONTROLS.sub(lambda found: _sign(ord(found[0])), plain)


def _sign(code: int) -> str:
    """The picture Unicode has for a control character."""
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def _relinked(children: Sequence[Token]) -> list[Token]:
    """Links of our schemes become their label; others keep their address beside it."""
    shown: list[Token] = []
    open_links: list[tuple[str, int]] = []
    for token in children:
        if token.type == "link_open":
            open_links.append((str(token.attrs.get("href", "")), len(shown)))
            shown.append(Token("em_open", "em", 1) if _is_ours(token) else Token("strong_open", "strong", 1))
        elif token.type == "link_close":
            href, start = open_links.pop()
            label = "".join(one.content for one in shown[start:])
            shown.append(Token(*(("em_close", "em", -1) if href.startswith(OURS) else ("strong_close", "strong", -1))))
            if not href.startswith(OURS) and label != href.removeprefix("mailto:"):
                shown.append(Token("text", "", 0, content=f" ({href})"))
        else:
            shown.append(token)
    return shown


def _is_ours(link: Token) -> bool:
    return str(link.attrs.get("href", "")).startswith(OURS)
