"""The desk's CommonMark as Slack shows it: `rich_text` for running words, `mrkdwn` for small print.

In `rich_text` every word is a literal, so what people typed cannot become a mention, a link or bold type. In `mrkdwn`
it is escaped, and signs that would start formatting are kept apart by a zero-width space.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Element = dict[str, Any]

_OURS = ("person:", "ticket:", "time:", "article:")
_OUTSIDE = ("http://", "https://", "mailto:")
_SIGN = re.compile(r"(?<!\w)[*_~`]|[*_~`](?!\w)")
_EMOJI_NAME = re.compile(r":(?=[a-z0-9_+'-]+:)")
_DATE = "{date_short_pretty} {time}"


def _nobody(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Links:
    """What our four link schemes lead to here. Without a target the label stands alone."""

    account: Callable[[str], str | None] = _nobody  # person id -> Slack user id
    profile: Callable[[str], str | None] = _nobody  # Slack user id -> a page about them
    ticket: Callable[[str], str | None] = _nobody  # ticket number -> its page
    article: Callable[[str], str | None] = _nobody  # slug -> its page


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return url.lower().startswith((*_OURS, *_OUTSIDE))


_MARKDOWN = _Markdown("commonmark", {"html": False}).disable("image")


def escaped(text: str) -> str:
    """For any text Slack would read as `mrkdwn`: no mention, no link, no command comes out of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """As `escaped`, and no bold, italics, code or emoji either."""
    return _EMOJI_NAME.sub(":\u200b", _SIGN.sub(lambda found: f"\u200b{found[0]}\u200b", escaped(text)))


# ---- running words


@dataclass(slots=True)
class _Inline:
    """Walks inline tokens, gathering rich_text elements."""

    links: Links
    pings: bool
    out: list[Element] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    target: tuple[str, list[str]] | None = None

    def walk(self, tokens: Sequence[Token]) -> list[Element]:
        for token in tokens:
            self._one(token)
        return self.out

    def _one(self, token: Token) -> None:
        match token.type:
            case "text" | "html_inline":
                self._say(token.content)
            case "softbreak" | "hardbreak":
                self._say("\n")
            case "code_inline":
                self._say(token.content, "code")
            case "strong_open" | "em_open":
                self.styles.append("bold" if token.tag == "strong" else "italic")
            case "strong_close" | "em_close":
                self.styles.pop()
            case "link_open":
                self.target = (str(token.attrs.get("href", "")), [])
            case "link_close" if self.target is not None:
                (href, label), self.target = self.target, None
                self.out.append(self._link(href, "".join(label)))

    def _say(self, text: str, *styles: str) -> None:
        if self.target is not None:
            self.target[1].append(text)
        elif text:
            self.out.append(self._styled({"type": "text", "text": text}, *styles))

    def _styled(self, element: Element, *styles: str) -> Element:
        on = dict.fromkeys((*self.styles, *styles), True)
        return {**element, "style": on} if on else element

    def _link(self, href: str, label: str) -> Element:
        scheme, _, rest = href.partition(":")
        url: str | None = href
        match scheme.lower():
            case "person":
                account = self.links.account(rest)
                if account and self.pings:
                    return {"type": "user", "user_id": account}
                url = self.links.profile(account) if account else None
            case "ticket":
                url = self.links.ticket(rest)
            case "article":
                url = self.links.article(rest)
            case "time":
                return {"type": "date", "timestamp": _seconds(rest), "format": _DATE, "fallback": label}
        if url is None:
            return self._styled({"type": "text", "text": label}, "bold")
        return self._styled({"type": "link", "url": url, "text": label})


def _seconds(moment: str) -> int:
    return int(datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())


def inline(markdown: str, links: Links, *, pings: bool = False) -> list[Element]:
    """One line of CommonMark as rich_text elements. `pings`: people named are mentioned and hear of it."""
    children = [child for token in _MARKDOWN.parseInline(markdown) for child in token.children or []]
    return _Inline(links, pings).walk(children)


