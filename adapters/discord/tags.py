"""A forum's tags: a ticket's state and priority, made where they are missing."""

from typing import Any

import structlog

from adapters.discord.api import Api, Refused

log = structlog.get_logger(__name__)

MOST_TAGS, MOST_ON_A_POST, NAME_CHARS = 20, 5, 20


class Tags:
    """Of each forum, by name."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[str, dict[str, str]] = {}
        self._refused: set[str] = set()

    async def ids(self, forum: str, labels: tuple[str, ...]) -> list[str]:
        """Those of the labels the forum has or can be given. Raises Refused when the forum cannot be read."""
        names = [tag_of(label)["name"] for label in labels][:MOST_ON_A_POST]
        known = self._known.get(forum)
        if known is None or any(name not in known for name in names):
            known = self._known[forum] = await self._made(forum, labels)
        return [known[name] for name in names if name in known]

    async def afresh(self, forum: str, labels: tuple[str, ...]) -> list[str]:
        """As they are now; where the forum has none of these, its first: it may want one on each post. Raises
        Refused."""
        self.forget(forum)
        found = await self.ids(forum, labels)
        return found or list(self._known[forum].values())[:1]

    def forget(self, forum: str) -> None:
        """They are no longer what they were."""
        self._known.pop(forum, None)

    async def _made(self, forum: str, labels: tuple[str, ...]) -> dict[str, str]:
        found = await self._api.call("GET", "/channels/{channel_id}", channel_id=forum)
        there = list(found.get("available_tags") or [])
        names = {str(one.get("name")) for one in there}
        wanted = [tag for label in labels if (tag := tag_of(label))["name"] not in names]
        if wanted and len(there) + len(wanted) <= MOST_TAGS and forum not in self._refused:
            try:
                body = {"available_tags": [*there, *wanted]}
                changed = await self._api.call("PATCH", "/channels/{channel_id}", body=body, channel_id=forum)
                there = list(changed.get("available_tags") or [])
            except Refused as refused:
                if refused.passing:
                    raise
                self._refused.add(forum)
                log.warning("discord.tags_refused", channel=forum, error=refused.code, remedy="loket discord doctor")
        return {str(one.get("name")): str(one.get("id")) for one in there}


def tag_of(label: str) -> dict[str, Any]:
    """A leading sign is the tag's own."""
    sign, _, rest = label.partition(" ")
    if rest and not sign.isascii():
        return {"name": rest[:NAME_CHARS], "emoji_name": sign}
    return {"name": label[:NAME_CHARS]}
