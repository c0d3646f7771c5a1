"""Discord's REST API through discord.py: one call, its refusals by code, and what they mean for a delivery."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import structlog
from discord.http import HTTPClient, Route

from adapters.discord.settings import DiscordSettings
from bot.ports import DeliveryDelayed, DeliveryFailed

log = structlog.get_logger(__name__)

TIMEOUT_S = 25.0
OUT_OF_ORDER_S = 60.0  # how long a post waits while the token is not accepted: nothing is buried for that
CLOUDFLARE_WAIT_S = 30.0  # a 429 that names no bucket and no time
SIGNED_OUT = "401"
for _name in ("discord", "discord.http", "discord.gateway", "discord.client", "discord.state"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # their lines hold what people wrote, and tokens in addresses


class Refused(Exception):
    """Discord said no, or did not answer. `code`: its own error code ("50013"), "http_503", or "reset_..."."""

    def __init__(self, code: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s

    @property
    def passing(self) -> bool:
        """May it be over the next time?"""
        return self.retry_after_s is not None or self.code == SIGNED_OUT or self.code.startswith(("reset", "http_5"))

    def for_delivery(self) -> DeliveryDelayed | DeliveryFailed:
        """What the outbox should make of it."""
        if self.retry_after_s is not None:
            return DeliveryDelayed(self.retry_after_s)
        if self.code == SIGNED_OUT:
            return DeliveryDelayed(OUT_OF_ORDER_S)
        return DeliveryFailed(self.code, final=not self.passing)


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes to send along, under a name."""

    name: str
    data: bytes


class Api:
    """Signs in at the first call. Paths as in Discord's documentation, with `{channel_id}` and the like filled in.
    `quiet`: who calls says itself that the token is refused."""

    def __init__(self, settings: DiscordSettings, *, quiet: bool = False) -> None:
        Route.BASE = settings.api_url.rstrip("/")
        self._token = settings.bot_token.get_secret_value()
        self._wait_s = settings.rate_limit_wait_s
        self._http: HTTPClient | None = None
        self._signing_in = asyncio.Lock()
        self.user_id = self.application_id = self.user_name = ""
        self.signed_out = quiet

    async def call(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        params: Mapping[str, Any] | None = None,
        files: Sequence[Upload] = (),
        once: bool = False,
        **parts: str,
    ) -> Any:
        """Discord's answer, read from its JSON. `once`: what would be done twice if it were tried again after an answer
        that tells nothing; the library tries those again by itself. Raises Refused."""
        http = await self._signed_in()
        return await self._do(http, Route(method, path, **parts), body, params, files, once=once)

    async def me(self) -> str:
        """Our own user id. Raises Refused."""
        await self._signed_in()
        return self.user_id

    async def close(self) -> None:
        http, self._http = self._http, None
        if http is not None:
            await http.close()

    async def _signed_in(self) -> HTTPClient:
        async with self._signing_in:
            if self._http is not None and self.application_id:
                return self._http
            http = self._http or HTTPClient(asyncio.get_running_loop())
            self._http = http
            http.max_ratelimit_timeout = self._wait_s
            user = await self._guarded(http.static_login(self._token))
            http.token = self._token
            application = await self._do(http, Route("GET", "/oauth2/applications/@me"), None, None, ())
            self.user_id, self.user_name = str(user["id"]), str(user.get("username") or "")
            self.application_id = str(application.get("id") or self.user_id)
            return http

    async def _do(
        self, http: HTTPClient, route: Route, body: Any, params: Mapping[str, Any] | None, files: Sequence[Upload],
        *, once: bool = False,
    ) -> Any:  # fmt: skip
        given: dict[str, Any] = {"params": dict(params)} if params else {}
        if once:
            given["raise_for_status"] = _not_again
        if files:
            given["form"] = _form(body, files)
        elif body is not None:
            given["json"] = body
        return await self._guarded(http.request(route, **given))

    async def _guarded(self, call: Any) -> Any:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await call
        except discord.RateLimited as limited:
            raise Refused("429", retry_after_s=limited.retry_after) from None
        except discord.LoginFailure:
            raise self._refused_token() from None
        except discord.HTTPException as error:
            raise self._refused(error) from None
        except (aiohttp.ClientError, OSError, TimeoutError, RuntimeError, ValueError, KeyError) as error:
            raise Refused(f"reset_{type(error).__name__}") from None
        self.signed_out = False
        return answer

    def _refused(self, error: discord.HTTPException) -> Refused:
        if error.status == 401:
            return self._refused_token()
        if error.status == 429:
            told = error.response.headers.get("Retry-After", "")
            return Refused("429", retry_after_s=_seconds(told))
        return Refused(str(error.code) if error.code else f"http_{error.status}")

    def _refused_token(self) -> Refused:
        """Once in the log, until it works again."""
        if not self.signed_out:
            log.error("discord.token_refused", remedy="check LOKET_DISCORD__BOT_TOKEN: loket discord doctor")
        self.signed_out = True
        return Refused(SIGNED_OUT)


async def _not_again(answer: aiohttp.ClientResponse) -> None:
    if answer.status >= 500:
        raise Refused(f"http_{answer.status}")


def _form(body: Any, files: Sequence[Upload]) -> list[dict[str, Any]]:
    """The parts of a message with files."""
    described = [{"id": number, "filename": one.name} for number, one in enumerate(files)]
    payload = {**(body or {}), "attachments": described}
    made: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(payload)}]
    for number, one in enumerate(files):
        made.append(
            {
                "name": f"files[{number}]",
                "value": one.data,
                "filename": one.name,
                "content_type": "application/octet-stream",
            }
        )
    return made


def _seconds(value: str) -> float:
    try:
        return max(0.1, float(value))
    except ValueError:
        return CLOUDFLARE_WAIT_S
