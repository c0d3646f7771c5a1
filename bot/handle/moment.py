"""Moments: a timer's key says what to look at again. Whatever happened meanwhile is read afresh."""

from datetime import datetime

from bot.desk import Desk
from bot.handle.know.nudge import remind
from bot.handle.look import digest
from bot.handle.talk.offer import ran_out
from bot.handle.talk.rate import fell_silent
from bot.handle.work.ask_close import time_is_up
from bot.handle.work.pause import time_to_resume
from bot.handle.work.resolve import time_to_close
from bot.model.effects import Effect
from bot.ports import Transaction


async def moment(key: str, due_at: datetime, desk: Desk, tx: Transaction) -> list[Effect]:
    """What a moment asks for. A key nobody knows any more asks for nothing."""
    kind, _, subject = key.partition(":")
    if kind == "digest":
        return await digest.due(subject, due_at, desk, tx, desk.clock.now())
    if kind == "articles":
        return await remind(desk, tx, desk.clock.now())
    request = await tx.requests.get(subject)
    if request is None:
        return []
    if kind == "silent":
        return await fell_silent(request, desk, tx)
    if kind == "offered":
        return await ran_out(request, desk, tx)
    if kind == "close":
        return await time_to_close(request, desk, tx)
    if kind == "snooze":
        return await time_to_resume(request, desk, tx)
    if kind == "asked":
        return await time_is_up(request, desk, tx)
    return []
