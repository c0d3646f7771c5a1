"""Answer, offer titles, or leave it to people: a wrong automatic answer costs more than none."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.rules import Answering
from bot.policy.trust import NO_EVIDENCE, Trust
from kb import Match
from kb.match import DEFAULT_MARGIN, DEFAULT_OFFER

OTHERS = 2  # other titles shown with an answer at most
TITLES = 3  # titles offered at most when there is no answer
WORTH_OFFERING = 0.15  # below this confidence another title is noise


@dataclass(frozen=True, slots=True)
class Sure:
    """The article to send, and other likely ones when they come close."""

    match: Match
    others: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Not sure enough of one; likely among these, best first."""

    matches: tuple[Match, ...]


def decide(matches: Sequence[Match], rules: Answering, trust: Trust = NO_EVIDENCE) -> Sure | Offer | None:
    """The best match when it reaches its threshold; else titles when one of them is likely; else None: people.
    `matches` are best first, and only of articles the person may read."""
    if not matches:
        return None
    best = matches[0]
    if best.confidence < trust.threshold(best.article.slug, rules):
        likely = tuple(m for m in matches[:TITLES] if m is best or m.confidence >= WORTH_OFFERING)
        return Offer(likely) if best.confidence >= offer_from(rules) else None
    margin = DEFAULT_MARGIN if rules.margin is None else rules.margin
    close = tuple(m for m in matches[1:] if best.confidence - m.confidence < margin and m.confidence >= WORTH_OFFERING)
    return Sure(best, close[:OTHERS])


def offer_from(rules: Answering) -> float:
    """The confidence from which titles are offered."""
    return DEFAULT_OFFER if rules.offer is None else rules.offer
