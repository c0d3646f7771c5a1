"""The desk's CommonMark as HTML: safe by construction, with our three link schemes."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

from adapters.web.site import Viewer
from bot.model.content import Content, Fields, Heading

OURS = ("person:", "ticket:", "time:", "article:")
OUTSIDE = ("http://", "https://", "mailto:")
LIGHTS = {"🔴": "new", "🟠": "open", "🔵": "waiting", "⚪": "hold", "🟢": "resolved", "⚫": "closed"}
"""The desk starts a ticket's state with one of these; here it becomes the colour of a card's edge."""
_NUMBER = re.compile(r"#([0-9]{1,9})\b")
_URL = re.compile(r"https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}]")


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return url.lower().startswith((*OURS, *OUTSIDE))


def _markdown() -> MarkdownIt:
    made = _Markdown("commonmark", {"html": False}).disable("image")
    made.core.ruler.push("loket_links", _links)
    return made


def _links(state: StateCore) -> None:
    """Retags links of our schemes, opens others apart, and keeps an article's headings below the page's."""
    for token in state.tokens:
        if token.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            token.tag = f"h{min(6, int(token.tag[1]) + 3)}"
        _relink(token.children or [], state.env["viewer"], pages=state.env["pages"])


def _relink(children: Sequence[Token], viewer: Viewer, *, pages: bool) -> None:
    open_tags: list[str] = []
    for token in children:
        if token.type == "link_open":
            token.tag, token.attrs = _native(str(token.attrs.get("href", "")), viewer, pages=pages)
            open_tags.append(token.tag)
        elif token.type == "link_close":
            token.tag = open_tags.pop()


def _native(href: str, viewer: Viewer, *, pages: bool) -> tuple[str, dict[str, str | int | float]]:
    """Tag and attributes for a link."""
    scheme, _, rest = href.partition(":")
    match scheme.lower():
        case "person":
            return "span", {"class": "mention mention-me" if rest == viewer.id else "mention"}
        case "ticket":
            return "a", _ticket(rest, viewer)
        case "time":
            return "time", {"datetime": rest, "data-local": "moment"}
        case "article" if pages:
            return "a", {"href": f"{viewer.base}/kb/{quote(rest)}"}
        case "article":  # the starter articles point at each other; the desk's own button opens one
            press = {"data-do": "press", "data-action": "read", "data-subject": rest, "data-key": f"read/{rest}"}
            return "button", {"type": "button", "class": "link-button", **press}
        case _:
            return "a", {"href": href, "rel": "noopener noreferrer", "target": "_blank"}


def _ticket(number: str, viewer: Viewer) -> dict[str, str | int | float]:
    page = f"{viewer.base}/t/{quote(number)}"
    return {"class": "ticket-ref", "href": page, "data-panel": f"{page}?part=panel"}


_MARKDOWN = _markdown()


def block(markdown: str, viewer: Viewer, *, pages: bool = False) -> Markup:
    """Paragraphs, lists and the like, as HTML. `pages`: links to articles lead to their pages."""
    return Markup(_MARKDOWN.render(markdown, _env(viewer, pages=pages)))  # html is off in the parser


def inline(markdown: str, viewer: Viewer) -> Markup:
    """One line, as HTML without a paragraph around it."""
    return Markup(_MARKDOWN.renderInline(markdown, _env(viewer, pages=False)))  # html is off in the parser


def _env(viewer: Viewer, *, pages: bool) -> dict[str, Any]:
    return {"viewer": viewer, "pages": pages}


def typed(text: str) -> Markup:
    """What a person typed: exactly these characters, with web addresses as links."""
    parts, end = [], 0
    for found in _URL.finditer(text):
        url = escape(found.group())
        parts.append(escape(text[end : found.start()]))
        parts.append(Markup('<a href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>').format(url))
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def heading(text: str, viewer: Viewer) -> Markup:
    """A card's heading, its ticket number leading to the timeline."""
    found = _NUMBER.match(text)
    if found is None:
        return escape(text)
    link = Markup('<a class="{class}" href="{href}" data-panel="{data-panel}">{number}</a>')
    return link.format(**_ticket(found[1], viewer), number=found[0]) + escape(text[found.end() :])


def light(value: str) -> str | None:
    """The state a field's value starts with, by its light."""
    return LIGHTS.get(value[:1])


def tone(content: Content) -> str | None:
    """A ticket card's state; None for anything that is no card."""
    values = [value for part in content.blocks if isinstance(part, Fields) for _, value in part.pairs]
    return next((state for state in map(light, values) if state), None)


def is_sheet(content: Content) -> bool:
    """Whether it has a heading, and so is laid out as a sheet of its own."""
    return any(isinstance(part, Heading) for part in content.blocks)
