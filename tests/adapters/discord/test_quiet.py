"""Nothing happens for a while."""

import asyncio
from pathlib import Path

import pytest

from adapters.discord import gateway
from tests.adapters.discord.stage import on_discord, server
from tests.doubles.discord import DiscordDouble, Timing

BEAT_S = 0.6
DISCORDS_S = 41.25


async def test_a_quiet_server_is_not_taken_for_a_dead_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "HEARTBEAT_LOST_S", gateway.HEARTBEAT_LOST_S * BEAT_S / DISCORDS_S)
    async with (
        DiscordDouble(timing=Timing(heartbeat=BEAT_S)) as discord,
        on_discord(tmp_path, discord=discord, place=server(discord)) as stage,
    ):
        await asyncio.sleep(3 * BEAT_S)
        assert stage.platform.healthy()
        assert (discord.identifies, discord.resumes) == (1, 0)
