"""Articles whose check has run out: their owner is reminded once."""

from collections import defaultdict
from datetime import date, datetime, time

from bot.desk import Desk
from bot.handle.people import speak_to_them
from bot.model.content import Block, Button, Buttons, Content, Small, Text, escape
from bot.model.effects import Effect, Outgoing, Post, Timer
from bot.model.entry import Check
from bot.model.people import LOKET
from bot.model.places import Conversation, Direct, Target
from bot.ports import Transaction
from bot.words import Speaker
from kb import Article

KEY = "articles:check"
HOUR = time(9)
SHOWN = 8  # in one message, each with a button


def _once(desk: Desk) -> dict[str, Article]:
    """One version of each article."""
    found: dict[str, Article] = {}
    for article in desk.kept:
        found.setdefault(article.slug, article)
    return found


def _due(desk: Desk, checks: dict[str, Check]) -> dict[str, date]:
    """The day each article should be checked by, of those whose owner has not been reminded of that day."""
    days = {}
    for slug, article in _once(desk).items():
        check = checks.get(slug)
        if check is None or check.nudged is None or check.until != article.check_by:
            days[slug] = article.check_by
    return days


async def plan_checks(desk: Desk, tx: Transaction, now: datetime) -> None:
    """One moment to come: the first on which somebody has to be reminded."""
    days = _due(desk, await tx.feedback.checks())
    if not days:
        return
    moment = max(datetime.combine(min(days.values()), HOUR, desk.rules.zone), now)
    planned = await tx.timers.pending(KEY)
    if planned is None or planned > moment or planned < now:
        await tx.timers.put(Timer(KEY, moment))


async def remind(desk: Desk, tx: Transaction, now: datetime) -> list[Effect]:
    """Every article whose day has come; each owner gets one message."""
    today = now.astimezone(desk.rules.zone).date()
    articles, days = _once(desk), _due(desk, await tx.feedback.checks())
    mine: dict[tuple[str, str], list[Article]] = defaultdict(list)
    for slug, day in sorted(days.items()):
        if day <= today:
            article = articles[slug]
            mine[article.owner, article.queue].append(article)
            await tx.feedback.check(Check(slug, LOKET, article.verified, day, nudged=today))
    effects: list[Effect] = []
    for (owner, queue), overdue in mine.items():
        effects += await _nudge(owner, queue, overdue, desk, tx)
    left = [day for day in days.values() if day > today]
    if left:
        effects.append(Timer(KEY, datetime.combine(min(left), HOUR, desk.rules.zone)))
    return effects


async def _nudge(owner: str, queue: str, overdue: list[Article], desk: Desk, tx: Transaction) -> list[Effect]:
    """To the owner in private, else to the team's channel."""
    reached = desk.rules.reach(owner, "", desk.platforms) if desk.rules.is_agent(owner) else None
    if reached is not None:
        say = await speak_to_them(owner, reached[0], desk, tx)
        return [_outgoing(owner, Direct(*reached), _content(overdue, say))]
    place = desk.rules.triage_place(queue, "", desk.platforms)
    if place is None or desk.queue(queue).confidential:
        return []
    return [_outgoing(queue, Conversation(*place), _content(overdue, desk.speak_for_queue(queue)))]


def _outgoing(whose: str, to: Target, content: Content) -> Outgoing:
    return Outgoing(f"articles/{whose}", to, Post(content), "team")


def _content(overdue: list[Article], say: Speaker) -> Content:
    first = say.text("check-summary", count=len(overdue))
    lines = "\n".join(f"- {escape(one.title)}" for one in overdue)
    shown = [Button("article-verify", one.slug, say.text("button-verify", title=one.title[:50])) for one in overdue]
    blocks: list[Block] = [Text(say.md("check-summary", count=len(overdue))), Text(lines)]
    return Content((*blocks, Small(say.md("check-hint")), Buttons(tuple(shown[:SHOWN]))), first)
