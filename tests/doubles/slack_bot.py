"""A small Bolt app to try the double of Slack with."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import SlackDouble


async def error(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


class Bot:
    """A Bolt app that keeps what it hears."""

    def __init__(self, slack: SlackDouble) -> None:
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        # the bot's own messages come back as events; Bolt would keep them from the listeners
        self.app = AsyncApp(
            client=client,
            signing_secret=slack.signing_secret,
            ignoring_self_events_enabled=False,
            raise_error_for_unhandled_request=False,
        )
        self.heard: list[dict[str, Any]] = []
        self.bodies: list[dict[str, Any]] = []
        self.failing = 0
        self.app.middleware(self._keep)
        self.app.event({"type": "message"})(self._nothing)
        for name in ("app_mention", "reaction_added", "member_joined_channel", "app_home_opened", "channel_left"):
            self.app.event(name)(self._nothing)

    async def _keep(self, body: dict[str, Any], next: Any) -> None:
        self.bodies.append(body)
        if self.failing:
            self.failing -= 1
            raise RuntimeError("not now")
        if "event" in body:
            self.heard.append(body)
        await next()

    async def _nothing(self) -> None:
        pass

    @property
    def events(self) -> list[dict[str, Any]]:
        return [body["event"] for body in self.heard]

    def texts(self) -> list[str]:
        return [e["text"] for e in self.events if e["type"] == "message" and "text" in e]


class connected:
    """Socket Mode, from connect to close."""

    def __init__(self, slack: SlackDouble, bot: Bot) -> None:
        self.slack = slack
        self.handler: Any = AsyncSocketModeHandler(bot.app, slack.app_token, ping_interval=0.2)

    async def __aenter__(self) -> Any:
        before = self.slack.connections
        await self.handler.connect_async()
        await self.slack.until(lambda: self.slack.connections > before)
        return self.handler

    async def __aexit__(self, *_: object) -> None:
        await self.handler.close_async()
