"""A story in two chats: Slack and Discord as terminals, a team in each, one desk."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.console.platform import ConsolePlatform
from adapters.console.session import Session
from adapters.console.terminal import screen_for
from bot.clock import MovableClock
from bot.compose import open_desk
from bot.model.people import Account
from bot.ports import Ids, Surroundings
from bot.rehearse import Backstage
from bot.settings import DEFAULT_DESK, Settings

DISCORD = ("it-network",)  # the channels there; all others are Slack's
MEMBERS = {"lotte": ("discord",), "noor": ("slack", "discord")}  # all others are in Slack alone
STRANGERS = {"slack": ("kim", "Kim Vos"), "discord": ("zoe", "Zoe Blum")}
"""One in each chat whom the desk file does not name."""
NETWORK_DIGEST = """
[[digests]]
id = "network"
channel = { discord = "it-network" }
queues = ["it-network"]
cron = "0 9 * * mon-fri"
"""


class Slack(ConsolePlatform):
    name = "slack"


class Discord(ConsolePlatform):
    name = "discord"


def desk_file() -> str:
    """The shipped desk with its channels and people in the two chats."""
    lines = []
    for line in DEFAULT_DESK.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(" = ")
        named = value.strip().strip('"')
        if key in ("triage", "channel"):
            line = f'{key} = {{ {"discord" if named in DISCORD else "slack"} = "{named}" }}'
        lines.append(line)
        if key == "id" and _before(lines, "[[people]]"):
            chats = MEMBERS.get(named, ("slack",))
            lines.append("accounts = { " + ", ".join(f'{chat} = "{named}"' for chat in chats) + " }")
    return "\n".join(lines) + NETWORK_DIGEST


def _before(lines: list[str], table: str) -> bool:
    return next((one for one in reversed(lines) if one.startswith("[[")), "") == table


class Chats:
    """A session in each chat; the narrator's `chat discord` goes over to the other."""

    def __init__(self, sessions: dict[str, Session]) -> None:
        self.sessions = sessions
        self.now = next(iter(sessions))

    @property
    def session(self) -> Session:
        return self.sessions[self.now]

    @property
    def prompt(self) -> str:
        return self.session.prompt.replace("] ", f"] {self.now} · ", 1)

    def goes_over(self, line: str) -> bool:
        word, _, chat = line.partition(" ")
        if word != "chat" or chat not in self.sessions:
            return False
        self.now = chat
        return True


@asynccontextmanager
async def in_two_chats(settings: Settings, clock: MovableClock, out: io.StringIO, ids: Ids) -> AsyncIterator[Chats]:
    def platforms(around: Surroundings) -> dict:
        return {made.name: made for made in (Slack(around), Discord(around))}

    async with open_desk(settings, platforms=platforms, clock=clock, ids=ids, engine=False, durable=False) as running:
        backstage = Backstage(clock, running.desk().rules.zone, running.schedule, running.deliverer, running.workspace)
        sessions = {}
        for name, platform in running.platforms.items():
            made = Session(platform, running.dispatcher.receive, running.view, backstage, screen_for(out))
            stranger, called = STRANGERS[name]
            made.hats.people[stranger] = (Account(name, stranger, called), "")
            made.window.names = made.hats.names
            sessions[name] = made
        yield Chats(sessions)
