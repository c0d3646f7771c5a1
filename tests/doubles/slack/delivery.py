"""Bringing events and requests to the app, over whichever transport is on, with Slack's deadlines and redeliveries."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from .nouns import Channel, Json
from .world import World


@dataclass(frozen=True)
class Timing:
    """Seconds. Slack's own are 3 to acknowledge, and 0, 60 and 300 before each redelivery."""

    ack: float = 3.0
    retries: tuple[float, ...] = (0.05, 1.0, 5.0)
    ping: float = 2.0

    def scaled(self, factor: float) -> Timing:
        retries = tuple(delay * factor for delay in self.retries)
        return replace(self, ack=self.ack * factor, retries=retries, ping=self.ping * factor)


@dataclass
class Chaos:
    """Chances, 0 to 1: an event comes twice at once, again after its ack, or later than those after it."""

    duplicate: float = 0.0
    redeliver: float = 0.0
    reorder: float = 0.0
    delay: float = 0.1


@dataclass(frozen=True)
class Outcome:
    """How one attempt ended. `body` is what the app answered with, None or empty for nothing."""

    ok: bool
    body: Any = None
    reason: str = "timeout"
    no_retry: bool = False


class Transport(Protocol):
    async def attempt(self, kind: str, payload: Json, accepts: bool, number: int, reason: str) -> Outcome: ...


@dataclass
class Delivered:
    """An event or a request on its way. `key` is the event id, or what triggered the request."""

    kind: str
    key: str
    payload: Json = field(repr=False)
    attempts: list[Outcome] = field(default_factory=list)
    acked: bool = False
    over: bool = False
    acked_at: datetime | None = None

    @property
    def lost(self) -> bool:
        """Slack has given up on it."""
        return self.over and not self.acked


SCOPES = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
}
MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}
ALWAYS = {"channel_left", "group_left"}


class Delivery:
    """`sent` holds everything that ever went out, oldest first."""

    def __init__(self, world: World, timing: Timing, rng: random.Random) -> None:
        self.world, self.timing, self.rng = world, timing, rng
        self.chaos = Chaos()
        self.transport: Transport | None = None
        self.sent: list[Delivered] = []
        self._tasks: set[asyncio.Task[Outcome]] = set()
        world.emit = self.emit

    def emit(self, event: Json, channel: Channel | None) -> None:
        """Send an event to the app when it is subscribed, has the scope, and is in the channel."""
        kind = MESSAGES[channel.kind] if event["type"] == "message" and channel else event["type"]
        if kind not in self.world.events or (kind in SCOPES and SCOPES[kind] not in self.world.scopes):
            return
        if channel is not None and kind not in ALWAYS and self.world.bot.id not in channel.members:
            return
        payload = self._callback(event, channel)
        self._start("events_api", payload["event_id"], payload)
        if self.rng.random() < self.chaos.duplicate:
            self._start("events_api", payload["event_id"], payload)

    def _callback(self, event: Json, channel: Channel | None) -> Json:
        world = self.world
        authorization = {"enterprise_id": None, "team_id": world.team_id, "user_id": world.bot.id}
        return {
            "token": "verification",
            "team_id": world.team_id,
            "context_team_id": world.team_id,
            "context_enterprise_id": None,
            "api_app_id": world.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": world.new_id("Ev"),
            "event_time": int(str(event["event_ts"]).split(".")[0]),
            "authorizations": [authorization | {"is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": channel is not None and channel.is_shared,
            "event_context": f"4-{world.new_id('')}",
        }

    def _start(self, kind: str, key: str, payload: Json, *, accepts: bool = False) -> asyncio.Task[Outcome]:
        delivered = Delivered(kind, key, payload)
        self.sent.append(delivered)
        run = self._event(delivered) if kind == "events_api" else self._once(delivered, accepts)
        task = asyncio.get_running_loop().create_task(run)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def request(self, kind: str, key: str, payload: Json, *, accepts: bool = False) -> Outcome:
        """Send a command or an interaction, once, and wait for its ack."""
        return await self._start(kind, key, payload, accepts=accepts)

    async def _attempt(self, delivered: Delivered, accepts: bool, number: int, reason: str) -> Outcome:
        if self.transport is None:
            outcome = Outcome(False, reason="no transport")
        else:
            outcome = await self.transport.attempt(delivered.kind, delivered.payload, accepts, number, reason)
        delivered.attempts.append(outcome)
        if outcome.ok and not delivered.acked:
            delivered.acked, delivered.acked_at = True, self.world.clock.now()
        return outcome

    async def _once(self, delivered: Delivered, accepts: bool) -> Outcome:
        outcome = await self._attempt(delivered, accepts, 0, "")
        delivered.over = True
        return outcome

    async def _event(self, delivered: Delivered) -> Outcome:
        if self.rng.random() < self.chaos.reorder:
            await asyncio.sleep(self.rng.random() * self.chaos.delay)
        outcome = await self._attempt(delivered, False, 0, "")
        for number, delay in enumerate(self.timing.retries, start=1):
            if outcome.no_retry or (outcome.ok and self.rng.random() >= self.chaos.redeliver):
                break
            reason = "timeout" if outcome.ok else outcome.reason
            await asyncio.sleep(min(delay, self.chaos.delay) if outcome.ok else delay)
            outcome = await self._attempt(delivered, False, number, reason)
        delivered.over = True
        return outcome

    @property
    def idle(self) -> bool:
        """Nothing waits for an ack or a redelivery."""
        return not self._tasks

    def redeliver(self, delivered: Delivered) -> None:
        """Send an event once more under its own event id, as if its ack had got lost."""
        self._start("events_api", delivered.key, delivered.payload)

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
