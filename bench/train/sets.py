"""Reads question sets: one folder each with kb.jsonl and queries.jsonl; distractors.jsonl beside them if any.

kb.jsonl: {id, title, questions[], lang}. queries.jsonl: {text, article_id or null, variant, split}.
"""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from kb import Article, load


@dataclass(frozen=True)
class Query:
    text: str
    article: str | None
    """None: no article answers it."""
    variant: str
    calibrates: bool
    """May be used to pick a threshold, never to report."""


@dataclass(frozen=True)
class QuestionSet:
    name: str
    articles: tuple[Article, ...]
    queries: tuple[Query, ...]
    digest: str

    def kb(self, phrasings: int) -> list[Article]:
        """The articles with their title and so many of their questions."""
        return [replace(one, questions=one.questions[:phrasings]) for one in self.articles]


def article(row: dict[str, Any], phrasings: int | None = None) -> Article:
    """The title and so many of the questions, or all; what it answers plays no part."""
    return Article(
        slug=str(row["id"]),
        language=str(row.get("lang") or "en"),
        title=str(row.get("title") or ""),
        questions=tuple(str(question) for question in (row.get("questions") or ())[:phrasings]),
        body="-",
        tags=(),
        queue="-",
        audience="everyone",
        owner="-",
        verified=date(2000, 1, 1),
        source=str(row["id"]),
    )


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read(folder: Path) -> list[QuestionSet]:
    """Every set in the folder, by name; the folder itself when it is one."""
    places = (
        [folder] if (folder / "queries.jsonl").exists() else sorted(p.parent for p in folder.glob("*/queries.jsonl"))
    )
    return [_read(place) for place in places]


def distractors(folder: Path, phrasings: int) -> list[Article]:
    path = folder / "distractors.jsonl"
    return [article(row, phrasings) for row in rows(path)] if path.exists() else []


def _read(place: Path) -> QuestionSet:
    digest = hashlib.sha256((place / "kb.jsonl").read_bytes() + (place / "queries.jsonl").read_bytes())
    queries = tuple(
        Query(row["text"], row["article_id"], row.get("variant", "clean"), row.get("split") == "cal")
        for row in rows(place / "queries.jsonl")
    )
    return QuestionSet(
        place.name, tuple(article(row) for row in rows(place / "kb.jsonl")), queries, digest.hexdigest()[:12]
    )


def own(articles: Path, questions: Path) -> QuestionSet:
    """The starter articles and the questions written for them: columns text, language, slug (empty: none), variant."""
    data = questions.read_bytes()
    lines = csv.DictReader(data.decode("utf-8").splitlines())
    queries = tuple(
        Query(line["text"], line["slug"] or None, line["variant"], at % 2 == 0) for at, line in enumerate(lines)
    )
    everyone = tuple(one for one in load(articles).articles if one.audience == "everyone")
    return QuestionSet("starter", everyone, queries, hashlib.sha256(data).hexdigest()[:12])
