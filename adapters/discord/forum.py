"""Cards as posts of a forum, with state and priority as tags."""

from typing import Any

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.kept import Latest
from adapters.discord.render import clipped
from adapters.discord.send import Sender, Writing, same
from adapters.discord.tags import Tags
from bot.model.content import Content

log = structlog.get_logger(__name__)

NAME_CHARS = 100
WEEK_MINUTES = 10_080
THREADS = "/channels/{channel_id}/threads"
TAG_NEEDED, UNKNOWN_TAG = "40067", "10087"


class Forum:
    """A post's thread has the id of its first message."""

    def __init__(self, api: Api, sender: Sender) -> None:
        self._api = api
        self._tags = Tags(api)
        self._worn = Latest[str, list[str]]()

    async def post(self, forum: str, content: Content, writing: Writing) -> tuple[str, bool]:
        """Its id, and whether it may stand there twice. Raises Refused."""
        name = clipped(content.summary.strip() or "…", NAME_CHARS)
        tags = await self._tags.ids(forum, content.labels)
        doubled = False
        if writing.again:
            found = await self._stands(forum, name, writing)
            if found is not None and found:
                return found, False
            doubled = found is None
        body: dict[str, Any] = {
            "name": name,
            "auto_archive_duration": WEEK_MINUTES,
            "message": writing.pages[0].body(),
            "applied_tags": tags,
        }
        try:
            made = await self._api.call("POST", THREADS, body=body, channel_id=forum, once=True)
        except Refused as refused:
            if refused.code not in (TAG_NEEDED, UNKNOWN_TAG):
                raise
            tags = body["applied_tags"] = await self._tags.afresh(forum, content.labels)
            made = await self._api.call("POST", THREADS, body=body, channel_id=forum, once=True)
        self._worn[str(made["id"])] = tags
        return str(made["id"]), doubled

    async def _stands(self, forum: str, name: str, writing: Writing) -> str | None:
        """The post, "" when there is none, None when that cannot be found out."""
        try:
            parent = await self._api.call("GET", "/channels/{channel_id}", channel_id=forum)
            active = await self._api.call(
                "GET", "/guilds/{guild_id}/threads/active", guild_id=str(parent.get("guild_id"))
            )
            me = await self._api.me()
            for one in active.get("threads") or []:
                mine = str(one.get("owner_id")) == me and str(one.get("parent_id")) == forum
                if mine and one.get("name") == name:
                    first = await self._api.call(
                        "GET", "/channels/{channel_id}/messages/{message_id}", channel_id=str(one["id"]),
                        message_id=str(one["id"]),
                    )  # fmt: skip
                    if same(writing.pages[0], first):
                        return str(one["id"])
        except Refused as refused:
            if refused.passing:
                raise
            log.info("discord.look_back_failed", error=refused.code)
            return None
        return ""

    async def retag(self, forum: str, post: str, labels: tuple[str, ...]) -> None:
        """The tags as they are true now; the words count more: what goes wrong is logged. Raises Refused for what may
        be over soon."""
        try:
            tags = await self._tags.ids(forum, labels)
            if self._worn.get(post) == tags:
                return
            body = {"applied_tags": tags, "archived": False}
            await self._api.call("PATCH", "/channels/{channel_id}", body=body, channel_id=post)
            self._worn[post] = tags
        except Refused as refused:
            if refused.passing:
                raise
            self._tags.forget(forum)
            log.warning("discord.not_tagged", channel=post, error=refused.code, remedy="loket discord doctor")
