"""Several servers in one desk: each is a desk apart."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.commands import SETUP, UNDER_DESK, UNDER_TICKET, options_of
from tests.adapters.discord.stage import DiscordStage, button, on_discord, server
from tests.doubles.discord import Channel, DiscordDouble, Guild, Member

MINE = "The coffee robot sings SECRETLY all day"


class Two:
    """The desk's own server, and another with its own owner, room and people."""

    def __init__(self, stage: DiscordStage, guild: Guild, room: Channel, boss: Member) -> None:
        self.stage = stage
        self.guild = guild
        self.room = room
        self.boss = boss
        self.workspace = f"discord-{guild.id}"


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    async with DiscordDouble() as discord:
        place = server(discord)
        other = discord.guild("Other")
        room = discord.text(other, "lounge")
        boss = discord.member(other, "boss", "Bo Oss")
        discord.give_role(boss, discord.role(other, "Managers", 1 << 5))
        async with on_discord(tmp_path, discord=discord, place=place) as stage:
            await stage.until(lambda: discord.commands(place.guild.id) and discord.commands(other.id))
            yield Two(stage, other, room, boss)


async def given(two: Two, verb: str) -> dict[str, Any]:
    """Something for each option of a verb; the ticket is the other server's first."""
    values: dict[str, Any] = {}
    for one in options_of(verb):
        if one.completes == "tickets":
            values[one.name] = 1
        elif one.choices:
            values[one.name] = one.choices[0]
        elif one.name == "person":
            values[one.name] = two.boss
        elif one.required:
            values[one.name] = {"team": "it-network", "until": "2h"}.get(one.name, "words")
    return values


async def test_a_ticket_of_one_server_cannot_be_seen_or_touched_from_another(two: Two) -> None:
    """By every verb there is."""
    await two.stage.says("ana", "help", MINE)
    await two.stage.card("it-triage")
    before = await two.stage.ticket()
    hands = two.stage.discord.hands(two.boss, at=two.room)
    for verb in (*UNDER_TICKET, *UNDER_DESK, "show"):
        command = f"{'desk' if verb in UNDER_DESK else 'ticket'} {verb}"
        answer = await hands.slash(command, **await given(two, "ticket" if verb == "show" else verb))
        seen = "" if answer.failed or answer.modal else (await answer.final()).text
        await two.stage.until(lambda: not two.stage.platform.ground.errands.busy)  # type: ignore[union-attr]
        assert "SECRETLY" not in seen + answer.text and not answer.failed, verb
        after = await two.stage.ticket()
        assert replace(after, touched_at=before.touched_at) == before, verb


async def test_another_server_is_set_up_in_chat_and_works_by_itself(two: Two) -> None:
    stage, discord = two.stage, two.stage.discord
    agent, asker = discord.member(two.guild, "agent", "Ag Ent"), discord.member(two.guild, "asker", "As Ker")
    role = discord.role(two.guild, "Helpers")
    discord.give_role(agent, role)
    triage = discord.text(two.guild, "tickets")
    boss = discord.hands(two.boss, at=two.room)
    assert {one.name for one in SETUP} == {"role", "team", "group"}
    await boss.slash("setup", role="help")
    await discord.hands(two.boss, at=triage).slash("setup", role="triage", team="it-l1")
    await discord.hands(two.boss, at=triage).slash("setup", role="agents", team="it-l1", group=role)
    await stage.quiet()
    await discord.hands(asker).say(two.room, MINE)
    card = await stage.said(triage, "#1 ")
    claim = button(card, "claim")
    await discord.hands(agent).click(card, claim)
    for _ in range(100):
        ticket = await stage.ticket(1, two.workspace)
        if ticket.owner:
            break
        await stage.quiet()
    assert ticket.owner == f"discord:{agent.id}"
    assert await stage.count() == 0 and await stage.count(two.workspace) == 1
    assert not any("SECRETLY" in m.text for room in stage.place.rooms.values() for m in discord.from_bot(room))
    await stage.says("ana", "help", "The lamp dances")
    own = await stage.card("it-triage")
    forged = await stage.hands("mila").forge(own, claim)
    assert not forged.failed and (await stage.ticket(1, two.workspace)).owner == ticket.owner
    found = await stage.hands("mila", stage.room("it-triage")).autocomplete("claim", "number", "")
    assert [one["name"] for one in found] == ["#1 The lamp dances"]


async def test_an_employee_of_one_server_is_no_agent_of_another(two: Two) -> None:
    discord = two.stage.discord
    mila = discord.member(two.guild, two.stage.who("mila").user)
    await discord.hands(two.boss, at=two.room).slash("setup", role="help")
    triage = discord.text(two.guild, "tickets")
    await discord.hands(two.boss, at=triage).slash("setup", role="triage", team="it-l1")
    await two.stage.quiet()
    asker = discord.member(two.guild, "asker", "As Ker")
    await discord.hands(asker).say(two.room, MINE)
    for _ in range(100):
        if await two.stage.count(two.workspace):
            break
        await two.stage.quiet()
    answer = await discord.hands(mila, at=two.room).slash("claim", number=1)
    assert answer.ephemeral and (await two.stage.ticket(1, two.workspace)).owner is None
