"""`loket slack ...`: the manifest for the present settings, and a look at what is missing."""

import asyncio
import json
from collections.abc import Callable
from typing import Annotated, NoReturn
from urllib.parse import quote

import typer
from rich.console import Console

from adapters.slack.manifest import SCOPES, manifest, scopes
from adapters.slack.settings import SlackSettings, read_slack_settings
from bot.model.rules import Rules
from bot.settings import BadSettings, desk_path, read_rules, read_settings

app = typer.Typer(help="Slack: its manifest, and what is missing.", no_args_is_help=True)
out = Console()
err = Console(stderr=True)
SIGNS = {"ok": "[green]✓[/]", "note": "·", "warn": "[yellow]![/]", "bad": "[red]✗[/]"}


def _fail(message: str) -> NoReturn:
    err.print(f"loket: {message}", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(2)


def _read(read: Callable[[], SlackSettings]) -> tuple[SlackSettings, Rules]:
    try:
        return read(), read_rules(desk_path(read_settings()))
    except BadSettings as error:
        _fail(str(error))


@app.command("manifest")
def show_manifest(
    url: Annotated[str, typer.Option("--url", help="Where Slack reaches the second listener, for MODE=http.")] = "",
    link: Annotated[
        bool, typer.Option("--link", help="Print the address that makes the app, to open in a browser.")
    ] = False,
) -> None:
    """The app's manifest as JSON: api.slack.com/apps, Create New App, From a manifest, paste it.

    It follows the settings: socket or http, the command prefix, the minimal-privacy variant.
    """
    settings, rules = _read(read_slack_settings)
    if settings.mode == "http" and not url.startswith("https://"):
        _fail("--url: is missing; MODE=http needs the https:// address under which Slack reaches this desk")
    made = json.dumps(manifest(settings, rules.name, url), indent=2, ensure_ascii=False)
    if link:
        made = f"https://api.slack.com/apps?new_app=1&manifest_json={quote(made)}"
    print(made)


@app.command("scopes")
def show_scopes() -> None:
    """Each scope the app asks for, and what for."""
    settings, _ = _read(read_slack_settings)
    for name in scopes(settings):
        out.print(f"[bold]{name}[/]  {SCOPES[name]}", highlight=False)


@app.command("doctor")
def doctor() -> None:
    """Check tokens, scopes, Socket Mode and the channels of the desk file. Exit status 1 when something is broken."""
    settings, rules = _read(read_slack_settings)
    if not settings.bot_token.get_secret_value():
        _fail("LOKET_SLACK__BOT_TOKEN: is missing; README, Slack in five minutes, says where it comes from")
    from adapters.slack.doctor import examine  # Slack's library is loaded only where it is used

    checks = asyncio.run(examine(settings, _channels(rules)))
    for check in checks:
        out.print(f"{SIGNS[check.state]} {check.what}", highlight=False)
        if check.remedy:
            out.print(f"    {check.remedy}", style="dim", highlight=False, markup=False)
    if any(check.state == "bad" for check in checks):
        raise typer.Exit(1)


def _channels(rules: Rules) -> dict[str, str]:
    """The channels of the desk file, with what they are for."""
    found = {one.channel["slack"]: "help channel" for one in rules.help if "slack" in one.channel}
    found |= {q.triage["slack"]: f"tickets of {q.id}" for q in rules.queues if "slack" in q.triage}
    return found | {d.channel["slack"]: f"digest {d.id}" for d in rules.digests if "slack" in d.channel}
