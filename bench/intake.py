"""A message in, an answer out: how long after commit it leaves, and what it costs beside one bare commit."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from pydantic import SecretStr
from rich.table import Table

from bot.compose import Running, open_desk
from bot.dispatch import Dispatcher, Lane
from bot.model.inbound import MessageReceived
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports import Delivery, DeskView, Receipt, Receive
from bot.settings import Settings
from tests.databases import postgresql, postgresql_available, server_folder

MESSAGES = 150
AT_ONCE = 10


class Stopwatch:
    """A platform that notes when each effect leaves."""

    name = "web"
    pace = None

    def __init__(self) -> None:
        self.committed: dict[str, float] = {}
        self.waits: list[float] = []
        self._count = 0

    async def listen(self, receive: Receive, desk: DeskView) -> None:
        raise NotImplementedError("the benchmark receives by itself")

    def commit(self, lanes: Iterable[Lane]) -> None:
        now = time.perf_counter()
        for lane in lanes:
            self.committed[lane.name] = now

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        task = asyncio.current_task()
        lane = task.get_name().removeprefix("lane ") if task else ""
        started = self.committed.pop(lane, None)
        if started is not None:  # the first effect of a lane: the others wait for it
            self.waits.append(time.perf_counter() - started)
        self._count += 1
        channel = delivery.to.channel if isinstance(delivery.to, Conversation) else delivery.to.account
        return Receipt(channel, f"b{self._count}")


@asynccontextmanager
async def _desk(url: str, watch: Stopwatch) -> AsyncIterator[tuple[Running, Dispatcher]]:
    settings = Settings(_env_file=None, database_url=SecretStr(url))
    async with open_desk(settings, platforms={"web": watch}) as running:

        def deliver(lanes: Iterable[Lane]) -> None:
            listed = list(lanes)
            watch.commit(listed)
            running.deliverer.kick(listed)

        intake, rearrange = running.dispatcher.intake, running.reloader.rearrange
        yield running, Dispatcher(running.storage, running.desk, deliver, intake, rearrange)


def _message(number: int) -> MessageReceived:
    who = f"w{number}"
    return MessageReceived(
        f"bench-{number}",
        Account("web", who, who),
        Conversation("web", f"@{who}"),
        f"m{number}",
        "my vpn keeps dropping" if number % 2 else "my computer hums in b flat",
        datetime.now(UTC),
        direct=True,
    )


async def _intake(url: str) -> tuple[float, float, float]:
    """(messages a second with ten at once, median and p99 milliseconds from commit to leaving one by one)."""
    watch = Stopwatch()
    async with _desk(url, watch) as (running, dispatcher):
        for number in range(MESSAGES):
            await dispatcher.receive(_message(number))
            await running.deliverer.settle()
        alone = sorted(watch.waits)
        started = time.perf_counter()
        for first in range(MESSAGES, 2 * MESSAGES, AT_ONCE):
            await asyncio.gather(*(dispatcher.receive(_message(n)) for n in range(first, first + AT_ONCE)))
        await running.deliverer.settle()
        rate = MESSAGES / (time.perf_counter() - started)
    return rate, statistics.median(alone) * 1000, alone[int(len(alone) * 0.99) - 1] * 1000


def _bare_commits(url: str) -> float:
    """Commits a second of one small row by the plain driver: what the disk allows."""
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA synchronous = FULL")
        connection.exec_driver_sql("create table bare (n integer)")
        connection.commit()
        started = time.perf_counter()
        for number in range(MESSAGES):
            connection.exec_driver_sql(f"insert into bare values ({number})")
            connection.commit()
        rate = MESSAGES / (time.perf_counter() - started)
    engine.dispose()
    return rate


async def measure() -> Table:
    table = Table(title=f"intake: {MESSAGES} messages, inbox to answer or ticket, engine running")
    for column in ("database", "messages/s", "bare commits/s", "ratio", "commit to leaving: median", "p99"):
        table.add_column(column, justify="right")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="loket-bench-")))
        urls = {"SQLite": f"sqlite:///{folder}/loket.db"}
        if postgresql_available():
            server = stack.enter_context(postgresql(stack.enter_context(server_folder())))
            urls["PostgreSQL"] = server.create()
        for name, url in urls.items():
            rate, median, p99 = await _intake(url)
            bare = await asyncio.to_thread(_bare_commits, url)
            table.add_row(
                name, f"{rate:.0f}", f"{bare:.0f}", f"1 : {bare / rate:.1f}", f"{median:.1f} ms", f"{p99:.1f} ms"
            )
    return table
