"""What one set of audiences can see: nothing else influences what it finds."""

from collections.abc import Iterable, Sequence

from kb.article import Article
from kb.match.index import Index
from kb.match.semantic import Embedding
from kb.match.synonyms import Synonyms

FEW = 256  # articles up to which building anew is as quick as changing, and leaves no unused words behind
WORN = 0.5  # share of an index out of use from which building anew is better


class View:
    """One index a language. `changed` makes another."""

    def __init__(
        self,
        articles: Sequence[Article],
        audiences: frozenset[str],
        synonyms: Synonyms,
        embedding: Embedding | None = None,
    ) -> None:
        self._audiences, self._synonyms, self._embedding = audiences, synonyms, embedding
        codes = sorted({article.language for article in articles})
        self._by_code = {code: self._index(code, [a for a in articles if a.language == code]) for code in codes}

    def _index(self, code: str, articles: Sequence[Article]) -> Index:
        return Index(code, articles, self._synonyms, self._embedding)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._by_code)

    @property
    def indexes(self) -> tuple[Index, ...]:
        return tuple(self._by_code.values())

    @property
    def worn(self) -> bool:
        """Whether so much changed that building anew is better."""
        return any(index.wasted > WORN for index in self._by_code.values())

    def changed(self, put: Sequence[Article], gone: Iterable[tuple[str, str]]) -> "View":
        """What is put for other audiences is gone from here."""
        seen = [article for article in put if article.audience in self._audiences]
        hidden = [(a.slug, a.language) for a in put if a.audience not in self._audiences]
        left = [*gone, *hidden]
        other = View((), self._audiences, self._synonyms, self._embedding)
        for code in sorted({*self._by_code, *(article.language for article in seen)}):
            here = [article for article in seen if article.language == code]
            out = [slug for slug, language in left if language == code]
            before = self._by_code.get(code)
            if before is None or len(before) <= FEW:
                after = self._index(code, _merged(before, here, out))
            else:
                after = before.changed(here, out)
            if not after.empty:
                other._by_code[code] = after
        return other


def _merged(before: Index | None, put: Sequence[Article], gone: Sequence[str]) -> list[Article]:
    """In the order a view is built in."""
    fresh = {article.slug for article in put}
    kept = [a for a in before.articles if a.slug not in fresh and a.slug not in gone] if before else []
    return sorted([*kept, *put], key=lambda article: (article.slug, article.language, article.source))
