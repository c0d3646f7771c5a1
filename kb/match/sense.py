"""What every phrasing of an index means, where there is an embedding: finds articles near a question, and how near."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.match.pages import Page, Pages
from kb.match.semantic import Embedding, Vectors, unit

NEAREST = 12  # articles found by meaning alone
SHORT = 64  # numbers of a vector that finding looks at: the first say most

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sense:
    """Changed by making a new one, as Pages is; rows are phrasings in its order."""

    embedding: Embedding
    rows: NDArray[np.float16]
    middles: Vectors
    """By article, the first numbers of the middle of its phrasings; zeros for one that is gone."""

    @classmethod
    def of(cls, embedding: Embedding, pages: Pages) -> "Sense":
        every = range(len(pages.stem_ends) - 1)
        rows = embedding.embed([pages.said(at) for at in every])
        owner = np.repeat(np.arange(len(pages.count)), pages.count)
        sums = np.zeros((len(pages.count), rows.shape[1]), np.float32)
        if len(owner):
            some = np.flatnonzero(pages.count)
            sums[some] = np.add.reduceat(rows, pages.first[some], axis=0)
        return cls(embedding, rows.astype(np.float16), _short(sums))

    def changed(self, place: int, page: Page | None) -> "Sense":
        """With this article there, anew or in stead of what is there; None when it is gone."""
        texts = [text.decode().strip() for text in page.texts] if page else []
        rows = self.embedding.embed(texts)
        more = max(0, place + 1 - len(self.middles))
        middles = np.concatenate([self.middles, np.zeros((more, self.middles.shape[1]), np.float32)])
        middles[place] = _short(rows.sum(axis=0, keepdims=True))[0]
        held = np.concatenate([self.rows, rows.astype(np.float16)]) if texts else self.rows
        return Sense(self.embedding, held, middles)

    def asked(self, words: Sequence[str]) -> Vectors:
        """The meaning of a question, as one row: the shorter, the more its words fall to pieces, as those of a language
        the embedding hardly knows do."""
        vector, pieces = self.embedding.meaning(" ".join(words))
        return vector * np.float32(min(1.0, len(words) / max(1, pieces)) ** 2)

    def nearest(self, asked: Vectors) -> Places:
        """The articles whose middle is nearest, nearest first."""
        near = np.einsum("ij,j->i", self.middles, asked[: self.middles.shape[1]])  # on one core, whatever is busy
        found = np.argpartition(-near, NEAREST - 1)[:NEAREST] if len(near) > NEAREST else np.arange(len(near))
        found = found[near[found] > 0]
        return np.asarray(found[np.lexsort((found, -near[found]))], np.int64)

    def measure(self, asked: Vectors, pages: Pages, places: Places) -> NDArray[np.float64]:
        """A row an article: cosine with its best phrasing, and with the middle of all."""
        first, count = pages.first[places], pages.count[places]
        start = np.cumsum(count) - count
        at = np.repeat(first - start, count) + np.arange(int(count.sum()))
        if not len(at):
            return np.zeros((len(places), 2))
        rows = self.rows[at].astype(np.float32)
        cosines, sums = np.einsum("ij,j->i", rows, asked), np.add.reduceat(rows, start, axis=0)
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
        together = np.add.reduceat(cosines, start) / np.maximum(lengths, 1e-9)
        return np.stack([np.maximum.reduceat(cosines, start), together], axis=1).astype(np.float64)


def _short(sums: Vectors) -> Vectors:
    return unit(np.ascontiguousarray(sums[:, :SHORT]))
