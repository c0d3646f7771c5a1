"""Answering an interaction: within three seconds, later by editing what was promised, and after the token's life by a
direct message."""

from collections.abc import Sequence
from typing import Any, Literal

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.render import EPHEMERAL, Rendered
from adapters.discord.whisper import Whisperer

log = structlog.get_logger(__name__)

MESSAGE, LATER, LATER_UPDATE, CHOICES, MODAL = 4, 5, 6, 8, 9
ALREADY = "40060"


class Answering:
    """One interaction's answer. What Discord no longer takes goes to the person directly."""

    def __init__(self, api: Api, whisperer: Whisperer, raw: dict[str, Any], user: str) -> None:
        self._api = api
        self._whisperer = whisperer
        self._id, self._token = str(raw["id"]), str(raw["token"])
        self._user = user
        self._state: Literal["open", "later", "quiet", "done", "lost"] = "open"

    @property
    def may_open(self) -> bool:
        """A window must be the first answer."""
        return self._state == "open"

    async def later(self, *, quietly: bool) -> None:
        """It takes a moment. `quietly`: after a click, where nothing need be seen."""
        body: dict[str, Any] = {"type": LATER_UPDATE} if quietly else {"type": LATER, "data": {"flags": EPHEMERAL}}
        if await self._first(body):
            self._state = "quiet" if quietly else "later"

    async def nothing(self) -> None:
        """It is acknowledged, and there is nothing to say."""
        if self._state == "open":
            await self.later(quietly=True)

    async def open(self, window: dict[str, Any]) -> bool:
        """False when Discord would not open it."""
        if self._state == "open" and await self._first({"type": MODAL, "data": window}):
            self._state = "done"
            return True
        return False

    async def choices(self, found: Sequence[dict[str, Any]]) -> None:
        await self._first({"type": CHOICES, "data": {"choices": list(found)}})

    async def say(self, pages: Sequence[Rendered]) -> None:
        """To that person alone."""
        left = list(pages)
        while left:
            if not await self._one(left[0]):
                self._state = "lost"
                break
            left.pop(0)
        if left:
            await self._whisperer.show(self._user, left)

    async def _one(self, page: Rendered) -> bool:
        if self._state == "lost":
            return False
        body = page.body(flags=EPHEMERAL)
        if self._state == "open":
            sent = await self._first({"type": MESSAGE, "data": body})
            self._state = "done" if sent else self._state
            return sent
        path, method = "/webhooks/{webhook_id}/{webhook_token}", "POST"
        if self._state == "later":
            path, method = f"{path}/messages/@original", "PATCH"
        application = self._api.application_id
        try:
            await self._api.call(method, path, body=body, webhook_id=application, webhook_token=self._token)
            self._state = "done" if self._state == "later" else self._state
        except Refused as refused:
            log.info("discord.answer_refused", error=refused.code)
            return False
        return True

    async def _first(self, body: dict[str, Any]) -> bool:
        path = "/interactions/{interaction_id}/{webhook_token}/callback"
        try:
            await self._api.call("POST", path, body=body, interaction_id=self._id, webhook_token=self._token)
        except Refused as refused:
            if refused.code == ALREADY:  # its answer was lost on the way, not the call
                return True
            log.info("discord.interaction_refused", error=refused.code)
            return False
        return True
