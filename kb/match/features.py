"""What is known about one article for one question: the numbers everything is decided from."""

from math import exp
from typing import NamedTuple

from kb.match.weights import CONFIDENCE, INTERCEPT, RANK

MARGIN_CAP = 6.0  # beyond this a lead says nothing more
EXACT_CONFIDENCE = 0.97  # the question is, word for word, a phrasing of this article alone
EXACT_BONUS = 10.0  # on the score: such an article comes first
PLEASANTRY_FACTOR = 0.4  # a greeting or thanks alone is hardly ever a question


class Features(NamedTuple):
    """Each 0 to 1."""

    bm25: float
    """Pooled BM25 of all phrasings, as a share of the most the question could reach."""
    cover: float
    """Weight of the question's words found in the article, as a share of all its words' weight."""
    grams: float
    """Cosine of character 3- to 5-grams between the question and all phrasings together."""
    fuzzy: float
    """Similarity of the sorted, repaired, stemmed words with the best phrasing (rapidfuzz)."""
    recall: float
    """Weight of the best phrasing's words that the question contains."""

    @property
    def score(self) -> float:
        """What articles are ranked by, in log-odds against another candidate."""
        return sum(RANK[name] * value for name, value in zip(self._fields, self, strict=True))


class Asked(NamedTuple):
    """What is known about the question itself."""

    unknown: float
    """Share of its words' weight that the knowledge base does not know, 0 to 1."""
    length: float
    """log(1 + words that are not small words)."""


def confidence(features: Features, asked: Asked, *, margin: float, share: float) -> float:
    """Probability, 0 to 1, that the article answers the question.

    `margin` is its score minus the best other's; `share` its part of exp(score) over all candidates.
    """
    values = features._asdict() | asked._asdict() | {"margin": min(margin, MARGIN_CAP), "share": share}
    odds = INTERCEPT + sum(weight * values[name] for name, weight in CONFIDENCE.items())
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))
