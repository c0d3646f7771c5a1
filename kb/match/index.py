"""An inverted index over the articles of one language: finds candidates and measures them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from rapidfuzz import fuzz

from kb.article import Article
from kb.match.features import Asked, Features
from kb.match.language import language, without_courtesy
from kb.match.text import fold, spans, split
from kb.match.vocabulary import Vocabulary

K1, B = 1.2, 0.5  # BM25: how soon repeating a word stops counting, how much long articles lose
SMALL = 0.3  # weight of a stop word
JOINED = 0.7  # weight of "pass word" read as "password"
CANDIDATES = 24  # articles judged closely; the right one is further down once in 200 questions


@dataclass(frozen=True, slots=True)
class _Phrasing:
    text: str
    stems: str
    """Stems, sorted and joined, as the fuzzy judge reads them."""
    weights: Mapping[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class _Term:
    """One word of the question: what it may stand for, and what it weighs when all of it is found."""

    word: str
    factor: float
    meanings: tuple[tuple[str, float], ...]
    mass: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that shares words with the question."""

    article: Article
    features: Features
    phrasing: str


class Index:
    """The articles of one language that one audience may see. Immutable once built."""

    def __init__(self, code: str, articles: Sequence[Article]) -> None:
        self._language = language(code)
        self._articles = tuple(articles)
        worded = [[(text, without_courtesy(split(fold(text)))) for text in article.phrasings] for article in articles]
        tags = [split(fold(" ".join(article.tags))) for article in articles]
        self._vocabulary = Vocabulary(self._language, (w for article in worded for _, words in article for w in words))
        pooled = [
            Counter(self._stem(w) for _, words in article for w in words) + Counter({self._stem(w) for w in tagged})
            for article, tagged in zip(worded, tags, strict=True)
        ]
        found = Counter(stem for stems in pooled for stem in stems)
        self._most = log(1 + (len(articles) + 0.5) / 0.5)
        self._rarity = {stem: log(1 + (len(articles) - n + 0.5) / (n + 0.5)) for stem, n in found.items()}
        self._small = frozenset(self._stem(word) for word in self._language.stop)
        self._postings = _postings(pooled)
        self._phrasings = tuple(tuple(self._phrasing(*pair) for pair in article) for article in worded)
        self._spans = _Spans([[" ".join(words) for _, words in article] for article in worded])

    def _stem(self, word: str) -> str:
        return self._language.stem(word)

    def _weight(self, stem: str) -> float:
        return self._rarity.get(stem, self._most) * (SMALL if stem in self._small else 1.0)

    def _phrasing(self, text: str, words: Sequence[str]) -> _Phrasing:
        stems = [self._stem(word) for word in words]
        weights = {stem: self._weight(stem) for stem in stems}
        return _Phrasing(text, " ".join(sorted(stems)), weights, sum(weights.values()))

    def specific(self, words: Sequence[str]) -> bool:
        """Whether the words point at something: two that are not small, or one that one article has."""
        telling = {self._stem(word) for word in words if word not in self._language.stop}
        return len(telling) > 1 or any(len(self._postings.get(stem, ())) == 1 for stem in telling)

    def candidates(self, words: Sequence[str]) -> tuple[list[Candidate], Asked]:
        """At most CANDIDATES articles that share a word with the question, measured."""
        terms = self._terms(words)
        total = sum(term.factor * term.mass for term in terms) or 1.0
        scores, covered = self._pooled(terms)
        best = sorted(scores, key=lambda place: (-scores[place], place))[:CANDIDATES]
        meant = frozenset(stem for term in terms for stem, _ in term.meanings)
        first = {term.word: term.meanings[0][0] for term in terms if term.meanings}
        read = " ".join(sorted(first.get(word, word) for word in words))
        question = self._spans.vector(" ".join(words))
        found = []
        for place in best:
            recall, fuzzy, phrasing = self._judge(place, meant, read)
            bm25 = scores[place] / (total * (K1 + 1))
            grams = self._spans.cosine(question, place)
            features = Features(min(1.0, bm25), covered[place] / total, grams, fuzzy, recall)
            found.append(Candidate(self._articles[place], features, phrasing))
        unknown = sum(term.factor * term.mass for term in terms if not term.meanings) / total
        return found, Asked(unknown, log(1 + sum(term.factor == 1.0 for term in terms)))

    def _terms(self, words: Sequence[str]) -> list[_Term]:
        terms: dict[str, _Term] = {}
        for word in words:
            if word not in terms:
                meanings = self._vocabulary.meanings(word)
                mass = self._rarity.get(meanings[0][0], self._most) if meanings else self._most
                factor = SMALL if word in self._language.stop else 1.0
                terms[word] = _Term(word, factor, meanings, mass)
        for left, right in pairwise(words):
            joined = left + right
            if joined not in terms and self._vocabulary.holds(joined):
                stem = self._stem(joined)
                terms[joined] = _Term(joined, JOINED, ((stem, 1.0),), self._rarity.get(stem, self._most))
        return list(terms.values())

    def _pooled(self, terms: Sequence[_Term]) -> tuple[dict[int, float], dict[int, float]]:
        """BM25 and covered weight by article; of a word's meanings the best counts."""
        scores: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for term in terms:
            best: dict[int, tuple[float, float]] = {}
            for stem, sure in term.meanings:
                worth = sure * self._rarity.get(stem, 0.0)
                for place, impact in self._postings.get(stem, ()):
                    if worth * impact > best.get(place, (0.0, 0.0))[0]:
                        best[place] = (worth * impact, min(worth, term.mass))
            for place, (score, mass) in best.items():
                scores[place] += term.factor * score
                covered[place] += term.factor * mass
        return scores, covered

    def _judge(self, place: int, meant: Collection[str], read: str) -> tuple[float, float, str]:
        """Best recall and best fuzzy similarity over the phrasings, and the phrasing that fits best."""
        recall = fuzzy = 0.0
        fitted = (-1.0, "")
        for phrasing in self._phrasings[place]:
            held = sum(weight for stem, weight in phrasing.weights.items() if stem in meant)
            share = held / phrasing.total if phrasing.total else 0.0
            alike = fuzz.ratio(read, phrasing.stems) / 100
            recall, fuzzy = max(recall, share), max(fuzzy, alike)
            if share + alike > fitted[0]:
                fitted = (share + alike, phrasing.text)
        return recall, fuzzy, fitted[1]


