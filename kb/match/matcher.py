"""Ranks articles for a question.

Per language an index finds and measures candidates; here the versions of one article are joined by slug, the
slugs compared, and each given a confidence.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from kb.article import EVERYONE, Article, Match
from kb.match.features import (
    EXACT_BONUS,
    EXACT_CONFIDENCE,
    PLEASANTRY_FACTOR,
    confidence,
    score,
    shares,
    standing,
)
from kb.match.index import CANDIDATES
from kb.match.judge import FEATURES
from kb.match.language import guess_language, only_courtesy, without_courtesy
from kb.match.synonyms import Synonyms, shipped
from kb.match.text import fold, split
from kb.match.view import View

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


@dataclass(frozen=True, slots=True)
class _Version:
    article: Article
    phrasing: str
    features: tuple[float, ...]
    unknown: float
    length: float
    score: float
    exact: bool


class Matcher:
    """Answers questions from a fixed set of articles. Immutable, pure, the same in every process.

    Articles with the same slug and language are versions of one: whichever fits the question is returned.
    """

    def __init__(self, articles: Iterable[Article], synonyms: Synonyms | None = None) -> None:
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
            return Matcher(fresh, synonyms)
        keys = {(article.slug, article.language) for article in fresh}
        put = [a for a in fresh if a not in self._articles.get((a.slug, a.language), ())]
        gone = [key for key in self._articles if key not in keys]
        same_key = len(keys) != len(fresh) or any(len(versions) > 1 for versions in self._articles.values())
        if same_key or len(put) + len(gone) > max(2, len(fresh) // 20):
            return Matcher(fresh, self._synonyms)
        return self.changed(put, gone) if put or gone else self

    def _view(self, audiences: Collection[str]) -> View:
        """Built when first asked for; there are no more of them than combinations of audiences in use."""
        key = self._audiences.intersection(audiences)
        if key not in self._views:
            seen = [article for versions in self._articles.values() for article in versions if article.audience in key]
            ordered = sorted(seen, key=lambda article: (article.slug, article.language, article.source))
            self._views[key] = View(ordered, key, self._synonyms)
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
        limit: int = CANDIDATES,
    ) -> tuple[Finding, ...]:
        """What rank() returns, with the reasons."""
        view = self._view(audiences)
        words = without_courtesy(split(fold(text)))
        if not words or limit <= 0:
            return ()
        preferred = language or guess_language(text, view.languages)
        best: dict[str, _Version] = {}
        for version in _versions(view, words):
            known = best.get(version.article.slug)
            if known is None or _fit(version, preferred) > _fit(known, preferred):
                best[version.article.slug] = version
        ordered = sorted(best.values(), key=lambda version: (-version.score, version.article.slug))
        return _findings(ordered, limit, 1.0 if not only_courtesy(words) else PLEASANTRY_FACTOR)


def _versions(view: View, words: Sequence[str]) -> list[_Version]:
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
        rows = zip(found.articles, found.judged.features.tolist(), found.judged.phrasing, strict=True)
        for article, row, at in rows:
            exact = sole and article.slug in owners
            total = score(row) + (EXACT_BONUS if exact else 0.0)
            versions.append(_Version(article, article.phrasings[at], tuple(row), *asked, total, exact))
    return versions


def _fit(version: _Version, preferred: str | None) -> tuple[float, str]:
    return version.score + (NEAR_TIE if version.article.language == preferred else 0.0), version.article.language


def _findings(ordered: Sequence[_Version], limit: int, factor: float) -> tuple[Finding, ...]:
    """With confidences that never rise down the list."""
    if not ordered:
        return ()
    scores = [version.score for version in ordered]
    parts, doubt = shares(scores)
    found: list[Finding] = []
    ceiling = 1.0
    for place, version in enumerate(ordered[:limit]):
        margin, lead = standing(scores, place)
        evidence = dict(zip(FEATURES, version.features, strict=True)) | {
            "unknown": version.unknown,
            "length": version.length,
            "margin": margin,
            "share": parts[place],
            "doubt": doubt,
            "lead": lead,
        }
        sure = confidence(evidence) * factor
        ceiling = min(ceiling, max(sure, EXACT_CONFIDENCE * factor) if version.exact else sure)
        match = Match(version.article, round(ceiling, 6), version.phrasing)
        found.append(Finding(match, version.score, evidence, version.exact))
    return tuple(found)
