"""What Slack sends as a message's text, as the person typed it: names for mentions, addresses for links.

The escapes are those of https://docs.slack.dev/messaging/formatting-message-text, read 2026-11.
"""

import re
from collections.abc import Callable
from html import unescape

import emoji

_TOKEN = re.compile(r"<([^<>\n]*)>")
_SETUP = re.compile(r"\W*(?:setup|inrichten)\s", re.IGNORECASE)
_SKIN = re.compile(r":skin-tone-[2-6]:")


def spoken(text: str, name_of: Callable[[str], str]) -> str:
    """`name_of` gives a handle for a user id, without the "@". The command `setup` gets a user group's id."""
    setting_up = _SETUP.match(text) is not None

    def said(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        match target[:1]:
            case "@":
                return f"@{name_of(target[1:])}"
            case "#":
                return f"#{label or target[1:]}"
            case "!":
                return _special(target[1:], label, setting_up)
            case _:
                return _link(target, label)

    return with_emoji(unescape_once(_TOKEN.sub(said, text)))


def _special(target: str, label: str, setting_up: bool) -> str:
    """<!here>, <!subteam^S1|@team>, <!date^...|fallback>."""
    kind, _, rest = target.partition("^")
    if kind == "subteam" and setting_up:
        return f"group:{rest}"
    if kind in ("here", "channel", "everyone"):
        return f"@{kind}"
    return label or f"@{kind}"


def _link(url: str, label: str) -> str:
    bare = url.removeprefix("mailto:").removeprefix("tel:")
    if not label or unescape(label) in (url, bare, re.sub(r"^https?://", "", url)):
        return bare
    return f"{label} ({bare})"


def unescape_once(text: str) -> str:
    """Slack escapes these three and nothing else."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def with_emoji(text: str) -> str:
    """ ":tada:" as the sign itself, where it is a sign everybody has."""
    return emoji.emojize(_SKIN.sub("", text), language="alias") if ":" in text else text


def mentions(text: str) -> list[str]:
    """The user ids named in a message."""
    return re.findall(r"<@([\w-]+)(?:\|[^>]*)?>", text)


def without_mention(text: str, user: str) -> str:
    """The text without its first mention of that user."""
    return re.sub(rf"\s*<@{re.escape(user)}(?:\|[^>]*)?>[:,]?\s*", " ", text, count=1).strip()


def sign(name: str) -> str:
    """The sign a reaction's name stands for, in whatever skin; one of the workspace's own stays ":name:"."""
    return emoji.emojize(f":{name.partition('::')[0]}:", language="alias")


def reaction_name(mark: str) -> str:
    """The name Slack has for a sign. Raises LookupError for one it has none for."""
    for candidate in (mark, mark.rstrip("\ufe0f"), f"{mark}\ufe0f"):
        named = emoji.demojize(candidate, language="alias")
        if named != candidate:
            return str(named.strip(":"))
    raise LookupError(mark)
