"""Ranks the queries of a question set with the shipped engine and weights.

The format is JSON lines. Articles: {"id", "title", "questions": [...], "lang"}; queries: {"text"}.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from kb.article import EVERYONE, Article, Match
from kb.match import Matcher

RANKED = 10


class BadLines(ValueError):
    """The file can not be used; the message names the line."""


def read_lines(text: str) -> Iterator[dict[str, Any]]:
    """One JSON object a line; empty lines are skipped. Raises BadLines."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadLines(f"line {number}: {error.msg}") from error
        if not isinstance(row, dict):
            raise BadLines(f"line {number}: not an object")
        yield row


def articles(rows: Iterable[dict[str, Any]], phrasings: int) -> Iterator[Article]:
    """Each with its title and its first so many questions. Raises BadLines."""
    for number, row in enumerate(rows, start=1):
        if "id" not in row:
            raise BadLines(f"article {number}: no id")
        questions = row.get("questions") or ()
        yield Article(
            slug=str(row["id"]),
            language=str(row.get("lang") or "en"),
            title=str(row.get("title") or ""),
            questions=tuple(str(question) for question in questions[: max(0, phrasings)]),
            body=str(row.get("answer") or ""),
            tags=(),
            queue="",
            audience=EVERYONE,
            owner="",
            verified=date(2000, 1, 1),
            source=str(row["id"]),
        )


def predict(matcher: Matcher, text: str) -> tuple[Match, ...]:
    return matcher.rank(text, limit=RANKED)


def line(query_index: int, found: tuple[Match, ...]) -> str:
    """One prediction as JSON."""
    ranked = [match.article.slug for match in found]
    confidence = found[0].confidence if found else 0.0
    return json.dumps({"query_index": query_index, "ranked": ranked, "confidence": confidence})
