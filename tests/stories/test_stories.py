"""Golden dialogues: each file beside this one is typed into the terminal, and must show what it shows."""

import difflib
from pathlib import Path

import pytest

from tests.stories.player import play

STORIES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
async def test_story_goes_as_it_is_told(story: Path, tmp_path: Path, rewriting: bool) -> None:
    told = story.read_text(encoding="utf-8")
    played, leaks = await play(told, tmp_path)
    assert not leaks, "\n".join(leaks)
    if rewriting:
        story.write_text(played, encoding="utf-8")
        return
    diff = difflib.unified_diff(told.splitlines(), played.splitlines(), "told", "played", lineterm="", n=6)
    changed = "\n".join(diff)
    if changed:
        advice = "if that is right: pytest tests/stories --rewrite-stories"
        pytest.fail(f"{story.stem} goes differently now; {advice}\n{changed}", pytrace=False)
