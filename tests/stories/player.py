"""Plays a story through the terminal and writes down what stands on the screen.

A story is a text file. Lines after `»` are typed; `# ...` is told by the narrator; everything else is what the
screen showed, and is written by the player. A narrator's `(whole articles)` or `(signing in on the web)` switches that
on. In a typed line `⏎` is a new line and `{word × 3}` three words. With `(two chats)` the same desk is in Slack and in
Discord, and the line `chat discord` goes over to the other.
Words that start with SECRET- are internal and those with PRIVATE- confidential: the player watches who sees them.
"""

import io
import itertools
import re
from collections.abc import Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from adapters.console.session import Session
from bot.clock import MovableClock
from bot.compose import rehearsal
from bot.model.people import LOKET
from bot.settings import DEFAULT_DESK, PublicSettings, Settings, read_rules
from tests.databases import prepared
from tests.stories.chats import desk_file, in_two_chats

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 09:00 in Amsterdam
TYPED = re.compile(r"^(?:\[[^\]]*\] .*? )?» ?(.*)$")
TIMES = re.compile(r"\{(.+?) × (\d+)\}")
SECRET, PRIVATE = re.compile(r"SECRET-\w+"), re.compile(r"PRIVATE-\w+")
SOURCES = ("📖 From the knowledge base", "📖 Uit de kennisbank")
LONGEST = 90  # lines of one step; more are left out in the middle
ARTICLE_LINES = 4  # shown of an article, unless the story says `# (whole articles)`
LOOKS = ("/ticket mine", "/ticket queue", "/digest 7d", "/kb SECRET PRIVATE")
TICKETS = range(1, 5)
RULES = read_rules(DEFAULT_DESK)


class CountingIds:
    """Ids that are the same at every playing, and sort by their making."""

    def __init__(self) -> None:
        self._count, self._secrets = itertools.count(1), itertools.count(1)

    def new(self) -> str:
        return f"{next(self._count):020}"

    def secret(self) -> str:
        return f"secret-{next(self._secrets)}"


@dataclass
class Leaks:
    """Who saw what they must not; one line each."""

    found: list[str] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)  # to what is confidential: who typed some of it

    def typed(self, who: str, line: str) -> None:
        if PRIVATE.search(line):
            self.parties.add(who)

    def shown(self, who: str, where: str, text: str) -> None:
        """`text` stood where `who` reads it."""
        if not RULES.is_agent(who):
            self.found += [f"{who} sees {token} {where}" for token in SECRET.findall(text)]

    def said(self, who: str, where: str, text: str) -> None:
        """The desk itself said it to `who`."""
        self.shown(who, where, text)
        if who not in self.parties and not RULES.serves(who, "hr-confidential"):
            self.found += [f"{who} is told {token} {where}" for token in PRIVATE.findall(text)]


@asynccontextmanager
async def on_stage(folder: Path, *, public: bool = False):
    """A session whose screen is a string."""
    out = io.StringIO()
    web = PublicSettings(host="0.0.0.0", url="https://desk.example.org") if public else PublicSettings()
    url = SecretStr(prepared(f"sqlite:///{folder}/story.db"))
    settings = Settings(_env_file=None, database_url=url, desk_file=DEFAULT_DESK, public=web)
    async with rehearsal(settings, MovableClock(MONDAY), out, ids=CountingIds()) as session:
        yield session, out


async def play(script: str, folder: Path) -> tuple[str, list[str]]:
    """The transcript, and what leaked."""
    leaks, transcript = Leaks(), []
    whole = "(whole articles)" in script
    if "(two chats)" in script:
        return await _play_in_two_chats(script, folder)
    async with on_stage(folder, public="(signing in on the web)" in script) as (session, out):
        for line in script.splitlines():
            typed = TYPED.match(line)
            if line.startswith("#") or not line.strip():
                transcript += _apart(transcript, line)
            elif typed:
                transcript.append(f"{session.prompt}{typed[1]}".rstrip())
                shown = await _step(session, out, expanded(typed[1]), leaks)
                transcript += shortened(shown if whole else folded(shown))
        if SECRET.search(script) or PRIVATE.search(script):
            await _look_everywhere(session, out, leaks)
    return "\n".join(transcript).strip() + "\n", leaks.found


