"""Two small convex fits, by Newton's method: always the same answer for the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.match.features import LEAD_CAP, MARGIN_CAP, MEASURED
from kb.match.index import CANDIDATES

Floats = NDArray[np.float64]
RIDGE = 3e-4
STEPS = 60
FAR = -1e9


@dataclass(frozen=True)
class Measured:
    """All questions of one set under one condition."""

    name: str
    condition: str
    features: Floats
    """questions x candidates x features"""
    start: Floats
    """questions x candidates: what the score of a candidate begins with"""
    held: NDArray[np.bool_]
    """Which candidates exist."""
    gold: NDArray[np.int64]
    """Place of the right candidate, -1 when it is none of them."""
    asked: Floats
    """questions x (unknown, length)"""
    in_scope: NDArray[np.bool_]
    variant: NDArray[np.str_]
    calibrates: NDArray[np.bool_]


def fit_rank(sets: Sequence[Measured]) -> Floats:
    """Conditional logit over the candidates of each question; every set weighs the same."""
    found = [(m, m.gold >= 0) for m in sets if (m.gold >= 0).any()]
    data = [(m.features[some], m.start[some], m.held[some], m.gold[some]) for m, some in found]
    weights = np.zeros(len(MEASURED))

    def loss(at: Floats) -> float:
        total = RIDGE * float(at @ at)
        for features, start, held, gold in data:
            part = softmax(np.where(held, start + features @ at, FAR))
            total -= float(np.log(part[np.arange(len(gold)), gold] + 1e-300).mean()) / len(data)
        return total

    for _ in range(STEPS):
        slope, bend = 2 * RIDGE * weights, 2 * RIDGE * np.eye(len(weights))
        for features, start, held, gold in data:
            part = softmax(np.where(held, start + features @ weights, FAR))
            middle = np.einsum("ij,ijk->ik", part, features)
            slope = slope + (middle - features[np.arange(len(gold)), gold]).mean(0) / len(data)
            second = np.einsum("ij,ijk,ijl->kl", part, features, features, optimize=True) - middle.T @ middle
            bend = bend + second / len(gold) / len(data)
        step = np.linalg.solve(bend, slope)
        before = loss(weights)
        while loss(weights - step) > before and np.abs(step).max() > 1e-7:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def fit_confidence(sets: Sequence[Measured], rank: Floats) -> tuple[Floats, float]:
    """Logistic regression on whether the first article is right; every set weighs the same."""
    pairs = [(evidence(m, rank), right(m, rank).astype(float)) for m in sets]
    every = np.concatenate([values for values, _ in pairs])
    centre, spread = every.mean(0), every.std(0) + 1e-9
    data = [(np.hstack([(values - centre) / spread, np.ones((len(values), 1))]), good) for values, good in pairs]
    weights = np.zeros(every.shape[1] + 1)
    ridge = np.append(np.full(every.shape[1], 2 * RIDGE), 1e-9)
    for _ in range(STEPS):
        slope, bend = ridge * weights, np.diag(ridge)
        for values, good in data:
            sure = 1 / (1 + np.exp(-np.clip(values @ weights, -50, 50)))
            slope = slope + values.T @ (sure - good) / len(good) / len(data)
            bend = bend + (values * (sure * (1 - sure))[:, None]).T @ values / len(good) / len(data)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ centre)


def softmax(scores: Floats) -> Floats:
    masses = np.exp(scores - scores.max(axis=1, keepdims=True))
    parts: Floats = masses / masses.sum(axis=1, keepdims=True)
    return parts


def order(measured: Measured, rank: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Places best first, and the scores in that order."""
    scores = np.where(measured.held, measured.start + measured.features @ rank, FAR)
    places = np.argsort(-scores, axis=1, kind="stable")
    return places, np.take_along_axis(scores, places, axis=1)


def right(measured: Measured, rank: Floats) -> NDArray[np.bool_]:
    """Whether the first article answers the question."""
    places, _ = order(measured, rank)
    return (measured.gold >= 0) & (places[:, 0] == measured.gold)


def evidence(measured: Measured, rank: Floats) -> Floats:
    """What features.EVIDENCE names, of the first article of each question."""
    places, scores = order(measured, rank)
    first = measured.features[np.arange(len(places)), places[:, 0]]
    count = measured.held.sum(axis=1)
    part = softmax(scores)
    margin = np.where(count > 1, scores[:, 0] - scores[:, 1], scores[:, 0])
    lead = np.where(count > 2, scores[:, 0] - scores[:, 2], LEAD_CAP)
    doubt = -(part * np.log(part + 1e-12)).sum(axis=1)
    more = np.stack(
        [np.clip(margin, -MARGIN_CAP, MARGIN_CAP), part[:, 0], doubt, np.clip(lead, -MARGIN_CAP, LEAD_CAP)], axis=1
    )
    values = np.hstack([first, measured.asked, more])
    values[count == 0] = 0.0
    return values


def sureness(measured: Measured, rank: Floats, confidence: tuple[Floats, float]) -> Floats:
    """0 to 1, 0 where nothing was found."""
    odds = evidence(measured, rank) @ confidence[0] + confidence[1]
    sure: Floats = np.where(measured.held.any(axis=1), 1 / (1 + np.exp(-np.clip(odds, -50, 50))), 0.0)
    return sure


assert CANDIDATES >= 3  # lead and margin look at the first three
