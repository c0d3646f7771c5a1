"""Who plays: people who ask, with a temper of their own, and agents, quick or slow. All of them made up."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Literal

from bot.model.people import Account
from bot.model.rules import Rules

PLATFORM = "web"
Temper = Literal["thankful", "impatient", "quiet", "plain"]

_NAMES = (
    ("Emma de Vries", "nl-NL"), ("Liam Carter", "en-GB"), ("Sofie Janssens", "nl-BE"), ("Noah Meijer", "nl-NL"),
    ("Olivia Brown", "en-GB"), ("Daan Kuipers", "nl-NL"), ("Mia Schmidt", "en-GB"), ("Lucas Hendriks", "nl-NL"),
    ("Zoë van Dijk", "nl-NL"), ("James Walker", "en-GB"), ("Fatima Yilmaz", "nl-NL"), ("Oscar Lindgren", "en-GB"),
    ("Eva Mertens", "nl-BE"), ("Ravi Patel", "en-GB"), ("Julia Brouwer", "nl-NL"), ("Tomás Silva", "en-GB"),
    ("Anouk Willems", "nl-NL"), ("Henry Clarke", "en-GB"), ("Sara Bos", "nl-NL"), ("Milan Novak", "en-GB"),
    ("Lieke Vermeer", "nl-NL"), ("Grace Murphy", "en-GB"), ("Bas Koster", "nl-NL"), ("Chiara Rossi", "en-GB"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks."""

    account: Account
    dutch: bool
    temper: Temper


@dataclass(frozen=True, slots=True)
class Worker:
    """An agent: how long they take to notice, and how often they hand on what they cannot solve."""

    account: Account
    queue: str
    pace: timedelta
    hands_on: float


def askers(rules: Rules, chance: Random) -> list[Asker]:
    """The desk file's own requesters, and a floor of colleagues."""
    tempers: tuple[Temper, ...] = ("thankful", "impatient", "quiet", "plain", "plain")
    own = [p for p in rules.people if p.account(PLATFORM) and not rules.is_agent(p.id)]
    people = [(p.account(PLATFORM) or p.id, p.name, p.locale or "en-GB") for p in own]
    people += [(name.split()[0].lower().replace("ë", "e").replace("á", "a"), name, locale) for name, locale in _NAMES]
    return [
        Asker(Account(PLATFORM, who, name, locale), locale.startswith("nl"), chance.choice(tempers))
        for who, name, locale in people
    ]


def workers(rules: Rules, chance: Random) -> list[Worker]:
    """Every agent of the desk file, once per queue."""
    found = []
    for queue in rules.queues:
        for one in queue.agents:
            member = rules.member(one)
            account = member.account(PLATFORM) if member else None
            if member is not None and account is not None:
                pace = timedelta(minutes=chance.choice((3, 6, 12, 25)))
                hands_on = 0.2 if queue.tier == "L1" and queue.hand_to else 0.0
                found.append(Worker(Account(PLATFORM, account, member.name, member.locale), queue.id, pace, hands_on))
    return found
