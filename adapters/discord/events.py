"""Messages: what people write, change and take back. The gateway asks for no acknowledgement and sends nothing again,
so what cannot be stored is held here until it can."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import structlog

from adapters.discord import inbound
from adapters.discord.api import Refused
from adapters.discord.channels import DIRECT, TEXT, Channel
from adapters.discord.files import offered
from adapters.discord.ground import Ground
from adapters.discord.ids import PLATFORM, moment, position
from adapters.discord.inbound import Place
from adapters.discord.rosters import Rosters
from bot.heard import Heard
from bot.model.inbound import (
    Accepted,
    Earlier,
    Inbound,
    MessageEdited,
    MessageReceived,
    Outcome,
    ThreadRead,
    Unavailable,
)
from bot.model.people import Account
from bot.model.places import Conversation

log = structlog.get_logger(__name__)
Raw = Mapping[str, Any]
Rewritable = MessageReceived | MessageEdited

HOLD_S = (1.0, 2.0, 5.0, 15.0, 30.0)  # between tries to store what the database could not take
OFFER_AGAIN_S = (2.0, 20.0, 70.0)  # it may have come before the message it belongs to was on record
WAITING = 500
WRITERS = 10_000
REPLY = 19
EARLIER = 50  # messages of a thread that come along when the desk is called in


@dataclass(frozen=True, slots=True)
class Came:
    """A message with all that the desk must know of it."""

    raw: Raw
    account: Account
    place: Place
    guild: str
    workspace: str


class Events:
    """Each method works on one payload. They raise KeyError and the like for one that lacks what it must have."""

    def __init__(self, ground: Ground, heard: Heard, rosters: Rosters) -> None:
        self._ground = ground
        self._heard = heard
        self._rosters = rosters
        self._waiting = 0
        self._writers: OrderedDict[str, str] = OrderedDict()

    # ---- written

    async def came(self, raw: Raw) -> Came | None:
        """None for what no person wrote. Raises Refused when Discord does not say where it was."""
        ground = self._ground
        user = inbound.writer(raw, ground.api.user_id)
        if user is None:
            return None
        account = ground.members.account(user, raw.get("member"))
        for one in (person for person in raw.get("mentions") or [] if not person.get("bot")):
            ground.members.account(one, one.get("member"))
        channel = await self._channel(raw, account.id)
        guild = await ground.guild_of(raw, account.id, channel)
        place = await ground.place_of(channel)
        parent = ground.channels.seen(channel.parent) if channel.is_thread else None
        if channel.is_thread and str(raw["id"]) == channel.id and place.where.thread == channel.id:
            is_post = parent is None or parent.is_forum
            place = Place(Conversation(PLATFORM, channel.parent), title=channel.name if is_post else "")
        elif not channel.is_thread and not place.direct and (answered := _answered(raw)):
            place = Place(place.where.in_thread(answered))
        elif place.direct and place.where.channel == channel.id:
            place = Place(Conversation(PLATFORM, channel.id, await self._about(raw)), direct=True)
        await self._rosters.seen(guild, account.id, raw.get("member"))
        return Came(raw, account, place, guild, ground.guilds.workspace_of(guild))

    async def _channel(self, raw: Raw, writer: str) -> Channel:
        """Where it was written; what Discord no longer shows is what the message says it is. Raises Refused."""
        channel, guild = str(raw["channel_id"]), str(raw.get("guild_id") or "")
        try:
            return await self._ground.channels.get(channel)
        except Refused as refused:
            if refused.passing:
                raise
            log.warning("discord.place_unknown", channel=channel, error=refused.code)
            if guild:
                return Channel(channel, TEXT, guild)
            return self._ground.channels.learn({"id": channel, "type": DIRECT, "recipients": [{"id": writer}]})

    async def _about(self, raw: Raw) -> str | None:
        """In a direct conversation: what began with the message this one answers."""
        answered = _answered(raw)
        return (await self._ground.places.about(answered) or answered) if answered else None

    def learn_direct(self, raw: Raw) -> None:
        """A direct conversation is told of with its messages alone."""
        channel, channels = str(raw["channel_id"]), self._ground.channels
        if raw.get("channel_type") == DIRECT and channels.seen(channel) is None:
            channels.learn({"id": channel, "type": DIRECT, "recipients": [raw["author"]]})

    async def live(self, raw: Raw) -> None:
        """A message as the gateway tells of it, for as long as it takes to find out where that was."""
        channel, tries = str(raw["channel_id"]), 0
        self.learn_direct(raw)
        while await self.written(raw) is None:
            self._heard.failed(channel, position(str(raw["id"])))
            await asyncio.sleep(HOLD_S[min(tries, len(HOLD_S) - 1)])
            tries += 1

    async def written(self, raw: Raw) -> bool | None:
        """A message as the gateway tells of it, or as read back. True when it was news, None when it is to be read
        again."""
        try:
            came = await self.came(raw)
        except Refused as refused:
            log.warning("discord.place_unknown", channel=str(raw.get("channel_id")), error=refused.code)
            return None if refused.passing else False
        if came is None:
            return False
        ground, channel = self._ground, str(raw["channel_id"])
        self._wrote(str(raw["id"]), came.account.id)
        ground.places.written(raw)
        files = offered(inbound.attached(raw), ground.clock, self._refetch(raw))
        message = inbound.message(raw, came.account, came.place, ground.around(came.guild), files)
        if not message.text and not message.files and not message.mention and not message.direct:
            self._heard.heard(channel, position(message.message_id))
            return False  # without the message-content intent it has no words
        outcome = await self._stored(message, channel)
        self._heard.heard(channel, position(message.message_id))
        news = not (isinstance(outcome, Accepted) and (outcome.again or not outcome.kept))
        if isinstance(outcome, Accepted) and not outcome.kept and message.where.thread:
            self._offer_again(message, came)
        elif news:
            ground.errands.run(self._after(message, came, outcome))
        return news

    async def _stored(self, happening: Inbound, channel: str) -> Outcome:
        """As long as it takes: Discord does not send it again."""
        tries = 0
        while isinstance(outcome := await self._ground.once(happening), Unavailable):
            if isinstance(happening, MessageReceived):
                self._heard.failed(channel, position(happening.message_id))
            await asyncio.sleep(HOLD_S[min(tries, len(HOLD_S) - 1)])
            tries += 1
        return outcome

    def _wrote(self, message: str, user: str) -> None:
        self._writers[message] = user
        while len(self._writers) > WRITERS:
            self._writers.popitem(last=False)

    async def _after(self, message: MessageReceived, came: Came, outcome: Outcome) -> None:
        await self._ground.tell(came.account, came.workspace, message.where, outcome)
        if message.mention and message.where.thread and not message.direct:
            await self._bring_earlier(message, came)

    def _offer_again(self, happening: Rewritable, came: Came) -> None:
        if self._waiting < WAITING:
            self._waiting += 1
            self._ground.errands.run(self._until_ours(happening, came))

    async def _until_ours(self, happening: Rewritable, came: Came) -> None:
        try:
            for wait_s in OFFER_AGAIN_S:
                await asyncio.sleep(wait_s)
                outcome = await self._ground.receive(await self._as_it_stands_now(happening, came))
                if not (isinstance(outcome, Accepted) and not outcome.kept):
                    await self._ground.tell(came.account, came.workspace, came.place.where, outcome)
                    return
        finally:
            self._waiting -= 1

    async def _as_it_stands_now(self, happening: Rewritable, came: Came) -> Rewritable:
        """Its thread may have been put on record meanwhile."""
        with suppress(Refused):
            fresh = await self.came(came.raw)
            if fresh is not None:
                return replace(happening, where=fresh.place.where, direct=fresh.place.direct)
        return happening

    def _refetch(self, raw: Raw) -> Any:
        """Addresses of files expire: the message is asked for again."""

        async def fresh(file: str) -> str | None:
            channel, message = str(raw["channel_id"]), str(raw["id"])
            found = await self.read_one(channel, message)
            there = (one for one in inbound.attached(found) if str(one.get("id")) == file)
            return next((str(one.get("url")) for one in there), None)

        return fresh

    async def read_one(self, channel: str, message: str) -> dict[str, Any]:
        """Raises Refused."""
        found = await self._ground.api.call(
            "GET", "/channels/{channel_id}/messages/{message_id}", channel_id=channel, message_id=message
        )
        return {**found, "channel_id": found.get("channel_id") or channel}

    # ---- called into a thread

    async def _bring_earlier(self, message: MessageReceived, came: Came) -> None:
        """What was said there before comes along."""
        ground = self._ground
        try:
            found = await self._before(came.raw)
        except Refused as refused:
            log.warning("discord.thread_unread", channel=message.where.channel, error=refused.code)
            return
        around, said = ground.around(came.guild), []
        for one in sorted(found, key=lambda raw: int(raw["id"])):
            user = inbound.writer(one, ground.api.user_id)
            words = inbound.said(one, around) if user else ""
            if user and words:
                said.append(Earlier(ground.members.account(user), str(one["id"]), words, moment(str(one["id"]))))
        if said:
            key = f"discord/e/{message.message_id}"
            now = ground.clock.now()
            await ground.receive(ThreadRead(key, came.account, message.where, tuple(said), now, came.workspace))

    async def _before(self, raw: Raw) -> list[Any]:
        """Of a thread its last messages, elsewhere the one that is answered. Raises Refused."""
        channel = str(raw["channel_id"])
        if not (await self._ground.channels.get(channel)).is_thread:
            answered = raw.get("referenced_message") or await self.read_one(channel, _answered(raw) or "0")
            return [answered]
        before = {"limit": EARLIER, "before": str(raw["id"])}
        found: list[Any] = await self._ground.api.call(
            "GET", "/channels/{channel_id}/messages", params=before, channel_id=channel
        )
        return found

    # ---- changed, taken back

    async def changed(self, raw: Raw) -> None:
        if "author" not in raw:
            return
        came = await self.came(raw)
        if came is None:
            return
        happening = inbound.edited(raw, came.account, came.place, self._ground.around(came.guild))
        if happening is None:
            return
        outcome = await self._stored(happening, str(raw["channel_id"]))
        if isinstance(outcome, Accepted) and not outcome.kept and self._recent(happening.message_id):
            self._offer_again(happening, came)

    async def deleted(self, raw: Raw) -> None:
        """Discord does not say whose it was."""
        for message in [str(one) for one in raw.get("ids") or [raw["id"]]]:
            await self._deleted(message, raw)

    async def _deleted(self, message: str, raw: Raw) -> None:
        ground = self._ground
        guild = str(raw.get("guild_id") or "")
        user = self._writers.get(message)
        if user is None:
            user = await ground.view.of(ground.guilds.workspace_of(guild)).writer_of(message, PLATFORM)
        if user is None:
            return
        guild = guild or await ground.guilds.of_person(user)
        channel = await ground.channels.get(str(raw["channel_id"]))
        place = await ground.place_of(channel)
        if channel.is_thread and message == channel.id:
            place = Place(Conversation(PLATFORM, channel.parent))
        account = ground.members.seen(user) or Account(PLATFORM, user, "")
        workspace = ground.guilds.workspace_of(guild)
        gone = inbound.deleted(message, account, place, ground.clock.now(), workspace)
        await self._stored(gone, str(raw["channel_id"]))

    def _recent(self, message: str) -> bool:
        return (self._ground.clock.now() - moment(message)).total_seconds() < OFFER_AGAIN_S[-1]


def _answered(raw: Raw) -> str | None:
    """The message this one is a reply to."""
    reference = raw.get("message_reference") or {}
    if int(raw.get("type") or 0) != REPLY or int(reference.get("type") or 0) != 0:
        return None  # a forwarded one is none
    return str(reference.get("message_id") or "") or None