async def _play_in_two_chats(script: str, folder: Path) -> tuple[str, list[str]]:
    leaks, transcript, out = Leaks(), list[str](), io.StringIO()
    desk = folder / "desk.toml"
    desk.write_text(desk_file(), encoding="utf-8")
    url = SecretStr(prepared(f"sqlite:///{folder}/story.db"))
    settings = Settings(_env_file=None, database_url=url, desk_file=desk)
    async with in_two_chats(settings, MovableClock(MONDAY), out, CountingIds()) as chats:
        for line in script.splitlines():
            typed = TYPED.match(line)
            if line.startswith("#") or not line.strip():
                transcript += _apart(transcript, line)
            elif typed:
                transcript.append(f"{chats.prompt}{typed[1]}".rstrip())
                if not chats.goes_over(typed[1]):
                    transcript += shortened(folded(await _step(chats.session, out, expanded(typed[1]), leaks)))
    return "\n".join(transcript).strip() + "\n", leaks.found


def _apart(before: list[str], line: str) -> list[str]:
    """A narrator's line, with a blank one before it; blank lines of the script are made anew."""
    if not line.strip():
        return []
    return ["", line.rstrip()] if before and not before[-1].startswith("#") else [line.rstrip()]


async def _step(session: Session, out: io.StringIO, line: str, leaks: Leaks) -> list[str]:
    leaks.typed(session.me.id, line)
    await session.type(line)
    shown = out.getvalue()
    out.seek(0)
    out.truncate()
    leaks.shown(session.me.id, f"after typing {line[:60]!r}", shown)
    return [one.rstrip() for one in shown.splitlines()]


async def _look_everywhere(session: Session, out: io.StringIO, leaks: Leaks) -> None:
    """When a story with secrets is over: what the bot posted, and what everybody could ask to see."""
    board = session.window.board
    strangers = [who for who in session.hats.people if not RULES.is_agent(who)]  # agents may read what is internal
    for who in session.hats.people if leaks.parties else strangers:
        await session.type(":cancel")
        await session.type(f":as {who}")
        for channel in [f"dm-{who}", "random", *(room.channel for room in session.hats.rooms())]:
            for post in await board.channel(channel):
                if post.by == LOKET:
                    leaks.said(who, f"in {channel}", repr(post.content))
        await session.type(":go dm")
        out.seek(0)
        out.truncate()
        looks = [
            "/ticket mine",
            "/ticket queue",
            "/digest 7d",
            "/kb SECRET PRIVATE",
            *(f"/ticket #{n}" for n in TICKETS),
        ]
        for line in looks:
            await session.type(line)
            leaks.said(who, f"by {line}", out.getvalue())
            out.seek(0)
            out.truncate()


def expanded(line: str) -> str:
    return TIMES.sub(lambda found: found[1] * int(found[2]), line).replace("⏎", "\n")


def folded(lines: list[str]) -> list[str]:
    """An article as its title and first lines: a story is about the talk."""
    return [line for block in _blocks(lines) for line in _folded_block(block)]


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Frames, and what stands between them."""
    block: list[str] = []
    for line in lines:
        if line.lstrip().startswith("╭") and block:
            yield block
            block = []
        block.append(line)
        if line.lstrip().startswith("╰"):
            yield block
            block = []
    yield block


def _folded_block(block: list[str]) -> list[str]:
    source = next((at for at, line in enumerate(block) if line.lstrip(" │").startswith(SOURCES)), None)
    if source is None or source <= ARTICLE_LINES + 1:
        return block
    left_out = source - ARTICLE_LINES
    return [*block[:ARTICLE_LINES], f"     ┊ ({left_out} more lines of the article)", *block[source:]]


def shortened(lines: list[str]) -> list[str]:
    if len(lines) <= LONGEST:
        return lines
    left_out = len(lines) - 36
    return [*lines[:24], f"     ┊ ({left_out} lines left out)", *lines[-12:]]
