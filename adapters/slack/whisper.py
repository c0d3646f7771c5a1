"""Words for one person alone, lost when they look away: ephemeral where Slack can, else a direct message."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.api import Api, Refused
from adapters.slack.markup import Links
from adapters.slack.render import Rendered, render
from bot.model.content import Button, Buttons, Content
from bot.model.forms import Form
from bot.model.places import Conversation
from bot.words.phrases import Phrases

log = structlog.get_logger(__name__)


class Whisperer:
    """`links` turns our link schemes into Slack's."""

    def __init__(self, api: Api, links: Links) -> None:
        self._api = api
        self.links = links

    def pages(self, contents: Sequence[Content]) -> list[Rendered]:
        return [page for content in contents for page in render(content, self.links)]

    async def tell(self, user: str, where: Conversation, contents: Sequence[Content], response_url: str = "") -> None:
        """Best effort: nothing that must arrive goes this way."""
        await self.show(user, where, self.pages(contents), response_url)

    async def show(self, user: str, where: Conversation, pages: Sequence[Rendered], response_url: str = "") -> None:
        for page in pages:
            if response_url and await self._respond(response_url, page):
                continue
            if not _is_channel(where.channel) or not await self._ephemeral(user, where, page):
                await self._direct(user, where, page)

    async def _respond(self, url: str, page: Rendered) -> bool:
        client = AsyncWebhookClient(url, retry_handlers=[])
        try:
            answer = await client.send(
                text=page.text, blocks=list(page.blocks), response_type="ephemeral", replace_original=False
            )
        except (SlackClientError, OSError, TimeoutError, ValueError):
            return False
        return answer.status_code == 200

    async def _ephemeral(self, user: str, where: Conversation, page: Rendered) -> bool:
        arguments: Mapping[str, Any] = {"channel": where.channel, "user": user, "thread_ts": where.thread}
        try:
            await self._api.call("chat.postEphemeral", **arguments, text=page.text, blocks=list(page.blocks))
        except Refused as refused:
            log.info("slack.ephemeral_refused", error=refused.code)
            return False
        return True

    async def _direct(self, user: str, where: Conversation, page: Rendered) -> None:
        thread = where.thread if where.channel.startswith("D") else None
        try:
            channel = where.channel if where.channel.startswith("D") else await self.direct_channel(user)
            await self._api.call(
                "chat.postMessage", channel=channel, thread_ts=thread, text=page.text, blocks=list(page.blocks),
                unfurl_links=False, unfurl_media=False,
            )  # fmt: skip
        except Refused as refused:
            log.warning("slack.whisper_lost", error=refused.code)

    async def direct_channel(self, user: str) -> str:
        """The conversation between that person and the bot. Raises Refused."""
        answer = await self._api.call("conversations.open", users=user)
        return str(answer["channel"]["id"])


def _is_channel(channel: str) -> bool:
    return channel.startswith(("C", "G"))


def ephemeral(pages: Sequence[Rendered]) -> dict[str, Any]:
    """The answer to a slash command."""
    first = pages[0]
    return {"response_type": "ephemeral", "text": first.text, "blocks": list(first.blocks)}


def form_button(form: Form, say: Phrases) -> Content:
    """A form for somebody who is not in reach of a window: a button that opens it."""
    button = Button(form.name, form.subject, say("open-form"), "primary")
    return Content((Buttons((button,)),), form.title)
