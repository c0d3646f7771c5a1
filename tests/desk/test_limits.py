"""Limits: explained to the person, told to the team, and gone again when the hour is over."""

from datetime import timedelta

from bot.settings import DEFAULT_DESK
from tests.fakes import MONDAY, Stage, on_stage

HUM = "my computer hums in b flat since tuesday, number"


def desk_file(tmp_path, more: str):
    path = tmp_path / "desk.toml"
    path.write_text(DEFAULT_DESK.read_text() + more)
    return path


def told(stage: Stage, channel: str) -> list[str]:
    return [shown.content.summary for shown in stage.platform.in_channel(channel)]


async def flood(stage: Stage, who: str, count: int, start: int = 0) -> None:
    for number in range(start, start + count):
        await stage.write(who, f"{HUM} {number}", "help")


async def test_too_many_questions_within_an_hour_are_stopped_with_a_reason_and_one_alert(sqlite_url, tmp_path):
    async with on_stage(sqlite_url, desk_file=desk_file(tmp_path, "\n[limits]\nper_hour = 3\n")) as stage:
        await flood(stage, "ana", 6)
        assert sum("more than 3 questions" in text for text in told(stage, "help")) == 3
        assert sum("reached a limit" in text for text in told(stage, "it-triage")) == 1
        assert sum(text.startswith("#") for text in told(stage, "it-triage")) == 3
        await flood(stage, "joris", 1)
        assert sum(text.startswith("#") for text in told(stage, "it-triage")) == 4
        await stage.move_to(MONDAY + timedelta(minutes=61))
        await flood(stage, "ana", 1, start=10)
        assert sum(text.startswith("#") for text in told(stage, "it-triage")) == 5


async def test_too_many_open_tickets_are_stopped_until_one_is_closed(sqlite_url, tmp_path):
    async with on_stage(sqlite_url, desk_file=desk_file(tmp_path, "\n[limits]\nopen = 2\n")) as stage:
        await flood(stage, "ana", 3)
        assert any("2 tickets open" in text for text in told(stage, "help"))
        await stage.command("ana", "/ticket close #1")
        await flood(stage, "ana", 1, start=5)
        assert any(text.startswith("#3") for text in told(stage, "it-triage"))


async def test_agents_are_free(sqlite_url, tmp_path):
    async with on_stage(sqlite_url, desk_file=desk_file(tmp_path, "\n[limits]\nper_hour = 1\n")) as stage:
        await flood(stage, "mila", 3)
        assert sum(text.startswith("#") for text in told(stage, "it-triage")) == 3


async def test_who_is_blocked_hears_the_reason_until_the_day_is_over(sqlite_url, tmp_path):
    more = '\n[[blocked]]\nperson = "ana"\nreason = "Spam in every channel."\nuntil = 2026-11-23\n'
    async with on_stage(sqlite_url, desk_file=desk_file(tmp_path, more)) as stage:
        await flood(stage, "ana", 1)
        assert any("Spam in every channel." in text for text in told(stage, "help"))
        assert told(stage, "it-triage") == []
        await stage.move_to(MONDAY + timedelta(days=1))
        await flood(stage, "ana", 1)
        assert any(text.startswith("#1") for text in told(stage, "it-triage"))


async def test_what_is_confidential_is_told_to_its_own_team_alone(sqlite_url, tmp_path):
    async with on_stage(sqlite_url, desk_file=desk_file(tmp_path, "\n[limits]\nper_hour = 1\n")) as stage:
        await flood(stage, "ana", 1)
        await stage.write("ana", "I am being bullied by my manager")
        assert any("zit aan een grens" in text for text in told(stage, "hr-private"))
        assert not any("bullied" in shown.text for shown in stage.platform.in_channel("it-triage"))
