"""Slack's Web API: one call, its refusals by name, and what they mean for a delivery."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Self

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.settings import SlackSettings
from bot.ports import DeliveryDelayed, DeliveryFailed

log = structlog.get_logger(__name__)

TIMEOUT_S = 20
OUT_OF_ORDER_S = 60.0  # how long a post waits while the token is not accepted: nothing is buried for that
SIGNED_OUT = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "org_login_required",
     "ekm_access_denied", "team_access_not_granted", "accesslimited"}
)  # fmt: skip
PASSING = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "rollup_error",
     "message_limit_exceeded"}
)  # fmt: skip
"""Errors that may be over the next time."""


class Refused(Exception):
    """Slack said no, or did not answer. `code` is its own error code, "reset" for a lost connection."""

    def __init__(self, code: str, *, retry_after_s: float | None = None, sent: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s
        self.sent = sent

    @property
    def passing(self) -> bool:
        """May it be over the next time?"""
        known = self.retry_after_s is not None or self.code in PASSING or self.code in SIGNED_OUT
        return known or self.code.startswith(("reset", "http_5"))

    def for_delivery(self) -> DeliveryDelayed | DeliveryFailed:
        """What the outbox should make of it."""
        if self.retry_after_s is not None:
            return DeliveryDelayed(self.retry_after_s)
        if self.code in SIGNED_OUT:
            return DeliveryDelayed(OUT_OF_ORDER_S)
        return DeliveryFailed(self.code, final=not self.passing)


class Api:
    """`call` for what changes something, `read` for what may be asked twice."""

    def __init__(self, settings: SlackSettings) -> None:
        token, base = settings.bot_token.get_secret_value(), _with_slash(settings.api_url)
        # no retries of its own: a call that was cut may have been worked on, and the outbox looks before it repeats
        self.client = AsyncWebClient(token=token, base_url=base, timeout=TIMEOUT_S, retry_handlers=[])
        self._reader = AsyncWebClient(
            token=token,
            base_url=base,
            timeout=TIMEOUT_S,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=2)],
        )
        self.signed_out = False
        self._told: set[str] = set()

    async def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Raises Refused."""
        return await self._do(self.client, method, arguments)

    async def read(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """As `call`; waits out a rate limit twice. Raises Refused."""
        return await self._do(self._reader, method, arguments)

    async def _do(self, client: AsyncWebClient, method: str, arguments: dict[str, Any]) -> Mapping[str, Any]:
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            answer = await getattr(client, method.replace(".", "_"))(**given)
        except SlackApiError as error:
            raise self._refused(method, error) from None
        except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError, ValueError, AttributeError) as error:
            raise Refused(f"reset_{type(error).__name__}") from None  # or an answer that is none of Slack's
        self.signed_out = False
        self._told.discard(method)
        data: Mapping[str, Any] = answer.data if isinstance(answer.data, dict) else {}
        return data

    def _refused(self, method: str, error: SlackApiError) -> Refused:
        answer: Any = error.response
        status = int(getattr(answer, "status_code", None) or getattr(answer, "status", None) or 200)
        if status == 429:
            headers = {str(k).lower(): v for k, v in dict(answer.headers or {}).items()}
            return Refused("ratelimited", retry_after_s=_seconds(headers.get("retry-after")))
        data = answer.data if isinstance(getattr(answer, "data", None), dict) else {}
        code = str(data.get("error") or (f"http_{status}" if status != 200 else "reset_unreadable"))
        if code == "ratelimited":
            return Refused(code, retry_after_s=1.0)
        if code in SIGNED_OUT:
            self._signed_out(code)
        elif code == "missing_scope" and method not in self._told:
            self._told.add(method)
            log.error("slack.scope_missing", method=method, needed=str(data.get("needed", "")))
        return Refused(code)

    def _signed_out(self, code: str) -> None:
        """Once, until it works again."""
        if not self.signed_out:
            log.error("slack.token_refused", error=code, remedy="check LOKET_SLACK__BOT_TOKEN: loket slack doctor")
        self.signed_out = True

    async def fetch(self, url: str) -> "Fetched":
        """Open a file of Slack's. Raises Refused."""
        session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None, sock_read=TIMEOUT_S))
        try:
            answer = await session.get(url, headers={"Authorization": f"Bearer {self.client.token}"})
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            await session.close()
            raise Refused(f"reset_{type(error).__name__}") from None
        return Fetched(session, answer)

    async def put(self, url: str, pieces: AsyncIterator[bytes], size: int) -> None:
        """Bytes to an address Slack gave for them. Raises Refused."""
        patience = aiohttp.ClientTimeout(total=None, sock_read=TIMEOUT_S)
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
        try:
            async with (
                aiohttp.ClientSession(timeout=patience) as session,
                session.post(url, data=pieces, headers=headers) as answer,
            ):
                if answer.status != 200:
                    raise Refused(f"http_{answer.status}")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise Refused(f"reset_{type(error).__name__}") from None


class Fetched:
    """An answer that is still being read, with the session it came over."""

    def __init__(self, session: aiohttp.ClientSession, response: aiohttp.ClientResponse) -> None:
        self._session = session
        self.response = response

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.response.close()
        await self._session.close()


def _seconds(value: object) -> float:
    try:
        return max(0.1, float(str(value)))
    except ValueError:
        return 1.0


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"
