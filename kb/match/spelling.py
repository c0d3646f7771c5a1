"""Which known words look like a given one: typing errors and relatives, without comparing with all of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.match.grams import owners_of, windows

SHORTEST_REPAIRED = 4  # letters; "vpn" and "vps" are different words
ONE_EDIT_UP_TO = 6  # letters; longer words may hold two errors
LOOKED_AT = 48  # words sharing most n-grams that are looked at for two errors
ALIKE = 0.5  # cosine of character n-grams from which two words count as related
MOST_RELATED = 3
Floats = NDArray[np.float64]
_PRIME = 1099511628211  # FNV-1a, 64 bits


class Spelling:
    """A fixed list of words, at least SHORTEST_REPAIRED letters each."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._keys, self._at = _deletions(words)
        edged = [f"<{word}>".encode() for word in words]
        hashes, owner = windows(b"".join(edged), owners_of(edged))
        order = np.argsort(hashes, kind="stable")
        self._hashes, starts, counts = np.unique(hashes[order], return_index=True, return_counts=True)
        self._starts = np.append(starts, len(order))
        self._owner = owner[order]
        self._weight = np.log1p(len(words) / np.maximum(counts, 1)).astype(np.float32) ** 2
        norms = np.bincount(owner[order], np.repeat(self._weight, counts), minlength=len(words))
        self._norms = np.sqrt(norms).astype(np.float32)

    def repairs(self, word: str) -> tuple[int, tuple[str, ...]]:
        """Errors between the word and the nearest known words, and those words. (0, ()) when none is near."""
        if len(word) < SHORTEST_REPAIRED or word.isdigit():
            return 0, ()
        near = self._near(self._one_deletion_apart(word), word, 1)
        if near or len(word) <= ONE_EDIT_UP_TO:
            return (1, near) if near else (0, ())
        overlap = self._overlap(word)[1]
        best = np.flatnonzero(overlap)
        if len(best) > LOOKED_AT:
            best = best[np.argpartition(-overlap[best], LOOKED_AT)[:LOOKED_AT]]
        near = self._near([self._words[at] for at in best.tolist()], word, 2)
        return (2, near) if near else (0, ())

    def related(self, word: str) -> list[tuple[float, str]]:
        """Words made of much the same letter groups with their cosine, nearest first."""
        own, overlap = self._overlap(word)
        if not own:
            return []
        near = np.flatnonzero(overlap)
        cosine = overlap[near] / (self._norms[near] * own**0.5)
        found = np.flatnonzero(cosine >= ALIKE)
        alike = sorted((-float(cosine[at]), self._words[near[at]]) for at in found.tolist())
        return [(-minus, other) for minus, other in alike if other != word]

    def _one_deletion_apart(self, word: str) -> list[str]:
        keys = np.unique(_spelled(word))
        first, last = np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right")
        found = {int(at) for one, end in zip(first, last, strict=True) if end > one for at in self._at[one:end]}
        return [self._words[at] for at in sorted(found)]

    def _near(self, words: Sequence[str], word: str, edits: int) -> tuple[str, ...]:
        """Those within so many errors; when some keep the first letter, only those."""
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
        if not found:
            return ()
        best = min((int(distance), other[0] != word[0]) for other, distance, _ in found)
        return tuple(sorted(other for other, distance, _ in found if (int(distance), other[0] != word[0]) == best))

    def _overlap(self, word: str) -> tuple[float, Floats]:
        """Weight of the word's n-grams, and by known word the weight of those it shares."""
        text = f"<{word}>".encode()
        hashes = np.unique(windows(text, np.zeros(len(text), np.int32))[0])
        at = np.minimum(np.searchsorted(self._hashes, hashes), max(0, len(self._hashes) - 1))
        known = at[self._hashes[at] == hashes] if len(self._hashes) else at[:0]
        unseen = float(np.log1p(len(self._words))) ** 2
        own = float(self._weight[known].sum()) + unseen * (len(hashes) - len(known))
        spans = [(int(self._starts[k]), int(self._starts[k + 1])) for k in known]
        if not spans:
            return own, np.zeros(len(self._words), np.float64)
        owners = np.concatenate([self._owner[start:end] for start, end in spans])
        weights = np.repeat(self._weight[known], [end - start for start, end in spans])
        return own, np.bincount(owners, weights, minlength=len(self._words)).astype(np.float64, copy=False)


def _deletions(words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Sorted hashes of every word and of every word less one letter, and the words they come from."""
    by_length: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        by_length.setdefault(len(word), []).append(at)
    keys, places = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    for length, found in by_length.items():
        hashes = _variants(np.array([[ord(c) for c in words[at]] for at in found], np.uint64).reshape(-1, length))
        keys.append(hashes.ravel())
        places.append(np.repeat(np.array(found, np.int32), length + 1))
    joined, at_word = np.concatenate(keys), np.concatenate(places)
    order = np.argsort(joined, kind="stable")
    return joined[order], at_word[order]


def _spelled(word: str) -> NDArray[np.uint64]:
    return _variants(np.array([[ord(c) for c in word]], np.uint64)).ravel()


def _variants(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One row a word of equal length -> the hash of the word, then of the word less each letter."""
    length = codes.shape[1]
    powers = np.array([pow(_PRIME, n, 1 << 64) for n in range(length + 1)], np.uint64)
    zero = np.zeros((len(codes), 1), np.uint64)
    mixed = codes * np.uint64(0x9E3779B97F4A7C15) + np.uint64(1)
    kept = np.hstack([zero, np.cumsum(mixed * powers[:length], axis=1, dtype=np.uint64)])
    moved = np.hstack([zero, np.cumsum(mixed[:, 1:] * powers[: length - 1], axis=1, dtype=np.uint64)])
    without = kept[:, :length] + (moved[:, -1:] - moved)
    return np.hstack([kept[:, -1:], without])
