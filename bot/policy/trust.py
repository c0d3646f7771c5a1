"""What the outcomes of earlier answers do to how sure the desk wants to be. Pure.

Counts go in, a threshold comes out; the order of articles and who may read them are never touched. Everything is
measured in log-odds, and bounded. An article is held back when even the upper end of its Wilson interval lies below
the promise, and eased when the lower end lies above it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, inf, log, sqrt

from bot.model.proof import SETTLED, Given
from bot.model.rules import Answering
from kb.match import DEFAULT_THRESHOLD

PROMISE = 0.95
"""The precision the matcher's own threshold is made for."""
Z = 1.28  # a one-sided bound that holds nine times in ten
SILENT_COUNTS = 0.5  # who says nothing was mostly helped; as evidence that is half a word
DISMISSED_COUNTS = 0.5  # it was no request: the matcher was wrong, the article hardly
LEAST_FAILURES = 2.0  # below it nothing is held back: everybody has a bad day
STOPPED_BELOW = 0.5  # when even the upper bound says that it fails more often than not, it is sent no more
MOST_ODDS = 30.0  # beyond these a share is 0 or 1
NEVER = 1.01  # a confidence no match has
LEAST_ALL = 20.0  # answers of the whole desk, below which it has no say
PER_PERSON = 2  # latest answers of one person that count for one article
HELD_BACK, EASED = 4.0, 1.0  # the most an article's threshold is raised and lowered, in log-odds
ALL_HELD_BACK, ALL_EASED = 1.5, 0.5  # the same for the desk as a whole


@dataclass(frozen=True, slots=True)
class Tally:
    """How the answers of one article, or of all, were taken."""

    solved: int = 0
    silent: int = 0
    failed: int = 0
    again: int = 0
    dismissed: int = 0

    @property
    def good(self) -> float:
        return self.solved + SILENT_COUNTS * self.silent

    @property
    def bad(self) -> float:
        return self.failed + self.again + DISMISSED_COUNTS * self.dismissed

    @property
    def count(self) -> int:
        return self.solved + self.silent + self.failed + self.again + self.dismissed

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.solved + other.solved,
            self.silent + other.silent,
            self.failed + other.failed,
            self.again + other.again,
            self.dismissed + other.dismissed,
        )

    @property
    def bounds(self) -> tuple[float, float]:
        """The Wilson interval of the share that helped; (0, 1) without evidence."""
        n = self.good + self.bad
        if not n:
            return 0.0, 1.0
        share, square = self.good / n, Z * Z
        middle = (share + square / (2 * n)) / (1 + square / n)
        reach = Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)


def tally(given: Iterable[Given]) -> Tally:
    """Counted, newest first: of one person only the latest few."""
    counts: Counter[str] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for one in given:
        key = one.requester, one.slug
        if one.verdict in SETTLED and seen[key] < PER_PERSON:
            seen[key] += 1
            counts[one.verdict.value] += 1
    return Tally(**counts)


def raised(of: Tally, promise: float, *, least: float, up: float, down: float) -> float:
    """By how much a threshold moves, in log-odds, within [-down, up]. A failure more never lowers it, a success more
    never raises it."""
    low, high = of.bounds
    if of.bad >= least and high < promise:
        return min(up, _odds(promise) - _odds(high))
    if low > promise:
        return -min(down, _odds(low) - _odds(promise))
    return 0.0


@dataclass(frozen=True, slots=True)
class Trust:
    """How much is asked of answers now: for all, and beyond that by slug."""

    overall: float = 0.0
    own: Mapping[str, float] = field(default_factory=dict)

    def threshold(self, slug: str, rules: Answering) -> float:
        """The confidence from which this article is sent."""
        return moved(base(rules), self.overall + self.own.get(slug, 0.0))


NO_EVIDENCE = Trust()


def trust(recent: Sequence[Given], of_articles: Sequence[Given], rules: Answering) -> Trust:
    """From the desk's latest answers and those of the articles in question, newest first each, of editions in force."""
    if not rules.learn:
        return NO_EVIDENCE
    own = {slug: own_part(one, rules) for slug, one in by_slug(of_articles).items()}
    return Trust(overall_part(recent, rules), {slug: part for slug, part in own.items() if part})


def by_slug(given: Iterable[Given]) -> dict[str, Tally]:
    groups: dict[str, list[Given]] = {}
    for one in given:
        groups.setdefault(one.slug, []).append(one)
    return {slug: tally(group) for slug, group in groups.items()}


def own_part(of: Tally, rules: Answering) -> float:
    """Infinite for an article that is sent no more."""
    if of.bad >= LEAST_FAILURES and of.bounds[1] < min(STOPPED_BELOW, rules.promise):
        return inf
    return raised(of, rules.promise, least=LEAST_FAILURES, up=HELD_BACK, down=EASED)


def overall_part(recent: Sequence[Given], rules: Answering) -> float:
    """Of the desk as a whole. Articles that are held back already are left out: they answer little any more."""
    kept = [of for of in by_slug(recent).values() if own_part(of, rules) <= 0]
    together = sum(kept, Tally())
    if together.good + together.bad < LEAST_ALL:
        return 0.0
    return raised(together, rules.promise, least=LEAST_FAILURES, up=ALL_HELD_BACK, down=ALL_EASED)


def base(rules: Answering) -> float:
    """The threshold before any evidence: the desk file's, else the matcher's own, moved to the desk's promise."""
    if rules.threshold is not None:
        return rules.threshold
    return moved(DEFAULT_THRESHOLD, _odds(rules.promise) - _odds(PROMISE))


def moved(threshold: float, by: float) -> float:
    """A threshold moved in log-odds; 0 and 1 are someone's word and stay."""
    if by == inf:
        return NEVER
    if not 0 < threshold < 1 or not by:
        return threshold
    return 1 / (1 + exp(-max(-MOST_ODDS, min(MOST_ODDS, _odds(threshold) + by))))


def _odds(share: float) -> float:
    if share <= 0:
        return -inf
    return inf if share >= 1 else log(share / (1 - share))
