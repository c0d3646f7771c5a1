"""The desk in a terminal, on a clock that is moved by hand."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO, cast

from pydantic import SecretStr

from bot.clock import MovableClock, SystemClock
from bot.compose.assemble import CannotStart, configured, open_desk
from bot.logs import LEVELS, set_up_logs
from bot.ports import ChatPlatform, Ids, Surroundings
from bot.rehearse import START_FORMAT, Backstage, starting_moment
from bot.settings import Settings, desk_path, read_rules

if TYPE_CHECKING:
    from adapters.console.session import Session


@asynccontextmanager
async def rehearsal(
    settings: Settings,
    clock: MovableClock,
    out: TextIO,
    *,
    persona: str = "",
    ids: Ids | None = None,
    keep: bool = False,
) -> AsyncIterator["Session"]:
    """Everybody's hat in turn, on a clock that is moved by hand. `keep`: the database is not a throw-away one, and
    what it still has to send goes out on every platform. Raises CannotStart."""
    from adapters.console.platform import ConsolePlatform  # only who asks for a terminal loads its libraries
    from adapters.console.session import Session
    from adapters.console.terminal import screen_for

    def platforms(around: Surroundings) -> dict[str, ChatPlatform]:
        return (configured(around) if keep else {}) | {ConsolePlatform.name: ConsolePlatform(around)}

    async with open_desk(settings, platforms=platforms, clock=clock, ids=ids, engine=False, durable=keep) as running:
        backstage = Backstage(clock, running.desk().rules.zone, running.schedule, running.deliverer, running.workspace)
        console = cast(ConsolePlatform, running.platforms[ConsolePlatform.name])
        try:
            session = Session(console, running.dispatcher.receive, running.view, backstage, screen_for(out), persona)
        except LookupError:
            known = ", ".join(account.id for account, _ in running.view.members(console.name))
            raise CannotStart(f"--as: {persona!r} is nobody in the desk file; allowed: {known}") from None
        await backstage.move_to(clock.now())  # what a kept database still had to do
        yield session


async def console(
    settings: Settings, *, start: str = "", persona: str = "", keep: bool = False, record: Path | None = None
) -> None:
    """`loket console`: until the person leaves or the piped lines end. `record`: a file for what is typed.
    Raises CannotStart, BadSettings."""
    from adapters.console.recording import Recorder
    from adapters.console.terminal import converse

    async with _on_a_clock(settings, start=start, persona=persona, keep=keep) as (session, clock, zone):
        if record is None:
            return await converse(session)
        try:
            with record.open("w", encoding="utf-8") as out:
                moment = clock.now().astimezone(zone).strftime(START_FORMAT)
                session.recorder = Recorder(out, moment, session.me.id)
                await converse(session)
        except OSError as error:
            raise CannotStart(f"--record: {str(record)!r} cannot be written: {error.strerror}") from None


async def replay(settings: Settings, file: Path) -> None:
    """`loket replay FILE`: the dialogue again, on the clock it began at, on a desk that is thrown away.
    Raises CannotStart, BadSettings."""
    from adapters.console.recording import NotARecording, read
    from adapters.console.terminal import play

    try:
        recording = read(await asyncio.to_thread(file.read_text, encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{str(file)!r} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except NotARecording:
        raise CannotStart(f"{str(file)!r} is no recording; make one with: loket console --record FILE") from None
    async with _on_a_clock(settings, start=recording.start, persona=recording.persona) as (session, _, _):
        await play(session, recording.lines)


@asynccontextmanager
async def _on_a_clock(
    settings: Settings, *, start: str, persona: str, keep: bool = False
) -> AsyncIterator[tuple["Session", MovableClock, tzinfo]]:
    zone = read_rules(desk_path(settings)).zone
    try:
        clock = MovableClock(starting_moment(start, SystemClock().now(), zone))
    except (ValueError, OverflowError):
        raise CannotStart(f"--start: {start!r} is no moment; allowed: YYYY-MM-DD HH:MM, in {zone}") from None
    set_up_logs(settings.log.format, max(settings.log.level, "warning", key=LEVELS.index))
    with TemporaryDirectory(prefix="loket-", ignore_cleanup_errors=True) as folder:
        if not keep:
            url = SecretStr(f"sqlite:///{folder}/loket.db")
            files = settings.files.model_copy(update={"folder": Path(folder) / "files"})
            settings = settings.model_copy(update={"database_url": url, "files": files})
        async with rehearsal(settings, clock, sys.stdout, persona=persona, keep=keep) as session:
            yield session, clock, zone
