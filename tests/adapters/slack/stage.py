"""A desk in a workspace of Slack's double: the real core and storage, the real SDK, real sockets."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters.slack.platform import SlackPlatform
from adapters.slack.settings import SlackSettings
from bot.clock import SystemClock
from bot.compose import Running, open_desk
from bot.settings import DEFAULT_DESK
from tests.databases import prepared
from tests.doubles.slack import Channel, Message, SlackDouble, Timing, User
from tests.fakes import desk_settings

QUICK = Timing(ack=1.0, retries=(0.05, 0.1, 0.2), ping=0.2)
PEOPLE = {
    "ana": "Ana Souza", "joris": "Joris de Wit", "mila": "Mila Jansen", "tom": "Tom Okafor", "lotte": "Lotte Bakker",
    "sanne": "Sanne Visser", "femke": "Femke Smit", "noor": "Noor El Amrani",
}  # fmt: skip
ROOMS = ("help", "help-hr", "it-triage", "it-network", "hr-triage", "hr-private", "orders-triage")


@dataclass
class Workspace:
    """The double with the desk's people and channels in it."""

    slack: SlackDouble
    people: dict[str, User]
    rooms: dict[str, Channel]

    def desk_file(self, folder: Path, extra: str = "") -> Path:
        """The desk that ships, with Slack's ids for its people and channels."""
        text = DEFAULT_DESK.read_text(encoding="utf-8")
        for name, user in self.people.items():
            text = text.replace(f'id = "{name}"\n', f'id = "{name}"\naccounts = {{ slack = "{user.id}" }}\n', 1)
        for name, room in self.rooms.items():
            place = f'{{ web = "{name}", console = "{name}", slack = "{room.id}" }}'
            text = re.sub(rf'^(triage|channel) = "{name}"$', rf"\1 = {place}", text, flags=re.MULTILINE)
        path = folder / "desk.toml"
        path.write_text(text + extra, encoding="utf-8")
        return path


def workspace(slack: SlackDouble) -> Workspace:
    people = {name: slack.add_user(name, real) for name, real in PEOPLE.items()}
    rooms = {name: slack.add_channel(name, *people.values()) for name in ROOMS}
    return Workspace(slack, people, rooms)


class SlackStage:
    """People acting in Slack, and what they then see."""

    def __init__(self, place: Workspace, running: Running, platform: SlackPlatform) -> None:
        self.place = place
        self.slack = place.slack
        self.running = running
        self.platform = platform

    def who(self, name: str) -> User:
        return self.place.people[name]

    def room(self, name: str) -> Channel:
        return self.place.rooms[name]

    async def until(self, condition: Any, timeout: float = 20.0) -> Any:
        return await self.slack.until(condition, timeout)

    async def thread(self, message: Message, count: int = 1) -> list[Message]:
        """What the bot said under a message, once there is so much of it."""

        def enough() -> list[Message] | None:
            found = self.slack.from_bot(message.channel, message.ts)
            return found if len(found) >= count else None

        found: list[Message] = await self.until(enough)
        return found

    async def card(self, room: str, number: int = 1) -> Message:
        """A ticket's card in a team's channel."""

        def found() -> Message | None:
            cards = [m for m in self.slack.from_bot(self.room(room)) if f"#{number} " in words(m)]
            return cards[-1] if cards else None

        card: Message = await self.until(found)
        return card

    async def ticket(self, number: int = 1) -> Any:
        async with self.running.storage(self.running.workspace, read_only=True) as tx:
            return await tx.requests.numbered(number)

    async def count(self) -> int:
        async with self.running.storage(self.running.workspace, read_only=True) as tx:
            return await tx.requests.count()

    async def quiet(self) -> None:
        """Nothing is under way on either side."""
        await self.slack.settled()
        await self.running.deliverer.settle()
        tasks = [task for task in asyncio.all_tasks() if task.get_name() == "aside"]
        if tasks:
            await asyncio.wait(tasks, timeout=2)


def words(message: Any) -> str:
    """Every word people read in a message or view."""
    return " ".join([getattr(message, "text", "") or "", *_texts(message.blocks)])


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [v for k, v in value.items() if k in ("text", "fallback") and isinstance(v, str)]
        return own + [t for v in value.values() if isinstance(v, dict | list) for t in _texts(v)]
    return [t for one in value for t in _texts(one)] if isinstance(value, list) else []


def button(message: Any, action: str) -> str:
    """The action_id of the button that does that."""
    for block in message.blocks:
        for element in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]:
            if str(element.get("action_id", "")).startswith(f"loket:{action}:"):
                return str(element["action_id"])
    raise LookupError(action)


@asynccontextmanager
async def on_slack(
    folder: Path,
    database_url: str = "",
    *,
    slack: SlackDouble | None = None,
    place: Workspace | None = None,
    extra: str = "",
    engine: bool = False,
    replica: str = "one",
    **settings: Any,
) -> AsyncIterator[SlackStage]:
    """A desk that listens to Slack."""
    if slack is None:
        async with (
            SlackDouble(timing=QUICK) as slack,
            on_slack(folder, database_url, slack=slack, extra=extra, engine=engine, **settings) as stage,
        ):
            yield stage
        return
    place = place or workspace(slack)
    chosen = slack_settings(slack, **settings)
    url = prepared(database_url or f"sqlite:///{folder}/loket.db")
    made = desk_settings(url, desk_file=place.desk_file(folder, extra), replica=replica)
    async with open_desk(
        made,
        platforms=lambda around: {"slack": SlackPlatform(around, chosen)},
        clock=SystemClock(),
        engine=engine,
        durable=False,
    ) as running:
        platform = running.platforms["slack"]
        assert isinstance(platform, SlackPlatform)
        listening = asyncio.create_task(platform.listen(running.dispatcher.receive, running.view))
        try:
            if chosen.mode == "socket":
                await slack.until(lambda: slack.connections >= chosen.connections or listening.done())
            yield SlackStage(place, running, platform)
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening


def slack_settings(slack: SlackDouble, **more: Any) -> SlackSettings:
    """Quick, and without a pace that tests would have to wait for."""
    given = {
        "bot_token": SecretStr(slack.bot_token),
        "app_token": SecretStr(slack.app_token),
        "signing_secret": SecretStr(slack.signing_secret),
        "api_url": slack.api_url,
        "ping_s": 0.2,
        "pong_age_s": 1.0,
        "per_second": 100.0,
        "burst": 100,
    }
    return SlackSettings(**{**given, **more})
