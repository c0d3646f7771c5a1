"""Ranks articles for a question."""

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz

from kb.article import Article, Match
from kb.match.language import without_courtesy
from kb.match.text import fold, split

DEFAULT_THRESHOLD = 0.8
DEFAULT_MARGIN = 0.1


class Matcher:
    """Answers questions from a fixed set of articles. Immutable once built, pure, deterministic."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._entries = tuple(
            (article, phrasing, " ".join(without_courtesy(split(fold(phrasing)))))
            for article in articles
            for phrasing in article.phrasings
        )

    def rank(
        self,
        text: str,
        *,
        language: str | None = None,
        audiences: Collection[str] = ("everyone",),
        limit: int = 3,
    ) -> tuple[Match, ...]:
        """The articles most likely to answer the question, best first, one per slug. Raises nothing."""
        question = " ".join(without_courtesy(split(fold(text))))
        best: dict[str, Match] = {}
        for article, phrasing, plain in self._entries:
            if article.audience not in audiences or not question:
                continue
            confidence = fuzz.token_sort_ratio(question, plain) / 100
            known = best.get(article.slug)
            bonus = 0.02 if article.language == language else 0.0
            if known is None or confidence + bonus > known.confidence:
                best[article.slug] = Match(article, confidence, phrasing)
        ordered = sorted(best.values(), key=lambda m: (-m.confidence, m.article.slug))
        return tuple(ordered[:limit])
