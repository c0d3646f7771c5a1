"""Character n-grams as numbers: every window of three to five bytes of a text, hashed, all at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Hashes = NDArray[np.uint32]

SIZES = (3, 4, 5)
_SPREAD = np.uint32(2654435761)  # Knuth's multiplicative hash
_SLOT_BITS = 16
FEWEST_BITS, MOST_BITS = 14, 20  # a knowledge base of 100,000 articles has about a million different n-grams
CHUNK_BYTES = 1 << 20


def windows(text: bytes, owner: NDArray[np.int32]) -> tuple[Hashes, NDArray[np.int32]]:
    """A hash of every window that lies within one owner, and that owner. `owner` names one for each byte."""
    codes = np.frombuffer(text, dtype=np.uint8).astype(np.uint32)
    hashes: list[Hashes] = []
    owners: list[NDArray[np.int32]] = []
    packed = codes
    for size in range(2, SIZES[-1] + 1):
        if len(codes) < size:
            break
        fresh = codes[size - 1 :]
        packed = (packed[:-1] << np.uint32(8)) | fresh if size < 5 else (packed[:-1] * np.uint32(16777619)) ^ fresh
        if size in SIZES:
            whole = owner[: len(packed)] == owner[size - 1 :]
            mixed = (packed[whole] + np.uint32(size)) * _SPREAD
            hashes.append(mixed ^ (mixed >> np.uint32(15)))
            owners.append(owner[: len(packed)][whole])
    if not hashes:
        return np.zeros(0, np.uint32), np.zeros(0, np.int32)
    return np.concatenate(hashes), np.concatenate(owners)


def owners_of(texts: Sequence[bytes]) -> NDArray[np.int32]:
    """For each byte of the joined texts, which text it is of."""
    return np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])


class GramCounts:
    """How often n-grams occur in all phrasings, in a table of fixed size. Changed by making a new one."""

    def __init__(self, counts: NDArray[np.uint32], phrasings: int) -> None:
        self._counts = counts
        self._bits = len(counts).bit_length() - 1
        self._phrasings = phrasings

    @classmethod
    def of(cls, text: bytes, ends: NDArray[np.int32]) -> "GramCounts":
        """Of phrasings one after another; `ends` begins with 0."""
        bits = min(MOST_BITS, max(FEWEST_BITS, (4 * len(text)).bit_length()))
        counts = np.zeros(1 << bits, np.uint32)
        start = 0
        while start < len(ends) - 1:
            stop = max(start + 1, int(np.searchsorted(ends, int(ends[start]) + CHUNK_BYTES, "right")) - 1)
            owner = np.repeat(np.arange(stop - start, dtype=np.int32), np.diff(ends[start : stop + 1]))
            hashes, _ = windows(text[int(ends[start]) : int(ends[stop])], owner)
            counts += np.bincount(_places(hashes, bits), minlength=len(counts)).astype(np.uint32)
            start = stop
        return cls(counts, len(ends) - 1)

    def changed(self, gone: Sequence[bytes], come: Sequence[bytes]) -> "GramCounts":
        counts = self._counts.copy()
        for texts, add in ((gone, False), (come, True)):
            places = _places(windows(b"".join(texts), owners_of(texts))[0], self._bits)
            (np.add if add else np.subtract).at(counts, places, np.uint32(1))
        return GramCounts(counts, self._phrasings + len(come) - len(gone))

    def rarity(self, hashes: Hashes) -> Floats:
        """Weight of each n-gram: the rarer, the more."""
        counts = np.maximum(self._counts[_places(hashes, self._bits)], 1).astype(np.float32)
        rare: Floats = np.log1p(np.float32(self._phrasings) / counts)
        return rare


class Lookup:
    """Finds the n-grams of one question among very many, without sorting those."""

    def __init__(self, hashes: Hashes) -> None:
        self.hashes, self.counts = np.unique(hashes, return_counts=True)
        self._slots = np.full(1 << _SLOT_BITS, -1, np.int32)
        # of two n-grams that share a slot one is not found: one in 500 of a long question
        self._slots[self.hashes & np.uint32((1 << _SLOT_BITS) - 1)] = np.arange(len(self.hashes), dtype=np.int32)

    def find(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Places in `hashes` that hold an n-gram of the question, and which one."""
        slots = self._slots[hashes & np.uint32((1 << _SLOT_BITS) - 1)]
        near = np.flatnonzero(slots >= 0)
        same = self.hashes[slots[near]] == hashes[near]
        near = near[same]
        return near, slots[near].astype(np.int64)


def _places(hashes: Hashes, bits: int) -> Hashes:
    places: Hashes = hashes >> np.uint32(32 - bits)
    return places
