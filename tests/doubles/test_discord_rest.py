"""REST of the double: faults, limits of speed, files, history, and what Discord refuses."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.clock import MovableClock
from tests.doubles.discord import Channel, DiscordDouble, Guild, Member, Pace, Timing, Upload, permissions
from tests.doubles.discord_bot import Bot, running


async def refused(call: Any) -> tuple[int, int]:
    """The status and the code of Discord's answer."""
    with pytest.raises(discord.HTTPException) as caught:
        await call
    return caught.value.status, caught.value.code


async def test_limits_of_speed_end_within_bounds(double: DiscordDouble, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        place = bot.get_partial_messageable(lobby.id)
        double.fail("POST */messages", kind="429", retry_after=0.05)
        double.fail("POST */messages", kind="429_global", retry_after=0.05)
        await place.send("after a while")
        double.fail("POST */messages", kind="429", retry_after=60)
        with pytest.raises(discord.RateLimited):
            await place.send("not now")
        double.fail("POST */messages", kind="429_cloudflare")
        assert await refused(place.send("nor now")) == (429, 0)
        assert [m.text for m in double.messages(lobby)] == ["after a while"]
        assert double.refusals[429] == 4


async def test_a_channel_takes_so_many_a_second(lobby: Channel) -> None:
    async with DiscordDouble(pace=Pace(2, 0.2)) as double:
        room = double.text(double.guild(), "help")
        async with running(Bot(double)) as bot:
            for i in range(5):
                await bot.get_partial_messageable(room.id).send(str(i))
        assert len(double.messages(room)) == 5
        assert double.refusals[429] == 0  # discord.py waited by the headers


async def test_errors_of_the_server(double: DiscordDouble, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        place = bot.get_partial_messageable(lobby.id)
        double.fail("POST */messages", kind="503")
        with pytest.raises(discord.DiscordServerError):
            await place.send("hello")
        double.fail("POST */messages", kind="reset_before")
        with pytest.raises(aiohttp.ClientError):
            await place.send("hello")
        assert double.messages(lobby) == []
        double.fail("POST */messages", kind="reset_after")
        with pytest.raises(aiohttp.ClientError):
            await place.send("hello", nonce="1")
        assert len(double.messages(lobby)) == 1
        again = await place.send("hello", nonce="1")
        assert [m.id for m in double.messages(lobby)] == [again.id]
        double.rest_down()
        with pytest.raises(aiohttp.ClientError):
            await place.send("hello")


async def test_a_nonce_is_forgotten_in_time() -> None:
    clock = MovableClock(datetime.now(UTC))
    async with DiscordDouble(clock, timing=Timing(nonce=60)) as double:
        room = double.text(double.guild(), "help")
        async with running(Bot(double)) as bot:
            place = bot.get_partial_messageable(room.id)
            await place.send("hello", nonce="1")
            clock.move_to(clock.now() + timedelta(seconds=59))
            await place.send("hello", nonce="1")
            clock.move_to(clock.now() + timedelta(seconds=2))
            await place.send("hello", nonce="1")
            assert len(double.messages(room)) == 2
            read = [m async for m in place.history()]
            assert [m.nonce for m in read] == [None, None]


async def test_files_go_up_and_their_links_end(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    clock = MovableClock(datetime.now(UTC))
    double.world.clock = clock
    async with running(Bot(double)) as bot, aiohttp.ClientSession() as session:
        said = await double.hands(bea).say(lobby, "see", files=[Upload("a b.txt", b"smoke", "text/plain")])
        await double.until(lambda: bot.heard)
        link = bot.heard[0].attachments[0]
        assert (await link.read(), link.filename, link.content_type) == (b"smoke", "a b.txt", "text/plain")
        clock.move_to(clock.now() + timedelta(days=2))
        with pytest.raises(discord.NotFound):
            await link.read()
        fresh = await bot.heard[0].channel.fetch_message(said.id)
        assert await fresh.attachments[0].read() == b"smoke"
        async with session.get(fresh.attachments[0].url.replace("hm=", "hm=0")) as forged:
            assert forged.status == 404
        place = bot.get_partial_messageable(lobby.id)
        sent = await place.send("mine", files=[discord.File(io.BytesIO(b"x"), "x.txt", description="an x")])
        assert [(a.name, a.data) for a in double.from_bot(lobby)[0].attachments] == [("x.txt", b"x")]
        await sent.edit(attachments=[*sent.attachments, discord.File(io.BytesIO(b"y"), "y.txt")])
        assert [a.name for a in double.from_bot(lobby)[0].attachments] == ["x.txt", "y.txt"]
        await sent.edit(attachments=[])
        assert double.from_bot(lobby)[0].attachments == []
        big = discord.File(io.BytesIO(b"0" * (10 * 1024 * 1024 + 1)), "big")
        assert await refused(place.send(file=big)) == (413, 40005)


async def test_a_link_that_does_not_answer(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        await double.hands(bea).say(lobby, "see", files=[Upload("a.txt", b"smoke")])
        await double.until(lambda: bot.heard)
        double.fail("GET /attachments/*", kind="503")
        assert await refused(bot.heard[0].attachments[0].read()) == (503, 0)
        assert await bot.heard[0].attachments[0].read() == b"smoke"


async def test_a_link_that_unfolds_is_no_edit(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        said = await double.hands(bea).say(lobby, "https://example.org/")
        double.unfurls(said, "Example")
        await double.until(lambda: bot.raw)
        kind, update = bot.raw[0]
        assert kind == "edit" and update.message.edited_at is None and update.message.embeds[0].title == "Example"
        assert [e.name for e in double.events][-2:] == ["MESSAGE_CREATE", "MESSAGE_UPDATE"]


async def test_history_is_read_from_either_end(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    hands = double.hands(bea)
    said = [await hands.say(lobby, str(i)) for i in range(8)]
    async with running(Bot(double)) as bot:
        place = bot.get_partial_messageable(lobby.id)
        assert [m.content async for m in place.history(limit=2)] == ["7", "6"]
        after = discord.Object(said[2].id)
        assert [m.content async for m in place.history(after=after, limit=3)] == ["3", "4", "5"]
        before = discord.Object(said[2].id)
        assert [m.content async for m in place.history(before=before)] == ["1", "0"]
        around = discord.Object(said[4].id)
        assert [m.content async for m in place.history(around=around, limit=3)] == ["5", "4", "3"]


async def test_what_discord_refuses(double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        place = bot.get_partial_messageable(lobby.id)
        assert await refused(place.send("x" * 2001)) == (400, 50035)
        assert await refused(place.send("")) == (400, 50006)
        long = discord.Embed(description="x" * 4000)
        assert await refused(place.send(embeds=[long, long])) == (400, 50035)
        assert await refused(place.send(embed=discord.Embed(title="x" * 257))) == (400, 50035)
        assert await refused(place.fetch_message(1)) == (404, 10008)
        assert await refused(bot.fetch_channel(1)) == (404, 10003)
        assert await refused(bot.fetch_user(1)) == (404, 10013)
        said = await double.hands(bea).say(lobby, "hello")
        theirs = place.get_partial_message(said.id)
        assert await refused(theirs.edit(content="mine")) == (403, 50005)
        bits = permissions.BOT & ~permissions.MANAGE_MESSAGES
        double.change_role(double.bot_role(guild), bits)
        assert await refused(theirs.delete()) == (403, 50013)
        double.overwrite(lobby, double.bot, deny=permissions.SEND_MESSAGES)
        assert await refused(place.send("hello")) == (403, 50013)
        double.overwrite(lobby, double.bot, deny=permissions.VIEW_CHANNEL)
        assert await refused(place.send("hello")) == (403, 50001)
        await double.hands(bea).say(lobby, "unheard")
        double.delete_channel(lobby)
        assert await refused(place.send("hello")) == (404, 10003)
        assert bot.texts == ["hello"]
        assert double.refusals[403] == 4


async def test_reactions(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        said = await double.hands(bea).say(lobby, "hello")
        await double.hands(bea).react(said, "🎫")
        await double.until(lambda: bot.raw)
        kind, payload = bot.raw[0]
        assert (kind, payload.emoji.name, payload.user_id, payload.message_id) == ("react", "🎫", bea.id, said.id)
        message = await bot.get_partial_messageable(lobby.id).fetch_message(said.id)
        await message.add_reaction("✅")
        await message.remove_reaction("🎫", discord.Object(bea.id))
        assert said.reactions == {"✅": [double.bot.id]}
        await message.remove_reaction("✅", discord.Object(double.bot.id))
        assert said.reactions == {}


async def test_webhooks_are_told_apart(double: DiscordDouble, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        double.webhook_says(lobby, "CI", "built")
        await double.until(lambda: bot.heard)
        assert bot.heard[0].webhook_id and bot.heard[0].author.name == "CI"
