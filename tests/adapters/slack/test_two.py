"""Two replicas, one database, both with sockets to one workspace."""

from pathlib import Path

from tests.adapters.slack.stage import QUICK, on_slack, words, workspace
from tests.doubles.slack import SlackDouble


async def test_two_replicas_hear_everything_twice_and_say_it_once(tmp_path: Path, postgresql_url: str) -> None:
    async with SlackDouble(timing=QUICK) as slack:
        place = workspace(slack)
        slack.chaos.duplicate = 1.0
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
        async with (
            on_slack(tmp_path / "a", postgresql_url, slack=slack, place=place, replica="a") as first,
            on_slack(tmp_path / "b", postgresql_url, slack=slack, place=place, replica="b") as second,
        ):
            asked = [
                await slack.says(place.people["ana"], place.rooms["help"], f"The coffee robot number {n} sings all day")
                for n in range(8)
            ]
            for one in asked:
                await first.thread(one)
            await first.quiet()
            await second.quiet()
            assert [len(slack.from_bot(one.channel, one.ts)) for one in asked] == [1] * 8
            cards = [words(m) for m in slack.from_bot(place.rooms["it-triage"])]
            assert len(cards) == 8 and await first.count() == 8
