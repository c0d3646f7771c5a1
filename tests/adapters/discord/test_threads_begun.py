"""A requester's private thread is begun once, whatever happens on the way."""

import asyncio
from pathlib import Path

import pytest

from tests.adapters.discord.stage import on_discord

MINE = "The coffee robot sings all day"


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("POST /channels/*/threads", "reset_after"),
        ("POST /channels/*/threads", "504_after"),
        ("PUT /channels/*/thread-members/*", "503"),
        ("PUT /channels/*/thread-members/*", "reset_after"),
        ("PUT /channels/*/thread-members/*", "429"),
    ],
)
async def test_an_answer_lost_on_the_way_leaves_no_empty_thread(tmp_path: Path, call: str, kind: str) -> None:
    async with on_discord(tmp_path, engine=True) as stage:
        stage.discord.fail(call, 1, kind, retry_after=0.1)
        await stage.says("ana", "help", MINE)
        await stage.card("it-triage")
        thread = await stage.private_thread("help", "ana")
        await stage.said(thread, "#1")
        assert stage.discord.threads(stage.room("help")) == [thread]


@pytest.mark.parametrize("kind", ["reset_after", "502_after", "504"])
async def test_an_answer_lost_on_the_way_makes_no_second_post_in_a_forum(tmp_path: Path, kind: str) -> None:
    async with on_discord(tmp_path, engine=True, forums=("it-triage",)) as stage:
        stage.discord.fail("POST /channels/*/threads", 1, kind)
        await stage.hands("ana").dm(MINE)
        await stage.said(stage.discord.dm(stage.who("ana")), "#1")
        await stage.until(lambda: stage.discord.threads(stage.room("it-triage")))
        await asyncio.sleep(2.5)  # the second try
        assert len(stage.discord.threads(stage.room("it-triage"))) == 1


async def test_a_thread_begun_before_the_process_died_is_gone_on_with(tmp_path: Path) -> None:
    async with on_discord(tmp_path, engine=True) as stage:
        asked = await stage.says("ana", "help", MINE)
        thread = await stage.private_thread("help", "ana")
        await stage.said(thread, "#1")
        place, to = stage.platform.places, str(stage.room("help").id)
        place._threads.clear()
        parent = await stage.platform.channels.get(to)
        assert await place._left_behind(parent, MINE) is None  # it is remembered
        left = await place._begin(to, MINE)
        await place.invite(left, str(stage.who("ana").id))  # Discord notes that in the thread
        assert await place._left_behind(parent, MINE) == left
        assert asked.id != int(left)
