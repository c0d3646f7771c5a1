"""The gateway of the double: sessions lost, resumed, refused, and what each of them may hear."""

from __future__ import annotations

import asyncio
import random

import discord
import pytest

from tests.doubles.discord import Channel, DiscordDouble, Guild, Member, Message, Timing
from tests.doubles.discord_bot import Bot, running


async def _heard(double: DiscordDouble, bot: Bot, member: Member, room: Channel, text: str) -> Message:
    said = await double.hands(member).say(room, text)
    await double.until(lambda: text in bot.texts)
    return said


def _lose(double: DiscordDouble, how: str) -> None:
    if how == "cut":
        double.cut()
    elif how == "close":
        double.close_gateway(4000)
    elif how == "op7":
        double.ask_reconnect()
    else:
        double.invalidate(resumable=True)


@pytest.mark.parametrize("how", ["cut", "close", "op7", "op9"])
async def test_what_was_missed_is_replayed(double: DiscordDouble, bea: Member, lobby: Channel, how: str) -> None:
    async with running(Bot(double)) as bot:
        await _heard(double, bot, bea, lobby, "one")
        _lose(double, how)
        await double.hands(bea).say(lobby, "two")
        await double.until(lambda: "two" in bot.texts)
        await _heard(double, bot, bea, lobby, "three")
        assert bot.texts == ["one", "two", "three"]
        assert (double.identifies, double.resumes, len(double.sessions)) == (1, 1, 1)


async def test_an_invalid_session_has_forgotten_what_was_missed(
    double: DiscordDouble, bea: Member, lobby: Channel
) -> None:
    async with running(Bot(double)) as bot:
        await _heard(double, bot, bea, lobby, "one")
        double.forget()
        double.cut()
        await double.until(lambda: not double.sessions)
        await double.hands(bea).say(lobby, "lost")
        await double.until(lambda: double.identifies == 2, 15)
        await _heard(double, bot, bea, lobby, "three")
        assert bot.texts == ["one", "three"]


async def test_a_session_is_kept_for_a_while_only(bea: Member, lobby: Channel) -> None:
    async with DiscordDouble(timing=Timing(resume=0.05)) as double, running(Bot(double)):
        double.gateway_down()
        double.cut()
        await double.until(lambda: not double.sessions)
        await asyncio.sleep(0.1)
        double.gateway_down(False)
        await double.until(lambda: double.identifies == 2, 15)
        assert double.resumes == 0


async def test_intents_that_were_not_granted(double: DiscordDouble) -> None:
    double.world.privileged = {"members"}
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(Bot(double)):
            pass
    async with running(Bot(double, content=False)) as bot:
        assert bot.is_ready()
        assert (await bot.application_info()).flags.gateway_message_content_limited is False


async def test_a_token_that_is_worth_nothing(double: DiscordDouble) -> None:
    double.invalidate_token()
    with pytest.raises(discord.LoginFailure):
        async with running(Bot(double)):
            pass
    assert double.refusals[401] == 1


async def test_content_without_the_intent(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double, content=False)) as bot:
        hands = double.hands(bea)
        await hands.say(lobby, "secret")
        await hands.say(lobby, f"hello {double.bot.mention}")
        await hands.dm("in private")
        own = await bot.get_partial_messageable(lobby.id).send("mine")
        await hands.say(lobby, "indeed", reply_to=double.from_bot(lobby)[0])
        await hands.say(lobby, "quietly", reply_to=double.from_bot(lobby)[0], ping=False)
        await double.until(lambda: len(bot.heard) == 6)
        contents = [m.content for m in sorted(bot.heard, key=lambda m: m.id)]
        # a reply notifies the bot, so that it may be read
        assert contents == ["", f"hello {double.bot.mention}", "in private", "mine", "indeed", ""]
        assert own.content == "mine"
        double.world.privileged.discard("message_content")
        first = await bot.get_partial_messageable(lobby.id).fetch_message(double.messages(lobby)[0].id)
        assert first.content == ""


async def test_the_members_intent(double: DiscordDouble, guild: Guild, bea: Member) -> None:
    intents = discord.Intents.default()
    intents.members = True
    joined: list[str] = []
    with_members, without = Bot(double, intents=intents), Bot(double)
    for bot in (with_members, without):

        async def on_member_join(member: discord.Member, bot: Bot = bot) -> None:
            joined.append(f"{'with' if bot is with_members else 'without'} {member.name}")

        bot.event(on_member_join)
    async with running(with_members), running(without):
        assert len(double.sessions) == 2
        assert {m.name for m in with_members.guilds[0].members} >= {"bea", "loket"}
        assert {m.name for m in without.guilds[0].members} == {"loket"}
        double.member(guild, "carl")
        await double.until(lambda: joined)
        assert joined == ["with carl"]


async def test_every_session_hears_everything(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as one, running(Bot(double)) as two:
        assert len(double.sessions) == 2
        await double.hands(bea).say(lobby, "hello")
        await double.until(lambda: one.texts == two.texts == ["hello"])


async def test_a_malformed_event_ends_the_client(double: DiscordDouble) -> None:
    bot = Bot(double)
    async with running(bot):
        double.malformed()
        await double.until(lambda: bot.ended)
        assert isinstance(bot.ended, KeyError)


async def test_no_gateway_at_first(double: DiscordDouble) -> None:
    double.gateway_down()
    with pytest.raises(Exception, match="sequence"):
        async with running(Bot(double)):
            pass
    assert double.gateway.refused == 1


async def test_heartbeats_are_answered_or_not() -> None:
    async with DiscordDouble(timing=Timing(heartbeat=0.1)) as double, running(Bot(double, heartbeat_timeout=0.5)):
        await double.until(lambda: double.gateway.sockets[0].beats > 2)
        double.withhold_acks()
        await double.until(lambda: double.resumes, 10)


async def test_a_guild_goes_and_comes(double: DiscordDouble, guild: Guild, lobby: Channel, bea: Member) -> None:
    async with running(Bot(double)) as bot:
        double.outage(guild)
        await double.until(lambda: bot.guilds[0].unavailable)
        double.outage(guild, over=True)
        await double.until(lambda: not bot.guilds[0].unavailable)
        double.removes_bot(guild)
        await double.until(lambda: not bot.guilds)
        with pytest.raises(discord.Forbidden) as caught:
            await bot.get_partial_messageable(lobby.id).send("still there?")
        assert caught.value.code == 50001
        with pytest.raises(discord.NotFound):
            await bot.fetch_guild(guild.id)
        double.invites_bot(guild)
        await double.until(lambda: bot.guilds)
        await _heard(double, bot, bea, lobby, "welcome back")


async def test_nothing_is_lost_or_doubled_over_many_cuts(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    chance = random.Random(5)
    ways = ("cut", "close", "op7", "op9")
    async with running(Bot(double)) as bot:
        for number in range(120):
            await double.hands(bea).say(lobby, str(number))
            if number % 12 == 0:
                _lose(double, chance.choice(ways))
            await asyncio.sleep(chance.random() * 0.005)
        await double.until(lambda: len(bot.texts) >= 120, 10)
        assert bot.texts == [str(number) for number in range(120)]
        assert double.identifies == 1 and double.resumes > 0


async def test_sessions_are_begun_a_thousand_times_a_day(double: DiscordDouble) -> None:
    double.world.identify_left = 1
    async with running(Bot(double)) as bot:
        limits = await bot.http.get_bot_gateway()
        assert limits[2]["remaining"] == 0
        double.invalidate()
        await double.until(lambda: bot.ended, 10)
        assert isinstance(bot.ended, discord.ConnectionClosed) and bot.ended.code == 4004
