"""Looks closely at a few articles: every number the ranking and the confidence are made of."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from kb.match.grams import GramCounts, Lookup, owners_of, windows
from kb.match.pages import Gathered
from kb.match.question import Question

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

K1, B = 1.2, 0.5  # BM25: how soon repeating a word stops counting, how much long articles lose
FEATURES = (
    *("bm25", "cover", "grams", "gram_best", "fuzzy", "recall", "word_best", "word_mean", "said", "centroid"),
    "unity",
)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the judge needs to know of the whole index. By stem and by n-gram: the rarer, the more."""

    rarity: Floats
    small: Floats
    """By stem: 1, or less for a small word."""
    grams: GramCounts
    average: float
    """Words in an article."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One row an article."""

    features: Floats
    phrasing: list[int]
    """The phrasing that fits best."""
    exact: list[bool]
    """The question is, word for word in any order, one of the phrasings."""


def judge(question: Question, held: Gathered, lengths: Floats, stats: Statistics) -> Judged:
    """Measure the question against the articles held. `lengths`: words of each article."""
    articles, phrasings = len(lengths), len(held.article_of)
    hits = _Hits(question, held, stats)
    weights = question.weights
    total = float(weights.sum()) or 1.0
    word = held.phrasing_of
    mass = stats.rarity[held.stems] * stats.small[held.stems]
    sums = np.bincount(word, mass, minlength=phrasings)
    found = np.bincount(word, mass * hits.sureness, minlength=phrasings)
    recall = found / np.maximum(sums, 1e-9)
    precision = hits.best @ weights / total
    both = np.sqrt(recall * precision)
    fuzzy = _fuzzy(question, held)
    pooled, best_gram = _grams(question, held, stats.grams, articles)
    cover = np.zeros((articles, len(weights)))
    np.maximum.at(cover, held.article_of, hits.best)
    counts = np.maximum(1, np.bincount(held.article_of, minlength=articles))
    columns = {
        "bm25": hits.bm25(question, held, lengths, stats) / (total * (K1 + 1)),
        "cover": cover @ weights / total,
        "grams": pooled,
        "gram_best": _top(best_gram, held.article_of, articles),
        "fuzzy": _top(fuzzy, held.article_of, articles),
        "recall": _top(recall, held.article_of, articles),
        "word_best": _top(both, held.article_of, articles),
        "word_mean": np.bincount(held.article_of, precision, minlength=articles) / counts,
        "said": _top(precision, held.article_of, articles),
        **_together(question, held, mass, articles, stats),
    }
    fit = both + fuzzy + best_gram
    order = np.lexsort((held.number, -fit, held.article_of))
    first = order[np.searchsorted(held.article_of[order], np.arange(articles))] if phrasings else order
    exact = _exact(question, held, recall, precision, articles)
    features = np.stack([columns[name] for name in FEATURES], axis=1)
    return Judged(features, held.number[first].tolist(), exact)


def _top(values: Floats, owner: NDArray[np.int32], size: int) -> Floats:
    best = np.zeros(size)
    np.maximum.at(best, owner, values)
    return best


class _Hits:
    """Where words of the question stand in the articles held."""

    def __init__(self, question: Question, held: Gathered, stats: Statistics) -> None:
        self._stems, self._terms, self._sure = question.meant()
        low = np.searchsorted(self._stems, held.stems, "left")
        many = np.searchsorted(self._stems, held.stems, "right") - low
        at = np.flatnonzero(many)
        count = many[at]
        within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        self._meaning = np.repeat(low[at], count) + within
        self._word = np.repeat(at, count)
        self.best = np.zeros((len(held.article_of), len(question.terms)))
        """By phrasing and term: how surely the term is in the phrasing."""
        sure = self._sure[self._meaning]
        np.maximum.at(self.best, (held.phrasing_of[self._word], self._terms[self._meaning]), sure)
        self.sureness = np.zeros(len(held.stems))
        """By word of the articles: how surely the question says it."""
        np.maximum.at(self.sureness, self._word, sure)

    def bm25(self, question: Question, held: Gathered, lengths: Floats, stats: Statistics) -> Floats:
        """Of all phrasings together; of a term's meanings the best counts."""
        meanings, articles = len(self._stems), len(lengths)
        article = held.article_of[held.phrasing_of[self._word]].astype(np.int64)
        counts = np.bincount(article * meanings + self._meaning, minlength=articles * meanings)
        counts = counts.reshape(articles, meanings)
        damped = K1 * (1 - B + B * lengths / stats.average)
        impact = counts * (K1 + 1) / (counts + damped[:, None])
        worth = impact * (self._sure * stats.rarity[self._stems])
        by_term = np.zeros((len(question.terms), articles))
        np.maximum.at(by_term, self._terms, worth.T)
        factors = np.array([term.factor for term in question.terms])
        scores: Floats = factors @ by_term
        return scores


