"""Digests: at their moment in a team's channel, or for somebody who asks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.save import names_of
from bot.model.content import Content
from bot.model.effects import Effect, Outgoing, Post, Say, Timer
from bot.model.events import Verb
from bot.model.places import Conversation
from bot.model.refusals import CannotParse, NotAllowed
from bot.model.request import Request
from bot.model.rules import DigestRule, Queue
from bot.model.states import Status
from bot.policy.rights import is_confidential
from bot.ports import Page, Transaction
from bot.report.digest import digest as show
from bot.report.ledger import Window, tally
from bot.report.windows import last_tick, next_tick, parse_span, window_until, zone_of
from bot.words import Speaker, Words

OLDEST = 5
BUSIEST_QUEUE = 200  # rows looked through for the oldest waiting


async def digest(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`digest [7d]`: the queues of this channel, else those one serves."""
    served = desk.rules.queues_of(command.by.id)
    if not served:
        raise NotAllowed("digest")
    span = parse_span(command.text) if command.text else timedelta(days=1)
    if span is None:
        raise CannotParse("digest-span", word=command.text[:40])
    here = {q.id for q in _queues_here(command, desk)}
    queues = [q for q in served if q.id in here] or list(served)
    # up to and with this very moment: what was done a second ago counts
    end = command.at + timedelta(microseconds=1)
    window = Window(end - span, end)
    return [Say(await build(queues, window, command.say, desk, tx, command.at, viewer=command.by.id))]


def _queues_here(command: Command, desk: Desk) -> list[Queue]:
    where = command.where
    rule = next((d for d in desk.rules.digests if d.channel.get(where.platform) == where.channel), None)
    if rule is not None:
        return [desk.queue(one) for one in rule.queues]
    return list(desk.rules.triage_queues(where.platform, where.channel))


async def build(
    queues: Sequence[Queue],
    window: Window,
    say: Speaker,
    desk: Desk,
    tx: Transaction,
    now: datetime,
    *,
    viewer: str | None = None,
) -> Content:
    """The message. Confidential queues are shown only to one of their own people, never in a team's channel."""
    shown = [q for q in queues if not q.confidential or (viewer and desk.rules.serves(viewer, q.id))]
    ids = [q.id for q in shown]
    events = await tx.log.between(window.start, window.end)
    replied = {event.request_id for event in events if event.verb is Verb.REPLIED and event.after.queue in ids}
    asked = {}
    for request_id in sorted(replied):
        request = await tx.requests.get(request_id)
        if request and request.replied_at and window.start <= request.replied_at < window.end:
            asked[request_id] = request.created_at
    before = await tx.log.backlog(ids, window.start)
    ledger = tally(events, asked, ids, before, await tx.log.backlog(ids, window.end))
    oldest = await _oldest_waiting(shown, desk, tx)
    names = await names_of(tx, desk, [r.owner for r in oldest])
    teams = [q.label(say.language) for q in shown]
    return show(ledger, window, oldest, teams, names, now, say, _overdue(ids, desk, now))


def _overdue(queues: Sequence[str], desk: Desk, now: datetime) -> int:
    """Articles of these teams that should have been checked by now, each once whatever its languages."""
    today = now.astimezone(desk.rules.zone).date()
    return len({one.slug for one in desk.kept if one.queue in queues and one.check_by <= today})


async def _oldest_waiting(queues: Sequence[Queue], desk: Desk, tx: Transaction) -> list[Request]:
    """Those who have waited on us longest."""
    ids = {q.id for q in queues}
    found: dict[str, Request] = {}
    for queue in queues:
        for one in await tx.requests.of_queue(queue.id, Page(size=BUSIEST_QUEUE)):
            waiting = one.status in (Status.NEW, Status.OPEN) and one.queue in ids
            if waiting and (queue.confidential or not is_confidential(one, desk.rules)):
                found[one.id] = one
    return sorted(found.values(), key=lambda one: (one.waiting_since or one.created_at, one.id))[:OLDEST]


# ---- on schedule


def timer_key(rule: DigestRule) -> str:
    return f"digest:{rule.id}"


async def plan(desk: Desk, tx: Transaction, now: datetime) -> None:
    """Each digest of the desk file has a moment to come."""
    for rule in desk.rules.digests:
        planned = await tx.timers.pending(timer_key(rule))
        following = next_tick(rule, desk.rules, now)
        overdue = planned is not None and planned <= now  # it was missed: sent late, not skipped
        if not overdue and planned != following:
            await tx.timers.put(Timer(timer_key(rule), following))


async def due(rule_id: str, due_at: datetime, desk: Desk, tx: Transaction, now: datetime) -> list[Effect]:
    """Send the digest of the latest window, once, to each chat that has a channel for it, and set the next moment.
    After a gap the window starts where the missed one would have."""
    rule = next((d for d in desk.rules.digests if d.id == rule_id), None)
    if rule is None:
        return []  # no longer in the desk file
    effects: list[Effect] = [Timer(timer_key(rule), next_tick(rule, desk.rules, now))]
    tick = max(due_at, last_tick(rule, desk.rules, now))
    window = Window(window_until(rule, desk.rules, due_at).start, tick)
    places = [Conversation(p, c) for p, c in sorted(rule.channel.items()) if p in desk.platforms]
    fresh = await tx.inbox.first_time(f"digest:{rule.id}:{tick.isoformat()}", now)
    if not places or not fresh:
        return effects
    say = Words(zone_of(rule, desk.rules), desk.rules.language).to(rule.language)
    queues = [desk.queue(one) for one in rule.queues]
    content = await build(queues, window, say, desk, tx, now)
    effects += [Outgoing(f"digest/{rule.id}/{to.platform}", to, Post(content), "team") for to in places]
    return effects
