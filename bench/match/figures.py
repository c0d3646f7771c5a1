"""The rows of the table: quality on every set, then speed and memory at size."""

import ctypes
import gc
import multiprocessing
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count, islice
from multiprocessing.connection import Connection

import numpy as np

from bench.match.systems import MOST, Rank, System
from bench.train.measure import auroc, threshold_for
from bench.train.sets import QuestionSet
from kb import Article, Matcher
from kb.match import Embedding

Figures = dict[str, float]
PROMISE = 0.95
WARM, TIMED = 50, 400
BUILT_WITHIN_S = 300


def quality(suite: QuestionSet, rank: Rank, threshold: float | None, every: int = 1) -> Figures:
    """Of one set: how often right, how well it tells what it can not answer, what it answers at 95 % precision."""
    queries = suite.queries[::every]
    found = [rank(query.text) for query in queries]
    sure = np.array([confidence if ranked else 0.0 for ranked, confidence in found])
    place = np.array([_place(ranked, query.article) for (ranked, _), query in zip(found, queries, strict=True)])
    inside = np.array([query.article is not None for query in queries])
    test = np.array([not query.calibrates for query in queries])
    typo = np.array([query.variant == "typo" for query in queries]) & inside
    good = place == 1
    bar = threshold_for(sure[~test], good[~test], PROMISE)
    kept = good[~test][sure[~test] >= bar]
    bar = bar if kept.size and kept.mean() >= PROMISE else np.inf
    given = sure >= (np.inf if threshold is None else threshold)
    return {
        "top-1": float(good[inside].mean()),
        "top-1 on typos": float(good[typo].mean()) if typo.any() else float("nan"),
        "recall@3": float(((place > 0) & (place <= 3))[inside].mean()),
        "AUROC": auroc(sure[inside], sure[~inside]) if (~inside).any() else float("nan"),
        "AR95": float((good & test & (sure >= bar)).sum() / max(1, (inside & test).sum())),
        "precision": float(good[given].mean()) if given.any() else float("nan"),
        "answered": float((good & given).sum() / max(1, inside.sum())) if threshold is not None else float("nan"),
    }


def mean(rows: Sequence[Figures]) -> Figures:
    """Of several sets, every one weighing the same; of precision the worst."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    found = {name: [row[name] for row in rows if name in row and not np.isnan(row[name])] for name in names}
    means = {name: float(np.mean(values)) if values else float("nan") for name, values in found.items()}
    return means | {"precision": float(np.min(found["precision"])) if found.get("precision") else float("nan")}


def _place(ranked: Sequence[str], wanted: str | None) -> int:
    return ranked.index(wanted) + 1 if wanted in ranked else 0


def grown(articles: Sequence[Article], size: int) -> list[Article]:
    """These articles, and as many more mixed from halves of their phrasings as are needed."""
    chance = random.Random(7)
    made = list(articles[:size])
    for number in islice(count(), max(0, size - len(made))):
        one, other = chance.choice(articles), chance.choice(articles)
        texts = [_mixed(left, right) for left, right in zip(one.phrasings, other.phrasings, strict=False)]
        made.append(replace(one, slug=f"mixed-{number}", title=texts[0], questions=tuple(texts[1:])))
    return made


def _mixed(left: str, right: str) -> str:
    first, second = left.split(), right.split()
    return " ".join(first[: len(first) // 2 + 1] + second[len(second) // 2 :])


def speed(system: System, articles: Sequence[Article], texts: Sequence[str]) -> Figures:
    """Milliseconds of processor time a query, and seconds of it to build."""
    started = time.process_time()
    rank = system.build(articles)
    build_s = time.process_time() - started
    for text in texts[:WARM]:
        rank(text)
    took = []
    for text in texts[WARM : WARM + TIMED]:
        started_ns = time.thread_time_ns()
        rank(text)
        took.append((time.thread_time_ns() - started_ns) / 1e6)
    p50, p99 = np.percentile(took, [50, 99]) if took else (float("nan"), float("nan"))
    return {"build s": build_s, "p50 ms": float(p50), "p99 ms": float(p99)}


def change(articles: Sequence[Article], sense: Embedding | None = None) -> float:
    """Milliseconds until one changed article is in force; the middle of five."""
    matcher = Matcher(articles, embedding=sense)
    took = []
    for article in articles[:5]:
        started = time.thread_time_ns()
        matcher.changed([replace(article, title=f"{article.title} anew")]).rank(article.title, limit=MOST)
        took.append((time.thread_time_ns() - started) / 1e6)
    return float(np.median(took))


def held_mb(system: System, articles: Sequence[Article]) -> float:
    """Megabytes its index holds: built in a process of its own, which first gives back what it has to spare."""
    ours, theirs = multiprocessing.Pipe()
    worker = multiprocessing.get_context("fork").Process(target=_hold, args=(system, articles, theirs))
    worker.start()
    held = ours.recv() if ours.poll(BUILT_WITHIN_S) else float("nan")
    worker.join()
    return float(held)


def _hold(system: System, articles: Sequence[Article], told: Connection) -> None:
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    before = _resident_mb()
    index = system.build(articles)
    told.send(_resident_mb() - before)
    del index


def _resident_mb() -> float:
    """What this process holds now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:
            return int(pages.read().split()[1]) * 4096 / 1e6
    except OSError:
        return float("nan")
