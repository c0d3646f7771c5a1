"""Runs the shipped engine over a question set and keeps every number it saw."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bench.train.learn import Measured, evidence, order, right, sureness
from bench.train.sets import QuestionSet
from kb import Article, Matcher
from kb.match import Embedding
from kb.match.features import FOREIGN, MEASURED
from kb.match.index import MOST

Report = dict[str, float]


def measure(
    suite: QuestionSet,
    phrasings: int,
    more: Sequence[Article] = (),
    every: int = 1,
    embedding: Embedding | None = None,
) -> Measured:
    """`more`: articles that answer none of the questions. `every`: only each so-manieth question."""
    matcher = Matcher([*suite.kb(phrasings), *more], embedding=embedding)
    queries = suite.queries[::every]
    features = np.zeros((len(queries), MOST, len(MEASURED)))
    start, held = np.zeros((len(queries), MOST)), np.zeros((len(queries), MOST), bool)
    gold, asked = np.full(len(queries), -1), np.zeros((len(queries), 2))
    for at, query in enumerate(queries):
        found = matcher.examine(query.text, limit=MOST)
        for place, one in enumerate(found):
            features[at, place] = [one.evidence[name] for name in MEASURED]
            start[at, place] = -FOREIGN * one.evidence["foreign"]
            held[at, place] = True
            if one.match.article.slug == query.article:
                gold[at] = place
        if found:
            asked[at] = found[0].evidence["unknown"], found[0].evidence["length"]
    return Measured(
        name=suite.name,
        condition=f"{phrasings}" + (f"+{len(more)}" if more else ""),
        features=features,
        start=start,
        held=held,
        gold=gold,
        asked=asked,
        in_scope=np.array([query.article is not None for query in queries]),
        variant=np.array([query.variant for query in queries]),
        calibrates=np.array([query.calibrates for query in queries]),
    )


def auroc(positive: Any, negative: Any) -> float:
    """Chance that a positive outranks a negative; ties count half."""
    both = np.concatenate([positive, negative])
    _, inverse, count = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2.0)[inverse]
    size = len(positive)
    return float((ranks[:size].sum() - size * (size + 1) / 2) / max(1, size * len(negative)))


def threshold_for(sure: Any, good: Any, precision: float) -> float:
    """The lowest threshold whose answers are right so often; 1 when there is none."""
    ordered = np.argsort(-sure, kind="stable")
    values, hits = sure[ordered], good[ordered].astype(float)
    share = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    last = np.append(values[1:] != values[:-1], True)
    fine = np.flatnonzero((share >= precision) & last)
    return float(values[fine[-1]]) if len(fine) else 1.0


def report(measured: Measured, rank: Any, confidence: Any, threshold: float) -> Report:
    """The figures of one set under one condition."""
    sure, good = sureness(measured, rank, confidence), right(measured, rank)
    return figures(measured, order(measured, rank)[0], sure, good, threshold)


def figures(measured: Measured, places: Any, sure: Any, good: Any, threshold: float) -> Report:
    inside, found = measured.in_scope, measured.gold >= 0
    typo = inside & (measured.variant == "typo")
    top3 = (places[:, :3] == measured.gold[:, None]).any(axis=1) & found
    given, test = sure >= threshold, ~measured.calibrates
    bar = threshold_for(sure[~test], good[~test], 0.95)
    return {
        "top1": float(good[inside].mean()),
        "typo": float(good[typo].mean()) if typo.any() else float("nan"),
        "recall3": float(top3[inside].mean()),
        "auroc": auroc(sure[inside], sure[~inside]) if (~inside).any() else float("nan"),
        "ar95": float((good & test & (sure >= bar)).sum() / max(1, (inside & test).sum())),
        "precision": float(good[given].mean()) if given.any() else 1.0,
        "answered": float((good & given).sum() / max(1, inside.sum())),
    }


__all__ = ["auroc", "evidence", "figures", "measure", "report", "threshold_for"]
