"""Clock phrases: what people type for a moment, in both languages."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.when import when

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY_NINE = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
moments = some.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=some.just(UTC))


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("+4h", "2026-11-23 13:00"),
        ("+90m", "2026-11-23 10:30"),
        ("+2d", "2026-11-25 09:00"),
        ("+1d 4h", "2026-11-24 13:00"),
        ("3 hours", "2026-11-23 12:00"),
        ("+2 weken", "2026-12-07 09:00"),
        ("+4u", "2026-11-23 13:00"),
        ("tomorrow 8:30", "2026-11-24 08:30"),
        ("Morgen 8.30", "2026-11-24 08:30"),
        ("tomorrow", "2026-11-24 09:00"),
        ("overmorgen om 14 uur", "2026-11-25 14:00"),
        ("next monday 9:00", "2026-11-30 09:00"),
        ("volgende maandag 9:00", "2026-11-30 09:00"),
        ("monday 9:00", "2026-11-30 09:00"),
        ("monday 9:01", "2026-11-23 09:01"),
        ("friday", "2026-11-27 09:00"),
        ("next friday at 5pm", "2026-11-27 17:00"),
        ("14:30", "2026-11-23 14:30"),
        ("8:30", "2026-11-24 08:30"),
        ("12am", "2026-11-24 00:00"),
        ("2026-12-01 09:00", "2026-12-01 09:00"),
        ("2026-12-01", "2026-12-01 09:00"),
        ("today 8:00", "2026-11-23 08:00"),
    ],
)
def test_a_phrase_is_the_moment_people_mean(phrase: str, meant: str) -> None:
    found = when(phrase, MONDAY_NINE, ZONE)
    assert found is not None
    assert found.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    "phrase",
    ["", "soon", "9", "+4", "+4 parsecs", "25:00", "9:99", "13pm", "next", "next year", "2026-13-01", "2026-02-30 9:00",
     "+99999w 99999w 99999w 99999w 99999w 99999w", "monday monday", "tomorrow soon", "+", "h4"],
)  # fmt: skip
def test_what_means_no_moment_is_none(phrase: str) -> None:
    assert when(phrase, MONDAY_NINE, ZONE) is None


def test_a_day_is_a_calendar_day_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 24, 9, 0, tzinfo=ZONE)
    for phrase in ("+1d", "tomorrow 9:00"):
        after = when(phrase, before, ZONE)
        assert after is not None
        assert after.astimezone(ZONE).strftime("%a %H:%M") == "Sun 09:00"
        assert after - before.astimezone(UTC) == timedelta(hours=25)


@given(some.text(max_size=40), moments)
def test_any_words_are_a_moment_or_none(phrase: str, now: datetime) -> None:
    found = when(phrase, now, ZONE)
    assert found is None or found.tzinfo is not None


@given(some.integers(0, 9999), moments)
def test_hours_are_counted_on_the_clock(hours: int, now: datetime) -> None:
    assert when(f"+{hours}h", now, ZONE) == now + timedelta(hours=hours)


@given(some.sampled_from(["monday", "di", "woensdag", "thu", "vrijdag", "saturday", "zo"]), moments)
def test_a_weekday_is_within_the_week_to_come(day: str, now: datetime) -> None:
    soon, after_today = when(f"{day} 9:00", now, ZONE), when(f"next {day} 9:00", now, ZONE)
    assert soon is not None and after_today is not None
    assert now < soon <= now + timedelta(days=7, hours=1)
    assert after_today.astimezone(ZONE).date() > now.astimezone(ZONE).date()
    assert after_today.astimezone(ZONE).weekday() == soon.astimezone(ZONE).weekday()
