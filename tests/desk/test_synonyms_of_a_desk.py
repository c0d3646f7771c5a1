"""A desk's own synonyms are taken up when they change, and kept out when they are wrong."""

from pathlib import Path

from structlog.testing import capture_logs

from bot.settings import KbSettings
from tests.fakes import on_stage

ARTICLE = """---
slug: vpn
title: Install the VPN
questions:
  - install vpn client
  - vpn client missing
  - how do I get the vpn on my laptop
  - vpn setup
tags: []
queue: it-l1
audience: everyone
owner: mila
verified: 2026-01-01
---
Get it from the app store.
"""


async def test_words_of_a_desk_count_from_the_moment_its_file_is_saved(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "vpn.md").write_text(ARTICLE)
    async with on_stage(sqlite_url, kb=KbSettings(folder=folder)) as stage:
        running, asked = stage.running, "install gargleblaster client"
        before = running.desk().matcher.rank(asked)[0].confidence
        (folder / "synonyms.toml").write_text('en = ["vpn = gargleblaster"]')
        assert await running.reloader.reload()
        after = running.desk().matcher
        assert after.rank(asked)[0].confidence > before
        (folder / "synonyms.toml").write_text('en = ["vpn"]')
        with capture_logs() as logs:
            assert not await running.reloader.reload()
        assert "synonyms.toml" in logs[0]["problem"]
        assert running.desk().matcher is after
        (folder / "synonyms.toml").write_text('en = ["vpn = gargleblaster"]')
        assert await running.reloader.reload()
        assert running.desk().matcher is after  # nothing had changed: nothing was built anew
