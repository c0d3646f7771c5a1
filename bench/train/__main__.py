"""`make train-matcher DATA=folder`, or `python -m bench.train folder`: learns kb/match/weights.toml.

With ARGS=--semantic, kb/match/weights_semantic.toml: the same with a static embedding, moved so that the threshold of
the first file holds for both. The same data gives the same file. Printed: the figures of every set when it was left
out of the learning, then when it was not.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.train.learn import Floats, Measured, fit_confidence, fit_rank, right, sureness
from bench.train.measure import Report, measure, report, threshold_for
from bench.train.sets import QuestionSet, distractors, own, read
from kb import Article
from kb.match import DEFAULT_THRESHOLD, Embedding, embedding
from kb.match.features import EVIDENCE, MEASURED
from kb.match.weights import FILE, SEMANTIC_FILE

PHRASINGS = (5, 3, 1)
ALL = 99  # phrasings: of our own articles every one, the questions were written for all of them
AMONG_MANY = 3  # phrasings an article has among the distractors
SCANT = 3  # every so-manieth distractor has a title alone: else the mere number of phrasings would tell them apart
EVERY = 4  # question asked among the distractors
PROMISE = 0.95  # precision of what is answered
UNSEEN = 0.935  # the least of it in a set that was not learnt from
ROOT = Path(__file__).resolve().parents[2]
STARTER, QUESTIONS = ROOT / "kb/articles", ROOT / "tests/kb/questions.csv"
Learnt = tuple[Floats, tuple[Floats, float]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with a folder for each question set")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--semantic", action="store_true", help="with a static embedding")
    parser.add_argument("--model", type=Path, help="folder of one; without it the one of the semantic extra")
    chosen = parser.parse_args()
    sense = embedding(chosen.model) if chosen.semantic else None
    suites = read(chosen.data)
    if not suites:
        parser.error(f"no queries.jsonl under {chosen.data}")
    sets, among = _measured(suites, chosen.data, sense)
    suites.append(own(STARTER, QUESTIONS))
    sets.append(measure(suites[-1], ALL, embedding=sense))
    learnt = [m for m in sets if "+" not in m.condition] + among
    apart = {suite.name: _learn([m for m in learnt if m.name != suite.name]) for suite in suites if len(suites) > 1}
    whole = _learn(learnt)
    threshold = _threshold(sets, whole, apart)
    console = Console(width=110)
    for title, chosen_by in (("left out of the learning", apart), ("learnt from", {})):
        rows = {(m.name, m.condition): report(m, *chosen_by.get(m.name, whole), threshold) for m in sets}
        console.print(_table(title, rows))
    out = chosen.out or (SEMANTIC_FILE if sense else FILE)
    if sense:
        whole, threshold = _moved(whole, threshold), DEFAULT_THRESHOLD
    out.write_text(_file(suites, whole, threshold, chosen.model, bool(sense)), encoding="utf-8")
    console.print(f"written: {out}, threshold {threshold}")


def _measured(
    suites: Sequence[QuestionSet], data: Path, sense: Embedding | None
) -> tuple[list[Measured], list[Measured]]:
    """To report, and those among distractors to learn from."""
    sets = [measure(suite, phrasings, embedding=sense) for suite in suites for phrasings in PHRASINGS]
    many = distractors(data, AMONG_MANY)
    if not many:
        return sets, []
    mixed = [replace(one, questions=()) if at % SCANT == 0 else one for at, one in enumerate(many)]
    sets += [_among(suite, many, sense) for suite in suites]
    return sets, [_among(suite, mixed, sense) for suite in suites]


def _among(suite: QuestionSet, many: Sequence[Article], sense: Embedding | None) -> Measured:
    return measure(suite, AMONG_MANY, many, EVERY, sense)


def _learn(sets: Sequence[Measured]) -> Learnt:
    rank = np.round(fit_rank(sets), 3)
    # among distractors some questions said to be out of scope are answered by one of those: no truth to learn from
    clean = [m for m in sets if "+" not in m.condition]
    return rank, _rounded(fit_confidence(clean, rank))


def _rounded(confidence: tuple[Floats, float]) -> tuple[Floats, float]:
    return np.round(confidence[0], 3), round(confidence[1], 3)


def _moved(learnt: Learnt, threshold: float) -> Learnt:
    """With its threshold at the shipped one."""
    rank, (confidence, intercept) = learnt
    return rank, (confidence, round(intercept + _odds(DEFAULT_THRESHOLD) - _odds(threshold), 3))


def _odds(chance: float) -> float:
    return log(chance / (1 - chance))


def _threshold(sets: Sequence[Measured], whole: Learnt, apart: dict[str, Learnt]) -> float:
    """The lowest that keeps the promise on what was learnt from, and nearly on what was not."""
    bars = []
    for m in sets:
        if m.condition not in (str(PHRASINGS[0]), str(ALL)):
            continue
        for (rank, confidence), wanted in ((whole, PROMISE), (apart.get(m.name, whole), UNSEEN)):
            bars.append(threshold_for(sureness(m, rank, confidence), right(m, rank), wanted))
    return round(float(np.ceil(max(bars) * 100) / 100), 2)


def _table(title: str, rows: dict[tuple[str, str], Report]) -> Table:
    names = list(next(iter(rows.values())))
    table = Table("set", "phrasings", *names, title=title)
    for (name, condition), row in rows.items():
        table.add_row(name, condition, *(f"{row[key]:.3f}" for key in names))
    for condition in dict.fromkeys(condition for _, condition in rows):
        group = [row for (_, other), row in rows.items() if other == condition]
        table.add_row("mean", condition, *(f"{np.nanmean([row[key] for row in group]):.3f}" for key in names))
    return table


def _file(suites: Sequence[QuestionSet], learnt: Learnt, threshold: float, model: Path | None, semantic: bool) -> str:
    rank, (confidence, intercept) = learnt
    meant = (
        [f"# With a static embedding: {model.name if model else 'the one of the semantic extra'}."] if semantic else []
    )
    lines = [
        "# The learnt numbers of the matcher; written by `make train-matcher`, not by hand.",
        "# rank: a conditional logit over the candidates of a question. confidence: a logistic regression on whether",
        "# the first article is right. threshold: the lowest that keeps the promised precision, also on sets left out.",
        f"# Every set weighs the same: with {', '.join(map(str, PHRASINGS))} phrasings an article, and among others.",
        *meant,
        "# Learnt from (name, articles, questions, digest of the files):",
        *(f"#   {s.name}, {len(s.articles)}, {len(s.queries)}, {s.digest}" for s in suites),
        f"intercept = {intercept:.3f}",
        f"threshold = {threshold}",
        "",
        "[rank]",
        *(f"{name} = {value:.3f}" for name, value in zip(MEASURED, rank, strict=True) if value),
        "",
        "[confidence]",
        *(f"{name} = {value:.3f}" for name, value in zip(EVIDENCE, confidence, strict=True) if value),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
