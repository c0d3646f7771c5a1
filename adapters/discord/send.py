"""Writing the messages of one post, each once."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import structlog

from adapters.discord.api import Api, Refused, Upload
from adapters.discord.ids import moment
from adapters.discord.render import Rendered
from bot.ports import Clock

log = structlog.get_logger(__name__)

NONCE_HOLDS = timedelta(seconds=60)  # Discord says "a few minutes"
LOOK_BACK = 100


@dataclass(frozen=True, slots=True)
class Writing:
    """What one post comes to: its pages, and files in lots that each fit a message. `answers`: the message it belongs
    to, in a conversation without threads; `skipped`: so many pages stand there already."""

    key: str
    pages: Sequence[Rendered]
    lots: Sequence[list[Upload]]
    again: bool = False
    answers: str | None = None
    skipped: int = 0

    def messages(self) -> list[tuple[str, Rendered, list[Upload]]]:
        """What each message is called, says and carries; files go with the last words where those are no card."""
        pages = list(self.pages)
        made = [(f"{self.key}/{self.skipped + n}", page, list[Upload]()) for n, page in enumerate(pages)]
        lots = list(self.lots)
        if lots and made and not made[-1][1].card:
            name, page, _ = made[-1]
            made[-1] = (name, page, lots.pop(0))
        return [*made, *((f"{self.key}/f{n}", Rendered(), lot) for n, lot in enumerate(lots))]

    def rest(self) -> "Writing":
        """Without its first page."""
        return replace(self, pages=self.pages[1:], skipped=1)


@dataclass(slots=True)
class Sent:
    """Ids. `further` hold more of its words, `files` nothing but files."""

    first: str = ""
    further: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    doubled: bool = False


class Sender:
    """Into a channel or thread, by its own id."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api = api
        self._clock = clock

    async def send(self, place: str, writing: Writing, *, first: str = "") -> Sent:
        """`first`: the message these are further ones of. Raises Refused."""
        standing = await self._standing(place) if writing.again else None
        sent = Sent(first)
        for name, page, files in writing.messages():
            nonce = nonce_of(name)
            found, unproved = _found(page, nonce, standing, self._clock) if writing.again else (None, False)
            message = found or await self._one(place, page, files, nonce, writing.answers)
            sent.doubled = sent.doubled or unproved
            if not sent.first:
                sent.first = message
            elif not page.text and not page.components:
                sent.files.append(message)
            else:
                sent.further.append(message)
        return sent

    async def _one(self, place: str, page: Rendered, files: list[Upload], nonce: str, answers: str | None) -> str:
        body = {**page.body(), "nonce": nonce, "enforce_nonce": True}
        if answers:
            body["message_reference"] = {"message_id": answers, "fail_if_not_exists": False}
            body["allowed_mentions"] = {"parse": [], "replied_user": False}
        made = await self._api.call("POST", "/channels/{channel_id}/messages", body=body, files=files, channel_id=place)
        return str(made["id"])

    async def _standing(self, place: str) -> list[Mapping[str, Any]] | None:
        """Our own latest messages there; None when they cannot be read. Raises Refused for what may be over soon."""
        try:
            found = await self._api.call(
                "GET", "/channels/{channel_id}/messages", params={"limit": LOOK_BACK}, channel_id=place
            )
        except Refused as refused:
            if refused.passing:
                raise
            log.info("discord.look_back_failed", error=refused.code)
            return None
        me = await self._api.me()
        return [one for one in found if str((one.get("author") or {}).get("id")) == me]


def nonce_of(name: str) -> str:
    """At most 25 characters, the same for the same."""
    return urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:18]).decode()


def _found(
    page: Rendered, nonce: str, standing: Sequence[Mapping[str, Any]] | None, clock: Clock
) -> tuple[str | None, bool]:
    """The message that is it, and whether there is one that may be it: then it is sent, and told as possibly doubled.
    Younger ones are proved by the nonce, which Discord still knows."""
    if standing is None:
        return None, True
    marked = _marks(page.components)
    proved = (
        str(one["id"])
        for one in standing
        if str(one.get("nonce") or "") == nonce
        or (marked and same(page, one) and _marks(one.get("components") or ()) == marked)
    )
    if (found := next(proved, None)) is not None:
        return found, False
    old = clock.now() - NONCE_HOLDS
    alike = [one for one in standing if same(page, one) and not one.get("nonce")]
    return None, any(moment(str(one["id"])) < old for one in alike)


def _marks(components: Sequence[Mapping[str, Any]]) -> list[str]:
    """What its buttons are about: a message with the same words and buttons about the same request is the same."""
    own = [str(one["custom_id"]) for one in components if one.get("custom_id")]
    return own + [mark for one in components for mark in _marks(one.get("components") or ())]


def same(page: Rendered, message: Mapping[str, Any]) -> bool:
    """Does it say the same?"""
    if page.card:
        return _texts(list(page.components)) == _texts(message.get("components") or [])
    return page.text.strip() == str(message.get("content") or "").strip()


def _texts(components: Sequence[Mapping[str, Any]]) -> list[str]:
    found: list[str] = []
    for one in components:
        if one.get("content"):
            found.append(str(one["content"]).strip())
        found += _texts(one.get("components") or [])
    return found
