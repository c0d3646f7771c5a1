"""When who asks what: office hours, Monday peaks, one outage. Pure: the same seed makes the same plan."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from random import Random

from bot.demo.cast import Asker
from bot.demo.lines import (
    ANSWERED_EN,
    ANSWERED_NL,
    OPEN_EN,
    OPEN_NL,
    OUTAGE_EN,
    OUTAGE_NL,
)

PER_WEEKDAY = (15, 10, 9, 10, 8, 1, 1)  # Monday first
OUTAGE_MESSAGES = 12
HOURS = (7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 15, 16, 17)  # as often as people ask then


@dataclass(frozen=True, slots=True)
class Asking:
    """One first message. `channel` None: directly."""

    at: datetime
    who: Asker
    text: str
    channel: str | None


def plan(
    people: list[Asker], start: datetime, days: int, zone: tzinfo, helps: list[str], chance: Random
) -> list[Asking]:
    """Every first message of the days from `start` (a local midnight), in order."""
    planned: list[Asking] = []
    outage = _outage_day(start, days, chance)
    for number in range(days):
        day = (start.astimezone(zone) + timedelta(days=number)).date()
        for _ in range(PER_WEEKDAY[day.weekday()]):
            clock = time(chance.choice(HOURS), chance.randrange(60), chance.randrange(60))
            planned.append(_asking(datetime.combine(day, clock, zone), people, helps, chance))
        if number == outage:
            planned += _outage(datetime.combine(day, time(10, 4), zone), people, helps, chance)
    return sorted(planned, key=lambda one: (one.at, one.who.account.id, one.text))


def _outage_day(start: datetime, days: int, chance: Random) -> int:
    """A working day in the second half."""
    working = [n for n in range(days // 2, days) if (start + timedelta(days=n, hours=12)).weekday() < 5]
    return chance.choice(working) if working else -1


def _asking(at: datetime, people: list[Asker], helps: list[str], chance: Random) -> Asking:
    who = chance.choice(people)
    if chance.random() < 0.55:
        text = chance.choice(ANSWERED_NL if who.dutch else ANSWERED_EN)
    else:
        text = chance.choice(OPEN_NL if who.dutch else OPEN_EN).format(n=chance.randrange(1, 90))
    channel = chance.choice(helps) if helps and chance.random() < 0.3 else None
    return Asking(at, who, text, channel)


def _outage(at: datetime, people: list[Asker], helps: list[str], chance: Random) -> list[Asking]:
    hit = chance.sample(people, min(OUTAGE_MESSAGES, len(people)))
    found = []
    for who in hit:
        text = chance.choice(OUTAGE_NL if who.dutch else OUTAGE_EN).format(n=chance.randrange(1, 6))
        channel = helps[0] if helps and chance.random() < 0.5 else None
        found.append(Asking(at + timedelta(seconds=chance.randrange(2400)), who, text, channel))
    return found
