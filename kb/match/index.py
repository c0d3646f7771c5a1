"""The articles of one language that one audience may see: finds candidates and measures them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from kb.article import Article
from kb.match.build import flatten, page_text, worded
from kb.match.grams import GramCounts
from kb.match.judge import K1, B, Judged, Statistics, judge
from kb.match.language import language
from kb.match.pages import Page, Pages
from kb.match.postings import Postings
from kb.match.question import Question, Term, neighbours
from kb.match.semantic import Embedding
from kb.match.sense import NEAREST, Sense
from kb.match.synonyms import Synonyms
from kb.match.vocabulary import Reading, vocabulary

SMALL = 0.3  # weight of a stop word
JOINED = 0.7  # weight of "pass word" read as "password"
CANDIDATES = 24  # articles judged closely; the right one is further down once in 200 questions
MOST = CANDIDATES + NEAREST  # articles a question can have as candidates
HEAVY = 2_000  # a word in more articles than this finds none by itself, it only sorts those found
SHORTLIST = 400  # articles that words in very many articles are looked up for
REMEMBERED = 20_000  # readings of words kept

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """Articles that share words with the question, and what was measured of them, row by row."""

    articles: tuple[Article, ...]
    judged: Judged
    sense: Scores
    """Two numbers an article, zeros without an embedding."""
    question: Question


class Index:
    """Fixed; `changed` makes another that shares what stayed the same."""

    def __init__(
        self, code: str, articles: Sequence[Article], synonyms: Synonyms, embedding: Embedding | None = None
    ) -> None:
        self._synonyms = synonyms
        self._articles: list[Article | None] = list(articles)
        self._places: dict[str, tuple[int, ...]] = {}
        for place, article in enumerate(articles):
            self._places[article.slug] = (*self._places.get(article.slug, ()), place)
        flat = flatten(articles)
        self._vocabulary = vocabulary(language(code), flat.surfaces, synonyms)
        stem_of = np.array([self._vocabulary.stem_of[word] for word in flat.surfaces], np.int32)
        self._pages = Pages.of(flat, stem_of[flat.words])
        self._postings = Postings.of(self._pages, stem_of[flat.tags], flat.tag_of, len(self._vocabulary.stems))
        self._sense = Sense.of(embedding, self._pages) if embedding else None
        self._prepare(GramCounts.of(flat.text, flat.text_ends))

    def _page(self, phrasings: Sequence[Sequence[str]], tags: Sequence[str]) -> Page:
        stem_of = self._vocabulary.stem_of
        stems = tuple(tuple([stem_of[word] for word in words]) for words in phrasings)
        texts = tuple(page_text(words) for words in phrasings)
        return Page(stems, texts, tuple(stem_of[word] for word in tags))

    def _prepare(self, grams: GramCounts) -> None:
        """What follows from the rest."""
        count = sum(article is not None for article in self._articles)
        self._count = count
        held = self._postings.held.astype(np.float64)
        rarity = np.log1p((count - held + 0.5) / (held + 0.5))
        self._most = log(1 + (count + 0.5) / 0.5)
        known = self._vocabulary
        small = np.ones(len(held))
        stop = (known.stems.get(known.language.stem(word)) for word in known.language.stop)
        small[[stem for stem in stop if stem is not None]] = SMALL
        average = float(self._postings.lengths.sum()) / max(1, count) or 1.0
        self._stats = Statistics(rarity, small, grams, average)
        self._readings: dict[str, Reading] = {}

    def changed(self, put: Iterable[Article], gone: Iterable[str]) -> "Index":
        """With these articles put in or in stead of their former selves, and those slugs gone."""
        other = Index.__new__(Index)
        other._synonyms = self._synonyms
        other._articles, other._places = list(self._articles), dict(self._places)
        other._vocabulary, other._pages, other._postings = self._vocabulary, self._pages, self._postings
        other._sense = self._sense
        grams = self._stats.grams
        for slug in gone:
            for place in other._places.pop(slug, ()):
                grams = other._swap(place, None, grams)
        for article in put:
            first, *more = other._places.get(article.slug) or (len(other._articles),)
            if first == len(other._articles):
                other._articles.append(None)
            other._places[article.slug] = (first,)
            grams = other._swap(first, article, grams)
            for place in more:
                grams = other._swap(place, None, grams)
        other._prepare(grams)
        return other

    def _swap(self, place: int, article: Article | None, grams: GramCounts) -> GramCounts:
        gone = self._held(place)
        before = self._pages.texts_of(place) if place < len(self._pages.first) else []
        page = None
        if article is not None:
            phrasings, tags = worded(article)
            words = [word for group in (*phrasings, tags) for word in group]
            self._vocabulary = self._vocabulary.grown(words, self._synonyms)
            page = self._page(phrasings, tags)
        self._postings = self._postings.changed(place, gone, page, len(self._vocabulary.stems))
        self._pages = self._pages.changed([place], [page or Page((), (), ())])
        self._sense = self._sense.changed(place, page) if self._sense else None
        self._articles[place] = article
        return grams.changed(before, page.texts if page else ())

    def _held(self, place: int) -> set[int]:
        """Every stem of the article at this place."""
        article = self._articles[place]
        if article is None:
            return set()
        phrasings, tags = worded(article)
        return {self._vocabulary.stem_of[word] for group in (*phrasings, tags) for word in group}

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for article in self._articles if article is not None)

    def __len__(self) -> int:
        return self._count

    @property
    def empty(self) -> bool:
        return not self._places

    @property
    def wasted(self) -> float:
        """Share of what is kept that no article uses any more."""
        return self._pages.wasted

    def specific(self, words: Sequence[str]) -> bool:
        """Whether the words point at something: two that are not small, or one that one article has."""
        known = self._vocabulary
        telling = {known.language.stem(word) for word in words if word not in known.language.stop}
        held = self._postings.held
        return len(telling) > 1 or any((at := known.stems.get(stem)) is not None and held[at] == 1 for stem in telling)

    def find(self, words: Sequence[str], most: int = CANDIDATES) -> Found:
        """At most `most` articles that share a word with the question, and the NEAREST by meaning, measured."""
        question = self.read(words)
        best = self._best(question, most)
        sense = np.zeros((len(best), 2))
        if self._sense:
            asked = self._sense.asked(question.spelt)
            near = self._sense.nearest(asked)
            best = np.concatenate([best, near[~np.isin(near, best)]])
            sense = self._sense.measure(asked, self._pages, best)
        held = self._pages.gather(best)
        judged = judge(question, held, self._postings.lengths[best].astype(np.float64), self._stats)
        articles = tuple(article for at in best.tolist() if (article := self._articles[at]) is not None)
        return Found(articles, judged, sense, question)

    def read(self, words: Sequence[str]) -> Question:
        """The question as this index understands it."""
        terms = {word: self._term(word) for word in words}
        for joined in neighbours(words):
            if joined not in terms and self._vocabulary.holds(joined):
                stem = self._vocabulary.stem_of[joined]
                terms[joined] = Term(joined, JOINED, ((stem, 1.0),), float(self._stats.rarity[stem]))
        for phrase in self._vocabulary.phrases(words):
            meanings, whole = self._vocabulary.same[phrase], " ".join(phrase)
            terms[whole] = Term(whole, JOINED, meanings, float(self._stats.rarity[meanings[0][0]]))
        spelt = tuple(self._reading(word).spelt for word in words)
        return Question(tuple(words), spelt, tuple(terms.values()))

    def _term(self, word: str) -> Term:
        held = self._postings.held
        meanings = tuple((stem, sure) for stem, sure in self._reading(word).meanings if held[stem])
        mass = float(self._stats.rarity[meanings[0][0]]) if meanings else self._most
        return Term(word, SMALL if word in self._vocabulary.language.stop else 1.0, meanings, mass)

    def _reading(self, word: str) -> Reading:
        reading = self._readings.get(word)
        if reading is None:
            if len(self._readings) >= REMEMBERED:
                self._readings = {}
            reading = self._readings[word] = self._vocabulary.read(word)
        return reading

    def _best(self, question: Question, most: int) -> NDArray[np.int64]:
        """Places of the articles with the highest BM25, all phrasings of an article taken together."""
        worth = _worth(question.terms, self._stats.rarity)
        held = self._postings.held
        heavy = [stem for stem in worth if held[stem] > HEAVY] if any(held[stem] <= HEAVY for stem in worth) else []
        light = [stem for stem in worth if stem not in heavy]
        if not light:
            return np.zeros(0, np.int64)
        lists = [self._postings.at(stem) for stem in light]
        ids = np.concatenate([places for places, _ in lists])
        impact = self._impact(ids, np.concatenate([counts for _, counts in lists]))
        weight = np.repeat([worth[stem] for stem in light], [len(places) for places, _ in lists])
        scores = np.bincount(ids, weight * impact, minlength=len(self._articles)).astype(np.float64, copy=False)
        touched = np.flatnonzero(scores)
        if heavy:
            touched = _largest(touched, scores, SHORTLIST)
            for stem in heavy:
                ids, counts = self._postings.at(stem)
                at = np.minimum(np.searchsorted(ids, touched), len(ids) - 1)
                here = ids[at] == touched
                scores[touched[here]] += worth[stem] * self._impact(ids[at[here]], counts[at[here]])
        chosen = _largest(touched, scores, most)
        return chosen[np.lexsort((chosen, -scores[chosen]))]

    def _impact(self, places: NDArray[np.int32], counts: NDArray[np.uint8]) -> Scores:
        """BM25 of a word found so often in each of these articles, before its rarity."""
        lengths = self._postings.lengths[places]
        many = counts.astype(np.float32)
        damped = np.float32(K1 * (1 - B)) + np.float32(K1 * B / self._stats.average) * lengths
        return np.asarray(many * np.float32(K1 + 1) / (many + damped), np.float64)


def _worth(terms: Iterable[Term], rarity: NDArray[np.float64]) -> Mapping[int, float]:
    """By stem, what finding it is worth, in order of the stems."""
    worth: dict[int, float] = {}
    for term in terms:
        for stem, sure in term.meanings:
            worth[stem] = worth.get(stem, 0.0) + term.factor * sure * float(rarity[stem])
    return {stem: worth[stem] for stem in sorted(worth)}


def _largest(places: NDArray[np.int64], scores: Scores, most: int) -> NDArray[np.int64]:
    """The places with the highest scores; of equal ones the first."""
    if len(places) <= most:
        return places
    values = scores[places]
    least = np.partition(values, len(values) - most)[len(values) - most]
    above, equal = places[values > least], places[values == least]
    return np.concatenate([above, equal[: most - len(above)]])
