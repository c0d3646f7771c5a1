"""The words of the knowledge base, and which of them a word of a question may mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.match.language import Language
from kb.match.spelling import MOST_RELATED, ONE_EDIT_UP_TO, SHORTEST_REPAIRED, Spelling
from kb.match.synonyms import Synonyms

ONE_EDIT, TWO_EDITS = 0.85, 0.7  # how sure a repair is
SHORTEST_PART = 4  # letters of a compound's part
PART = 0.7  # how sure a part of a compound is
WITHIN = 0.5  # how sure a compound is of which the word is a part
LINKS = ("", "s", "en", "e", "n")
RELATED = 0.7  # how sure a word that is only alike is, times the cosine
SAME = 0.8  # how sure a synonym is
KIN = 0.3  # how sure a word of the same subject is
SAME_PART = 0.4  # one word of a synonym of several words
MOST_FRESH = 2_000  # words added since the spelling index was made; they are gone through one by one

Meanings = tuple[tuple[int, float], ...]


class Reading(NamedTuple):
    """What a word of a question may mean."""

    meanings: Meanings
    """Stems with how sure that is, 0 to 1, surest first. Empty when it is unknown."""
    spelt: str
    """The word itself, or the known word it was repaired to."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Surface words of one language with their stems. Never changed; what grows is a new one."""

    language: Language
    stems: Mapping[str, int]
    stem_of: Mapping[str, int]
    """Surface word -> its stem."""
    spelling: Spelling
    fresh: tuple[str, ...]
    """Words that `spelling` does not know yet."""
    same: Mapping[tuple[str, ...], Meanings]
    """By the stems of a phrase, what its synonyms may mean."""
    compounds: Mapping[str, tuple[int, ...]]
    """Part -> compounds that hold it."""

    def holds(self, word: str) -> bool:
        """Whether an article contains this very word, long enough not to arise by chance."""
        return len(word) > SHORTEST_REPAIRED and word in self.stem_of

    def phrases(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Every run of two or three words that has synonyms, as stems."""
        stems = [self.language.stem(word) for word in words]
        runs = (tuple(stems[at : at + size]) for size in (2, 3) for at in range(len(stems) - size + 1))
        return [run for run in dict.fromkeys(runs) if run in self.same]

    def read(self, word: str) -> Reading:
        language = self.language
        same = self.same.get((language.stem(word),), ())
        stem = self.stems.get(language.stem(word))
        if stem is not None:
            within = tuple((other, WITHIN) for other in self.compounds.get(word, ()))
            return Reading(_best(((stem, 1.0), *same, *within, *self._related(word, stem))), word)
        if same:
            return Reading(_best(same), word)
        if word in language.common or word in language.stop:
            return Reading(self._parts(word), word)
        repaired = self._repaired(word)
        if repaired.meanings:
            return repaired
        return Reading(self._parts(word) or _best(self._related(word, None)), word)

    def _repaired(self, word: str) -> Reading:
        edits, found = self.spelling.repairs(word)
        if self.fresh and not (found and edits == 1):
            limit = 1 if len(word) <= ONE_EDIT_UP_TO or len(word) < SHORTEST_REPAIRED else 2
            near = process.extractOne(word, self.fresh, scorer=OSA.distance, score_cutoff=limit)
            if near and (not found or near[1] < edits):
                edits, found = int(near[1]), (near[0],)
        if not found or len(word) < SHORTEST_REPAIRED:
            return Reading((), word)
        sure = ONE_EDIT if edits == 1 else TWO_EDITS
        return Reading(_best((self.stem_of[other], sure) for other in found), found[0])

    def _parts(self, word: str) -> Meanings:
        """Both halves of a compound when both are known, else the one it begins or ends with."""
        halves: dict[int, float] = {}
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, right = self._first(word[:cut]), self._part(word[cut:])
            if first is not None and right is not None:
                return _best(((first, PART), (right, PART)))
            halves |= {half: PART / 2 for half in (first, right) if half is not None}
        return _best(halves.items())

    def _first(self, left: str) -> int | None:
        """The first half of a compound, with or without the letters that link it to the second."""
        ends = (left[: len(left) - len(link)] for link in LINKS if left.endswith(link))
        return next((found for end in ends if (found := self._part(end)) is not None), None)

    def _part(self, part: str) -> int | None:
        if len(part) < SHORTEST_PART or part in self.language.stop:
            return None
        found = self.stem_of.get(part)
        return found if found is not None else self.stems.get(part)

    def _related(self, word: str, stem: int | None) -> Meanings:
        if len(word) < SHORTEST_PART or word in self.language.stop:
            return ()
        found: dict[int, float] = {}
        for cosine, other in self.spelling.related(word):
            other_stem = self.stem_of[other]
            if other_stem != stem:
                found.setdefault(other_stem, cosine * RELATED)
            if len(found) == MOST_RELATED:
                break
        return tuple(found.items())

    def grown(self, words: Iterable[str], synonyms: Synonyms) -> "Vocabulary":
        """With these words too."""
        new = [word for word in dict.fromkeys(words) if word not in self.stem_of]
        if not new:
            return self
        stems, stem_of = dict(self.stems), dict(self.stem_of)
        _add(self.language, new, stems, stem_of)
        fresh = (*self.fresh, *(word for word in new if worth_repairing(word, self.language)))
        grown = replace(self, stems=stems, stem_of=stem_of, same=_same(self.language, stems, synonyms), fresh=fresh)
        if len(fresh) <= MOST_FRESH:
            return grown
        return replace(grown, spelling=_spelling(self.language, stem_of), fresh=())


def worth_repairing(word: str, language: Language) -> bool:
    """Whether a typing error may be repaired into this word. Never into a code: "m7021" is not "m7022"."""
    return len(word) >= SHORTEST_REPAIRED and word not in language.stop and not any(map(str.isdigit, word))


def vocabulary(language: Language, words: Iterable[str], synonyms: Synonyms) -> Vocabulary:
    """From the words of all articles, in any order."""
    stems: dict[str, int] = {}
    stem_of: dict[str, int] = {}
    _add(language, sorted(set(words)), stems, stem_of)
    spelling = _spelling(language, stem_of)
    return Vocabulary(
        language, stems, stem_of, spelling, (), _same(language, stems, synonyms), _compounds(language, stem_of)
    )


def _add(language: Language, words: Iterable[str], stems: dict[str, int], stem_of: dict[str, int]) -> None:
    for word in words:
        stem_of[word] = stems.setdefault(language.stem(word), len(stems))


def _spelling(language: Language, words: Iterable[str]) -> Spelling:
    return Spelling([word for word in words if worth_repairing(word, language)])


def _compounds(language: Language, stem_of: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """Where a language writes compounds as one word: part -> the compounds of two known words it is in."""
    found: dict[str, list[int]] = {}
    if not language.links:
        return {}
    for word, stem in stem_of.items():
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            right = word[cut:]
            if right not in stem_of or right in language.stop:
                continue
            ends = (word[: cut - len(link)] for link in language.links if word[:cut].endswith(link))
            left = next((end for end in ends if len(end) >= SHORTEST_PART and end in stem_of), None)
            if left and left not in language.stop:
                found.setdefault(left, []).append(stem)
                found.setdefault(right, []).append(stem)
    return {part: tuple(dict.fromkeys(held)) for part, held in found.items()}


def _same(language: Language, stems: Mapping[str, int], synonyms: Synonyms) -> dict[tuple[str, ...], Meanings]:
    """By the stems of a phrase, the known stems its synonyms have."""
    found: dict[tuple[str, ...], list[tuple[int, float]]] = {}
    for group in (*language.same, *synonyms.of(language.code)):
        for phrase in group:
            meant = found.setdefault(tuple(map(language.stem, phrase)), [])
            for other in group:
                sure = SAME if len(other) == 1 else SAME_PART
                telling = [word for word in other if other != phrase and word not in language.stop]
                known = (stems.get(language.stem(word)) for word in telling)
                meant.extend((stem, sure) for stem in known if stem is not None)
    for words in language.kin:
        group_stems = [language.stem(word) for word in words]
        held = [(stems[stem], KIN) for stem in group_stems if stem in stems]
        for stem in group_stems:
            found.setdefault((stem,), []).extend(pair for pair in held if pair[0] != stems.get(stem))
    return {own: _best(meanings) for own, meanings in found.items() if meanings}


def _best(meanings: Iterable[tuple[int, float]]) -> Meanings:
    """Each stem once with its surest reading, surest first."""
    found: dict[int, float] = {}
    for stem, sure in meanings:
        found[stem] = max(sure, found.get(stem, 0.0))
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
