"""Commands, clicks, windows and menus. Discord sends none of them twice, so whatever goes wrong is told."""

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog

from adapters.discord import inbound
from adapters.discord.answering import Answering
from adapters.discord.api import Refused
from adapters.discord.channels import DIRECT, TEXT, THREADS, Channel
from adapters.discord.commands import FOR_PERSON, FROM_MESSAGE, typed
from adapters.discord.completing import Completing
from adapters.discord.events import Events
from adapters.discord.files import offered
from adapters.discord.ground import WORDS, Ground
from adapters.discord.ids import PLATFORM
from adapters.discord.inbound import Place
from adapters.discord.modals import modal
from adapters.discord.render import pressed
from adapters.discord.rosters import Rosters
from adapters.discord.whisper import form_button
from bot.errands import words_of
from bot.model.content import Content, Quote, plain
from bot.model.inbound import (
    Accepted,
    ButtonPressed,
    CommandGiven,
    FormErrors,
    Inbound,
    MessagePicked,
    Outcome,
    Unavailable,
)
from bot.model.people import Account
from bot.model.places import Conversation
from bot.words.phrases import phrases_in

log = structlog.get_logger(__name__)
Raw = dict[str, Any]

COMMAND, COMPONENT, COMPLETION, SUBMIT = 2, 3, 4, 5


class Came:
    """An interaction with all that the desk must know of it."""

    def __init__(self, raw: Raw, account: Account, place: Place, guild: str, workspace: str) -> None:
        self.raw = raw
        self.account = account
        self.place = place
        self.guild = guild
        self.workspace = workspace


