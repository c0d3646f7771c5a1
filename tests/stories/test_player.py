"""The story player itself: it must not be blind to a leak."""

from pathlib import Path

import pytest

from tests.stories.player import Leaks, expanded, play


@pytest.mark.parametrize(
    ("script", "leak"),
    [
        ("» my SECRET-badge is lost and nobody knows", "ana sees SECRET-badge"),
        ("» as mila\n» go help\n» SECRET-chat among agents\n» as ana\n» go help", "ana sees SECRET-chat"),
        (
            "» as bram\n» go help\n» my PRIVATE-lamp hums like a bee hive at night\n» as joris\n» /ticket mine",
            "is told PRIVATE-lamp",
        ),
    ],
)
async def test_a_leak_is_seen(tmp_path: Path, script: str, leak: str) -> None:
    _, leaks = await play(script, tmp_path)
    assert any(leak in one for one in leaks), leaks


def test_agents_may_read_what_is_internal() -> None:
    leaks = Leaks()
    leaks.said("mila", "here", "SECRET-note")
    leaks.said("femke", "here", "PRIVATE-name")
    assert leaks.found == []


async def test_a_played_story_plays_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first, _ = await play("# Title\n» my vpn keeps dropping\n» press 1", tmp_path / "one")
    second, _ = await play(first, tmp_path / "two")
    assert first == second


def test_typed_lines_may_be_short_for_long_ones() -> None:
    assert expanded("a {bc × 3}⏎d") == "a bcbcbc\nd"
