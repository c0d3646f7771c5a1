"""What Discord sends as a message's text, as the person typed it: names for mentions, signs for emoji."""

import re
from collections.abc import Callable

_TOKEN = re.compile(r"<(@!?|@&|#|a?:\w+:|t:|/[^:<>\n]+:)(-?\d+)(?::[tTdDfFR])?>")
_GROUP = re.compile(r"<@&(\d+)>")


def spoken(
    text: str, name_of: Callable[[str], str], place_of: Callable[[str], str], group_of: Callable[[str], str]
) -> str:
    """The three give a handle for a user's, a channel's and a role's id, without the sign before it."""

    def said(found: re.Match[str]) -> str:
        kind, target = found[1], found[2]
        match kind:
            case "@" | "@!":
                return f"@{name_of(target)}"
            case "@&":
                return f"@{group_of(target)}"
            case "#":
                return f"#{place_of(target)}"
            case "t:":
                return target
        return f":{kind.strip('a').strip(':')}:" if kind.endswith(":") and ":" in kind[:-1] else kind.rstrip(":")

    return _TOKEN.sub(said, text)


def with_groups(text: str) -> str:
    """Roles by their id, as the verb `setup` takes them."""
    return _GROUP.sub(r"group:\1", text)


def mentions(text: str) -> list[str]:
    """The user ids named in a message."""
    return re.findall(r"<@!?(\d+)>", text)


def without_mention(text: str, user: str) -> str:
    """The text without its first mention of that user."""
    return re.sub(rf"\s*<@!?{re.escape(user)}>[:,]?\s*", " ", text, count=1).strip()
