"""`loket discord doctor`: what Discord lets us do, and for each thing that is missing, what to do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from adapters.discord import permissions
from adapters.discord.api import SIGNED_OUT, Api, Refused
from adapters.discord.channels import FORUM, MEDIA
from adapters.discord.gateway import LOST_WITHOUT_CONTENT
from adapters.discord.settings import DiscordSettings
from adapters.discord.tags import MOST_TAGS

State = Literal["ok", "note", "warn", "bad"]
Raw = dict[str, Any]
CONTENT, MEMBERS = (1 << 18) | (1 << 19), (1 << 14) | (1 << 15)
"""Of an application's flags: granted, for verified bots and for others."""
NO_ACCESS = "50001"
SHOULD_BE_FREE = 8  # tags of a forum: states and priorities


@dataclass(frozen=True, slots=True)
class Check:
    state: State
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the desk wants on Discord. `channels`: id, purpose (help, triage, digest) and name of it; `roles`: id and
    the team whose agents have it; `commands`: what each server is to be told."""

    channels: Sequence[tuple[str, str, str]] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    commands: Sequence[Raw] = ()


async def examine(settings: DiscordSettings, wanted: Wanted) -> list[Check]:
    """Raises nothing."""
    api = Api(settings, quiet=True)
    try:
        return await _Doctor(api, settings, wanted).examine()
    except Refused as refused:
        return [_no_answer(refused, settings)]
    finally:
        await api.close()


def _no_answer(refused: Refused, settings: DiscordSettings) -> Check:
    if refused.code == SIGNED_OUT:
        remedy = "developer portal, your application, Bot, Reset Token: set LOKET_DISCORD__BOT_TOKEN to the new one"
        return Check("bad", "the bot token is refused", remedy)
    remedy = f"is {settings.api_url} reachable from here? A proxy or firewall may be in between"
    return Check("bad", f"Discord does not answer: {refused.code}", remedy)


class _Doctor:
    def __init__(self, api: Api, settings: DiscordSettings, wanted: Wanted) -> None:
        self._api = api
        self._settings = settings
        self._wanted = wanted

    async def examine(self) -> list[Check]:
        """Raises Refused where nothing more can be said."""
        bot = await self._api.me()
        checks = [Check("ok", f"the bot token is good: {self._api.user_name} ({bot})")]
        checks += self._intents(await self._api.call("GET", "/oauth2/applications/@me"))
        guilds = await self._api.call("GET", "/users/@me/guilds")
        if not guilds:
            remedy = "open the address that this prints: loket discord invite"
            return [*checks, Check("bad", "the bot is in no server", remedy)]
        known = [await self._server(str(one["id"])) for one in guilds]
        home, told = self._home(known)
        checks.append(told)
        for one in known:
            checks.append(await self._commands(one))
        if home is not None:
            checks += [await self._channel(home, known, *channel) for channel in self._wanted.channels]
            checks += [self._role(home, role, team) for role, team in self._wanted.roles.items()]
        return checks

    # ---- the application

    def _intents(self, application: Raw) -> list[Check]:
        flags = int(application.get("flags") or 0)
        portal = "developer portal, your application, Bot, Privileged Gateway Intents"
        lost = f"lost without it: {LOST_WITHOUT_CONTENT}"
        checks = []
        if not self._settings.message_content:
            checks.append(Check("note", "LOKET_DISCORD__MESSAGE_CONTENT is off", lost))
        elif flags & CONTENT:
            checks.append(Check("ok", "Message Content Intent is on"))
        else:
            checks.append(Check("bad", "Message Content Intent is off", f"{portal}: switch it on; {lost}"))
        if self._wanted.roles and not flags & MEMBERS:
            remedy = f"{portal}: with it agents are known by their roles before they first say something"
            checks.append(Check("note", "Server Members Intent is off", remedy))
        return checks

    # ---- servers

    async def _server(self, guild: str) -> Raw:
        """With its channels and our own roles in it. Raises Refused."""
        found: Raw = await self._api.call("GET", "/guilds/{guild_id}", guild_id=guild)
        me = await self._api.call(
            "GET", "/guilds/{guild_id}/members/{user_id}", guild_id=guild, user_id=self._api.user_id
        )
        channels = await self._api.call("GET", "/guilds/{guild_id}/channels", guild_id=guild)
        return {**found, "channels": {str(one["id"]): one for one in channels}, "own": [str(r) for r in me["roles"]]}

    def _home(self, known: Sequence[Raw]) -> tuple[Raw | None, Check]:
        """The server the desk is for: chosen, else the one with channels of the desk file, else the only one."""
        chosen = self._settings.guild
        if chosen:
            home = next((one for one in known if str(one["id"]) == chosen), None)
            if home is None:
                remedy = f"loket discord invite --guild {chosen}, or correct the setting"
                return None, Check("bad", f"the bot is not in the server {chosen} of LOKET_DISCORD__GUILD", remedy)
            return home, Check("ok", f"this desk is for the server {home['name']}")
        wanted = {channel for channel, _, _ in self._wanted.channels}
        home = next((one for one in known if wanted & set(one["channels"])), known[0])
        if len(known) == 1:
            return home, Check("ok", f"this desk is for the server {home['name']}")
        names = ", ".join(str(one["name"]) for one in known if one is not home)
        remedy = f"say which with LOKET_DISCORD__GUILD={home['id']}; others are desks apart: {names}"
        return home, Check("note", f"this desk is for the server {home['name']}, of {len(known)}", remedy)

    async def _commands(self, guild: Raw) -> Check:
        name, wanted = guild["name"], {_shape(one) for one in self._wanted.commands}
        remedy = "they are told when the desk starts; else: loket discord commands"
        try:
            there = await self._api.call(
                "GET", "/applications/{application_id}/guilds/{guild_id}/commands",
                application_id=self._api.application_id, guild_id=str(guild["id"]),
            )  # fmt: skip
        except Refused as refused:
            again = "open the address of loket discord invite again: it asks for applications.commands"
            return Check("bad", f"{name}: its commands cannot be read ({refused.code})", again)
        if {_shape(one) for one in there} == wanted:
            return Check("ok", f"{name}: all {len(wanted)} commands are known there")
        missing = len(wanted - {_shape(one) for one in there})
        return Check("warn", f"{name}: {missing} of {len(wanted)} commands are not as they should be", remedy)

    # ---- channels and roles

    async def _channel(self, home: Raw, known: Sequence[Raw], channel: str, purpose: str, name: str) -> Check:
        there = home["channels"].get(channel)
        if there is None:
            elsewhere = next((one["name"] for one in known if channel in one["channels"]), None)
            if elsewhere:
                remedy = "the desk file's channels are of the desk's own server; another is a desk apart"
                return Check("bad", f"{name}: {channel} is in the server {elsewhere}", remedy)
            if await self._hidden(channel):
                remedy = f"that channel, Edit Channel, Permissions, the bot's role: allow {permissions.VIEW.name}"
                return Check("bad", f"{name}: the bot may not see {channel}", remedy)
            remedy = "is the id right (Developer Mode on, right-click the channel, Copy Channel ID)?"
            return Check("bad", f"{name}: there is no channel {channel}", remedy)
        forum = int(there.get("type") or 0) in (FORUM, MEDIA)
        allowed = permissions.in_channel(home, there, self._api.user_id, home["own"])
        missing = [one for one in permissions.BY_PURPOSE[purpose, forum] if not allowed & one.bit]
        shown = f"#{there.get('name') or channel}"
        if missing:
            names, what = ", ".join(one.name for one in missing), "; ".join(one.purpose for one in missing)
            remedy = f"{shown}, Edit Channel, Permissions, the bot's role: allow them (to {what})"
            return Check("bad", f"{name}: in {shown} the bot lacks {names}", remedy)
        if forum and purpose == "triage":
            return self._tags(name, shown, there, allowed)
        return Check("ok", f"{name}: {shown}")

    async def _hidden(self, channel: str) -> bool:
        """Is it there, but not for us?"""
        try:
            await self._api.call("GET", "/channels/{channel_id}", channel_id=channel)
        except Refused as refused:
            return refused.code == NO_ACCESS
        return True

    def _tags(self, name: str, shown: str, there: Raw, allowed: int) -> Check:
        tags = len(there.get("available_tags") or [])
        if not allowed & permissions.TAGS.bit and tags < SHOULD_BE_FREE:
            remedy = f"allow the bot {permissions.TAGS.name} there, or make the tags yourself: names as on the cards"
            return Check("warn", f"{name}: in {shown} the bot cannot make tags", remedy)
        if tags > MOST_TAGS - SHOULD_BE_FREE and not allowed & permissions.TAGS.bit:
            return Check("note", f"{name}: {shown} has {tags} tags of {MOST_TAGS}")
        return Check("ok", f"{name}: {shown}, a forum")

    def _role(self, home: Raw, role: str, team: str) -> Check:
        found = next((one for one in home.get("roles") or [] if str(one["id"]) == role), None)
        if found is None:
            remedy = "correct agents_from in the desk file, or say `setup agents` with the role in chat"
            return Check("bad", f"agents of {team}: there is no role {role}", remedy)
        return Check("ok", f"agents of {team}: @{found.get('name')}")


def _shape(command: Mapping[str, Any]) -> str:
    """What must be the same of a command; Discord adds fields of its own, and leaves those out that say nothing."""
    options = ",".join(_shape(one) for one in command.get("options") or [])
    choices = "|".join(str(one["name"]) for one in command.get("choices") or [])
    said = command.get("description") or ""
    return f"{command['name']}/{command.get('type', 1)}/{said}/{bool(command.get('required'))}[{choices}][{options}]"
