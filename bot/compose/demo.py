"""`loket demo`: a desk with a past, in a database of its own."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from pydantic import SecretStr

import adapters
from bot.clock import MovableClock, SystemClock
from bot.compose.assemble import CannotStart, Running, open_desk
from bot.compose.demo_beside import OWN_FILE
from bot.demo.cast import PLATFORM, askers, workers
from bot.demo.play import Player
from bot.demo.traffic import plan
from bot.ids import TimeOrderedIds
from bot.model.events import Verb
from bot.ports import ChatPlatform, Surroundings
from bot.rehearse import Backstage
from bot.settings import Settings, desk_path, read_rules

COUNTED = (Verb.ASKED, Verb.ANSWERED, Verb.OPENED, Verb.CLAIMED, Verb.REPLIED, Verb.HANDED_OFF, Verb.RETURNED,
           Verb.RESOLVED, Verb.REOPENED)  # fmt: skip


async def demo(
    settings: Settings, *, days: int, seed: int, progress: Callable[[float], None]
) -> tuple[str, list[tuple[str, int]]]:
    """Play the days that ended last midnight; the database's address and the counts. Raises CannotStart."""
    settings = _own_database(settings)
    zone = read_rules(desk_path(settings)).zone
    midnight = datetime.combine(SystemClock().now().astimezone(zone).date(), time(), zone)
    start = midnight - timedelta(days=days)
    chance = Random(seed)
    clock = MovableClock(start)
    ids = TimeOrderedIds(clock, chance.getrandbits)

    def told(moment: datetime) -> None:
        progress(min(1.0, (moment - start) / (midnight - start)))

    platforms = web_alone
    async with open_desk(settings, platforms=platforms, clock=clock, ids=ids, engine=False, durable=False) as running:
        await _must_be_empty(running)
        await _play(running, clock, start, midnight, days, chance, told)
        return running.database.shown, await _counts(running, start, midnight)


def web_alone(around: Surroundings) -> dict[str, ChatPlatform]:
    """Delivers into the workspace's channels; nobody listens."""
    platform = adapters.build(PLATFORM, around)
    return {PLATFORM: platform} if platform is not None else {}


def _own_database(settings: Settings) -> Settings:
    """Made anew at each run, unless LOKET_DATABASE_URL names another."""
    if "database_url" in settings.model_fields_set:
        return settings
    forget(OWN_FILE)
    return settings.model_copy(update={"database_url": SecretStr(f"sqlite:///{OWN_FILE}")})


def forget(file: Path) -> None:
    """Remove a SQLite database that nobody has open."""
    for path in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        path.unlink(missing_ok=True)


async def _must_be_empty(running: Running) -> None:
    async with running.storage(running.workspace, read_only=True) as tx:
        if await tx.requests.count():
            raise CannotStart(f"{running.database.shown} holds a desk already; name an empty database for the demo")


async def _play(
    running: Running,
    clock: MovableClock,
    start: datetime,
    until: datetime,
    days: int,
    chance: Random,
    told: Callable[[datetime], None],
) -> None:
    rules = running.desk().rules
    backstage = Backstage(clock, rules.zone, running.schedule, running.deliverer, running.workspace)
    people, staff = askers(rules, chance), workers(rules, chance)
    helps = sorted(h.channel[PLATFORM] for h in rules.help if PLATFORM in h.channel)
    player = Player(
        backstage,
        running.dispatcher.receive,
        running.storage,
        running.surroundings.posts(PLATFORM),
        rules,
        staff,
        chance,
    )
    await player.play(plan(people, start, days, rules.zone, helps, chance), until, told)


async def _counts(running: Running, start: datetime, end: datetime) -> list[tuple[str, int]]:
    async with running.storage(running.workspace, read_only=True) as tx:
        events = await tx.log.between(start, end + timedelta(seconds=1))
        backlog = await tx.log.backlog([q.id for q in running.desk().rules.queues], end + timedelta(seconds=1))
    counts = [(verb.value, sum(event.verb is verb for event in events)) for verb in COUNTED]
    solved = sum(event.verb is Verb.RATED and bool(event.data.get("solved")) for event in events)
    return [*counts, ("solved by an answer", solved), ("still open", backlog)]