def paragraphs(markdown: str, links: Links, *, pings: bool = True) -> list[Element]:
    """CommonMark as the parts of a rich_text block: sections, lists, preformatted text, quotes."""
    walker = _Blocks(links, pings)
    for token in _MARKDOWN.parse(markdown):
        walker.one(token)
    return walker.done()


@dataclass(slots=True)
class _Blocks:
    """Walks block tokens, gathering the parts of rich_text blocks."""

    links: Links
    pings: bool
    parts: list[Element] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)  # items of each open list; a list that goes on goes on counting
    quoted: int = 0
    heading: bool = False

    def one(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append("bullet" if token.type[0] == "b" else "ordered")
                self.counts.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                self.counts.pop()
            case "list_item_open":
                self._open_item()
            case "heading_open" | "heading_close":
                self.heading = token.nesting > 0
            case "blockquote_open" | "blockquote_close":
                self.quoted += token.nesting
            case "fence" | "code_block":
                code = {"type": "text", "text": token.content.rstrip("\n") or " "}
                self.parts.append({"type": "rich_text_preformatted", "elements": [code]})
            case "inline":
                self._words(token)

    def _open_item(self) -> None:
        style, indent = self.lists[-1], len(self.lists) - 1
        last = self.parts[-1] if self.parts else {}
        if (last.get("type"), last.get("style"), last.get("indent")) != ("rich_text_list", style, indent):
            begun = {"offset": self.counts[-1]} if style == "ordered" and self.counts[-1] else {}
            self.parts.append({"type": "rich_text_list", "style": style, "indent": indent, **begun, "elements": []})
        self.counts[-1] += 1
        self.parts[-1]["elements"].append({"type": "rich_text_section", "elements": []})

    def _words(self, token: Token) -> None:
        said = _Inline(self.links, self.pings).walk(token.children or [])
        if self.heading:
            said = [{**one, "style": {**one.get("style", {}), "bold": True}} if one["type"] == "text" else one
                    for one in said]  # fmt: skip
        if self.lists and self.parts and self.parts[-1]["type"] == "rich_text_list":
            _extend(self.parts[-1]["elements"][-1]["elements"], said, "\n")
            return
        kind = "rich_text_quote" if self.quoted else "rich_text_section"
        if self.parts and self.parts[-1]["type"] == kind:
            _extend(self.parts[-1]["elements"], said, "\n\n")
        else:
            self.parts.append({"type": kind, "elements": said})

    def done(self) -> list[Element]:
        """Slack refuses empty parts."""
        for part in self.parts:
            if part["type"] == "rich_text_list":
                part["elements"] = [item for item in part["elements"] if item["elements"]]
        return [part for part in self.parts if part["elements"]]


def _extend(elements: list[Element], more: list[Element], between: str) -> None:
    if elements and more:
        elements.append({"type": "text", "text": between})
    elements.extend(more)


# ---- small print


def mrkdwn(markdown: str, links: Links) -> str:
    """One line of CommonMark as `mrkdwn`; nobody is pinged by it."""
    return "".join(_small(inline(markdown, links)))


def _small(elements: Sequence[Element]) -> Iterator[str]:
    for one in elements:
        style = one.get("style", {})
        match one["type"]:
            case "text" if style.get("code"):
                yield f"`{escaped(one['text']).replace('`', chr(0x2BB))}`"
            case "text":
                sign = "*" if style.get("bold") else "_" if style.get("italic") else ""
                words = literal(one["text"])
                yield f"{sign}{words}{sign}" if words.strip() == words else words
            case "link":
                yield f"<{_address(one['url'])}|{literal(one['text']).replace('|', '¦') or escaped(one['url'])}>"
            case "date":
                yield f"<!date^{one['timestamp']}^{_DATE}|{literal(one['fallback'])}>"


def _address(url: str) -> str:
    return escaped(url).replace("|", "%7C")
