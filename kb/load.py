"""Files -> Library. The only reading of the disk in this package; never raises on content."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kb.article import Article
from kb.front import Broken, Page, check, cut
from kb.script import Flaw, Script, parse, split

MAX_BYTES = 512 * 1024  # an article is a page, not a book; keeps a stray dump from filling memory


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one file. `line` counts from 1, None when it concerns the whole file."""

    source: str
    line: int | None
    code: str
    message: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.message} ({self.code})"


@dataclass(frozen=True, slots=True)
class Library:
    """What a folder held at one moment. Equal bytes give an equal `fingerprint`."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    fingerprint: str

    def by_slug(self, slug: str, language: str) -> Article | None:
        """The article in this language, else in another (first by name), else None."""
        found = {article.language: article for article in self.articles if article.slug == slug}
        return found.get(language) or next((found[other] for other in sorted(found)), None)

    def editions(self, slugs: Collection[str]) -> dict[str, frozenset[str]]:
        """The present wordings of these articles, in every language."""
        found: dict[str, frozenset[str]] = {}
        for article in self.articles:
            if article.slug in slugs:
                found[article.slug] = found.get(article.slug, frozenset()) | {article.edition}
        return found

    def languages_of(self, slug: str) -> tuple[str, ...]:
        """The languages this slug is written in, sorted."""
        return tuple(sorted(article.language for article in self.articles if article.slug == slug))


@dataclass(frozen=True, slots=True)
class _File:
    source: str
    language: str
    data: bytes
    trouble: Problem | None


def load(folder: Path) -> Library:
    """Every article under folder/<language>/*.md. A broken one is left out and named in problems."""
    files = tuple(_files(folder))
    articles: dict[tuple[str, str], Article] = {}
    problems = [] if folder.is_dir() else [Problem(".", None, "no-folder", f"{folder} is not a folder")]
    for file in files:
        if file.trouble:
            problems.append(file.trouble)
            continue
        read, wrong = read_article(file.source, file.language, file.data)
        problems += wrong
        first = articles.setdefault((read.language, read.slug), read) if read else None
        if read is not None and first is not None and first is not read:
            text = f"the slug {read.slug!r} is already used by {first.source}"
            problems.append(Problem(read.source, None, "duplicate-slug", text))
    return Library(tuple(articles.values()), tuple(problems), _fingerprint(files))


def fingerprint(folder: Path) -> str:
    """What load(folder) would give as Library.fingerprint, without parsing: cheap enough to poll."""
    return _fingerprint(_files(folder))


@lru_cache(maxsize=4096)
def read_article(source: str, language: str, data: bytes) -> tuple[Article | None, tuple[Problem, ...]]:
    """One file's bytes as an article, and what is wrong with it. One whose script cannot be walked comes without it.

    Remembered, so that a change of one file reads that one anew.
    """
    try:
        page = cut(data.decode("utf-8-sig"))
        front = check(page.front)
        body, script, flaws = _body(page)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Problem(source, line, "not-utf8", "the file is not UTF-8 text"),)
    except Broken as broken:
        return None, (Problem(source, broken.line, broken.code, broken.message),)
    article = Article(
        slug=front.slug,
        language=language,
        title=front.title,
        questions=front.questions,
        body=body,
        tags=front.tags,
        queue=front.queue,
        audience=front.audience,
        owner=front.owner,
        verified=front.verified,
        source=source,
        until=front.until,
        script=script,
    )
    return article, tuple(Problem(source, flaw.line, flaw.code, flaw.message) for flaw in flaws)


def _body(page: Page) -> tuple[str, Script | None, tuple[Flaw, ...]]:
    """The answer, its script, and why nobody may be walked through it; lines are those of the file. Raises Broken."""
    try:
        body, script, flaws = _parted(page.body)
    except Broken as broken:
        raise Broken(broken.code, broken.message, page.body_line + (broken.line or 0)) from None
    return body, script, tuple(replace(flaw, line=flaw.line + page.body_line - 1) for flaw in flaws)


def _parted(text: str) -> tuple[str, Script | None, tuple[Flaw, ...]]:
    """Lines of flaws count from 1, those of Broken from 0."""
    body, lines, start = split(text)
    try:
        script = None if lines is None else parse(lines)
    except Broken as broken:
        raise Broken(broken.code, broken.message, start + (broken.line or 0)) from None
    if not body.strip():
        raise Broken("empty-body", "there is no answer below the front matter", 0)
    flaws = script.flaws() if script else ()
    return body, None if flaws else script, tuple(replace(flaw, line=flaw.line + start) for flaw in flaws)


def read_body(text: str) -> tuple[str, Script | None, tuple[Flaw, ...]]:
    """What an editor typed: the answer, its script when it can be walked, and what is wrong with that. Lines count
    from 1. Raises nothing."""
    try:
        return _parted(text)
    except Broken as broken:
        return text, None, (Flaw(broken.code, broken.message, (broken.line or 0) + 1),)


def _files(folder: Path) -> Iterator[_File]:
    """Sorted by path, so that the same folder always loads the same way."""
    for path in sorted(folder.glob("*/*.md")):
        hidden = path.name.startswith((".", "_")) or path.parent.name.startswith((".", "_"))
        if hidden or not path.parent.is_dir():
            continue
        source = f"{path.parent.name}/{path.name}"
        try:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield _File(source, path.parent.name, b"", Problem(source, None, "unreadable", reason))
            continue
        trouble = None
        if len(data) > MAX_BYTES:
            trouble = Problem(source, None, "too-large", f"larger than {MAX_BYTES // 1024} KiB")
        yield _File(source, path.parent.name, data, trouble)


def _fingerprint(files: Iterator[_File] | tuple[_File, ...]) -> str:
    digest = hashlib.sha256()
    for file in files:
        head = f"{file.source}\0{len(file.data)}\0{file.trouble}\0"
        digest.update(head.encode("utf-8", "surrogateescape"))
        digest.update(file.data)
    return digest.hexdigest()
