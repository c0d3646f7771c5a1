"""A desk in a server of Discord's double: the real core and storage, the real library, real sockets."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters.discord.platform import DiscordPlatform
from adapters.discord.settings import DiscordSettings
from bot.clock import SystemClock
from bot.compose import Running, open_desk
from bot.settings import DEFAULT_DESK
from tests.databases import prepared
from tests.doubles.discord import Channel, DiscordDouble, Guild, Hands, Member, Message
from tests.fakes import desk_settings

PEOPLE = {
    "ana": "Ana Souza", "joris": "Joris de Wit", "mila": "Mila Jansen", "tom": "Tom Okafor", "lotte": "Lotte Bakker",
    "sanne": "Sanne Visser", "femke": "Femke Smit", "noor": "Noor El Amrani",
}  # fmt: skip
ROOMS = ("help", "help-hr", "it-triage", "it-network", "hr-triage", "hr-private", "orders-triage")


@dataclass
class Server:
    """The double with the desk's people and channels in a server of it."""

    discord: DiscordDouble
    guild: Guild
    people: dict[str, Member]
    rooms: dict[str, Channel]

    def desk_file(self, folder: Path, extra: str = "") -> Path:
        """The desk that ships, with Discord's ids for its people and channels."""
        text = DEFAULT_DESK.read_text(encoding="utf-8")
        for name, member in self.people.items():
            text = text.replace(f'id = "{name}"\n', f'id = "{name}"\naccounts = {{ discord = "{member.id}" }}\n', 1)
        for name, room in self.rooms.items():
            place = f'{{ web = "{name}", console = "{name}", discord = "{room.id}" }}'
            text = re.sub(rf'^(triage|channel) = "{name}"$', rf"\1 = {place}", text, flags=re.MULTILINE)
        path = folder / "desk.toml"
        path.write_text(text + extra, encoding="utf-8")
        return path


def server(discord: DiscordDouble, *, forums: tuple[str, ...] = ()) -> Server:
    guild = discord.guild("Acme")
    people = {name: discord.member(guild, name, real) for name, real in PEOPLE.items()}
    rooms = {name: discord.forum(guild, name) if name in forums else discord.text(guild, name) for name in ROOMS}
    return Server(discord, guild, people, rooms)


class DiscordStage:
    """People acting on Discord, and what they then see."""

    def __init__(self, place: Server, running: Running, platform: DiscordPlatform) -> None:
        self.place = place
        self.discord = place.discord
        self.running = running
        self.platform = platform

    def who(self, name: str) -> Member:
        return self.place.people[name]

    def room(self, name: str) -> Channel:
        return self.place.rooms[name]

    def hands(self, name: str, at: Channel | None = None) -> Hands:
        return self.discord.hands(self.who(name), at=at)

    async def says(self, name: str, room: str | Channel, text: str, **more: Any) -> Message:
        where = self.room(room) if isinstance(room, str) else room
        return await self.discord.hands(self.who(name)).say(where, text, **more)

    async def until(self, condition: Callable[[], Any], timeout: float = 20.0) -> Any:
        return await self.discord.until(condition, timeout)

    async def private_thread(self, room: str, name: str) -> Channel:
        """The latest that somebody has under a channel."""
        person = self.who(name)

        def found() -> Channel | None:
            theirs = [t for t in self.discord.threads(self.room(room)) if t.kind == 12 and person.id in t.members]
            return theirs[-1] if theirs else None

        thread: Channel = await self.until(found)
        return thread

    async def answers(self, channel: Channel, count: int = 1) -> list[Message]:
        """What the bot said there, once there is so much of it."""

        def enough() -> list[Message] | None:
            found = self.discord.from_bot(channel)
            return found if len(found) >= count else None

        found: list[Message] = await self.until(enough)
        return found

    async def said(self, channel: Channel, words: str) -> Message:
        """The bot's message there that holds these words."""

        def found() -> Message | None:
            return next((m for m in reversed(self.discord.from_bot(channel)) if words in m.text), None)

        message: Message = await self.until(found)
        return message

    async def card(self, room: str, number: int = 1) -> Message:
        """A ticket's card in a team's channel."""
        return await self.said(self.room(room), f"#{number} ")

    async def ticket(self, number: int = 1, workspace: str = "main") -> Any:
        async with self.running.storage(workspace, read_only=True) as tx:
            return await tx.requests.numbered(number)

    async def count(self, workspace: str = "main") -> int:
        async with self.running.storage(workspace, read_only=True) as tx:
            return await tx.requests.count()

    async def quiet(self) -> None:
        """Nothing is under way in the desk."""
        for _ in range(3):
            tasks = [t for t in asyncio.all_tasks() if t.get_name() == "aside" or t.get_name().startswith("line ")]
            if tasks:
                await asyncio.wait(tasks, timeout=2)
            await self.running.deliverer.settle()
            await asyncio.sleep(0.02)


def button(message: Message, action: str) -> str:
    """The custom id of the button that does that."""
    return next(str(one["custom_id"]) for one in message.buttons if one["custom_id"].startswith(f"loket:{action}:"))


@asynccontextmanager
async def on_discord(
    folder: Path,
    database_url: str = "",
    *,
    discord: DiscordDouble | None = None,
    place: Server | None = None,
    extra: str = "",
    engine: bool = False,
    replica: str = "one",
    connected: bool = True,
    forums: tuple[str, ...] = (),
    **settings: Any,
) -> AsyncIterator[DiscordStage]:
    """A desk that listens to Discord."""
    if discord is None:
        async with (
            DiscordDouble() as discord,
            on_discord(
                folder,
                database_url,
                discord=discord,
                place=server(discord, forums=forums),
                extra=extra,
                engine=engine,
                **settings,
            ) as stage,
        ):
            yield stage
        return
    place = place or server(discord)
    chosen = discord_settings(discord, **settings)
    url = prepared(database_url or f"sqlite:///{folder}/loket.db")
    made = desk_settings(url, desk_file=place.desk_file(folder, extra), replica=replica)
    async with open_desk(
        made,
        platforms=lambda around: {"discord": DiscordPlatform(around, chosen)},
        clock=SystemClock(),
        engine=engine,
        durable=False,
    ) as running:
        platform = running.platforms["discord"]
        assert isinstance(platform, DiscordPlatform)
        listening = asyncio.create_task(platform.listen(running.dispatcher.receive, running.view))
        try:
            if connected:
                await discord.until(lambda: (platform.healthy() and platform.gateway) or listening.done(), 10)
            yield DiscordStage(place, running, platform)
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening


def discord_settings(discord: DiscordDouble, **more: Any) -> DiscordSettings:
    """Without a pace that tests would have to wait for."""
    given = {
        "bot_token": SecretStr(discord.token),
        "api_url": discord.api_url,
        "gateway_url": discord.gateway_url,
        "per_second": 100.0,
        "burst": 100,
    }
    return DiscordSettings(**{**given, **more})