def _fuzzy(question: Question, held: Gathered) -> Floats:
    """rapidfuzz: likeness of the sorted words of the question, repaired, and of each phrasing."""
    texts = [b" ".join(sorted(text.split())).decode() for text in held.texts]
    alike = process.cdist([" ".join(sorted(question.spelt))], texts, scorer=fuzz.ratio, dtype=np.float32)
    return np.asarray(alike[0], np.float64) / 100


def _grams(question: Question, held: Gathered, grams: GramCounts, articles: int) -> tuple[Floats, Floats]:
    """Cosine of character n-grams with each article as a whole, and with each phrasing."""
    text = f" {' '.join(question.spelt)} ".encode()
    lookup = Lookup(windows(text, np.zeros(len(text), np.int32))[0])
    hashes, phrasing = windows(b"".join(held.texts), owners_of(held.texts))
    square = grams.rarity(hashes) ** 2
    own = grams.rarity(lookup.hashes) ** 2
    near, slot = lookup.find(hashes)
    of = phrasing[near]
    phrasings = len(held.texts)
    norms = np.bincount(phrasing, square, minlength=phrasings)
    asked = float((own * lookup.counts).sum())
    shared = np.bincount(of, own[slot] * np.sqrt(lookup.counts)[slot], minlength=phrasings)
    single = shared / np.maximum(np.sqrt(norms * asked), 1e-9)
    article = held.article_of[of].astype(np.int64)
    size = len(lookup.hashes)
    counts = np.bincount(article * size + slot, minlength=articles * size).reshape(articles, size)
    dots = np.sqrt(counts) @ (own * np.sqrt(lookup.counts))
    sums = np.bincount(held.article_of, norms, minlength=articles)
    return dots / np.maximum(np.sqrt(sums * asked), 1e-9), single


def _together(question: Question, held: Gathered, mass: Floats, articles: int, stats: Statistics) -> dict[str, Floats]:
    """What is seen of all phrasings of an article together, every one counting the same."""
    article = held.article_of[held.phrasing_of].astype(np.int64)
    keys, where, count = np.unique(article * (1 << 32) + held.stems, return_inverse=True, return_counts=True)
    lengths = np.sqrt(np.bincount(held.phrasing_of, mass**2, minlength=len(held.article_of)))
    middle: Floats = np.bincount(where, mass / np.maximum(lengths, 1e-9)[held.phrasing_of]).astype(np.float64)
    shared = np.bincount(article, mass * (count[where] > 1), minlength=articles)
    return {
        "centroid": _centroid(question, keys, middle, articles, stats),
        "unity": shared / np.maximum(np.bincount(article, mass, minlength=articles), 1e-9),
    }


def _centroid(question: Question, keys: Ints, middle: Floats, articles: int, stats: Statistics) -> Floats:
    """Cosine of words with the middle of each article's phrasings. `keys`: article and stem, one word together."""
    asked = np.array([term.meanings[0][0] for term in question.terms if term.meanings], np.int64)
    if not len(asked) or not len(keys):
        return np.zeros(articles)
    sure = np.array([term.meanings[0][1] for term in question.terms if term.meanings])
    asked, at = np.unique(asked, return_inverse=True)
    own = np.bincount(at, sure) * stats.rarity[asked] * stats.small[asked]
    owner, stem = keys >> 32, keys & ((1 << 32) - 1)
    place = np.minimum(np.searchsorted(asked, stem), len(asked) - 1)
    dots = np.bincount(owner, middle * own[place] * (asked[place] == stem), minlength=articles)
    norms = np.sqrt(np.bincount(owner, middle**2, minlength=articles) * float(own @ own))
    cosine: Floats = dots / np.maximum(norms, 1e-9)
    return cosine


def _exact(question: Question, held: Gathered, recall: Floats, precision: Floats, articles: int) -> list[bool]:
    exact = [False] * articles
    words = {word.encode() for word in question.words}
    for at in np.flatnonzero((recall > 0.999) & (precision > 0.999)).tolist():
        if set(held.texts[at].split()) == words:
            exact[int(held.article_of[at])] = True
    return exact
