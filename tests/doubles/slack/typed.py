"""What people type, as Slack sends it on: escaped text, and the same as rich text."""

from __future__ import annotations

import re

from .nouns import Json

TOKEN = re.compile(
    r"<@(?P<user>[UW][A-Z0-9]+)>|<#(?P<channel>C[A-Z0-9]+)(?:\|[^>]*)?>|<!(?P<all>here|channel|everyone)>"
    r"|<!subteam\^(?P<group>S[A-Z0-9]+)>|(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)\"'])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def escaped(text: str) -> str:
    """The three characters Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_sent(text: str) -> tuple[str, list[Json]]:
    """The `text` of a message someone typed, and the elements of its rich text.

    A mention is typed as `<@U…>`, a channel as `<#C…>`, a user group as `<!subteam^S…>`; links and addresses are found.
    """
    out, elements, at = "", [], 0
    for found in TOKEN.finditer(text):
        if found.start() > at:
            out += escaped(text[at : found.start()])
            elements.append({"type": "text", "text": text[at : found.start()]})
        at = found.end()
        if user := found["user"]:
            out, element = out + f"<@{user}>", {"type": "user", "user_id": user}
        elif channel := found["channel"]:
            out, element = out + f"<#{channel}|>", {"type": "channel", "channel_id": channel}
        elif everyone := found["all"]:
            out, element = out + f"<!{everyone}>", {"type": "broadcast", "range": everyone}
        elif group := found["group"]:
            out, element = out + f"<!subteam^{group}>", {"type": "usergroup", "usergroup_id": group}
        elif url := found["url"]:
            out, element = out + f"<{escaped(url)}>", {"type": "link", "url": url}
        else:
            mail = found["mail"]
            out += f"<mailto:{mail}|{mail}>"
            element = {"type": "link", "url": f"mailto:{mail}", "text": mail, "unsafe": True}
        elements.append(element)
    if at < len(text):
        out += escaped(text[at:])
        elements.append({"type": "text", "text": text[at:]})
    return out, elements


def rich_text(text: str, block_id: str) -> tuple[str, list[Json]]:
    """The text, and the one block that goes with it."""
    out, elements = as_sent(text)
    if not elements:
        return out, []
    section = {"type": "rich_text_section", "elements": elements}
    return out, [{"type": "rich_text", "block_id": block_id, "elements": [section]}]
