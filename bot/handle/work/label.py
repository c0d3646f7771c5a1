"""Labels: how much it presses, what kind it is, and tags to count by."""

import re

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, refresh_cards
from bot.handle.save import moved
from bot.model.effects import Effect, Say
from bot.model.events import Verb
from bot.model.moves import MOST_TAGS, categorise, prioritise
from bot.model.moves import tag as tagged
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.states import Kind, Priority
from bot.policy.naming import choice_meant
from bot.ports import Transaction

PRIORITIES = {
    "urgent": "urgent", "🚨": "urgent", "🔴": "urgent", "spoed": "urgent", "dringend": "urgent", "p1": "urgent",
    "🔥": "urgent", "high": "high", "🟠": "high", "hoog": "high", "p2": "high",
    "normal": "normal", "🟢": "normal", "normaal": "normal", "gewoon": "normal", "p3": "normal",
    "low": "low", "⚪": "low", "laag": "low", "p4": "low",
}  # fmt: skip
KINDS = {
    "incident": "incident", "storing": "incident", "broken": "incident",
    "request": "service request", "service request": "service request", "aanvraag": "service request",
    "verzoek": "service request", "question": "question", "vraag": "question",
}  # fmt: skip
_TAG = re.compile(r"[+-]?[^\W_][\w-]{0,29}")


async def priority(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """urgent, high, normal or low; words and emoji of both languages."""
    chosen = choice_meant(command.text.strip(), PRIORITIES)
    if chosen is None:
        raise CannotParse("priority-unknown", word=command.text[:40])
    after = prioritise(command.ticket, Priority(chosen))
    return await _labelled(command, after, "priority", chosen, desk, tx)


async def kind(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """incident, request or question."""
    chosen = choice_meant(command.text, KINDS)
    if chosen is None:
        raise CannotParse("kind-unknown", word=command.text[:40])
    return await _labelled(command, categorise(command.ticket, Kind(chosen)), "kind", chosen, desk, tx)


async def tag(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`tag #7 vpn utrecht -printer`: some more, some fewer."""
    words = [word.lstrip("#").casefold() for word in command.text.replace(",", " ").split()]
    wrong = next((word for word in words if not _TAG.fullmatch(word)), None)
    if wrong is not None:
        raise CannotParse("tag-unknown", word=wrong[:40], most=MOST_TAGS)
    add = [word.lstrip("+") for word in words if not word.startswith("-")]
    after = tagged(command.ticket, add, [word[1:] for word in words if word.startswith("-")])
    return await _labelled(command, after, "tags", " ".join(after.tags), desk, tx)


async def _labelled(
    command: Command, after: Request, label: str, value: str, desk: Desk, tx: Transaction
) -> list[Effect]:
    await moved(tx, command.ticket, after, Verb.LABELLED, command.by.id, command.at, label=label, value=value)
    say, number = command.say, command.say.ticket(after.ticket)
    if label == "tags":
        done = line(say, "tagged-done" if value else "tagged-none", number=number, tags=value)
    else:
        shown = say.text(f"{label}-{value.replace(' ', '-')}")
        done = line(say, "labelled-done", number=number, label=say.text(f"card-{label}"), value=shown)
    return [*await refresh_cards(after, desk, tx), Say(done)]
