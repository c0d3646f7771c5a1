"""Ranks articles for a question.

Per language an index finds and measures candidates; here the versions of one article are joined by slug, the
slugs compared, and each given a confidence.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from kb.article import EVERYONE, Article, Match
from kb.match.features import (
    EXACT_BONUS,
    EXACT_CONFIDENCE,
    FOREIGN,
    MEASURED,
    PLEASANTRY_FACTOR,
    confidence,
    parts,
    scores,
    shares,
    standing,
)
from kb.match.index import MOST
from kb.match.language import guess_language, only_courtesy, without_courtesy
from kb.match.semantic import Embedding
from kb.match.synonyms import Synonyms, shipped
from kb.match.text import fold, split
from kb.match.view import View
from kb.match.weights import PLAIN, Weights

NEAR_TIE = 1.5  # score by which the version in the preferred language may be behind and still be chosen

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A match and why: every number its confidence was made of, by name."""

    match: Match
    score: float
    evidence: Mapping[str, float]
    exact: bool
    """The question is, word for word, a phrasing of this article alone."""
    weights: Weights

    def parts(self) -> list[tuple[str, float]]:
        """What each number added to the log-odds of the confidence, the weightiest first."""
        return parts(self.evidence, self.weights)


@dataclass(frozen=True, slots=True)
class _Version:
    article: Article
    phrasing: str
    measured: tuple[float, ...]
    unknown: float
    length: float
    score: float
    exact: bool
    foreign: bool


class Matcher:
    """Answers questions from a fixed set of articles. Immutable, pure, the same in every process.

    Articles with the same slug and language are versions of one: whichever fits the question is returned.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        synonyms: Synonyms | None = None,
        embedding: Embedding | None = None,
    ) -> None:
        self._embedding = embedding
        self._weights = embedding.weights if embedding else PLAIN
        self._synonyms = shipped() if synonyms is None else synonyms
        self._articles: dict[Key, tuple[Article, ...]] = {}
        for article in articles:
            key = article.slug, article.language
            held = self._articles.get(key, ())
            if article not in held:
                self._articles[key] = (*held, article)
        self._audiences = self._all_audiences()
        self._views: dict[frozenset[str], View] = {}
        self._view((EVERYONE,))

    def _all_audiences(self) -> frozenset[str]:
        return frozenset(article.audience for versions in self._articles.values() for article in versions)

    def changed(self, put: Iterable[Article] = (), gone: Iterable[Key] = ()) -> "Matcher":
        """With some articles new or in stead of their former selves, and others gone, by slug and language.

        Shares everything else with this one, which stays as it is: much quicker than building anew.
        """
        put, gone = tuple(put), tuple(gone)
        other = Matcher.__new__(Matcher)
        other._synonyms = self._synonyms
        other._embedding, other._weights = self._embedding, self._weights
        other._articles = dict(self._articles)
        for key in gone:
            other._articles.pop(key, None)
        other._articles |= {(article.slug, article.language): (article,) for article in put}
        other._audiences = other._all_audiences()
        other._views = {}
        for seen, view in self._views.items():
            if seen <= other._audiences and not view.worn:
                other._views[seen] = view.changed(put, gone)
        return other

    def updated(self, articles: Iterable[Article], synonyms: Synonyms | None = None) -> "Matcher":
        """With exactly these articles, and these synonyms when given: `changed` by the difference, or anew when much
        is different."""
        fresh = tuple(articles)
        if synonyms is not None and synonyms != self._synonyms:
            return Matcher(fresh, synonyms, self._embedding)
        keys = {(article.slug, article.language) for article in fresh}
        put = [a for a in fresh if a not in self._articles.get((a.slug, a.language), ())]
        gone = [key for key in self._articles if key not in keys]
        same_key = len(keys) != len(fresh) or any(len(versions) > 1 for versions in self._articles.values())
        if same_key or len(put) + len(gone) > max(2, len(fresh) // 20):
            return Matcher(fresh, self._synonyms, self._embedding)
        return self.changed(put, gone) if put or gone else self

    def _view(self, audiences: Collection[str]) -> View:
        """Built when first asked for; there are no more of them than combinations of audiences in use."""
        key = self._audiences.intersection(audiences)
        if key not in self._views:
            seen = [article for versions in self._articles.values() for article in versions if article.audience in key]
            ordered = sorted(seen, key=lambda article: (article.slug, article.language, article.source))
            self._views[key] = View(ordered, key, self._synonyms, self._embedding)
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
        found = self.examine(text, language=language, audiences=audiences, limit=limit)
        return tuple(one.match for one in found)

    def examine(
        self,
        text: str,
        *,
        language: str | None = None,
        audiences: Collection[str] = (EVERYONE,),
        limit: int = MOST,
    ) -> tuple[Finding, ...]:
        """What rank() returns, with the reasons."""
        view = self._view(audiences)
        words = without_courtesy(split(fold(text)))
        if not words or limit <= 0:
            return ()
        written = guess_language(text, view.languages)
        preferred = language or written
        best: dict[str, _Version] = {}
        for version in _versions(view, words, written, self._weights):
            known = best.get(version.article.slug)
            if known is None or _fit(version, preferred) > _fit(known, preferred):
                best[version.article.slug] = version
        ordered = sorted(best.values(), key=lambda version: (-version.score, version.article.slug))
        factor = 1.0 if not only_courtesy(words) else PLEASANTRY_FACTOR
        return _findings(ordered, limit, factor, self._weights)


def _versions(view: View, words: Sequence[str], written: str | None, weights: Weights) -> list[_Version]:
    """Every candidate of every language."""
    every = [(index, index.find(words)) for index in view.indexes]
    owners = {
        article.slug
        for _, found in every
        for article, exact in zip(found.articles, found.judged.exact, strict=True)
        if exact
    }
    versions = []
    for index, found in every:
        asked = found.question.unknown, log1p(found.question.telling)
        sole = len(owners) == 1 and index.specific(words)
        measured = np.hstack([found.judged.features, found.sense])
        rows = zip(
            found.articles, measured.tolist(), scores(measured, weights).tolist(), found.judged.phrasing, strict=True
        )
        for article, row, total, at in rows:
            exact = sole and article.slug in owners
            foreign = written is not None and article.language != written
            total += (EXACT_BONUS if exact else 0.0) - (FOREIGN if foreign else 0.0)
            versions.append(_Version(article, article.phrasings[at], tuple(row), *asked, total, exact, foreign))
    return versions


def _fit(version: _Version, preferred: str | None) -> tuple[float, str]:
    return version.score + (NEAR_TIE if version.article.language == preferred else 0.0), version.article.language


def _findings(ordered: Sequence[_Version], limit: int, factor: float, weights: Weights) -> tuple[Finding, ...]:
    """With confidences that never rise down the list."""
    if not ordered:
        return ()
    every = [version.score for version in ordered]
    masses, doubt = shares(every)
    found: list[Finding] = []
    ceiling = 1.0
    for place, version in enumerate(ordered[:limit]):
        margin, lead = standing(every, place)
        evidence = dict(zip(MEASURED, version.measured, strict=True)) | {
            "unknown": version.unknown,
            "length": version.length,
            "margin": margin,
            "share": masses[place],
            "doubt": doubt,
            "lead": lead,
            "foreign": float(version.foreign),
        }
        sure = confidence(evidence, weights) * factor
        ceiling = min(ceiling, max(sure, EXACT_CONFIDENCE * factor) if version.exact else sure)
        match = Match(version.article, round(ceiling, 6), version.phrasing)
        found.append(Finding(match, version.score, evidence, version.exact, weights))
    return tuple(found)
