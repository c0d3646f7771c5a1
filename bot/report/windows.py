"""When a digest is due and which stretch of time it covers, in the team's own time zone."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter

from bot.model.rules import DigestRule, Rules
from bot.report.ledger import Window

LONGEST = timedelta(days=366)
_SPAN = re.compile(r"(\d{1,3})\s*(h|d|w|u|hours?|days?|weeks?|uur|dag|dagen|weken)?")


def zone_of(rule: DigestRule, rules: Rules) -> ZoneInfo:
    return ZoneInfo(rule.timezone or rules.timezone)


def next_tick(rule: DigestRule, rules: Rules, after: datetime) -> datetime:
    """The first moment the digest is due after `after`."""
    found: datetime = croniter(rule.cron, after.astimezone(zone_of(rule, rules))).get_next(datetime)
    return found


def last_tick(rule: DigestRule, rules: Rules, at: datetime) -> datetime:
    """The latest moment it was due, `at` itself included."""
    just_after = at.astimezone(zone_of(rule, rules)) + timedelta(seconds=1)
    found: datetime = croniter(rule.cron, just_after).get_prev(datetime)
    return found


def window_until(rule: DigestRule, rules: Rules, tick: datetime) -> Window:
    """From the tick before to this one: a Monday digest covers the weekend."""
    before: datetime = croniter(rule.cron, tick.astimezone(zone_of(rule, rules))).get_prev(datetime)
    return Window(before, tick)


def parse_span(text: str) -> timedelta | None:
    """ "7d", "24h", "2 weeks", "3 dagen"; a bare number is days. None for anything else or too long."""
    found = _SPAN.fullmatch(text.strip().lower())
    if not found or int(found[1]) == 0:
        return None
    unit = (found[2] or "d")[0]
    count = int(found[1])
    span = timedelta(hours=count) if unit in "hu" else timedelta(weeks=count) if unit == "w" else timedelta(days=count)
    return span if span <= LONGEST else None
