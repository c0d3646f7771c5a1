"""Ann and the bot in one room of Slack, Bea and the bot in one of Discord, for what tries the doubles."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles import discord as dc
from tests.doubles.slack import Channel, SlackDouble, Timing, User
from tests.doubles.slack_bot import Bot, connected


@pytest.fixture
async def slack() -> AsyncIterator[SlackDouble]:
    async with SlackDouble(timing=Timing(ack=0.3, retries=(0.02, 0.05, 0.1), ping=0.1)) as slack:
        yield slack


@pytest.fixture
def ann(slack: SlackDouble) -> User:
    return slack.add_user("ann", "Ann Smit", title="Cook")


@pytest.fixture
def room(slack: SlackDouble, ann: User) -> Channel:
    return slack.add_channel("help", ann)


@pytest.fixture
def client(slack: SlackDouble) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def unconnected(slack: SlackDouble) -> Bot:
    return Bot(slack)


@pytest.fixture
async def bot(slack: SlackDouble, unconnected: Bot) -> AsyncIterator[Bot]:
    async with connected(slack, unconnected):
        yield unconnected


@pytest.fixture
async def double() -> AsyncIterator[dc.DiscordDouble]:
    async with dc.DiscordDouble(timing=dc.Timing(deadline=0.5)) as double:
        yield double


@pytest.fixture
def guild(double: dc.DiscordDouble) -> dc.Guild:
    return double.guild("Acme")


@pytest.fixture
def bea(double: dc.DiscordDouble, guild: dc.Guild) -> dc.Member:
    return double.member(guild, "bea", "Bea Bos")


@pytest.fixture
def lobby(double: dc.DiscordDouble, guild: dc.Guild) -> dc.Channel:
    return double.text(guild, "help")
