"""What is said twice by pressing again: people do when their chat tells them that nobody answered, though the desk had
heard them and only the answer was lost."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.model.files import File
from bot.model.people import Person
from bot.ports import Transaction

WINDOW_S = 120
ONCE = frozenset({"new", "reply", "note", "say", "for"})
"""Verbs that would bring their words twice; the others find their work done."""


async def said_before(
    person: Person, verb: str, about: str, text: str, files: Sequence[File], at: datetime, tx: Transaction
) -> bool:
    """Has this person said just this in the last two minutes (at most four)? `about`: the ticket. It is remembered when
    the transaction commits, so what was refused may be said again."""
    if verb not in ONCE or not text:
        return False
    words = "\0".join((person.id, verb, about, text, *(file.hash for file in files)))
    name, window = hashlib.sha256(words.encode()).hexdigest()[:32], int(at.timestamp()) // WINDOW_S
    before = await tx.inbox.seen(f"said/{name}/{window - 1}")
    return not await tx.inbox.first_time(f"said/{name}/{window}", at) or before
