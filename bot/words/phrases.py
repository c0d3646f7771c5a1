"""Sentences of one adapter's own, per language, in Fluent files of its folder."""

from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

DEFAULT = "en"


class Phrases:
    """Says them in one language, as plain text."""

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        self.language = language
        self._bundle = bundle

    def __call__(self, key: str, **values: str | int) -> str:
        """The sentence. Raises KeyError for one that is not there or lacks a value."""
        message = self._bundle.get_message(key) if self._bundle.has_message(key) else None
        if message is None or message.value is None:
            raise KeyError(key)
        said, problems = self._bundle.format_pattern(message.value, values)
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return str(said)


@lru_cache
def phrases_in(folder: Path, language: str) -> Phrases:
    """From `folder/<language>.ftl`, or from the English file where there is no such language."""
    spoken = language if (folder / f"{language}.ftl").is_file() else DEFAULT
    bundle = FluentBundle([spoken], use_isolating=False)
    bundle.add_resource(FluentResource((folder / f"{spoken}.ftl").read_text(encoding="utf-8")))
    return Phrases(spoken, bundle)
