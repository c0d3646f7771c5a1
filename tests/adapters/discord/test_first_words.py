"""What people write before the desk knows where that is."""

from pathlib import Path

from tests.adapters.discord.stage import on_discord

MINE = "The coffee robot sings all day"


async def test_a_first_direct_message_during_a_gap_is_found_with_the_next_one(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        stage.discord.forget()
        stage.discord.gateway_down()
        stage.discord.cut()
        await stage.until(lambda: not stage.discord.sessions)
        await stage.hands("ana").dm(MINE)
        stage.discord.gateway_down(False)
        await stage.until(lambda: stage.discord.sessions)
        await stage.hands("ana").dm("hello?")
        await stage.card("it-triage")
        assert (await stage.ticket()).subject == MINE


async def test_a_message_in_a_channel_discord_does_not_describe_yet_is_not_lost(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        await stage.quiet()
        stage.platform.channels.forget(str(stage.room("help").id))
        stage.discord.fail("GET /channels/*", 3, "503")
        await stage.says("ana", "help", MINE)
        await stage.card("it-triage")
        assert await stage.count() == 1
