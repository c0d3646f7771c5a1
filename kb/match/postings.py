"""An inverted index: for every stem the articles that hold it, and how often."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kb.match.pages import Page, Pages

Ids = NDArray[np.int32]
Counts = NDArray[np.uint8]
MOST = 255  # of one stem in one article; more says nothing more


class Postings:
    """Fixed arrays, stem by stem, and on top of them the few stems that changed since."""

    def __init__(self, starts: NDArray[np.int64], ids: Ids, counts: Counts, lengths: NDArray[np.float32]) -> None:
        self._starts, self._ids, self._counts = starts, ids, counts
        self._over: dict[int, tuple[Ids, Counts]] = {}
        self.lengths = lengths
        """By article, how many words it has."""
        self.held = np.diff(starts).astype(np.int32)
        """By stem, how many articles hold it."""

    @classmethod
    def of(cls, pages: Pages, tags: Ids, tag_of: Ids, stems: int) -> "Postings":
        """`tags`: further stems, of the articles `tag_of`; each counts once. `stems`: how many there are."""
        size = max(1, len(pages.first))
        articles = np.arange(len(pages.first), dtype=np.int32)
        owner = np.repeat(np.repeat(articles, pages.count), np.diff(pages.stem_ends))
        tagged = np.unique(tags.astype(np.int64) * size + tag_of)
        keys = np.concatenate([pages.stems.astype(np.int64) * size + owner, tagged])
        sizes = np.bincount(owner, minlength=len(articles)) + np.bincount(tagged % size, minlength=len(articles))
        keys, counts = np.unique(keys, return_counts=True)
        starts = np.searchsorted(keys, np.arange(stems + 1, dtype=np.int64) * size)
        small = np.minimum(counts, MOST).astype(np.uint8)
        return cls(starts, (keys % size).astype(np.int32), small, sizes.astype(np.float32))

    def at(self, stem: int) -> tuple[Ids, Counts]:
        """Sorted articles holding the stem, with how often each does."""
        if self._over and stem in self._over:
            return self._over[stem]
        if stem >= len(self._starts) - 1:
            return self._ids[:0], self._counts[:0]
        start, end = self._starts[stem], self._starts[stem + 1]
        return self._ids[start:end], self._counts[start:end]

    def changed(self, place: int, gone: Iterable[int], page: Page | None, stems: int) -> "Postings":
        """With the article at `place` holding what `page` says instead of `gone`, out of `stems` known stems."""
        counted = counts_of(page)
        lengths = np.concatenate([self.lengths, np.zeros(max(0, place + 1 - len(self.lengths)), np.float32)])
        lengths[place] = sum(counted.values())
        other = Postings(self._starts, self._ids, self._counts, lengths)
        other._over = dict(self._over)
        other.held = np.concatenate([self.held, np.zeros(max(0, stems - len(self.held)), np.int32)])
        for stem in sorted({*gone, *counted}):
            ids, counts = self.at(stem)
            at = int(np.searchsorted(ids, place))
            if at < len(ids) and ids[at] == place:
                ids, counts = np.delete(ids, at), np.delete(counts, at)
            if stem in counted:
                ids = np.insert(ids, at, place)
                counts = np.insert(counts, at, min(counted[stem], MOST))
            other._over[stem] = (ids, counts)
            other.held[stem] = len(ids)
        return other


def counts_of(page: Page | None) -> Counter[int]:
    """How often each stem is in the article; each tag counts once."""
    if page is None:
        return Counter()
    return Counter(stem for phrasing in page.stems for stem in phrasing) + Counter(set(page.tags))
