"""Slack over signed requests, on the public listener, with the whole desk served."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

import adapters
from adapters.slack.platform import SlackPlatform
from bot.compose import open_desk
from bot.settings import PublicSettings, WebSettings
from tests.adapters.slack.stage import QUICK, slack_settings, words, workspace
from tests.doubles.slack import SlackDouble
from tests.fakes import desk_settings

MINE = "The coffee robot sings all day"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def served(folder: Path, slack: SlackDouble) -> AsyncIterator[str]:
    """The address of the public listener."""
    place, port = workspace(slack), free_port()
    settings = desk_settings(
        f"sqlite:///{folder}/loket.db",
        desk_file=place.desk_file(folder),
        web=WebSettings(enabled=False),
        public=PublicSettings(host="127.0.0.1", port=port),
    )
    chosen = slack_settings(slack, mode="http")

    def platforms(around):
        return {"slack": SlackPlatform(around, chosen), "web": adapters.build("web", around)}

    async with open_desk(settings, platforms=platforms, engine=False, durable=False) as running:
        tasks = [
            asyncio.create_task(one.listen(running.dispatcher.receive, running.view))
            for one in running.platforms.values()
        ]
        try:
            for _ in range(100):
                if running.surroundings.addresses:
                    break
                await asyncio.sleep(0.02)
            yield f"http://127.0.0.1:{port}/slack/events"
        finally:
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks)


@pytest.fixture
async def slack() -> AsyncIterator[SlackDouble]:
    async with SlackDouble(timing=QUICK) as made:
        yield made


async def test_a_signed_event_is_a_request_and_a_command_is_answered(tmp_path: Path, slack: SlackDouble) -> None:
    async with served(tmp_path, slack) as url:
        http = slack.use_http(url)
        await http.verify()
        ana = next(u for u in slack.world.users.values() if u.name == "ana")
        room = next(c for c in slack.world.channels.values() if c.name == "help")
        asked = await slack.says(ana, room, MINE)
        (told,) = await slack.until(lambda: slack.from_bot(room, asked.ts))
        assert "#1" in words(told)
        listed = await slack.slash(ana, room, "/ticket", "mine")
        assert listed.payload and "#1" in str(listed.payload)


@pytest.mark.parametrize(("name", "value"), [("secret", "wrong"), ("age", 600)])
async def test_a_forged_or_stale_signature_is_refused(
    tmp_path: Path, slack: SlackDouble, name: str, value: object
) -> None:
    async with served(tmp_path, slack) as url:
        http = slack.use_http(url)
        setattr(http, name, value)
        ana = next(u for u in slack.world.users.values() if u.name == "ana")
        room = next(c for c in slack.world.channels.values() if c.name == "help")
        await slack.says(ana, room, MINE)
        await slack.settled()
        assert slack.sent and all(not one.acked for one in slack.sent)


async def test_the_path_takes_posts_of_a_bearable_size(tmp_path: Path, slack: SlackDouble) -> None:
    async with served(tmp_path, slack) as url, aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            assert answer.status == 405
        async with session.post(url, data=b"x" * 1_100_000) as answer:
            assert answer.status == 413
        async with session.post(url, data=b"{}") as answer:
            assert answer.status == 401
