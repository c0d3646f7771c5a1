"""`python bench/match [folder]` or `python -m bench match [folder]`: the matcher beside other systems, in one run.

The folder holds question sets, one folder each with kb.jsonl and queries.jsonl, and distractors.jsonl if any.
Without one: the starter articles and tests/kb/questions.csv. Times are processor time of one core.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

if not __package__:  # run as a folder: python bench/match
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.match.figures import Figures, change, grown, held_mb, mean, quality, speed
from bench.match.systems import System, systems
from bench.train.sets import QuestionSet, distractors, own, read
from kb import Article
from kb.match import embedding

ROOT = Path(__file__).resolve().parents[2]
STARTER, QUESTIONS = ROOT / "kb/articles", ROOT / "tests/kb/questions.csv"
ALL = 99
EVERY = 4  # question asked among many articles
FEW = 20_000  # articles; among more those that go through every phrasing are left out
QUICK = 5  # odd, as every second question of our own calibrates


def main() -> None:
    parser = argparse.ArgumentParser(prog="python bench/match", description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, help="folder of question sets")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000], help="articles to be quick among")
    parser.add_argument("--quick", action="store_true", help="every fifth question")
    chosen = parser.parse_args()
    suites = read(chosen.data) if chosen.data else [own(STARTER, QUESTIONS)]
    if not suites:
        parser.error(f"no queries.jsonl under {chosen.data}")
    many = distractors(chosen.data, 3) if chosen.data else []
    every = QUICK if chosen.quick else 1
    console = Console(width=160)
    known, phrasings = systems(), 5 if chosen.data else ALL
    found: dict[str, list[Figures]] = {system.name: [] for system in known}
    for suite in suites:
        rows = {system.name: _row(system, suite, phrasings, many, every) for system in known}
        console.print(_table(f"{suite.name}: title + {'all' if phrasings == ALL else phrasings} phrasings", rows))
        for name, row in rows.items():
            found[name].append(row)
    if len(suites) > 1:
        means = {name: mean(rows) for name, rows in found.items()}
        console.print(_table(f"mean of {len(suites)} sets; of precision the worst", means))
    for size in chosen.sizes:
        console.print(_speed(known, suites, many, size))


def _row(system: System, suite: QuestionSet, phrasings: int, many: Sequence[Article], every: int) -> Figures:
    """One set: then when articles are worded scantily, and when the right one is among many."""
    row = quality(suite, system.build(suite.kb(phrasings)), system.threshold, every)
    row["1 phrasing"] = quality(suite, system.build(suite.kb(1)), None, every)["top-1"]
    if many:
        among = system.build([*suite.kb(3), *many])
        row[f"among {len(many)}"] = quality(suite, among, None, EVERY * _slow(system))["top-1"]
    return row


def _slow(system: System) -> int:
    """What is slow is asked less."""
    return 1 if system.name.startswith(("loket", "bm25s")) else 4


def _speed(known: Sequence[System], suites: Sequence[QuestionSet], many: Sequence[Article], size: int) -> Table:
    articles = [article for suite in suites for article in suite.kb(3)] + list(many)
    articles = grown([article for article in articles if article.language == articles[0].language], size)
    texts = [query.text for suite in suites for query in suite.queries]
    texts = texts[:: max(1, len(texts) // 450)]
    rows = {}
    for system in known:
        if size > FEW and not system.indexed:
            continue
        rows[system.name] = speed(system, articles, texts if _slow(system) == 1 else texts[:80])
        rows[system.name]["index MB"] = held_mb(system, articles)
        if system.name.startswith("loket"):
            sense = embedding() if "semantic" in system.name else None
            rows[system.name]["one change ms"] = change(articles, sense)
    return _table(f"{len(articles)} articles", rows)


def _table(title: str, rows: dict[str, Figures]) -> Table:
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    table = Table("system", *names, title=title)
    for name, row in rows.items():
        table.add_row(name, *(_shown(row.get(key, float("nan"))) for key in names))
    return table


def _shown(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.3f}"


if __name__ == "__main__":
    main()
