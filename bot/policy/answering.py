"""Answer, or stay silent: a wrong automatic answer costs more than none."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.rules import Answering
from kb import Match
from kb.match import DEFAULT_MARGIN, DEFAULT_THRESHOLD

OTHERS = 2  # other titles offered at most
WORTH_OFFERING = 0.15  # below this confidence another title is noise


@dataclass(frozen=True, slots=True)
class Sure:
    """The article to send, and other likely ones when they come close."""

    match: Match
    others: tuple[Match, ...] = ()


def limits(rules: Answering) -> tuple[float, float]:
    """Threshold and margin in force."""
    threshold = DEFAULT_THRESHOLD if rules.threshold is None else rules.threshold
    return threshold, DEFAULT_MARGIN if rules.margin is None else rules.margin


def decide(matches: Sequence[Match], rules: Answering) -> Sure | None:
    """The best match above the threshold, or None: abstain. `matches` are best first."""
    threshold, margin = limits(rules)
    if not matches or matches[0].confidence < threshold:
        return None
    best = matches[0]
    close = tuple(m for m in matches[1:] if best.confidence - m.confidence < margin and m.confidence >= WORTH_OFFERING)
    return Sure(best, close[:OTHERS])
