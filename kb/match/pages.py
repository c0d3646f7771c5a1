"""What every article says, as numbers: its phrasings as stems and as text, one after another in flat arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kb.match.build import Flat

Ids = NDArray[np.int32]


class Page(NamedTuple):
    """One article made ready: for each phrasing its stems and its text; `tags` are stems without a phrasing."""

    stems: tuple[tuple[int, ...], ...]
    texts: tuple[bytes, ...]
    tags: tuple[int, ...]


class Gathered(NamedTuple):
    """Some articles laid side by side. `article`, `phrasing` count from 0 within these."""

    stems: Ids
    phrasing_of: Ids
    """For each stem its phrasing."""
    article_of: Ids
    """For each phrasing its article."""
    number: Ids
    """For each phrasing its number within the article: 0 is the title."""
    texts: list[bytes]


@dataclass(frozen=True, slots=True)
class Pages:
    """Changed by making a new one; what changed is appended, what was there is pointed away from."""

    stems: Ids
    text: bytes
    stem_ends: Ids
    """By phrasing, where its stems end; the first entry is 0."""
    text_ends: Ids
    first: Ids
    """By article, its first phrasing."""
    count: Ids
    """By article, how many phrasings; 0 when the article is gone."""

    @classmethod
    def of(cls, flat: Flat, stems: Ids) -> "Pages":
        """`stems`: those of flat.words."""
        first = (np.cumsum(flat.phrasings) - flat.phrasings).astype(np.int32)
        return cls(stems, flat.text, flat.word_ends, flat.text_ends, first, flat.phrasings)

    def changed(self, places: Sequence[int], pages: Sequence[Page]) -> "Pages":
        """With these articles at these places, anew or in stead of what is there."""
        texts = [text for page in pages for text in page.texts]
        flat = [stem for page in pages for phrasing in page.stems for stem in phrasing]
        stem_ends = np.cumsum([len(phrasing) for page in pages for phrasing in page.stems], dtype=np.int32)
        text_ends = np.cumsum([len(text) for text in texts], dtype=np.int32)
        counts = np.array([len(page.texts) for page in pages], np.int32)
        more = max([0, *(place + 1 - len(self.first) for place in places)])
        first, count = (np.concatenate([old, np.zeros(more, np.int32)]) for old in (self.first, self.count))
        at = np.array(places, np.int64)
        first[at] = len(self.stem_ends) - 1 + np.cumsum(counts) - counts
        count[at] = counts
        return Pages(
            np.concatenate([self.stems, np.array(flat, np.int32)]),
            self.text + b"".join(texts),
            np.concatenate([self.stem_ends, self.stem_ends[-1] + stem_ends]),
            np.concatenate([self.text_ends, self.text_ends[-1] + text_ends]),
            first,
            count,
        )

    @property
    def wasted(self) -> float:
        """Share of the phrasings that no article has any more."""
        held = len(self.stem_ends) - 1
        return 1 - float(self.count.sum()) / held if held else 0.0

    def texts_of(self, place: int) -> list[bytes]:
        first = int(self.first[place])
        return [self._text(at) for at in range(first, first + int(self.count[place]))]

    def said(self, phrasing: int) -> str:
        """Its words, repaired in nothing."""
        return self._text(phrasing).decode().strip()

    def _text(self, phrasing: int) -> bytes:
        return self.text[int(self.text_ends[phrasing]) : int(self.text_ends[phrasing + 1])]

    def gather(self, places: NDArray[np.int64]) -> Gathered:
        first, count = self.first[places], self.count[places]
        article_of = np.repeat(np.arange(len(places), dtype=np.int32), count)
        number = np.arange(len(article_of), dtype=np.int32) - np.repeat(np.cumsum(count) - count, count)
        phrasings = np.repeat(first, count) + number
        starts = self.stem_ends[phrasings]
        lengths = self.stem_ends[phrasings + 1] - starts
        phrasing_of = np.repeat(np.arange(len(phrasings), dtype=np.int32), lengths)
        within = np.arange(len(phrasing_of)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        stems = self.stems[np.repeat(starts, lengths) + within]
        text = self.text
        spans = zip(self.text_ends[phrasings].tolist(), self.text_ends[phrasings + 1].tolist(), strict=True)
        return Gathered(stems, phrasing_of, article_of, number, [text[start:end] for start, end in spans])
