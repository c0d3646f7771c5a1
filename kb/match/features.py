"""From what was measured of the candidates to an order and a confidence."""

from collections.abc import Mapping, Sequence
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from kb.match.judge import FEATURES
from kb.match.weights import Weights

EXACT_CONFIDENCE = 0.97  # the question is, word for word, a phrasing of this article alone
EXACT_BONUS = 10.0  # on the score: such an article comes first
PLEASANTRY_FACTOR = 0.4  # a greeting or thanks alone is hardly ever a question
# Phrasings that on average hold so little of the question are of another matter with one word in common ("the
# docking station smells burnt"): of such answers 15 in 100 were wrong on our own questions, the public sets have none.
FAINT, FAINT_CONFIDENCE = 0.08, 0.5
FOREIGN = 1.5  # score an article loses that is not in the language the question seems to be written in
MARGIN_CAP, LEAD_CAP = 6.0, 12.0  # beyond these a lead says nothing more
MEASURED = (*FEATURES, "sense", "sense_mean")
"""What articles are ranked by: the features of judge.py, then

sense / sense_mean: cosine of the question's meaning with that of the best phrasing / of all together, times how well
the embedding knows its words; 0 without an embedding
"""
EVIDENCE = (*MEASURED, "unknown", "length", "margin", "share", "doubt", "lead")
"""What the confidence looks at: what is measured, then

unknown: share of the question's weight in words the knowledge base does not know
length: log(1 + words that are not small words)
margin: score less the best other's; share: its part of exp(score) over all candidates
doubt: entropy of those parts; lead: score less that of the third
"""


def scores(measured: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    """What articles are ranked by, in log-odds against another candidate. `measured`: a row an article."""
    total: NDArray[np.float64] = measured @ np.array([weights.rank.get(name, 0.0) for name in MEASURED])
    return total


def shares(scores: Sequence[float]) -> tuple[list[float], float]:
    """Each candidate's part of exp(score), and the entropy of the parts. `scores` are highest first."""
    masses = [exp(one - scores[0]) for one in scores]
    total = sum(masses)
    parts = [mass / total for mass in masses]
    return parts, -sum(part * log(part + 1e-12) for part in parts)


def standing(scores: Sequence[float], place: int) -> tuple[float, float]:
    """Margin and lead of the candidate at this place. `scores` are highest first."""
    own = scores[place]
    other = scores[1 if place == 0 else 0] if len(scores) > 1 else 0.0
    lead = own - scores[2] if len(scores) > 2 else LEAD_CAP
    return max(-MARGIN_CAP, min(MARGIN_CAP, own - other)), max(-MARGIN_CAP, min(LEAD_CAP, lead))


def confidence(evidence: Mapping[str, float], weights: Weights) -> float:
    """Probability, 0 to 1, that the article answers the question."""
    odds = weights.intercept + sum(weights.confidence.get(name, 0.0) * evidence[name] for name in EVIDENCE)
    sure = 1 / (1 + exp(-max(-50.0, min(50.0, odds))))
    return sure if evidence["word_mean"] >= FAINT else min(sure, FAINT_CONFIDENCE)


def parts(evidence: Mapping[str, float], weights: Weights) -> list[tuple[str, float]]:
    """What each number added to the log-odds of the confidence, the weightiest first."""
    worth = [(name, weights.confidence.get(name, 0.0) * evidence[name]) for name in EVIDENCE]
    return sorted((one for one in worth if one[1]), key=lambda one: -abs(one[1]))
