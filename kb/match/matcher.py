"""Ranks articles for a question.

Per language an index finds and measures candidates; here the versions of one article are joined by slug, the
slugs compared, and each given a confidence.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import exp

from kb.article import EVERYONE, Article, Match
from kb.match.features import (
    EXACT_BONUS,
    EXACT_CONFIDENCE,
    PLEASANTRY_FACTOR,
    Asked,
    Features,
    confidence,
)
from kb.match.index import Index
from kb.match.language import guess_language, only_courtesy, without_courtesy
from kb.match.text import fold, split

NEAR_TIE = 1.5  # score by which the version in the preferred language may be behind and still be chosen


@dataclass(frozen=True, slots=True)
class _Version:
    article: Article
    phrasing: str
    features: Features
    asked: Asked
    score: float
    exact: bool


class _View:
    """What one set of audiences can see: nothing else influences what it finds."""

    def __init__(self, articles: Sequence[Article]) -> None:
        languages = sorted({article.language for article in articles})
        self.languages = tuple(languages)
        self._indexes = tuple(Index(code, [a for a in articles if a.language == code]) for code in languages)
        self._exact: dict[tuple[str, ...], set[str]] = {}
        for article in articles:
            for phrasing in article.phrasings:
                self._exact.setdefault(_key(_words(phrasing)), set()).add(article.slug)

    def versions(self, words: Sequence[str]) -> list[_Version]:
        """Every candidate of every language."""
        owners = self._exact.get(_key(words), set())
        found = []
        for index in self._indexes:
            candidates, asked = index.candidates(words)
            for one in candidates:
                exact = owners == {one.article.slug} and index.specific(words)
                score = one.features.score + (EXACT_BONUS if exact else 0.0)
                found.append(_Version(one.article, one.phrasing, one.features, asked, score, exact))
        return found


class Matcher:
    """Answers questions from a fixed set of articles. Immutable, pure, the same in every process."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = tuple(sorted(articles, key=lambda a: (a.slug, a.language, a.source)))
        self._audiences = frozenset(article.audience for article in self._articles)
        self._views: dict[frozenset[str], _View] = {}
        self._view((EVERYONE,))

    def _view(self, audiences: Collection[str]) -> _View:
        """Built when first asked for; there are no more of them than combinations of audiences in use."""
        key = self._audiences.intersection(audiences)
        if key not in self._views:
            self._views[key] = _View([article for article in self._articles if article.audience in key])
        return self._views[key]

    def rank(
        self,
        text: str,
        *,
        language: str | None = None,
        audiences: Collection[str] = (EVERYONE,),
        limit: int = 3,
    ) -> tuple[Match, ...]:
        """The articles most likely to answer the question, best first, at most `limit`, one per slug.

        Of an article's languages the one that fits the question best is returned; when they fit about
        equally, the one in `language`, or in the language the question seems to be written in. Articles for
        other audiences change nothing in what is returned. Raises nothing.
        """
        view = self._view(audiences)
        words = _words(text)
        preferred = language or guess_language(text, view.languages)
        best: dict[str, _Version] = {}
        for version in view.versions(words):
            known = best.get(version.article.slug)
            if known is None or _fit(version, preferred) > _fit(known, preferred):
                best[version.article.slug] = version
        ordered = sorted(best.values(), key=lambda version: (-version.score, version.article.slug))
        return _matches(ordered, max(0, limit), 1.0 if not only_courtesy(words) else PLEASANTRY_FACTOR)


def _fit(version: _Version, preferred: str | None) -> tuple[float, str]:
    return version.score + (NEAR_TIE if version.article.language == preferred else 0.0), version.article.language


def _matches(ordered: Sequence[_Version], limit: int, factor: float) -> tuple[Match, ...]:
    """With confidences that never rise down the list."""
    if not ordered:
        return ()
    top = ordered[0].score
    mass = sum(exp(version.score - top) for version in ordered)
    matches: list[Match] = []
    ceiling = 1.0
    for place, version in enumerate(ordered[:limit]):
        other = ordered[1 if place == 0 else 0].score if len(ordered) > 1 else 0.0
        share = exp(version.score - top) / mass
        sure = confidence(version.features, version.asked, margin=version.score - other, share=share) * factor
        ceiling = min(ceiling, max(sure, EXACT_CONFIDENCE) if version.exact else sure)
        matches.append(Match(version.article, round(ceiling, 6), version.phrasing))
    return tuple(matches)


def _words(text: str) -> tuple[str, ...]:
    return without_courtesy(split(fold(text)))


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))
