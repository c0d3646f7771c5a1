"""Words a desk uses for the same thing: "vpn = anyconnect = tunnel"."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kb.match.text import fold, split

SHIPPED = Path(__file__).parent.parent / "synonyms.toml"
EVERY_LANGUAGE = "any"
Phrase = tuple[str, ...]


class BadSynonyms(ValueError):
    """The file can not be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """By language code, groups of phrases that mean the same. Under "any": in every language."""

    groups: Mapping[str, tuple[tuple[Phrase, ...], ...]] = field(default_factory=dict)

    def of(self, code: str) -> tuple[tuple[Phrase, ...], ...]:
        return (*self.groups.get(EVERY_LANGUAGE, ()), *self.groups.get(code, ()))

    def and_also(self, other: "Synonyms") -> "Synonyms":
        """These groups, then those of another."""
        codes = dict.fromkeys((*self.groups, *other.groups))
        return Synonyms({code: (*self.groups.get(code, ()), *other.groups.get(code, ())) for code in codes})


NONE = Synonyms()


def read_synonyms(text: str) -> Synonyms:
    """From TOML: for each language a list of lines "one = other = third". Raises BadSynonyms."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSynonyms(str(error)) from error
    return Synonyms({code: tuple(_groups(code, lines)) for code, lines in table.items()})


def _groups(code: str, lines: object) -> Iterable[tuple[Phrase, ...]]:
    if not isinstance(lines, list):
        raise BadSynonyms(f"{code}: has to be a list of lines")
    for line in lines:
        phrases = tuple(dict.fromkeys(split(fold(part)) for part in str(line).split("=")))
        if not isinstance(line, str) or len(phrases) < 2 or not all(phrases):
            raise BadSynonyms(f'{code}: {line!r} is not of the form "one = other"')
        yield phrases


@cache
def shipped() -> Synonyms:
    """Those that come with Loket."""
    return read_synonyms(SHIPPED.read_text(encoding="utf-8"))


OWN = "synonyms.toml"
"""What a desk calls its own, in the folder of its articles."""


def desk_synonyms(file: Path) -> Synonyms:
    """The shipped ones with those of a desk's own file, if it is there. Raises BadSynonyms."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return shipped()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSynonyms(f"{file.name}: cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}") from error
    try:
        return shipped().and_also(read_synonyms(text))
    except BadSynonyms as error:
        raise BadSynonyms(f"{file.name}: {error}") from error
