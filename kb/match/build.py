"""Reads many articles into flat arrays, without keeping a word twice."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.article import Article
from kb.match.language import without_courtesy
from kb.match.text import fold, split

Ids = NDArray[np.int32]


def worded(article: Article) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """The words of every phrasing, greetings left out, and those of the tags."""
    phrasings = [without_courtesy(split(fold(text))) for text in article.phrasings]
    return phrasings, split(fold(" ".join(article.tags)))


def page_text(words: Iterable[str]) -> bytes:
    """A phrasing as the judge reads it: spaces around it, so that its edges are seen."""
    return f" {' '.join(words)} ".encode()


@dataclass(frozen=True, slots=True)
class Flat:
    """All words of all articles. `words` are numbers of `surfaces`; ends begin with 0."""

    surfaces: dict[str, int]
    words: Ids
    word_ends: Ids
    text: bytes
    text_ends: Ids
    phrasings: Ids
    """By article, how many phrasings."""
    tags: Ids
    tag_of: Ids
    """For each tag its article."""


def flatten(articles: Iterable[Article]) -> Flat:
    surfaces: dict[str, int] = {}
    words, word_ends = array("i"), array("i", [0])
    text, text_ends = bytearray(), array("i", [0])
    phrasings, tags, tag_of = array("i"), array("i"), array("i")
    for place, article in enumerate(articles):
        said, tagged = worded(article)
        for phrasing in said:
            words.extend([surfaces.setdefault(word, len(surfaces)) for word in phrasing])
            word_ends.append(len(words))
            text += page_text(phrasing)
            text_ends.append(len(text))
        phrasings.append(len(said))
        tags.extend([surfaces.setdefault(word, len(surfaces)) for word in tagged])
        tag_of.extend([place] * len(tagged))
    arrays = (np.frombuffer(part, np.int32) for part in (words, word_ends, text_ends, phrasings, tags, tag_of))
    flat, ends, text_at, counts, tagged_words, owners = arrays
    return Flat(surfaces, flat, ends, bytes(text), text_at, counts, tagged_words, owners)
