"""The install link, the doctor, the settings: what an admin meets before anything works."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

import adapters
from adapters.discord.cli import app
from adapters.discord.doctor import Check, Wanted, examine
from adapters.discord.permissions import NEEDED, TAGS, bits
from adapters.discord.settings import DiscordSettings
from adapters.discord.sync import payload_for, tell_all
from bot.settings import DEFAULT_DESK, BadSettings, read_rules
from tests.adapters.discord.stage import Server, discord_settings, server
from tests.doubles.discord import DiscordDouble, permissions
from tests.fakes import on_stage

RULES = read_rules(DEFAULT_DESK)


@pytest.fixture
async def place() -> AsyncIterator[Server]:
    async with DiscordDouble() as discord:
        yield server(discord, forums=("hr-triage",))


async def checks(place: Server, wanted: Wanted | None = None, **settings: object) -> dict[str, Check]:
    rooms = place.rooms
    wanted = wanted or Wanted(
        [
            (str(rooms["help"].id), "help", "help channel"),
            (str(rooms["it-triage"].id), "triage", "tickets of it-l1"),
            (str(rooms["hr-triage"].id), "triage", "tickets of hr-l1"),
        ],
        commands=payload_for(RULES),
    )
    found = await examine(discord_settings(place.discord, **settings), wanted)
    return {one.what: one for one in found}


# ---- the doctor


async def test_the_doctor_is_content_where_everything_is_there(place: Server) -> None:
    assert await tell_all(discord_settings(place.discord), RULES) == [("Acme", "")]
    found = await checks(place)
    assert {one.state for one in found.values()} == {"ok"}, found
    assert "Message Content Intent is on" in found and "this desk is for the server Acme" in found
    assert "Acme: all 11 commands are known there" in found and "tickets of hr-l1: #hr-triage, a forum" in found


async def test_the_doctor_tells_what_the_bot_may_not_in_a_channel_and_what_that_was_for(place: Server) -> None:
    mine = place.discord.bot_role(place.guild)
    place.discord.overwrite(place.rooms["help"], mine, deny=permissions.CREATE_PRIVATE_THREADS)
    place.discord.overwrite(place.rooms["it-triage"], place.guild.everyone, deny=permissions.VIEW_CHANNEL)
    found = await checks(place)
    told = found["help channel: in #help the bot lacks Create Private Threads"]
    assert told.state == "bad" and "private thread" in told.remedy
    hidden = found[f"tickets of it-l1: the bot may not see {place.rooms['it-triage'].id}"]
    assert hidden.state == "bad" and "View Channels" in hidden.remedy


async def test_the_doctor_tells_of_commands_no_server_knows(place: Server) -> None:
    told = (await checks(place))["Acme: 11 of 11 commands are not as they should be"]
    assert told.state == "warn" and "loket discord commands" in told.remedy


async def test_the_doctor_tells_of_a_channel_and_a_role_that_are_not_there(place: Server) -> None:
    other = place.discord.guild("Other")
    away = place.discord.text(other, "away")
    kept = place.discord.role(place.guild, "Network")
    wanted = Wanted(
        [(str(place.rooms["help"].id), "help", "help channel"), (str(away.id), "digest", "digest it"),
         ("1234", "triage", "tickets of it-l1")],
        {str(kept.id): "it-network", "4321": "it-l1", "triage": "hr-l1"},
    )  # fmt: skip
    found = await checks(place, wanted)
    assert found[f"digest it: {away.id} is in the server Other"].state == "bad"
    assert found["tickets of it-l1: there is no channel 1234"].state == "bad"
    assert found["agents of it-network: @Network"].state == "ok"
    assert "agents_from" in found["agents of it-l1: there is no role 4321"].remedy
    assert found["agents of hr-l1: there is no role triage"].state == "bad"
    assert f"LOKET_DISCORD__GUILD={place.guild.id}" in found["this desk is for the server Acme, of 2"].remedy


async def test_the_doctor_tells_what_is_lost_without_the_intent() -> None:
    async with DiscordDouble(privileged=()) as discord:
        place = server(discord)
        found = await checks(place)
        told = found["Message Content Intent is off"]
        assert told.state == "bad" and "switch it on" in told.remedy and "help channels" in told.remedy
        off = await checks(place, message_content=False)
        assert off["LOKET_DISCORD__MESSAGE_CONTENT is off"].state == "note"


async def test_the_doctor_tells_when_a_forum_has_no_tags_and_the_bot_may_not_make_them(place: Server) -> None:
    mine = place.discord.bot_role(place.guild)
    place.discord.change_role(mine, bits(NEEDED))
    told = (await checks(place))["tickets of hr-l1: in #hr-triage the bot cannot make tags"]
    assert told.state == "warn" and TAGS.name in told.remedy


async def test_the_doctor_tells_of_the_wrong_server_and_of_none(place: Server) -> None:
    found = await checks(place, guild="99")
    assert found["the bot is not in the server 99 of LOKET_DISCORD__GUILD"].state == "bad"
    place.discord.removes_bot(place.guild)
    found = await checks(place)
    assert "loket discord invite" in found["the bot is in no server"].remedy


async def test_the_doctor_tells_a_refused_token_without_showing_it(place: Server) -> None:
    found = await checks(place, bot_token=SecretStr("stale-secret"))
    assert "Reset Token" in found["the bot token is refused"].remedy
    assert "stale-secret" not in str(found)


async def test_the_doctor_tells_when_nobody_answers() -> None:
    settings = DiscordSettings(bot_token=SecretStr("t"), api_url="http://127.0.0.1:9/api/v10")
    (found,) = await examine(settings, Wanted())
    assert found.state == "bad" and "reachable" in found.remedy


# ---- the command line and the settings


def test_the_link_asks_for_exactly_what_is_needed_and_says_what_for() -> None:
    result = CliRunner().invoke(app, ["invite", "--client", "4242", "--guild", "77"])
    asked = parse_qs(urlsplit(result.stdout).query)
    assert asked["client_id"] == ["4242"] and asked["scope"] == ["bot applications.commands"]
    assert asked["permissions"] == [str(bits(NEEDED))] and asked["guild_id"] == ["77"]
    assert all(f"{one.name}: {one.purpose}" in result.stderr for one in NEEDED)
    with_tags = CliRunner().invoke(app, ["invite", "--client", "4242", "--tags"])
    assert f"permissions={bits(NEEDED) + TAGS.bit}" in with_tags.stdout


async def test_the_link_has_the_applications_own_id(place: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_DISCORD__BOT_TOKEN", place.discord.token)
    monkeypatch.setenv("LOKET_DISCORD__API_URL", place.discord.api_url)
    result = await asyncio.to_thread(CliRunner().invoke, app, ["invite"])
    assert f"client_id={place.discord.application_id}&" in result.stdout and place.discord.token not in result.output


async def test_a_bot_with_just_these_permissions_works(place: Server) -> None:
    place.discord.change_role(place.discord.bot_role(place.guild), bits((*NEEDED, TAGS)))
    place.discord.change_role(place.guild.everyone, 0)
    await tell_all(discord_settings(place.discord), RULES)
    assert {one.state for one in (await checks(place)).values()} == {"ok"}


async def test_broken_is_exit_status_one_and_content_is_zero(place: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_DISCORD__BOT_TOKEN", place.discord.token)
    monkeypatch.setenv("LOKET_DISCORD__API_URL", place.discord.api_url)
    told = await asyncio.to_thread(CliRunner().invoke, app, ["commands"])
    assert told.exit_code == 0 and "Acme" in told.stdout
    content = await asyncio.to_thread(CliRunner().invoke, app, ["doctor"])
    assert content.exit_code == 0 and "✓ the bot token is good" in content.stdout
    place.discord.removes_bot(place.guild)
    broken = await asyncio.to_thread(CliRunner().invoke, app, ["doctor"])
    assert broken.exit_code == 1 and "✗ the bot is in no server" in broken.stdout


def test_without_a_token_it_is_said_where_it_comes_from() -> None:
    for line in (["doctor"], ["invite"], ["commands"]):
        result = CliRunner().invoke(app, line)
        assert result.exit_code == 2 and "LOKET_DISCORD__BOT_TOKEN" in result.stderr


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, None),
        ({"BOT_TOKEN": "secret-one", "GUILD": "acme"}, "LOKET_DISCORD__GUILD: "),
        ({"BOT_TOKEN": "secret-one", "API_URL": "discord"}, "LOKET_DISCORD__API_URL: "),
        ({"BOT_TOKEN": "secret-one", "DEFER_AFTER_S": "9"}, "LOKET_DISCORD__DEFER_AFTER_S: "),
        ({"BOTTOKEN": "secret-one"}, "LOKET_DISCORD__BOTTOKEN: "),
    ],
)
async def test_settings_that_cannot_work_are_one_line_without_a_secret(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], wanted: str | None
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"LOKET_DISCORD__{name}", value)
    async with on_stage(sqlite_url) as stage:
        if wanted is None:
            assert adapters.build("discord", stage.running.surroundings) is None
            return
        with pytest.raises(BadSettings) as refused:
            adapters.build("discord", stage.running.surroundings)
    assert str(refused.value).startswith(wanted) and "secret-one" not in str(refused.value)
    assert "\n" not in str(refused.value)
