"""What is odd, hostile or missing in what comes: nothing is lost by it, and nobody sees what is not theirs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.discord import desk
from bot.model.content import Content, Quote
from bot.model.effects import Mark, Post
from bot.model.places import Conversation
from bot.ports import Delivery
from tests.adapters.discord.stage import DiscordStage, button, on_discord, server
from tests.doubles.discord import DiscordDouble, Message

MINE = "The coffee robot sings all day"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[DiscordStage]:
    async with on_discord(tmp_path) as made:
        await made.until(lambda: made.discord.commands(made.place.guild.id))
        yield made


async def a_ticket(stage: DiscordStage, text: str = MINE, number: int = 1) -> Message:
    await stage.says("ana", "help", text)
    return await stage.card("it-triage", number)


# ---- payloads that lack something


async def test_a_server_that_leaves_out_what_says_nothing_is_understood(tmp_path: Path) -> None:
    async with DiscordDouble(lean=True) as discord:
        place = server(discord)
        async with on_discord(tmp_path, discord=discord, place=place) as stage:
            await stage.until(lambda: discord.commands(place.guild.id))
            card = await a_ticket(stage)
            answer = await stage.hands("mila").click(card, button(card, "claim"))
            assert not answer.failed
            await stage.until(lambda: f"<@{stage.who('mila').id}>" in card.text)


async def test_an_interaction_without_its_channel_is_worked_where_nothing_can_be_looked_up(
    stage: DiscordStage,
) -> None:
    await a_ticket(stage)
    stage.discord.fail("GET /channels/*", None, "404")
    mila = stage.who("mila")
    stage.discord.dispatch_raw(
        "INTERACTION_CREATE",
        {
            "id": 900000000000000001, "token": "t", "type": 2, "guild_id": stage.place.guild.id, "channel_id": 4711,
            "member": {"user": {"id": mila.id, "username": "mila"}},
            "data": {"name": "claim", "type": 1, "options": [{"name": "number", "type": 4, "value": 1}]},
        },
    )  # fmt: skip
    for _ in range(200):
        if (await stage.ticket()).owner == "mila":
            break
        await stage.quiet()
    assert (await stage.ticket()).owner == "mila"


@pytest.mark.parametrize("data", [{"name": "gone-command"}, {"name": "ticket", "options": []}, {}])
async def test_a_command_we_do_not_know_is_answered_all_the_same(stage: DiscordStage, data: dict[str, Any]) -> None:
    mila, room = stage.who("mila"), stage.room("it-triage")
    with capture_logs() as logs:
        stage.discord.dispatch_raw(
            "INTERACTION_CREATE",
            {
                "id": "900000000000000001", "token": "t", "type": 2, "guild_id": str(stage.place.guild.id),
                "channel_id": str(room.id), "member": {"user": {"id": str(mila.id), "username": "mila"}, "roles": []},
                "data": data,
            },
        )  # fmt: skip
        await stage.said(stage.discord.dm(mila), "try once more")
    assert sum(one["event"] == "discord.interaction_failed" for one in logs) == 1


async def test_ids_as_numbers_and_no_member_channel_or_time_are_enough_for_a_request(stage: DiscordStage) -> None:
    ana, room = stage.who("ana"), stage.room("help")
    said = await stage.says("ana", stage.discord.text(stage.place.guild, "elsewhere"), MINE)
    stage.discord.dispatch_raw(
        "MESSAGE_CREATE", {"id": said.id + 1, "channel_id": room.id, "content": MINE, "author": {"id": ana.id}}
    )
    await stage.card("it-triage")
    assert (await stage.ticket()).requester == "ana"


async def test_a_payload_without_roles_takes_nobodys_rights_away(stage: DiscordStage) -> None:
    role = stage.discord.role(stage.place.guild, "Robotics")
    noor = stage.who("noor")
    stage.discord.give_role(noor, stage.discord.role(stage.place.guild, "Managers", 1 << 5))
    stage.discord.give_role(stage.who("joris"), role)
    await stage.hands("noor", stage.room("it-triage")).slash("setup", role="agents", team="it-l1", group=role)
    card = await a_ticket(stage)
    joris = stage.who("joris")
    lobby = stage.discord.text(stage.place.guild, "lobby")
    stage.discord.dispatch_raw(
        "MESSAGE_CREATE",
        {
            "id": str(lobby.id + 1), "channel_id": str(lobby.id), "guild_id": str(stage.place.guild.id),
            "content": "hi", "author": {"id": str(joris.id), "username": "joris"}, "member": {"nick": None},
        },
    )  # fmt: skip
    await stage.quiet()
    await stage.hands("joris").click(card, button(card, "claim"))
    await stage.quiet()
    assert (await stage.ticket()).owner is not None


# ---- a REST API that has moments


async def test_a_direct_message_is_not_lost_while_discord_cannot_say_who_is_where(
    stage: DiscordStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ASK_AGAIN_S", (0.1, 0.1, 0.1, 0.1))
    stage.discord.fail("GET /channels/*", 2, "reset_before")
    stage.discord.fail("GET /guilds/*/members/*", 1, "reset_before")
    await stage.hands("ana").dm(MINE)
    await stage.card("it-triage")
    assert await stage.count() == 1


async def test_endpoints_a_server_does_not_have_stop_nothing(tmp_path: Path) -> None:
    async with DiscordDouble() as discord:
        place = server(discord)
        for gone in ("GET /guilds/*", "PUT /applications/*", "GET /channels/*"):
            discord.fail(gone, None, "404")
        async with on_discord(tmp_path, discord=discord, place=place) as stage:
            card = await a_ticket(stage)
            await stage.said(await stage.private_thread("help", "ana"), "#1")
            done = await stage.hands("mila").click(card, button(card, "claim"))
            assert not done.failed
            await stage.hands("tom").dm("My chair squeaks in C minor")
            await stage.said(discord.dm(stage.who("tom")), "#2")


async def test_commands_are_told_again_to_a_server_that_takes_the_bot_back(stage: DiscordStage) -> None:
    other = stage.discord.guild("Other")
    await stage.until(lambda: stage.discord.commands(other.id))
    await stage.quiet()
    stage.discord.removes_bot(other)
    await stage.quiet()
    before = len(stage.discord.syncs)
    other.joined_at = stage.discord.world.clock.now()
    stage.discord.invites_bot(other)
    await stage.until(lambda: len(stage.discord.syncs) > before)


# ---- threads and forums


async def test_a_sign_on_words_in_an_archived_thread_wakes_it(stage: DiscordStage) -> None:
    card = await a_ticket(stage)
    inside = await stage.hands("mila").thread(card, "about it")
    said = await stage.says("mila", inside, "hm")
    stage.discord.archive(inside)
    where = Conversation("discord", str(card.channel.id), str(card.id))
    await stage.platform.deliver(Delivery(where, Mark(str(said.id), "👀")), "k")
    assert "👀" in said.reactions and not inside.archived


async def test_a_forum_that_wants_a_tag_and_has_no_room_for_ours_still_gets_the_ticket(tmp_path: Path) -> None:
    async with DiscordDouble() as discord:
        place = server(discord)
        full = discord.forum(place.guild, "full", [f"theirs {n}" for n in range(20)], require_tag=True)
        place.rooms["it-triage"] = full
        async with on_discord(tmp_path, discord=discord, place=place) as stage:
            await stage.says("ana", "help", MINE)
            (post,) = await stage.until(lambda: discord.threads(full))
            assert "#1" in post.name and len(post.tag_names) == 1


# ---- hostile words


async def test_backslashes_alone_do_not_become_a_flood_of_messages(stage: DiscordStage) -> None:
    words = "\\" * 3_999
    room = stage.room("it-network")
    where = Conversation("discord", str(room.id))
    await stage.platform.deliver(Delivery(where, Post(Content((Quote(words, "Ana"),), "words"))), "k")
    found = stage.discord.from_bot(room)
    assert 4 <= len(found) <= 6 and sum(m.content.count("\\") for m in found) == 2 * len(words)


async def test_free_words_that_begin_like_a_number_go_to_the_ticket_at_hand(stage: DiscordStage) -> None:
    card = await a_ticket(stage)
    await stage.says("joris", "help", "The tea robot whistles")
    await stage.until(lambda: stage.discord.threads(stage.room("help"))[1:])
    mine, others = await stage.private_thread("help", "ana"), await stage.private_thread("help", "joris")
    inside = await stage.hands("mila").thread(card, "about it")
    await stage.hands("mila", inside).slash("ticket reply", text="#2 on the list is the nose")
    told = await stage.said(mine, "on the list")
    assert "#2" in told.text
    await stage.quiet()
    assert not any("on the list" in m.text for m in stage.discord.from_bot(others))


async def test_naming_a_channel_by_its_id_does_not_tell_its_name_elsewhere(stage: DiscordStage) -> None:
    other = stage.discord.guild("Other")
    secret = stage.discord.text(other, "merger-with-globex")
    role = stage.discord.role(other, "Takeover Team")
    await stage.says("joris", "help", "My boss Zorgvliet hums")
    hidden = await stage.private_thread("help", "joris")
    await stage.quiet()
    said = f"My robot hums about <#{secret.id}> and <#{hidden.id}> and <@&{role.id}>"
    card = await a_ticket(stage, said, 2)
    assert "globex" not in card.text and "Takeover" not in card.text and "Zorgvliet" not in card.text


async def test_two_presses_at_once_make_one_owner(stage: DiscordStage) -> None:
    card = await a_ticket(stage)
    one, two = await asyncio.gather(
        stage.hands("mila").click(card, button(card, "claim")), stage.hands("tom").click(card, button(card, "claim"))
    )
    assert not one.failed and not two.failed
    await stage.quiet()
    assert (await stage.ticket()).owner in ("mila", "tom")
    assert sum("Mila" in a.text or "Tom" in a.text for a in (one, two)) >= 1


async def test_a_bot_gets_no_ticket_opened_for_it(stage: DiscordStage) -> None:
    robot = stage.discord.member(stage.place.guild, "robot", "Robot", bot=True)
    hands = stage.hands("mila", stage.room("it-triage"))
    opened = await hands.user_menu("Open ticket for", robot)
    if opened.modal is not None:
        await hands.submit(opened.modal, {"text": MINE})
    await stage.quiet()
    assert await stage.count() == 0


# ---- what is confidential


async def test_what_is_confidential_shows_nowhere_else(stage: DiscordStage) -> None:
    await stage.says("ana", "help", "I feel bullied by Zorgvliet")
    card = await stage.card("hr-private")
    assert "Zorgvliet" in card.text
    await stage.quiet()
    everywhere = [
        m.text
        for channel in stage.discord.world.channels.values()
        for m in stage.discord.from_bot(channel)
        if channel is not stage.room("hr-private") and channel.recipient is None and channel.kind != 12
        and (channel.parent is None or channel.parent is not stage.room("hr-private"))
    ]  # fmt: skip
    assert not any("Zorgvliet" in text for text in everywhere)
    names = [t.name for t in stage.discord.world.channels.values() if t.is_thread and t.kind != 12]
    assert not any("Zorgvliet" in name for name in names)
    for who, room in (("mila", "it-triage"), ("joris", "help")):
        hands = stage.hands(who, stage.room(room))
        assert await hands.autocomplete("ticket show", "number", "") == []
        for command, given in (
            ("ticket show", {"number": 1}),
            ("ticket mine", {}),
            ("desk find", {"query": "bullied"}),
        ):
            answer = await hands.slash(command, **given)
            assert "Zorgvliet" not in answer.text and not answer.failed
        for action in ("claim", "reply", "note", "details", "accept"):
            answer = await hands.forge(card, f"loket:{action}:{button(card, 'claim').rpartition(':')[2]}") \
                if hands.sees(card) else await hands.slash("ticket mine")  # fmt: skip
            assert "Zorgvliet" not in answer.text and answer.modal is None
    assert (await stage.ticket()).owner is None


# ---- what is written down


async def test_no_words_tokens_or_secrets_are_logged_at_any_level(
    stage: DiscordStage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with capture_logs() as logs:
        card = await a_ticket(stage, "The Zorgvliet robot sings")
        answer = await stage.hands("mila").click(card, button(card, "claim"))
        stage.discord.fail("POST /channels/*/messages", 1, "500")
        stage.discord.malformed()
        stage.discord.cut()
        await stage.says("ana", await stage.private_thread("help", "ana"), "Zorgvliet again")
        await stage.quiet()
    written = str(logs) + caplog.text + repr(stage.platform) + repr(stage.platform.api) + str(vars(stage.platform))
    assert not answer.failed and "Zorgvliet" not in written
    assert stage.discord.token not in written and "aW50ZXJhY3Rpb24" not in written
