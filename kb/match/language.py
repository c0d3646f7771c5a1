"""What the matcher knows of a language: its small words, its courtesies, its stems."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import Stemmer

from kb.match.text import fold, split

_WORDS = Path(__file__).parent / "words"
_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
}
_STEMMERS |= {"nl": "dutch", "no": "norwegian", "pt": "portuguese", "sv": "swedish"}
_LOCK = Lock()  # a stemmer keeps the word it works on in itself
SECTIONS = ("stop", "courtesy", "common", "cues", "links", "same", "kin")
SURE = 1.0  # votes one language needs over the next best


@dataclass(frozen=True, slots=True)
class Language:
    """One file of words/. `code` is the ISO 639-1 code the articles' folder has."""

    code: str
    stop: frozenset[str]
    courtesy: frozenset[tuple[str, ...]]
    common: frozenset[str]
    cues: tuple[str, ...]
    links: tuple[str, ...] = ()
    """Letters that join the parts of a compound, longest first; empty where compounds are not one word."""
    same: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Groups of phrases that everybody uses for the same thing."""
    kin: tuple[tuple[str, ...], ...] = ()
    """Groups of words of one subject."""

    def stem(self, word: str) -> str:
        """The word without its ending, or itself where no stemmer is known."""
        return _stem(self.code, word)


def language(code: str) -> Language:
    """The language by its code; one without a file has no words and no stems."""
    return _all().get(code) or Language(code, frozenset(), frozenset(), frozenset(), ())


def without_courtesy(words: Sequence[str]) -> tuple[str, ...]:
    """The words without greetings and thanks at either end; all of them when nothing else is left."""
    return _inner(words) or tuple(words)


def _inner(words: Sequence[str]) -> tuple[str, ...]:
    phrases, by_first, by_last = _courtesies()
    start, end = 0, len(words)

    def polite(at: int, size: int) -> bool:
        return at >= start and at + size <= end and tuple(words[at : at + size]) in phrases

    while start < end and (size := next((n for n in by_first.get(words[start], ()) if polite(start, n)), 0)):
        start += size
    while start < end and (size := next((n for n in by_last.get(words[end - 1], ()) if polite(end - n, n)), 0)):
        end -= size
    return tuple(words[start:end])


def only_courtesy(words: Sequence[str]) -> bool:
    """Whether the words are greetings, thanks and the like, and nothing else. True of no words."""
    return not _inner(words)


def guess_language(text: str, languages: Sequence[str]) -> str | None:
    """The one of `languages` the text is written in, or None when unsure. Made for short texts."""
    known = [_all()[code] for code in dict.fromkeys(languages) if code in _all()]
    words = split(fold(text))
    votes = sorted(((sum(_vote(word, one, known) for word in words), one.code) for one in known), reverse=True)
    if not votes:
        return None
    runner_up = votes[1][0] if len(votes) > 1 else 0.0
    return votes[0][1] if votes[0][0] - runner_up >= SURE else None


def _vote(word: str, one: Language, known: Iterable[Language]) -> float:
    """A word of this language alone counts whole; a word in no list counts by its letters."""
    holders = [other for other in known if word in other.stop or word in other.common or (word,) in other.courtesy]
    if holders:
        return (1.5 if word in one.stop else 1.0) if holders == [one] else 0.0
    return min(0.6, 0.3 * sum(cue in word for cue in one.cues)) if word.isalpha() else 0.0


@lru_cache(maxsize=20_000)
def _stem(code: str, word: str) -> str:
    if code not in _STEMMERS:
        return word
    with _LOCK:
        return str(_stemmer(code).stemWord(word))


@cache
def _stemmer(code: str) -> "Stemmer.Stemmer":
    return Stemmer.Stemmer(_STEMMERS[code])


@cache
def _courtesies() -> tuple[frozenset[tuple[str, ...]], dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """Of all languages together: a Dutch question may open with "hi", an English one end in "mvg".

    With the sizes, largest first, of those that begin with a word, and of those that end with one.
    """
    phrases = frozenset(phrase for one in _all().values() for phrase in one.courtesy)
    by_first: dict[str, set[int]] = {}
    by_last: dict[str, set[int]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], set()).add(len(phrase))
        by_last.setdefault(phrase[-1], set()).add(len(phrase))
    first, last = (
        {word: tuple(sorted(sizes, reverse=True)) for word, sizes in by.items()} for by in (by_first, by_last)
    )
    return phrases, first, last


@cache
def _all() -> dict[str, Language]:
    return {path.stem: _read(path) for path in sorted(_WORDS.glob("*.txt"))}


def _read(path: Path) -> Language:
    sections: dict[str, list[str]] = {name: [] for name in SECTIONS}
    current = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[] ")
        elif line and not line.startswith("#"):
            sections[current].append(fold(line))
    return Language(
        code=path.stem,
        stop=frozenset(" ".join(sections["stop"]).split()),
        courtesy=frozenset(split(phrase) for phrase in ",".join(sections["courtesy"]).split(",") if phrase.strip()),
        common=frozenset(" ".join(sections["common"]).split()),
        cues=tuple(" ".join(sections["cues"]).split()),
        links=(*sections["links"][0].split(), "") if sections["links"] else (),
        same=tuple(tuple(split(phrase) for phrase in line.split("=")) for line in sections["same"]),
        kin=tuple(tuple(line.split()) for line in sections["kin"]),
    )
