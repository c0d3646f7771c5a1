"""Every sentence of the pages, per language, in Fluent files beside this one."""

from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

FOLDER = Path(__file__).parent
DEFAULT = "en"


class Phrases:
    """Says the pages' sentences in one language."""

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        self.language = language
        self._bundle = bundle

    def __call__(self, key: str, **values: str | int) -> str:
        """The sentence as plain text. Raises KeyError for one that is not there or lacks a value."""
        message = self._bundle.get_message(key) if self._bundle.has_message(key) else None
        if message is None or message.value is None:
            raise KeyError(key)
        said, problems = self._bundle.format_pattern(message.value, values)
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return str(said)


@lru_cache
def languages() -> tuple[str, ...]:
    """The languages there is a file for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.ftl")))


@lru_cache
def phrases(language: str) -> Phrases:
    """The sentences in that language, or in the default one."""
    spoken = language if language in languages() else DEFAULT
    bundle = FluentBundle([spoken], use_isolating=False)
    bundle.add_resource(FluentResource((FOLDER / f"{spoken}.ftl").read_text(encoding="utf-8")))
    return Phrases(spoken, bundle)


def keys(language: str) -> frozenset[str]:
    """Every key of one language's file."""
    lines = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split(" =")[0] for line in lines if line[:1].isalpha())
