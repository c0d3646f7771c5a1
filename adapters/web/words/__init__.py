"""Every sentence of the pages, per language, in Fluent files beside this one."""

from functools import lru_cache
from pathlib import Path

from bot.words.phrases import Phrases, phrases_in

__all__ = ["Phrases", "keys", "languages", "phrases"]

FOLDER = Path(__file__).parent


@lru_cache
def languages() -> tuple[str, ...]:
    """The languages there is a file for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.ftl")))


def phrases(language: str) -> Phrases:
    """The sentences in that language, or in the default one."""
    return phrases_in(FOLDER, language)


def keys(language: str) -> frozenset[str]:
    """Every key of one language's file."""
    lines = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split(" =")[0] for line in lines if line[:1].isalpha())
