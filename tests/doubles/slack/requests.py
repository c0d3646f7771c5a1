"""HTTP mode: signed requests to the app's own addresses."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from .delivery import Outcome, Timing
from .nouns import Json
from .world import World


class Requests:
    """Sends to `events`, `commands` and `interactions`. `secret` and `age` can be made wrong on purpose.

    Signatures carry the machine's time, whatever the clock of the world says: that is what they are checked by.
    """

    def __init__(self, world: World, timing: Timing, events: str, commands: str, interactions: str) -> None:
        self.world, self.timing = world, timing
        self.events, self.commands, self.interactions = events, commands, interactions
        self.secret: str | None = None
        self.age = 0
        self._session = aiohttp.ClientSession(trust_env=False)

    def signed(self, body: bytes) -> dict[str, str]:
        """The headers that prove a body comes from Slack: made with `secret`, `age` seconds ago."""
        stamp = str(int(time.time()) - self.age)
        secret = (self.secret or self.world.signing_secret).encode()
        digest = hmac.new(secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    async def post(self, url: str, body: bytes, kind: str, **more: str) -> tuple[int, str, str, bool]:
        """Status, text, content type and whether Slack is asked not to retry."""
        headers = self.signed(body) | {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }
        async with self._session.post(url, data=body, headers=headers | more, allow_redirects=False) as answer:
            text = await answer.text()
            return answer.status, text, answer.content_type, answer.headers.get("X-Slack-No-Retry") == "1"

    async def attempt(self, kind: str, payload: Json, accepts: bool, number: int, reason: str) -> Outcome:
        more = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": _reason(reason)} if number else {}
        form = "application/x-www-form-urlencoded"
        if kind == "events_api":
            url, body, content = self.events, json.dumps(payload).encode(), "application/json"
        elif kind == "slash_commands":
            url, body, content = self.commands, urlencode(payload).encode(), form
        else:
            url, body, content = self.interactions, urlencode({"payload": json.dumps(payload)}).encode(), form
        try:
            async with asyncio.timeout(self.timing.ack):
                status, text, answered, no_retry = await self.post(url, body, content, **more)
        except TimeoutError:
            return Outcome(False, reason="http_timeout")
        except aiohttp.ClientError:
            return Outcome(False, reason="connection_failed")
        good = 200 <= status < 300 if kind == "events_api" else status == 200
        if not good:
            return Outcome(False, reason="http_error", no_retry=no_retry)
        return Outcome(True, _read(text, answered))

    async def verify(self) -> bool:
        """The handshake when an address is entered: does it answer with the challenge?"""
        body = {"token": "verification", "challenge": self.world.new_id(""), "type": "url_verification"}
        status, text, _, _ = await self.post(self.events, json.dumps(body).encode(), "application/json")
        said = _read(text, "application/json")
        return status == 200 and body["challenge"] in {text, said.get("challenge") if isinstance(said, dict) else said}

    async def close(self) -> None:
        await self._session.close()


def _reason(reason: str) -> str:
    return "http_timeout" if reason == "timeout" else reason


def _read(text: str, content: str) -> Json | None:
    if not text:
        return None
    if content == "application/json":
        try:
            found = json.loads(text)
        except ValueError:
            return {"text": text}
        return found if isinstance(found, dict) else {"text": text}
    return {"text": text}
