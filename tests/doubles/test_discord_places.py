"""Threads, forums, roles and their permissions in the double, by what discord.py makes of them."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.doubles.discord import Channel, DiscordDouble, Guild, Member, NotPossible, permissions
from tests.doubles.discord_bot import Bot, running
from tests.doubles.test_discord_rest import refused


def _text(bot: Bot, channel: Channel) -> discord.TextChannel:
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


def _forum(bot: Bot, channel: Channel) -> discord.ForumChannel:
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.ForumChannel)
    return found


async def test_a_private_thread_is_for_its_members(
    double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel
) -> None:
    carl = double.member(guild, "carl")
    async with running(Bot(double)) as bot:
        thread = await _text(bot, lobby).create_thread(name="Ticket 1", invitable=False)
        (seen,) = double.threads(lobby)
        assert seen.is_private_thread and not seen.invitable
        with pytest.raises(NotPossible):
            await double.hands(bea).say(seen, "hello")
        await thread.add_user(discord.Object(bea.id))
        await double.hands(bea).say(seen, "hello")
        await double.until(lambda: "hello" in bot.texts)
        await thread.send(f"{carl.mention} please look")
        assert set(seen.members) == {double.bot.id, bea.id, carl.id}
        assert {m.id for m in await thread.fetch_members()} == set(seen.members)
        await thread.remove_user(discord.Object(carl.id))
        assert carl.id not in seen.members
        assert await refused(thread.add_user(discord.Object(1))) == (404, 10013)
        double.leaves(bea)
        assert seen.members == [double.bot.id]
        assert await refused(thread.add_user(discord.Object(bea.id))) == (404, 10007)


async def test_a_thread_of_a_message(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        said = await double.hands(bea).say(lobby, "help")
        await double.until(lambda: bot.heard)
        thread = await bot.heard[0].create_thread(name="Help", auto_archive_duration=60)
        assert thread.id == said.id and double.threads(lobby)[0].members == [double.bot.id]
        again = bot.http.start_thread_with_message(lobby.id, said.id, name="Help", auto_archive_duration=60)
        assert await refused(again) == (400, 160004)
        other = await double.hands(bea).say(lobby, "and me")
        theirs = await double.hands(bea).thread(other, "mine")
        await double.hands(bea).say(theirs, "in a thread")
        await double.until(lambda: "in a thread" in bot.texts)
        heard = bot.heard[-1].channel
        assert isinstance(heard, discord.Thread) and heard.parent_id == lobby.id


async def test_discord_says_itself_what_was_done(
    double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel
) -> None:
    carl = double.member(guild, "carl")
    async with running(Bot(double)) as bot:
        said = await double.hands(bea).say(lobby, "help")
        theirs = await double.hands(bea).thread(said, "mine")
        await double.hands(bea).put_in(theirs, carl)
        await double.hands(bea).thread(lobby, "another")
        thread = await _text(bot, lobby).create_thread(name="Ticket 1")
        await thread.add_user(discord.Object(bea.id))
        await double.until(lambda: len(bot.heard) == 5)
        kinds = [m.type for m in bot.heard if m.type is not discord.MessageType.default]
        Kind = discord.MessageType
        assert kinds == [Kind.thread_starter_message, Kind.recipient_add, Kind.thread_created, Kind.recipient_add]
        assert double.messages(theirs) == [] and len(double.messages(theirs, system=True)) == 2


async def test_archived_threads_come_back(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        thread = await _text(bot, lobby).create_thread(name="Ticket 1", type=discord.ChannelType.public_thread)
        (seen,) = double.threads(lobby)
        await thread.edit(archived=True)
        assert seen.archived
        await double.until(lambda: bot.get_channel(thread.id) is None)
        assert [t.id async for t in _text(bot, lobby).archived_threads()] == [thread.id]
        assert [t.id for t in await bot.guilds[0].active_threads()] == []
        assert await refused(thread.edit(name="Ticket 2")) == (400, 50083)
        await bot.get_partial_messageable(thread.id).send("back")
        await double.until(lambda: not seen.archived)
        double.archive(seen)
        await double.hands(bea).say(seen, "me too")
        await double.until(lambda: "me too" in bot.texts)
        await double.until(lambda: not seen.archived)
        assert [t.id for t in await bot.guilds[0].active_threads()] == [thread.id]
        double.archive(seen, locked=True)
        assert await refused(bot.get_partial_messageable(thread.id).send("hm")) == (403, 160005)
        with pytest.raises(NotPossible):
            await double.hands(bea).say(seen, "hm")
        assert await refused(thread.edit(locked=False)) == (400, 50083)
        await thread.edit(archived=False, locked=False)
        await bot.get_partial_messageable(thread.id).send("open again")
        await thread.edit(archived=True, locked=True)
        double.change_role(double.bot_role(double.world.guilds[bot.guilds[0].id]), permissions.PEOPLE)
        assert await refused(thread.edit(archived=False)) == (403, 50013)


async def test_a_forum_and_its_tags(double: DiscordDouble, guild: Guild, bea: Member) -> None:
    desk = double.forum(guild, "desk", ["New", "Claimed"])
    async with running(Bot(double)) as bot:
        forum = _forum(bot, desk)
        new, claimed = forum.available_tags
        created = await forum.create_thread(name="Printer", content="It burns", applied_tags=[new])
        (post,) = double.threads(desk)
        assert post.tag_names == ["New"] and post.id == created.message.id
        assert [m.text for m in double.messages(post)] == ["It burns"]
        await created.thread.edit(archived=True)
        await created.thread.edit(archived=False, applied_tags=[claimed])
        assert post.tag_names == ["Claimed"] and not post.archived
        theirs = await double.hands(bea).post(desk, "Screen", "Black", tags=["New"])
        await double.until(lambda: "Black" in bot.texts)
        thread = bot.heard[-1].channel
        assert isinstance(thread, discord.Thread) and thread.name == "Screen" and thread.parent_id == desk.id
        assert [tag.name for tag in thread.applied_tags] == ["New"] and theirs.owner_id == bea.id
        changed: discord.ForumChannel = await forum.edit(
            available_tags=[*forum.available_tags, discord.ForumTag(name="Done")]
        )
        assert [t.name for t in desk.tags] == ["New", "Claimed", "Done"]
        assert [t.id for t in changed.available_tags][:2] == [new.id, claimed.id]
        many = [discord.ForumTag(name=f"t{i}") for i in range(21)]
        assert await refused(forum.edit(available_tags=many)) == (400, 50035)
        wrong = bot.http.edit_channel(post.id, applied_tags=[1])
        assert await refused(wrong) == (404, 10087)
        assert await refused(bot.get_partial_messageable(desk.id).send("no")) == (400, 40058)
        with pytest.raises(NotPossible):
            await double.hands(bea).post(desk, "Screen", "Black", tags=["Nope"])


async def test_a_forum_may_ask_for_a_tag(double: DiscordDouble, guild: Guild) -> None:
    desk = double.forum(guild, "desk", ["New"], require_tag=True)
    async with running(Bot(double)) as bot:
        forum = _forum(bot, desk)
        assert forum.flags.require_tag
        assert await refused(forum.create_thread(name="Printer", content="It burns")) == (400, 40067)


async def test_deleted_things_are_told(double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel) -> None:
    told: list[Any] = []
    bot = Bot(double)
    for name in ("guild_channel_delete", "raw_thread_delete", "guild_role_delete", "raw_bulk_message_delete"):

        async def keep(payload: Any, name: str = name) -> None:
            told.append(name)

        keep.__name__ = f"on_{name}"
        bot.event(keep)
    agents = double.role(guild, "agents")
    async with running(bot):
        thread = await _text(bot, lobby).create_thread(name="Ticket 1")
        hands = double.hands(bea)
        one, two = await hands.say(lobby, "1"), await hands.say(lobby, "2")
        await hands.edit(one, "one")
        await hands.delete(one)
        await double.until(lambda: len(bot.raw) == 2)
        assert [kind for kind, _ in bot.raw] == ["edit", "delete"]
        owner = guild.members[guild.owner_id]
        await double.hands(owner).delete(two, await hands.say(lobby, "3"))
        double.delete_role(agents)
        double.delete_channel(double.world.channels[thread.id])
        double.delete_channel(lobby)
        await double.until(lambda: len(told) == 4)
        assert told == ["raw_bulk_message_delete", "guild_role_delete", "raw_thread_delete", "guild_channel_delete"]


async def test_roles_and_members(double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel) -> None:
    agents = double.role(guild, "agents", mentionable=True)
    desk = double.text(guild, "desk", only=[agents, double.bot_role(guild)])
    with pytest.raises(NotPossible):
        await double.hands(bea).say(desk, "hello")
    double.give_role(bea, agents)
    async with running(Bot(double)) as bot:
        await double.hands(bea).say(desk, "hello")
        await double.until(lambda: bot.texts == ["hello"])
        author = bot.heard[0].author
        assert isinstance(author, discord.Member) and [r.name for r in author.roles] == ["@everyone", "agents"]
        await _text(bot, desk).send(f"{agents.mention} @everyone")
        assert double.from_bot(desk)[0].pinged.roles == {agents.id}
        assert not double.from_bot(desk)[0].pinged.everyone  # the bot has no right to
        found = await bot.guilds[0].fetch_member(bea.id)
        assert agents.id in [r.id for r in found.roles]
        assert [m.id for m in await bot.guilds[0].query_members("bea")] == [bea.id]
        first = await bot.http.get_members(guild.id, 2, None)
        rest = await bot.http.get_members(guild.id, 2, int(first[1]["user"]["id"]))
        assert [int(m["user"]["id"]) for m in [*first, *rest]] == sorted(guild.members)
        assert await refused(bot.guilds[0].fetch_member(1)) == (404, 10013)
        hidden = double.text(guild, "secret", only=[agents])
        assert await refused(bot.fetch_channel(hidden.id)) == (403, 50001)
        assert hidden.id not in [c.id for c in await bot.guilds[0].fetch_channels()]
        await double.until(lambda: bot.get_channel(hidden.id))
        assert _text(bot, hidden).name == "___hidden___"
        await double.hands(bea).say(hidden, "among ourselves")
        await double.hands(bea).say(desk, "hello again")
        await double.until(lambda: "hello again" in bot.texts)
        assert "among ourselves" not in bot.texts
        double.overwrite(hidden, double.bot, allow=permissions.VIEW_CHANNEL)
        await double.until(lambda: _text(bot, hidden).name == "secret")
        await double.hands(bea).say(hidden, "now you hear it")
        await double.until(lambda: "now you hear it" in bot.texts)
