"""The double as a bot in another process finds it: by its addresses alone, also after a kill -9."""

from __future__ import annotations

import asyncio
import sys

from tests.doubles.discord import Channel, DiscordDouble, Member

CHILD = """
import sys, discord, yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = sys.argv[1], yarl.URL(sys.argv[2])
intents = discord.Intents.default()
intents.message_content = True
client = discord.Client(intents=intents, guild_ready_timeout=0.05)

@client.event
async def on_message(message):
    if not message.author.bot:
        await message.reply("echo " + message.content, nonce=message.id)

client.run(sys.argv[3], log_handler=None)
"""


async def _child(double: DiscordDouble) -> asyncio.subprocess.Process:
    addresses = (double.api_url, double.gateway_url, double.token)
    return await asyncio.create_subprocess_exec(sys.executable, "-c", CHILD, *addresses)


async def test_a_bot_in_another_process(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    child = await _child(double)
    try:
        await double.connected(20)
        await double.hands(bea).say(lobby, "one")
        await double.until(lambda: [m.text for m in double.from_bot(lobby)] == ["echo one"], 10)
        child.kill()
        await child.wait()
        await double.until(lambda: not double.sessions)
        await double.hands(bea).say(lobby, "unheard")
        child = await _child(double)
        await double.connected(20)
        await double.hands(bea).say(lobby, "two")
        await double.until(lambda: [m.text for m in double.from_bot(lobby)] == ["echo one", "echo two"], 10)
        assert double.identifies == 2
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