class Interactions:
    """`take` works on one. Raises KeyError and the like for one that lacks what it must have."""

    def __init__(self, ground: Ground, events: Events, rosters: Rosters) -> None:
        self._ground = ground
        self._events = events
        self._rosters = rosters
        self._completing = Completing(ground)

    async def take(self, raw: Raw) -> None:
        ground = self._ground
        user = (raw.get("member") or {}).get("user") or raw["user"]
        answering = Answering(ground.api, ground.whisperer, raw, str(user["id"]))
        try:
            await self._taken(raw, user, answering)
        except Exception as error:  # whatever it is: who waits for an answer gets one
            code = error.code if isinstance(error, Refused) else type(error).__name__
            log.error("discord.interaction_failed", kind=str(raw.get("type")), error=code)
            if raw.get("type") != COMPLETION:
                say = phrases_in(WORDS, str(raw.get("locale") or "en")[:2])
                await answering.say(ground.whisperer.pages((plain(say("again")),)))

    async def _taken(self, raw: Raw, user: Mapping[str, Any], answering: Answering) -> None:
        ground = self._ground
        if raw["type"] == COMPLETION:
            await answering.choices(await self._choices(await self._came(raw, user)))
            return
        happening = asyncio.get_running_loop().create_task(self._work(raw, user, answering))
        await asyncio.wait({happening}, timeout=ground.settings.defer_after_s)
        if not happening.done():
            await answering.later(quietly=raw["type"] == COMPONENT)
        came, outcome = await happening
        if came is not None and outcome is not None:
            await self._answer(answering, came, outcome)

    async def _choices(self, came: Came) -> list[Raw]:
        return await self._completing.choices(came.raw["data"], came.account, came.place, came.workspace)

    async def _came(self, raw: Raw, user: Mapping[str, Any]) -> Came:
        ground = self._ground
        account = ground.members.account(user, raw.get("member"), raw.get("locale"))
        channel = await self._channel(raw, account.id)
        guild = await ground.guild_of(raw, account.id, channel)
        await self._rosters.seen(guild, account.id, raw.get("member"))
        return Came(raw, account, await ground.place_of(channel), guild, ground.guilds.workspace_of(guild))

    async def _channel(self, raw: Raw, user: str) -> Channel:
        """Where it happens: also where the bot may not look."""
        channels, told = self._ground.channels, raw.get("channel") or {}
        where, guild = str(raw.get("channel_id") or told["id"]), str(raw.get("guild_id") or "")
        if channels.seen(where) is None and _is_whole(told):
            return channels.learn({**told, "id": where}, guild)
        try:
            return await channels.get(where)
        except Refused as refused:
            log.info("discord.place_unknown", channel=where, error=refused.code)
            return Channel(where, TEXT, guild) if guild else Channel(where, DIRECT, person=user)

    async def _work(
        self, raw: Raw, user: Mapping[str, Any], answering: Answering
    ) -> tuple[Came | None, Outcome | None]:
        """What the desk makes of it. (None, None): it was told already."""
        came = await self._came(raw, user)
        happening = await self._happening(came)
        if happening is None:
            say = await self._ground.say(came.account, came.workspace)
            why = "no-person" if raw["data"].get("name") == FOR_PERSON else "unpicked"
            await answering.say(self._ground.whisperer.pages((plain(say(why)),)))
            return None, None
        return came, await self._ground.once(happening)

    async def _happening(self, came: Came) -> Inbound | None:
        raw, now = came.raw, self._ground.clock.now()
        data = raw["data"]
        match raw["type"]:
            case 2 if data.get("name") == FROM_MESSAGE:
                return await self._picked(came)
            case 2 if data.get("name") == FOR_PERSON:
                target = str(data["target_id"])
                there = any(one.id == target for one in self._resolved(data))
                return self._press(came, "for", target) if there else None
            case 2:
                return self._command(came)
            case 3:
                action, subject = pressed(str(data["custom_id"])) or ("unknown", "")
                return self._press(came, action, subject)
            case 5:
                name, subject = pressed(str(data["custom_id"])) or ("unknown", "")
                files = offered(inbound.uploaded(raw), self._ground.clock, _gone)
                seen = self._ground.members.seen(subject) if name == "for" else None
                return inbound.submission(
                    raw, name, subject, came.account, came.place, now, came.workspace, files, (seen,) if seen else ()
                )
        raise ValueError(raw["type"])

    def _press(self, came: Came, action: str, subject: str) -> ButtonPressed:
        now = self._ground.clock.now()
        return inbound.press(came.raw, action, subject, came.account, came.place, now, came.workspace)

    def _command(self, came: Came) -> CommandGiven:
        ground, data = self._ground, came.raw["data"]
        named = self._resolved(data)
        given = typed(data, ground.spelled)
        return CommandGiven(
            key=f"discord/i/{came.raw['id']}",
            by=came.account,
            where=came.place.where,
            name=given.name,
            text=given.text,
            at=ground.clock.now(),
            direct=came.place.direct,
            workspace=came.workspace,
            named=named,
        )

    def _resolved(self, data: Raw) -> tuple[Account, ...]:
        """The people named in it; bots are none."""
        resolved = data.get("resolved") or {}
        members = resolved.get("members") or {}
        users = (resolved.get("users") or {}).items()
        people = ((one, user) for one, user in users if not user.get("bot"))
        return tuple(self._ground.members.account(user, members.get(one)) for one, user in people)

    async def _picked(self, came: Came) -> MessagePicked | None:
        """ "Create ticket" on a message. None for one that no person wrote."""
        data = came.raw["data"]
        found = ((data.get("resolved") or {}).get("messages") or {}).get(str(data["target_id"])) or {}
        raw = {"channel_id": came.raw["channel_id"], "guild_id": came.raw.get("guild_id"), **found}
        return await self.pick(came.account, came.workspace, raw)

    async def pick(self, by: Account, workspace: str, raw: Mapping[str, Any]) -> MessagePicked | None:
        """Raises Refused."""
        came = await self._events.came(raw)
        if came is None:
            return None
        ground = self._ground
        around = ground.around(came.guild)
        files = offered(inbound.attached(raw), ground.clock, _gone)
        told = inbound.message(raw, came.account, came.place, around, files)
        return MessagePicked(
            f"discord/r/{told.message_id}", by, came.account, told.where, told.message_id, told.text,
            ground.clock.now(), direct=told.direct, workspace=workspace, files=told.files,
        )  # fmt: skip

    # ---- telling what came of it

    async def _answer(self, answering: Answering, came: Came, outcome: Outcome) -> None:
        ground = self._ground
        say = await ground.say(came.account, came.workspace, came.place.where.channel)
        words: list[Content] = list(words_of(outcome))
        form = outcome.form if isinstance(outcome, Accepted) else None
        if form is not None and not words and await answering.open(modal(form, say)):
            return
        if form is not None:
            words.append(form_button(form, say))
        if came.raw["type"] == SUBMIT and not isinstance(outcome, Accepted):
            words += self._kept(came, outcome, say)
        if words:
            await answering.say(ground.whisperer.pages(words))
        elif came.raw["type"] == COMPONENT:
            await answering.nothing()
        else:
            await answering.say(ground.whisperer.pages((plain(say("done")),)))

    def _kept(self, came: Came, outcome: Outcome, say: Any) -> list[Content]:
        """A window of Discord's cannot stay open: what was typed is shown again, to be copied."""
        typed_in = inbound.values_of(came.raw).get("text", "").strip()
        again = [plain(say("again"))] if isinstance(outcome, Unavailable) else []
        if not typed_in or (not isinstance(outcome, FormErrors | Unavailable) and len(typed_in) < 2):
            return again
        return [*again, Content((Quote(typed_in, say("you-typed")),), say("you-typed"))]

    # ---- signs

    async def reacted(self, raw: Raw, mark: str) -> None:
        ground = self._ground
        sign = str((raw.get("emoji") or {}).get("name") or "")
        user = str(raw["user_id"])
        guild = await ground.guild_of(raw, user, ground.channels.seen(str(raw["channel_id"])))
        workspace = ground.guilds.workspace_of(guild)
        meaning = ground.view.of(workspace).sign_means(sign)
        if meaning is None or user == ground.api.user_id or ((raw.get("member") or {}).get("user") or {}).get("bot"):
            return
        member = raw.get("member")
        account = ground.members.account((member or {}).get("user") or {"id": user}, member)
        await self._rosters.seen(guild, user, member)
        channel = await ground.channels.get(str(raw["channel_id"]))
        if meaning == "ticket":
            await self._picked_by_sign(account, workspace, raw, channel.id)
            return
        place = await ground.place_of(channel)
        where = place.where
        if channel.is_thread and str(raw["message_id"]) == channel.id:
            where = Conversation(PLATFORM, channel.parent)
        key = f"discord/s/{raw['message_id']}/{user}/{sign}/{mark}"
        outcome = await self._until_stored(
            inbound.reacted(key, account, where, raw, sign, ground.clock.now(), workspace)
        )
        await ground.tell(account, workspace, where, outcome)

    async def _picked_by_sign(self, account: Account, workspace: str, raw: Raw, channel: str) -> None:
        ground = self._ground
        try:
            found = await self._events.read_one(channel, str(raw["message_id"]))
            pick = await self.pick(account, workspace, {"guild_id": raw.get("guild_id"), **found})
        except Refused as refused:
            if refused.passing:
                raise
            log.warning("discord.message_unread", channel=channel, error=refused.code)
            pick = None
        if pick is None:
            say = await ground.say(account, workspace)
            await ground.whisperer.tell(account.id, (plain(say("unpicked")),))
            return
        await ground.tell(account, workspace, pick.where, await self._until_stored(pick))

    async def _until_stored(self, happening: Inbound) -> Outcome:
        for wait_s in (1.0, 2.0, 5.0, 15.0, 30.0):
            outcome = await self._ground.once(happening)
            if not isinstance(outcome, Unavailable):
                return outcome
            await asyncio.sleep(wait_s)
        return await self._ground.once(happening)


def _is_whole(channel: Mapping[str, Any]) -> bool:
    """Does a payload tell enough of its channel? A thread is nothing without its parent."""
    return "type" in channel and (channel["type"] not in THREADS or "parent_id" in channel)


async def _gone(_: str) -> str | None:
    return None
