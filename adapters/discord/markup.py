"""The desk's CommonMark as Discord's markdown, and what people typed as words that stay words.

Rules: https://docs.discord.com/developers/reference#message-formatting, read 2026-11.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from discord.utils import escape_markdown
from markdown_it import MarkdownIt
from markdown_it.token import Token

from adapters.discord.commands import as_here

_OURS = ("person:", "ticket:", "time:", "article:")
_OUTSIDE = ("http://", "https://", "mailto:")
_MENTION = re.compile(r"<(?=[@#:/tai])")
_LINE_START = re.compile(r"^(\s*)(#{1,3}\s|-#|>|\d+(?=\.\s)|[-+]\s)", re.MULTILINE)
_BRACKETS = re.compile(r"(?<!\\)([\[\]])")


def _nobody(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Links:
    """What our four link schemes lead to here. Without a target the label stands alone."""

    account: Callable[[str], str | None] = _nobody  # person id -> Discord user id
    ticket: Callable[[str], str | None] = _nobody  # ticket number -> its page
    article: Callable[[str], str | None] = _nobody  # slug -> its page


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return url.lower().startswith((*_OURS, *_OUTSIDE))


_MARKDOWN = _Markdown("commonmark", {"html": False}).disable("image")


def literal(text: str) -> str:
    """Exactly these characters: no bold, no list, no mention, no link with a false name. Addresses stay whole."""
    escaped = escape_markdown(text, ignore_links=True)
    escaped = _MENTION.sub(r"\\<", escaped)
    escaped = _BRACKETS.sub(r"\\\1", escaped)
    return _LINE_START.sub(_kept_apart, escaped)


def _kept_apart(found: re.Match[str]) -> str:
    space, sign = found[1], found[2]
    if sign[0].isdigit():
        return f"{space}{sign}\\"
    return f"{space}\\{sign}"


def quoted(text: str) -> str:
    """As a quotation, line by line."""
    return "\n".join(f"> {line}" for line in literal(text).split("\n"))


def markdown(text: str, links: Links) -> str:
    """Several paragraphs of the desk's CommonMark."""
    walker = _Blocks(links)
    for token in _MARKDOWN.parse(text):
        walker.one(token)
    return "\n".join(walker.lines).strip("\n")


def inline(text: str, links: Links) -> str:
    """One line of the desk's CommonMark."""
    children = [child for token in _MARKDOWN.parseInline(text) for child in token.children or []]
    return _inline(children, links)


def _inline(tokens: Sequence[Token], links: Links) -> str:
    out: list[str] = []
    opened: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "text" | "html_inline":
                out.append(literal(token.content))
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "code_inline":
                out.append(f"`{as_here(token.content).replace('`', chr(0x2BB))}`")
            case "strong_open" | "strong_close":
                out.append("**")
            case "em_open" | "em_close":
                out.append("*")
            case "link_open":
                opened.append((str(token.attrs.get("href", "")), len(out)))
            case "link_close" if opened:
                href, start = opened.pop()
                label = "".join(out[start:])
                out[start:] = [_link(href, label, links)]
    return "".join(out)


def _link(href: str, label: str, links: Links) -> str:
    scheme, _, rest = href.partition(":")
    url: str | None = href
    match scheme.lower():
        case "person":
            account = links.account(rest)
            return f"<@{account}>" if account else f"**{label}**"
        case "time":
            return f"<t:{_seconds(rest)}:f>"
        case "ticket":
            url = links.ticket(rest)
        case "article":
            url = links.article(rest)
    if url is None:
        return f"**{label}**"
    return f"[{label}](<{url}>)" if label else url


def _seconds(moment: str) -> int:
    return int(datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())


@dataclass(slots=True)
class _Blocks:
    """Walks block tokens, gathering lines."""

    links: Links
    lines: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)  # the next number, None for bullets
    quoted: int = 0
    heading: str = ""
    item: str = ""

    def one(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                if not self.lists:
                    self.lines.append("")
            case "list_item_open":
                self._item()
            case "heading_open":
                self.heading = "#" * min(3, int(token.tag[1])) + " "
            case "blockquote_open" | "blockquote_close":
                self.quoted += token.nesting
            case "fence" | "code_block":
                code = token.content.rstrip("\n").replace("```", "`\u200b``")
                self.lines += [
                    f"```{token.info.strip().split(' ')[0] if token.info else ''}",
                    *code.split("\n"),
                    "```",
                    "",
                ]
            case "inline":
                self._words(token)

    def _item(self) -> None:
        number = self.lists[-1]
        self.item = "  " * (len(self.lists) - 1) + (f"{number}. " if number is not None else "- ")
        if number is not None:
            self.lists[-1] = number + 1

    def _words(self, token: Token) -> None:
        said = self.heading + _inline(token.children or [], self.links)
        self.heading = ""
        lead = self.item or ("  " * len(self.lists) if self.lists else "")
        self.item = ""
        for number, line in enumerate(said.split("\n")):
            begin = lead if number == 0 else " " * len(lead)
            self.lines.append(f"{'> ' * self.quoted}{begin}{line}")
        if not self.lists:
            self.lines.append("> " * self.quoted if self.quoted else "")
