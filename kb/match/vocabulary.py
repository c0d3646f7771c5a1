"""The words of the knowledge base, and which of them a word of a question may mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log, sqrt

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.match.language import Language
from kb.match.text import grams

SHORTEST_REPAIRED = 4  # letters; "vpn" and "vps" are different words
ONE_EDIT_UP_TO = 6  # letters; longer words may hold two errors
ONE_EDIT, TWO_EDITS = 0.85, 0.7  # how sure a repair is
SHORTEST_PART = 4  # letters of a compound's part
PART = 0.7  # how sure a part of a compound is
LINKS = ("", "s", "en", "e", "n", "-")
ALIKE = 0.5  # cosine of character n-grams from which two words count as related
RELATED = 0.7  # how sure a word that is only alike is, times the cosine
MOST_RELATED = 3


class Vocabulary:
    """Surface words of one language with their stems. Immutable once built."""

    def __init__(self, language: Language, words: Iterable[str]) -> None:
        self.language = language
        self._stems = {word: language.stem(word) for word in sorted(set(words))}
        self._known = frozenset(self._stems.values())
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._stems:
            if len(word) >= SHORTEST_REPAIRED and word not in language.stop:
                self._by_length[len(word)].append(word)
        self._grams, self._weights, self._norms = self._index_grams()

    def _index_grams(self) -> tuple[Mapping[str, list[str]], Mapping[str, float], Mapping[str, float]]:
        places: dict[str, list[str]] = defaultdict(list)
        stems = [s for s in sorted(self._known) if len(s) >= SHORTEST_PART and s not in self.language.stop]
        for stem in stems:
            for gram in sorted(set(grams(stem))):
                places[gram].append(stem)
        weights = {gram: log(1 + len(stems) / len(found)) for gram, found in places.items()}
        norms = {stem: sqrt(sum(weights[gram] ** 2 for gram in set(grams(stem)))) for stem in stems}
        return places, weights, norms

    def holds(self, word: str) -> bool:
        """Whether an article contains this very word, long enough not to arise by chance."""
        return len(word) > SHORTEST_REPAIRED and word in self._stems

    def meanings(self, word: str) -> tuple[tuple[str, float], ...]:
        """Stems the word may stand for with how sure that is, 0 to 1. Empty when it is unknown."""
        stem = self.language.stem(word)
        if stem in self._known:
            return ((stem, 1.0), *self._related(stem))
        if word in self.language.common or word in self.language.stop:
            return self._parts(word)
        return self._repaired(word) or self._parts(word) or self._related(stem)

    def _repaired(self, word: str) -> tuple[tuple[str, float], ...]:
        if len(word) < SHORTEST_REPAIRED or word.isdigit():
            return ()
        edits = 1 if len(word) <= ONE_EDIT_UP_TO else 2
        near: dict[str, tuple[int, bool]] = {}
        for length in range(len(word) - edits, len(word) + edits + 1):
            choices = self._by_length.get(length, ())
            for found, distance, _ in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=edits, limit=None
            ):
                near[found] = (int(distance), found[0] != word[0])
        if not near:
            return ()
        best = min(near.values())
        sure = ONE_EDIT if best[0] == 1 else TWO_EDITS
        return tuple(sorted({(self._stems[found], sure) for found, how in near.items() if how == best}))

    def _parts(self, word: str) -> tuple[tuple[str, float], ...]:
        """Both halves of a compound when both are known, else the one it begins or ends with."""
        halves: dict[str, float] = {}
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            left, right = word[:cut], self._part(word[cut:])
            first = next(
                (f for link in LINKS if left.endswith(link) and (f := self._part(left[: cut - len(link)]))),
                None,
            )
            if first and right:
                return ((first, PART), (right, PART))
            for half in (first, right):
                if half:
                    halves[half] = PART / 2
        return tuple(sorted(halves.items()))

    def _part(self, part: str) -> str | None:
        if len(part) < SHORTEST_PART or part in self.language.stop:
            return None
        return self._stems.get(part) or (part if part in self._known else None)

    def _related(self, stem: str) -> tuple[tuple[str, float], ...]:
        if len(stem) < SHORTEST_PART or stem in self.language.stop:
            return ()
        shared: dict[str, float] = defaultdict(float)
        own = 0.0
        for gram in set(grams(stem)):
            weight = self._weights.get(gram, 1.0) ** 2
            own += weight
            for other in self._grams.get(gram, ()):
                shared[other] += weight
        alike = ((total / (self._norms[other] * sqrt(own)), other) for other, total in shared.items())
        ranked = sorted(((-cosine, other) for cosine, other in alike if cosine >= ALIKE and other != stem))
        return tuple((other, -cosine * RELATED) for cosine, other in ranked[:MOST_RELATED])
