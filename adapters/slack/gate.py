"""The one way in. A global middleware hands every payload to the desk and answers Slack itself: only what is
committed is acknowledged. Bolt's own middleware has checked signatures and dropped our own posts before.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.settings import SlackSettings

log = structlog.get_logger(__name__)
Body = dict[str, Any]
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError)
Take = Callable[[Body], Awaitable[BoltResponse]]

_QUIET = logging.getLogger("loket.slack_bolt")
_QUIET.setLevel(logging.CRITICAL)


def acknowledged(body: Body | None = None) -> BoltResponse:
    """200; with a body for commands and submissions."""
    if not body:
        return BoltResponse(status=200, body="")
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": ["application/json"]})


def not_acknowledged() -> BoltResponse:
    """Slack sends an event again; of the rest the person is told."""
    return BoltResponse(status=503, body="")


class Identity:
    """Who we are here, from auth.test."""

    def __init__(self) -> None:
        self.team = self.team_url = self.user = self.bot_id = ""

    @property
    def known(self) -> bool:
        return bool(self.user)


def bolt_app(settings: SlackSettings, identity: Identity, take: Take) -> AsyncApp:
    """An app whose only listener is `take`."""

    async def authorize() -> AuthorizeResult:
        # a constant: asking Slack for each event would turn its outage into events acknowledged and lost
        return AuthorizeResult(enterprise_id=None, team_id=identity.team, bot_user_id=identity.user,
                               bot_id=identity.bot_id, bot_token="xoxb-unused")  # fmt: skip

    app = AsyncApp(
        name="loket",
        logger=_QUIET,
        signing_secret=settings.signing_secret.get_secret_value(),
        client=AsyncWebClient(base_url=_base(settings.api_url), logger=_QUIET, retry_handlers=[]),
        authorize=authorize,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    @app.middleware
    async def everything(body: Body) -> BoltResponse:
        return await take(body)

    @app.error
    async def failed(error: Exception, body: Body) -> BoltResponse:
        """Bolt's own reading included. A malformed payload would fail again: it is acknowledged, once, loudly."""
        event = body.get("event") if isinstance(body.get("event"), dict) else {}
        kind = str((event or {}).get("type") or body.get("type"))
        if isinstance(error, MALFORMED):
            log.error("slack.payload_malformed", kind=kind, error=type(error).__name__)
            return acknowledged()
        log.error("slack.handling_failed", kind=kind, error=type(error).__name__)
        return not_acknowledged()

    return app


def _base(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"
