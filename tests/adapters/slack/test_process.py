"""`loket run` as its own process, set up by documented settings alone, hearing signed requests."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.adapters.slack.stage import QUICK, words, workspace
from tests.adapters.slack.test_http import MINE, free_port
from tests.doubles.slack import SlackDouble


@pytest.mark.parametrize("web", ["false", "true"])
async def test_a_process_of_its_own_answers_signed_requests(tmp_path: Path, web: str) -> None:
    async with SlackDouble(timing=QUICK) as slack:
        place, port = workspace(slack), free_port()
        environment = os.environ | {
            "LOKET_DATABASE_URL": f"sqlite:///{tmp_path}/loket.db",
            "LOKET_DESK_FILE": str(place.desk_file(tmp_path)),
            "LOKET_WEB__ENABLED": web,
            "LOKET_WEB__PORT": str(free_port()),
            "LOKET_PUBLIC__HOST": "127.0.0.1",
            "LOKET_PUBLIC__PORT": str(port),
            "LOKET_SLACK__MODE": "http",
            "LOKET_SLACK__BOT_TOKEN": slack.bot_token,
            "LOKET_SLACK__SIGNING_SECRET": slack.signing_secret,
            "LOKET_SLACK__API_URL": slack.api_url.rstrip("/"),
        }
        with (tmp_path / "log").open("wb") as log:
            process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}/slack/events"
            await _served(url)
            await slack.use_http(url).verify()
            asked = await slack.says(place.people["ana"], place.rooms["help"], MINE)
            (told,) = await slack.until(lambda: slack.from_bot(asked.channel, asked.ts), 20)
            assert "#1" in words(told)
            listed = await slack.slash(place.people["ana"], place.rooms["help"], "/ticket", "mine")
            assert listed.payload and "#1" in str(listed.payload)
        finally:
            process.terminate()
            assert await asyncio.to_thread(process.wait, 20) == 0
        said = (tmp_path / "log").read_text(encoding="utf-8")
        assert slack.bot_token not in said and slack.signing_secret not in said and MINE not in said


async def _served(url: str) -> None:
    """Until somebody refuses an unsigned request."""
    async with aiohttp.ClientSession() as session:
        for _ in range(400):
            try:
                async with session.post(url, data=b"{}") as answer:
                    if answer.status == 401:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError(url)