def _postings(pooled: Sequence[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
    lengths = [sum(stems.values()) for stems in pooled]
    average = sum(lengths) / max(1, len(lengths)) or 1.0
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, stems in enumerate(pooled):
        damped = K1 * (1 - B + B * lengths[place] / average)
        for stem, count in stems.items():
            postings[stem].append((place, count * (K1 + 1) / (count + damped)))
    return postings


class _Spans:
    """Character n-grams of whole texts, weighted by rarity, one vector per article."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counted = [Counter(gram for text in phrasings for gram in spans(text)) for phrasings in texts]
        found = Counter(gram for counts in counted for gram in counts)
        self._most = log(1 + len(texts))
        self._rarity = {gram: log(1 + len(texts) / n) for gram, n in found.items()}
        self._vectors = tuple(self._weigh(counts) for counts in counted)

    def _weigh(self, counts: Mapping[str, int]) -> tuple[dict[str, float], float]:
        vector = {gram: (1 + log(n)) * self._rarity.get(gram, self._most) for gram, n in counts.items()}
        return vector, sqrt(sum(weight * weight for weight in vector.values()))

    def vector(self, text: str) -> tuple[dict[str, float], float]:
        """The weights of the text's n-grams that some article has, and the length of the whole."""
        weights, norm = self._weigh(Counter(spans(text)))
        return {gram: weight for gram, weight in weights.items() if gram in self._rarity}, norm

    def cosine(self, question: tuple[dict[str, float], float], place: int) -> float:
        """0 to 1."""
        weights, norm = self._vectors[place]
        dot = sum([weight * weights[gram] for gram, weight in question[0].items() if gram in weights])
        return dot / (norm * question[1]) if norm and question[1] else 0.0
