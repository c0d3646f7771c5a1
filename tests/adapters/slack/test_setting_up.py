"""The manifest, the doctor, the settings: what an admin meets before anything works."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

import adapters
from adapters.slack.cli import app
from adapters.slack.doctor import Check, examine
from adapters.slack.events import Events
from adapters.slack.manifest import EVENTS, SCOPES, manifest, scopes
from adapters.slack.settings import SlackSettings
from bot.commands import SLASH_COMMANDS
from bot.settings import BadSettings
from tests.adapters.slack.stage import slack_settings
from tests.doubles.slack import SlackDouble
from tests.fakes import on_stage

HERE = Path(__file__).parent


def test_the_manifest_is_the_one_reviewed() -> None:
    golden = HERE / "payloads" / "manifest.json"
    assert json.loads(golden.read_text(encoding="utf-8")) == manifest(SlackSettings(), "Loket")


def test_every_command_is_declared_with_a_hint_and_the_prefix() -> None:
    made = manifest(SlackSettings(command_prefix="it-"), "Loket")["features"]["slash_commands"]
    assert [one["command"] for one in made] == [f"/it-{name}" for name in SLASH_COMMANDS]
    assert all(one["usage_hint"] and one["should_escape"] for one in made)


def test_signed_requests_need_addresses_and_sockets_do_not() -> None:
    http = json.dumps(manifest(SlackSettings(mode="http"), "Loket", "https://desk.example.org/"))
    assert http.count('"https://desk.example.org/slack/events"') == len(SLASH_COMMANDS) + 2
    assert '"socket_mode_enabled": false' in http
    assert "https://" not in json.dumps(manifest(SlackSettings(), "Loket"))


def test_the_minimal_app_reads_no_channel() -> None:
    made = manifest(SlackSettings(minimal=True), "Loket")
    assert "channels:history" not in json.dumps(made) and "message.channels" not in json.dumps(made)
    assert {"app_mentions:read", "im:history", "commands"} <= set(scopes(SlackSettings(minimal=True)))


def test_every_scope_is_explained_and_every_event_is_heard() -> None:
    assert all(SCOPES.values())
    heard = {name.partition(".")[0] for name in EVENTS}
    assert heard <= set(Events.KINDS)


# ---- the doctor


async def checks(slack: SlackDouble, **settings: object) -> dict[str, Check]:
    room = slack.add_channel("help")
    away = slack.add_channel("away", bot=False)
    found = await examine(
        slack_settings(slack, **settings), {room.id: "help channel", away.id: "digest it", "C0NONE": "tickets of it-l1"}
    )
    return {one.what: one for one in found}


async def test_the_doctor_is_content_with_a_good_app_and_names_what_the_channels_lack() -> None:
    async with SlackDouble() as slack:
        found = await checks(slack)
    states = {what: one.state for what, one in found.items()}
    assert states["help channel: #help"] == "ok" and states["Socket Mode opens"] == "ok"
    assert found["digest it: the bot is not in #away"].remedy == "write /invite @loket in #away"
    assert states["tickets of it-l1: there is no channel C0NONE"] == "bad"


async def test_the_doctor_tells_a_missing_scope_with_what_it_is_for() -> None:
    async with SlackDouble() as slack:
        slack.world.scopes -= {"files:read", "usergroups:read"}
        found = await checks(slack)
    assert found["scope files:read is missing (copy the files people send)"].state == "bad"
    assert found["scope usergroups:read is missing (take a team's agents from a user group)"].state == "warn"


async def test_the_doctor_tells_a_wrong_and_a_revoked_token() -> None:
    async with SlackDouble() as slack:
        slack.revoke("token_revoked")
        found = await checks(slack)
        assert any("install it to the workspace again" in one.remedy for one in found.values())
    async with SlackDouble() as slack:
        found = await checks(slack, app_token=SecretStr(slack.bot_token))
        assert any("connections:write" in one.remedy for one in found.values())
        assert any("does not begin with xapp-" in what for what in found)


async def test_the_doctor_tells_when_nobody_answers() -> None:
    found = await examine(SlackSettings(bot_token=SecretStr("xoxb-1"), api_url="http://127.0.0.1:9/api/"), {})
    assert found[-1].state == "bad" and "reachable" in found[-1].remedy


# ---- the command line and the settings


def test_the_manifest_is_printed_as_json() -> None:
    result = CliRunner().invoke(app, ["manifest"])
    assert result.exit_code == 0 and json.loads(result.stdout)["settings"]["socket_mode_enabled"] is True


def test_the_link_carries_the_manifest() -> None:
    result = CliRunner().invoke(app, ["manifest", "--link"])
    assert result.stdout.startswith("https://api.slack.com/apps?new_app=1&manifest_json=%7B")


def test_the_doctor_without_a_token_says_where_it_comes_from() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 2 and "LOKET_SLACK__BOT_TOKEN" in result.stderr


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, None),
        ({"BOT_TOKEN": "xoxb-1"}, "LOKET_SLACK__APP_TOKEN: is missing"),
        ({"BOT_TOKEN": "xoxb-1", "MODE": "http"}, "LOKET_SLACK__SIGNING_SECRET: is missing"),
        ({"BOT_TOKEN": "xoxb-1", "MODE": "http", "SIGNING_SECRET": "s"}, "LOKET_PUBLIC__HOST: is missing"),
        ({"BOT_TOKEN": "xoxb-1", "MODE": "pigeon"}, "LOKET_SLACK__MODE: "),
        ({"BOTTOKEN": "xoxb-secret"}, "LOKET_SLACK__BOTTOKEN: "),
    ],
)
async def test_settings_that_cannot_work_are_one_line_without_a_secret(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], wanted: str | None
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"LOKET_SLACK__{name}", value)
    async with on_stage(sqlite_url) as stage:
        if wanted is None:
            assert adapters.build("slack", stage.running.surroundings) is None
            return
        with pytest.raises(BadSettings) as refused:
            adapters.build("slack", stage.running.surroundings)
    assert str(refused.value).startswith(wanted) and "xoxb-" not in str(refused.value)
    assert "\n" not in str(refused.value)
