"""A chat platform: one verb out, one way in."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.files import Openable
from bot.model.places import Conversation, Direct
from bot.ports.basics import Pace, Receive
from bot.ports.window import DeskView


class DeliveryDelayed(Exception):
    """Not now: try again after `retry_after_s` seconds."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


class DeliveryFailed(Exception):
    """It did not arrive. `final`: trying again cannot help (the person left, the channel is gone)."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class PlatformCannotStart(Exception):
    """It can never listen as it is configured (a port in use, a wrong token): one line for the operator."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An outgoing effect with its place looked up. `message_id` names what is edited or deleted; `files` are those of
    a post's content that have bytes, in order: upload or link them, once for each key. `again`: it may have been sent
    before (an earlier try got no answer, or a process died over it). `workspace`: whose it is."""

    to: Conversation | Direct
    act: Post | Edit | Delete | Mark
    message_id: str | None = None
    files: tuple[Openable, ...] = ()
    again: bool = False
    workspace: str = "main"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a message ended up. `doubled`: the platform could not prove that it was not sent before. `detour`: the
    person takes no direct messages, and it went to a private place that they can read instead."""

    channel: str
    message_id: str
    thread: str | None = None
    doubled: bool = False
    detour: bool = False


@runtime_checkable
class Watched(Protocol):
    """A platform that knows whether it hears what is said."""

    def healthy(self) -> bool:
        """False makes the desk not ready."""
        ...


class ChatPlatform(Protocol):
    name: str
    pace: Pace | None

    async def listen(self, receive: Receive, desk: DeskView) -> None:
        """Hand over whatever happens until cancelled."""
        ...

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        """Do it once: the same `key` again changes nothing and gives the same receipt where the platform allows.

        Raises DeliveryDelayed, DeliveryFailed.
        """
        ...
