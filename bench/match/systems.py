"""The systems compared. Each is built from articles and ranks a text: article ids best first, and a confidence."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from rapidfuzz import fuzz, process, utils

from kb import Article, Matcher
from kb.match import DEFAULT_THRESHOLD, Embedding, NoModel, embedding

Ranked = tuple[list[str], float]
Rank = Callable[[str], Ranked]
MOST = 10


@dataclass(frozen=True)
class System:
    name: str
    build: Callable[[Sequence[Article]], Rank]
    threshold: float | None = None
    """The one it ships with, if any."""
    indexed: bool = True
    """Does not go through every phrasing: can be asked among very many articles."""


def loket(articles: Sequence[Article], sense: Embedding | None = None) -> Rank:
    matcher = Matcher(articles, embedding=sense)

    def rank(text: str) -> Ranked:
        found = matcher.rank(text, limit=MOST)
        return [match.article.slug for match in found], found[0].confidence if found else 0.0

    return rank


def fuzzy(scorer: Callable[..., float]) -> Callable[[Sequence[Article]], Rank]:
    """rapidfuzz over every phrasing, an article's best counts."""

    def build(articles: Sequence[Article]) -> Rank:
        texts, owners = _phrasings(articles)
        plain = [utils.default_process(text) for text in texts]

        def rank(text: str) -> Ranked:
            scores = process.cdist([utils.default_process(text)], plain, scorer=scorer, dtype=np.float32)[0]
            return _best(scores, owners, articles)

        return rank

    return build


def bm25(articles: Sequence[Article]) -> Rank:
    """bm25s, one document an article, English stop words."""
    index = bm25s.BM25()
    joined = [" ".join(article.phrasings) for article in articles]
    index.index(bm25s.tokenize(joined, stopwords="en", show_progress=False), show_progress=False)

    def rank(text: str) -> Ranked:
        tokens = bm25s.tokenize([text], stopwords="en", return_ids=False, show_progress=False)[0]
        if not tokens:
            return [], 0.0
        return _best(np.asarray(index.get_scores(tokens)), np.arange(len(articles)), articles)

    return rank


def fts5(articles: Sequence[Article]) -> Rank:
    """SQLite full text search with the trigram tokenizer, one row an article, any trigram matches."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table pages using fts5(words, tokenize='trigram')")
    base.executemany("insert into pages(rowid, words) values (?, ?)", _rows(articles))

    def rank(text: str) -> Ranked:
        folded = utils.default_process(text)
        grams = {folded[at : at + 3] for at in range(len(folded) - 2)}
        if not grams:
            return [], 0.0
        wanted = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
        query = "select rowid, bm25(pages) from pages where pages match ? order by 2 limit ?"
        found = base.execute(query, (wanted, MOST)).fetchall()
        return [articles[row].slug for row, _ in found], -found[0][1] if found else 0.0

    return rank


def _rows(articles: Sequence[Article]) -> list[tuple[int, str]]:
    return [(at, " ".join(article.phrasings)) for at, article in enumerate(articles)]


def _phrasings(articles: Sequence[Article]) -> tuple[list[str], np.ndarray]:
    pairs = [(text, at) for at, article in enumerate(articles) for text in article.phrasings]
    return [text for text, _ in pairs], np.array([at for _, at in pairs])


def _best(scores: np.ndarray, owners: np.ndarray, articles: Sequence[Article]) -> Ranked:
    top = np.zeros(len(articles))
    np.maximum.at(top, owners, scores)
    order = np.argsort(-top, kind="stable")[:MOST]
    return [articles[at].slug for at in order if top[at] > 0], float(top[order[0]]) if len(order) else 0.0


def systems() -> list[System]:
    """Ours first; with the semantic extra only where that is installed."""
    ours = [System("loket", loket, DEFAULT_THRESHOLD)]
    try:
        sense = embedding()
        ours.append(System("loket, semantic", lambda articles: loket(articles, sense), DEFAULT_THRESHOLD))
    except NoModel:
        pass
    return [
        *ours,
        System("rapidfuzz WRatio", fuzzy(fuzz.WRatio), 80.0, indexed=False),
        System("rapidfuzz token_set_ratio", fuzzy(fuzz.token_set_ratio), 80.0, indexed=False),
        System("bm25s", bm25),
        System("SQLite FTS5 trigram", fts5),
    ]
