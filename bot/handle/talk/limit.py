"""Limits: who asks far more than people do, or is blocked, is told why; the team hears what was stopped."""

from datetime import timedelta

from bot.desk import Desk
from bot.handle.post import line
from bot.handle.talk.heard import Heard
from bot.model.content import Content, Quote, Text, unmarked
from bot.model.desk_parts import Blocked
from bot.model.effects import Effect, Outgoing, Post
from bot.model.places import Conversation
from bot.policy.triage import choose_queue
from bot.ports import Transaction

HOUR = timedelta(hours=1)
ALERT_EVERY = timedelta(minutes=10)  # a flood gives one alert and not a flood of alerts


async def stopped(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect] | None:
    """What is said instead of taking the question; None when it may be taken."""
    blocked = _blocked(heard, desk)
    if blocked is not None:
        return [_told(heard, desk, "limit-blocked", reason=blocked.reason)]
    limits, person = desk.rules.limits, heard.person.id
    if desk.rules.is_agent(person):
        return None
    asked = await tx.requests.count_since(person, heard.message.at - HOUR)
    if asked >= limits.per_hour:
        return await _stopped(heard, desk, tx, "limit-hour", limits.per_hour)
    waiting = await tx.requests.count_active(person)
    if waiting >= limits.open:
        return await _stopped(heard, desk, tx, "limit-open", limits.open)
    return None


def _blocked(heard: Heard, desk: Desk) -> Blocked | None:
    account = f"{heard.message.by.platform}:{heard.message.by.id}"
    today = heard.message.at.astimezone(desk.rules.zone).date()
    return next(
        (
            one
            for one in desk.rules.blocked
            if one.person in (heard.person.id, account) and (one.until is None or today <= one.until)
        ),
        None,
    )


def _told(heard: Heard, desk: Desk, key: str, **values: str | int) -> Outgoing:
    where = heard.message.where.in_thread(heard.message.message_id)
    say = desk.speak_to(heard.person, heard.message.where)
    return Outgoing(f"limit/{heard.person.id}", where, Post(line(say, key, **values)), "requester")


async def _stopped(heard: Heard, desk: Desk, tx: Transaction, key: str, limit: int) -> list[Effect]:
    """The person hears why, the team what it was: a real question is not lost because of its number."""
    effects: list[Effect] = [_told(heard, desk, key, limit=limit)]
    slot = int(heard.message.at.timestamp() // ALERT_EVERY.total_seconds())
    if await tx.inbox.first_time(f"limit:{heard.person.id}:{slot}", heard.message.at):
        effects += _alert(heard, desk, limit)
    return effects


def _alert(heard: Heard, desk: Desk, limit: int) -> list[Outgoing]:
    channel = desk.rules.help_channel(heard.message.where.platform, heard.message.where.channel)
    queue = choose_queue(heard.text, (), channel, desk.rules)  # what is confidential is told to its own team
    place = desk.rules.triage_place(queue, heard.message.where.platform, desk.platforms)
    if place is None:
        return []
    say = desk.speak_for_queue(queue)
    first = say.md("limit-alert", who=say.person(heard.person.id, heard.person.name), limit=limit)
    content = Content((Text(first), Quote(heard.text, heard.person.name)), unmarked(first))
    return [Outgoing(f"limit/{queue}", Conversation(*place), Post(content), "team")]
