"""Words for one person alone, where there is no command to answer: a direct message."""

from collections.abc import Sequence

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.detours import Detours
from adapters.discord.markup import Links
from adapters.discord.render import Rendered, render
from bot.model.content import Button, Buttons, Content
from bot.model.forms import Form
from bot.words.phrases import Phrases

log = structlog.get_logger(__name__)


class Whisperer:
    """Best effort: nothing that must arrive goes this way."""

    def __init__(self, api: Api, links: Links, detours: Detours) -> None:
        self._api = api
        self.links = links
        self._detours = detours

    def pages(self, contents: Sequence[Content]) -> list[Rendered]:
        return [page for content in contents for page in render(content, self.links)]

    async def tell(self, user: str, contents: Sequence[Content]) -> None:
        await self.show(user, self.pages(contents))

    async def show(self, user: str, pages: Sequence[Rendered]) -> None:
        try:
            await self._write(await self._detours.known(user) or await self._detours.direct_channel(user), pages)
        except Refused as refused:
            log.warning("discord.whisper_lost", error=refused.code)

    async def aloud(self, channel: str, contents: Sequence[Content]) -> None:
        """For everybody there to read."""
        try:
            await self._write(channel, self.pages(contents))
        except Refused as refused:
            log.warning("discord.whisper_lost", error=refused.code)

    async def _write(self, place: str, pages: Sequence[Rendered]) -> None:
        for page in pages:
            await self._api.call("POST", "/channels/{channel_id}/messages", body=page.body(), channel_id=place)


def is_about_here(content: Content) -> bool:
    """What a channel may be for, to be chosen there."""
    return any(one.action == "setup" for block in content.blocks if isinstance(block, Buttons) for one in block.buttons)


def form_button(form: Form, say: Phrases) -> Content:
    """A form for somebody who is not in reach of a window: a button that opens it."""
    button = Button(form.name, form.subject, say("open-form"), "primary")
    return Content((Buttons((button,)),), form.title)
