"""How fast a channel is written to, and who goes first."""

import time
from pathlib import Path

from tests.adapters.slack.stage import QUICK, on_slack, words, workspace
from tests.doubles.slack import Pace, SlackDouble


async def test_slacks_own_pace_is_kept_so_that_nothing_is_refused(tmp_path: Path) -> None:
    async with SlackDouble(timing=QUICK, pace=Pace(per_second=1, burst=3)) as slack:
        place = workspace(slack)
        async with on_slack(tmp_path, slack=slack, place=place, engine=True, per_second=1.0, burst=3) as stage:
            started = time.monotonic()
            for number in range(6):
                await slack.says(stage.who("ana"), stage.room("help"), f"The coffee robot sings song {number}")
            await stage.until(lambda: len(slack.from_bot(stage.room("it-triage"))) == 6, 20)
            assert time.monotonic() - started >= 2.5
            await stage.quiet()
            arrived = sum(len(room.messages) for room in slack.world.channels.values()) - 6
            assert len(slack.called("chat.postMessage")) == arrived  # none was sent away and came again


async def test_edits_of_a_card_never_hold_up_a_reply(tmp_path: Path) -> None:
    async with on_slack(tmp_path, engine=True, per_second=1.0, burst=3) as stage:
        asked = await stage.slack.says(stage.who("ana"), stage.room("help"), "The coffee robot sings")
        card = await stage.card("it-triage")
        for line in ("/claim #1", "/ticket priority #1 high", "/ticket tag #1 robot", "/ticket priority #1 urgent"):
            command, _, text = line.partition(" ")
            await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), command, text)
        await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/ticket", "reply #1 Coming!")
        await stage.until(lambda: any("Coming!" in words(m) for m in stage.slack.from_bot(asked.channel, asked.ts)), 4)
        room = stage.slack.world.channels[card.channel]
        await stage.until(lambda: "🔴" in words(room.messages[card.ts]) or "rgent" in words(room.messages[card.ts]), 15)
        assert len(stage.slack.called("chat.update")) < 6
