"""`loket discord ...`: the install link, what is missing, and the commands told by hand."""

import asyncio
from collections.abc import Callable
from typing import Annotated, NoReturn
from urllib.parse import urlencode

import typer
from rich.console import Console

from adapters.discord import permissions
from adapters.discord.settings import DiscordSettings, read_discord_settings
from bot.model.rules import Rules
from bot.settings import BadSettings, desk_path, read_rules, read_settings

app = typer.Typer(help="Discord: its install link, and what is missing.", no_args_is_help=True)
out = Console()
err = Console(stderr=True)
SIGNS = {"ok": "[green]✓[/]", "note": "·", "warn": "[yellow]![/]", "bad": "[red]✗[/]"}
INVITE = "https://discord.com/oauth2/authorize"
WHERE_FROM = "is missing; README, Discord in five minutes, says where it comes from"


def _fail(message: str) -> NoReturn:
    err.print(f"loket: {message}", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(2)


def _settings() -> DiscordSettings:
    try:
        return read_discord_settings()
    except BadSettings as error:
        _fail(str(error))


def _with_token(context: typer.Context) -> tuple[DiscordSettings, Rules]:
    """The rules in force where the command line can tell them, else the desk file's."""
    settings = _settings()
    if not settings.bot_token.get_secret_value():
        _fail(f"LOKET_DISCORD__BOT_TOKEN: {WHERE_FROM}")
    in_force: Callable[[], Rules] | None = context.obj
    try:
        return settings, in_force() if in_force else read_rules(desk_path(read_settings()))
    except BadSettings as error:
        _fail(str(error))


@app.command("invite")
def invite(
    guild: Annotated[str, typer.Option("--guild", help="The server's id, to have it chosen already.")] = "",
    client: Annotated[str, typer.Option("--client", help="The application's id, where there is no token yet.")] = "",
    tags: Annotated[
        bool, typer.Option("--tags", help="Ask to manage channels too, to make the tags of triage forums.")
    ] = False,
) -> None:
    """Print the address that adds the bot to a server, with the permissions it needs, and what each is for."""
    settings = _settings()
    if not client:
        if not settings.bot_token.get_secret_value():
            _fail(f"LOKET_DISCORD__BOT_TOKEN: {WHERE_FROM}; or name the application with --client")
        client = _application(settings)
    wanted = (*permissions.NEEDED, permissions.TAGS) if tags else permissions.NEEDED
    asked = {"client_id": client, "scope": "bot applications.commands", "permissions": permissions.bits(wanted)}
    if guild:
        asked |= {"guild_id": guild, "disable_guild_select": "true"}
    print(f"{INVITE}?{urlencode(asked)}")
    for one in wanted:
        err.print(f"  [bold]{one.name}[/]: {one.purpose}", highlight=False, soft_wrap=True)
    if not tags:
        also = f"  with --tags also [bold]{permissions.TAGS.name}[/]: {permissions.TAGS.purpose}"
        err.print(also, highlight=False, soft_wrap=True)


def _application(settings: DiscordSettings) -> str:
    from adapters.discord.api import Api, Refused  # Discord's library is loaded only where it is used

    async def ask() -> str:
        api = Api(settings, quiet=True)
        try:
            await api.me()
            return api.application_id
        finally:
            await api.close()

    try:
        return asyncio.run(ask())
    except Refused as refused:
        _fail(f"Discord does not tell the application's id ({refused.code}): loket discord doctor, or name --client")


@app.command("doctor")
def doctor(context: typer.Context) -> None:
    """Check token, intents, servers, commands, channels and roles. Exit status 1 when something is broken."""
    settings, rules = _with_token(context)
    from adapters.discord.doctor import Wanted, examine
    from adapters.discord.sync import payload_for

    wanted = Wanted(_channels(rules), _roles(rules), payload_for(rules))
    checks = asyncio.run(examine(settings, wanted))
    for check in checks:
        out.print(f"{SIGNS[check.state]} ", end="")
        out.print(check.what, highlight=False, markup=False, soft_wrap=True)
        if check.remedy:
            out.print(f"    {check.remedy}", style="dim", highlight=False, markup=False, soft_wrap=True)
    if any(check.state == "bad" for check in checks):
        raise typer.Exit(1)


@app.command("commands")
def commands(context: typer.Context) -> None:
    """Tell every server the commands, now. The desk does it by itself when it starts and they changed."""
    settings, rules = _with_token(context)
    from adapters.discord.api import Refused
    from adapters.discord.sync import tell_all

    try:
        told = asyncio.run(tell_all(settings, rules))
    except Refused as refused:
        _fail(f"Discord refuses ({refused.code}): loket discord doctor")
    for server, error in told:
        sign = SIGNS["bad" if error else "ok"]
        out.print(f"{sign} {server}{f': {error}' if error else ''}", highlight=False)
    if any(error for _, error in told):
        raise typer.Exit(1)


def _channels(rules: Rules) -> list[tuple[str, str, str]]:
    """Those of the desk: id, what it is for, and the name of that."""
    found = [(one.channel["discord"], "help", "help channel") for one in rules.help if "discord" in one.channel]
    found += [(q.triage["discord"], "triage", f"tickets of {q.id}") for q in rules.queues if "discord" in q.triage]
    found += [(d.channel["discord"], "digest", f"digest {d.id}") for d in rules.digests if "discord" in d.channel]
    return found


def _roles(rules: Rules) -> dict[str, str]:
    return {one.agents_from["discord"]: one.id for one in rules.queues if "discord" in one.agents_from}
