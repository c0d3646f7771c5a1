"""Clock phrases: "+4h", "tomorrow 8:30", "volgende maandag 9:00". Pure: words and a moment in, a moment out."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

DEFAULT_TIME = time(9)  # of a day named without one: when most desks open

_WEEKDAYS = (
    ("monday", "mon", "maandag", "ma"),
    ("tuesday", "tue", "tues", "dinsdag", "di"),
    ("wednesday", "wed", "woensdag", "wo"),
    ("thursday", "thu", "thur", "thurs", "donderdag", "do"),
    ("friday", "fri", "vrijdag", "vr"),
    ("saturday", "sat", "zaterdag", "za"),
    ("sunday", "sun", "zondag", "zo"),
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_DAYS_AHEAD = {"today": 0, "vandaag": 0, "tomorrow": 1, "morgen": 1, "overmorgen": 2}
_NEXT = frozenset({"next", "volgende", "komende"})
_UNITS = {
    "m": timedelta(minutes=1), "min": timedelta(minutes=1), "minute": timedelta(minutes=1),
    "minuten": timedelta(minutes=1), "minuut": timedelta(minutes=1),
    "h": timedelta(hours=1), "u": timedelta(hours=1), "hour": timedelta(hours=1), "uur": timedelta(hours=1),
    "d": timedelta(days=1), "day": timedelta(days=1), "dag": timedelta(days=1), "dagen": timedelta(days=1),
    "w": timedelta(weeks=1), "week": timedelta(weeks=1), "weken": timedelta(weeks=1),
}  # fmt: skip
_STEP = re.compile(r"(\d{1,5})\s*([a-z]+)")
_SPAN = re.compile(r"\+?\s*(?:\d{1,5}\s*[a-z]+\s*)+")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|uur|u)?")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class _Day(NamedTuple):
    """A day, and whether it may be taken a week later when the moment lies behind us."""

    day: date
    repeats: bool


def when(phrase: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment meant, aware; None when the words mean none. It may lie in the past.

    Hours and minutes are counted on the clock, days and weeks on the calendar: "+1d" is the same time tomorrow
    also when the clocks change in the night.
    """
    words = " ".join(phrase.casefold().replace(",", " ").split())
    try:
        return _later(words, now, zone) or _on_a_day(words, now.astimezone(zone), zone)
    except (ValueError, OverflowError):  # no such day or time, or beyond the calendar
        return None


def _later(words: str, now: datetime, zone: tzinfo) -> datetime | None:
    if not _SPAN.fullmatch(words):
        return None
    days, rest = timedelta(), timedelta()
    for count, name in _STEP.findall(words):
        unit = _UNITS.get(name) or _UNITS.get(name.removesuffix("s"))
        if unit is None:
            return None
        if unit >= timedelta(days=1):
            days += int(count) * unit
        else:
            rest += int(count) * unit
    local = now.astimezone(zone)
    return (local + days).astimezone(now.tzinfo) + rest


def _on_a_day(words: str, local: datetime, zone: tzinfo) -> datetime | None:
    first, _, rest = words.partition(" ")
    found = _day(first, rest, local.date())
    if found is None:
        clock = _time_of(words)
        return None if clock is None else _not_before(_Day(local.date(), True), clock, local, zone, timedelta(days=1))
    (day, repeats), rest = found
    clock = _time_of(rest) if rest else DEFAULT_TIME
    return None if clock is None else _not_before(_Day(day, repeats), clock, local, zone, timedelta(weeks=1))


def _day(first: str, rest: str, today: date) -> tuple[_Day, str] | None:
    """The day the first words name, and the words after it."""
    if first in _DAYS_AHEAD:
        return _Day(today + timedelta(days=_DAYS_AHEAD[first]), False), rest
    if first in _NEXT:
        name, _, rest = rest.partition(" ")
        if name not in _WEEKDAY:
            return None
        return _Day(today + timedelta(days=(_WEEKDAY[name] - today.weekday() - 1) % 7 + 1), False), rest
    if first in _WEEKDAY:
        return _Day(today + timedelta(days=(_WEEKDAY[first] - today.weekday()) % 7), True), rest
    written = _DATE.fullmatch(first)
    return (_Day(date(*map(int, written.groups())), False), rest) if written else None


def _time_of(words: str) -> time | None:
    found = _TIME.fullmatch(words.removeprefix("at ").removeprefix("om "))
    if not found or not (found[2] or found[3]):
        return None  # a bare number is no time
    hour, half = int(found[1]), found[3]
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found[2] or 0))


def _not_before(found: _Day, clock: time, local: datetime, zone: tzinfo, again: timedelta) -> datetime:
    moment = datetime.combine(found.day, clock, zone)
    if found.repeats and moment <= local:
        moment = datetime.combine(found.day + again, clock, zone)
    return moment
