"""The command `loket`. Whatever is wrong is one line on stderr and exit status 2."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot import cli_kb, compose
from bot.logs import set_up_logs
from bot.model.rules import Rules
from bot.settings import BadSettings, Settings, desk_path, read_rules, read_settings

app = typer.Typer(
    name="loket",
    help="Loket, the help desk inside your chat: answers from the knowledge base, tickets, handoffs, digests.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The database: bring it up to date, or check it.", no_args_is_help=True)
desk = typer.Typer(help="The desk file: queues, tiers, people, channels, digests.", no_args_is_help=True)
app.add_typer(db, name="db")
app.add_typer(cli_kb.app, name="kb")
app.add_typer(desk, name="desk")
for _name, _commands in compose.adapter_commands().items():
    app.add_typer(_commands, name=_name)

out = Console()
err = Console(stderr=True)


@app.callback()
def _before(context: typer.Context) -> None:
    """What adapters' commands may ask for."""
    context.obj = _rules_in_force


def main() -> None:
    """Entry point."""
    app()


def _rules_in_force() -> Rules:
    rules: Rules = _do(compose.rules_in_force(_settings(quiet=True)))
    return rules


def _fail(message: str) -> NoReturn:
    err.print(f"loket: {message}", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(2)


def _settings(*, quiet: bool = False) -> Settings:
    """`quiet`: warnings and worse, for commands that show their own progress."""
    try:
        settings = read_settings()
    except BadSettings as error:
        _fail(str(error))
    set_up_logs(settings.log.format, "warning" if quiet and settings.log.level == "info" else settings.log.level)
    return settings


def _do(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(work)
    except (compose.CannotStart, BadSettings) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@app.command()
def run() -> None:
    """Serve every configured adapter in one process: by default the web workspace on http://127.0.0.1:8765.

    Stop it with Ctrl-C or SIGTERM: what is under way is finished, the rest goes on at the next start.
    """
    settings = _settings()
    _do(compose.serve(settings, announce=_say_where))


def _say_where(running: compose.Running) -> None:
    web = running.settings.web
    if web.enabled and "web" in running.platforms:
        err.print(f"\n  Loket is open at [bold]http://{web.host}:{web.port}[/]   (Ctrl-C stops it)\n", highlight=False)
    if running.settings.public.address and "web" in running.platforms:
        err.print(f"  People sign in at [bold]{running.settings.public.address}[/]\n", highlight=False)


@app.command()
def console(
    start: Annotated[
        str, typer.Option(help="Where the clock starts, in the desk's zone; empty: now.", metavar="'YYYY-MM-DD HH:MM'")
    ] = "",
    persona: Annotated[str, typer.Option("--as", help="Who you are at first: a person of the desk file.")] = "",
    keep: Annotated[bool, typer.Option(help="Use the desk's own database instead of one that is thrown away.")] = False,
    record: Annotated[Path | None, typer.Option(help="Write what is typed to this file, for `loket replay`.")] = None,
) -> None:
    """The whole desk in this terminal, on a clock you can move. Type `?` inside for help."""
    _do(compose.console(_settings(), start=start, persona=persona, keep=keep, record=record))


@app.command()
def replay(file: Annotated[Path, typer.Argument(help="What `loket console --record FILE` wrote.")]) -> None:
    """Play a recorded dialogue again, on the clock it began at, on a desk that is thrown away."""
    _do(compose.replay(_settings(), file))


@app.command()
def export(
    number: Annotated[int, typer.Argument(help="The ticket's number.", min=1)],
    out: Annotated[Path, typer.Option(help="The folder it is written to.")] = Path(),
) -> None:
    """Write a ticket to keep: a zip with a page, the same as JSON, and its files. Notes are in it."""
    path = _do(compose.export(_settings(quiet=True), number, out))
    err.print(f"wrote {path}", highlight=False, markup=False)


@cli_kb.app.command("export")
def kb_export(
    to: Annotated[Path, typer.Option(help="The folder they are written to, a folder for each language.")],
) -> None:
    """Write published articles from chat as Markdown files. Names those that would not lint clean (exit status 1)."""
    done: compose.Exported = _do(compose.export_articles(_settings(quiet=True), to))
    for path in done.written:
        out.print(f"wrote {path}", highlight=False, markup=False, soft_wrap=True)
    for source, why in done.left_out:
        err.print(f"left out {source}: {why}", highlight=False, markup=False, soft_wrap=True)
    out.print(f"{len(done.written)} written, {len(done.left_out)} left out", highlight=False)
    if done.left_out:
        raise typer.Exit(1)


@app.command()
def demo(
    days: Annotated[int, typer.Option(min=1, max=90, help="How many days of traffic.")] = 14,
    seed: Annotated[int, typer.Option(help="The same seed plays the same days.")] = 7,
) -> None:
    """Fill a desk with believable traffic, through the real handlers on a clock that runs ahead.

    It goes into var/demo.db, made anew each time, unless LOKET_DATABASE_URL names an empty database. Look around with:
    LOKET_DATABASE_URL=sqlite:///var/demo.db loket run
    """
    settings = _settings(quiet=True)
    with Progress(TextColumn("playing"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), console=err) as bar:
        task = bar.add_task("", total=1.0)
        where, counts = _do(
            compose.demo(settings, days=days, seed=seed, progress=lambda p: bar.update(task, completed=p))
        )
        bar.update(task, completed=1.0)
    out.print(f"{where} now holds {days} days:", highlight=False)
    for name, count in counts:
        out.print(f"{count:6d}  {name}", highlight=False)


@app.command("demo-desk", hidden=True)
def demo_desk(port: int, back: str, days: int = 14) -> None:
    """What the web page's demo button starts: play the days, then serve them on a port of their own."""
    settings = _settings(quiet=True)
    _do(compose.demo_desk(settings, port, back, days, lambda line: print(line, flush=True)))


@app.command("web-link")
def web_link(person: Annotated[str, typer.Argument(help="Somebody of the desk file, by their id.")]) -> None:
    """Print a link that signs this person in on the public listener: once, within ten minutes.

    For a desk without chat platforms; elsewhere people ask for it themselves with `/ticket web`.
    """
    name, link = _do(compose.web_link(_settings(quiet=True), person))
    err.print(f"signs {name} in, once, within ten minutes; show it to nobody else:", highlight=False, markup=False)
    out.print(link, highlight=False, markup=False, soft_wrap=True)


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database up to date (also done at every start)."""
    before, now = _do(compose.database_upgrade(_settings()))
    out.print(f"database at {now}" if before == now else f"database upgraded from {before or 'empty'} to {now}")


@db.command("check")
def db_check() -> None:
    """Is the database what this program expects? Exit status 1 when it is not."""
    revision, expected, differences = _do(compose.database_check(_settings()))
    if revision == expected and not differences:
        out.print(f"database at {revision}, as expected")
        return
    out.print(f"database at {revision or 'nothing yet'}, expected {expected}; run: loket db upgrade")
    for difference in differences[:20]:
        out.print(f"  differs: {difference}", markup=False)
    raise typer.Exit(1)


@desk.command("check")
def desk_check(
    file: Annotated[Path | None, typer.Argument(help="A desk file; without it the one in force.")] = None,
) -> None:
    """Read the desk file and say what is in it, or which line is wrong (exit status 2)."""
    settings = _settings()
    try:
        path = file or desk_path(settings)
        rules = read_rules(path)
    except BadSettings as error:
        _fail(str(error))
    table = Table("queue", "tier", "team", "agents", "hands to")
    for queue in rules.queues:
        table.add_row(queue.id, queue.tier, queue.label("en"), ", ".join(queue.agents), ", ".join(queue.hand_to))
    out.print(table)
    out.print(f"{path}: {len(rules.queues)} queues, {len(rules.people)} people, {len(rules.digests)} digests; all well")
