"""The terminal as somebody uses it: piped lines, bad input, and a database that is kept."""

import io
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from adapters.console.session import Session
from adapters.console.terminal import joined, play
from bot.clock import MovableClock
from bot.compose import CannotStart, console, rehearsal
from tests.fakes import MONDAY, desk_settings

USED = ["/ticket", "as mila", "press 1", "clock +1h", "say"]
Stage = tuple[Session, io.StringIO]


def run(lines: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "console", "--start", "2026-11-23 09:00", *options]
    return subprocess.run(command, input=lines, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    out = io.StringIO()
    async with rehearsal(desk_settings(f"sqlite:///{tmp_path}/loket.db"), MovableClock(MONDAY), out) as session:
        yield session, out


def test_piped_lines_are_played_and_it_ends_well() -> None:
    done = run("as ana\nmy vpn keeps dropping\npress 1\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "My VPN keeps dropping" in done.stdout
    assert "glad that's sorted" in done.stdout


@pytest.mark.parametrize(
    ("options", "word"), [({"persona": "bob"}, "ana, joris"), ({"start": "yesterday"}, "YYYY-MM-DD HH:MM")]
)
async def test_a_wrong_option_is_one_line_that_says_what_is_allowed(
    tmp_path: Path, options: dict[str, str], word: str
) -> None:
    with pytest.raises(CannotStart, match=word):
        await console(desk_settings(f"sqlite:///{tmp_path}/loket.db"), **options)


async def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    kept = desk_settings(f"sqlite:///{tmp_path}/loket.db")
    async with rehearsal(kept, MovableClock(MONDAY), io.StringIO(), keep=True) as session:
        await session.type("my vpn keeps dropping")
    out = io.StringIO()
    async with rehearsal(kept, MovableClock(MONDAY), out, keep=True) as session:
        await session.type("look")
        assert "My VPN keeps dropping" in out.getvalue()
        await session.type("press 1")
    assert "You said this solved it" in out.getvalue()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("as bob", "nobody called bob"),
        ("go hr-private", "does not belong in #hr-private"),
        ("go dm-joris", "does not belong in #dm-joris"),
        ("press 9", "no button 9"),
        ("thread 9", "no message 9"),
        ("delete 9", "no message 9"),
        ("clock yesterday", "When is that?"),
        ("clock 2020-01-01", "only goes forward"),
        ("clock +500d", "too far at once"),
        ("fill", "no form"),
        (":cancel", "nothing to put away"),
        (":dance", "no :dance here"),
        ("?", "put on another hat"),
        ("who", "Ana Souza"),
        ("rooms", "#help"),
    ],
)
async def test_whatever_is_typed_gets_a_clear_line(stage: Stage, line: str, word: str) -> None:
    session, out = stage
    assert await session.type(line)
    assert word in " ".join(out.getvalue().split())


async def test_only_a_message_of_ones_own_is_taken_back_and_once(stage: Stage) -> None:
    session, out = stage
    for line in ("go help", "hello", "delete 1", "delete 1", "as joris", "go help"):
        await session.type(line)
    assert out.getvalue().count("taken back") == 2  # once done, once refused
    assert "hello" not in out.getvalue()


async def test_talk_in_other_channels_is_shown_and_never_stored(stage: Stage) -> None:
    session, out = stage
    for line in ("go random", "does anybody know a dentist?", "as joris", "go random"):
        await session.type(line)
    assert "does anybody know a dentist?" in out.getvalue()
    assert await session.window.board._stored.latest("random", 9) == []


async def test_completions_come_from_the_desk(stage: Stage) -> None:
    session, _ = stage
    assert "/kb " in [found.text for found in await session.complete("/k")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(
    some.lists(
        some.text(max_size=60) | some.sampled_from(["/ticket", "as mila", "press 1", "clock +1h", "say"]), max_size=6
    )
)
async def test_no_line_ends_it_or_breaks_it(stage: Stage, lines: list[str]) -> None:
    session, _ = stage
    for line in lines:
        left = not await session.type(line)
        assert not left or line.strip().casefold() in (":quit", ":exit", ":q", "quit", "exit")


async def test_a_backslash_goes_on_in_the_next_line(stage: Stage) -> None:
    session, out = stage
    assert list(joined(["one\\\n", "two\r\n", "three\\"])) == ["one\ntwo", "three"]
    await play(session, ["quit\n", "never typed\n"])
    assert "never typed" not in out.getvalue()
