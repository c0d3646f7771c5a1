"""A question as the index of one language reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kb.match.vocabulary import Meanings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the question: what it may stand for, and what it weighs when all of it is found."""

    word: str
    factor: float
    """1 for a word that tells something, less for a small one."""
    meanings: Meanings
    mass: float
    """Its rarity, or that of a word nobody uses when it is unknown."""


@dataclass(frozen=True, slots=True)
class Question:
    """`words` as typed, `spelt` with typing errors repaired."""

    words: tuple[str, ...]
    spelt: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def weights(self) -> Floats:
        return np.array([term.factor * term.mass for term in self.terms], np.float64)

    @property
    def unknown(self) -> float:
        """Share of its words' weight that the knowledge base does not know, 0 to 1."""
        lost = sum(term.factor * term.mass for term in self.terms if not term.meanings)
        return lost / (sum(term.factor * term.mass for term in self.terms) or 1.0)

    @property
    def telling(self) -> int:
        """Words that are not small words."""
        return sum(term.factor == 1.0 for term in self.terms)

    def meant(self) -> tuple[Ints, Ints, Floats]:
        """Every meaning, sorted by stem: the stem, the number of the term, how sure."""
        every = sorted((stem, at, sure) for at, term in enumerate(self.terms) for stem, sure in term.meanings)
        stems, at, sure = zip(*every, strict=True) if every else ((), (), ())
        return np.array(stems, np.int64), np.array(at, np.int64), np.array(sure, np.float64)


def neighbours(words: Sequence[str]) -> list[str]:
    """Every two neighbouring words written as one."""
    return [left + right for left, right in pairwise(words)]
