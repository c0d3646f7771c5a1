"""What a knowledge-base editor should mend before the articles go live. Reads files, never the network."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from rapidfuzz import fuzz

from kb.article import Article
from kb.front import Broken, cut
from kb.load import Problem, load, read_body
from kb.match.synonyms import OWN, BadSynonyms, desk_synonyms
from kb.script import Script, Step

FEWEST_QUESTIONS, MOST_QUESTIONS = 4, 12
# Token-sorted similarity, 0 to 100. At 93 two ten-word questions may differ in about two letters:
# word order and typing errors, not another word.
NEAR_IDENTICAL = 93.0
SHORTEST_COMPARED = 10  # characters; shorter phrasings are near each other by chance
SCHEMES = ("http", "https", "mailto", "tel", "article")
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)
_MARKDOWN = MarkdownIt("commonmark")


def lint(
    folder: Path, *, languages: Sequence[str] = ("en", "nl"), queues: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """Everything wrong with the articles in `folder`, sorted by file and line; empty when clean.

    `languages` is what every article must exist in; `queues`, when given, the keys a queue may have.
    Raises nothing on content.
    """
    library = load(folder)
    found = list(library.problems)
    try:
        desk_synonyms(folder / OWN)
    except BadSynonyms as error:
        found.append(Problem(OWN, None, "bad-synonyms", str(error).removeprefix(f"{OWN}: ")))
    for article in library.articles:
        found += _counts(article)
        found += _links(article, library.articles, folder)
        found += _desk(article, queues)
    found += _languages(library.articles, languages)
    found += _shapes(library.articles)
    found += _same_phrasings(library.articles)
    for language in sorted({article.language for article in library.articles}):
        found += _near_identical([a for a in library.articles if a.language == language])
    return tuple(sorted(found, key=lambda p: (p.source, p.line or 0, p.code, p.message)))


def wrong_with(article: Article, text: str, others: Sequence[Article]) -> tuple[Problem, ...]:
    """As `lint` for one article that is no file yet, beside the others; `text` is its body with its script."""
    found = [*_counts(article)]
    _, _, flaws = read_body(text)
    found += [Problem(article.source, flaw.line, flaw.code, flaw.message) for flaw in flaws]
    slugs = {one.slug for one in others if one.language == article.language} | {article.slug}
    for href, line in _hrefs(article.body):
        wrong = _wrong_link(href, slugs)
        found += [Problem(article.source, line + 1, "dead-link", wrong)] if wrong else []
    same = [one for one in others if one.language == article.language]
    found += [p for p in (*_same_phrasings([*same, article]), *_near_identical([*same, article])) if not p.source]
    return tuple(found)


def _wrong_link(href: str, slugs: Collection[str]) -> str | None:
    """As `_wrong` where there are no files beside it."""
    parts = href.partition(":")
    return _wrong(href, slugs, Path()) if parts[1] and parts[0].lower() in SCHEMES else f"{href!r} is not a full link"


def _counts(article: Article) -> Iterator[Problem]:
    count = len(article.questions)
    if count < FEWEST_QUESTIONS:
        text = f"{count} questions, at least {FEWEST_QUESTIONS} are needed to be found"
        yield Problem(article.source, None, "few-questions", text)
    if count > MOST_QUESTIONS:
        text = f"{count} questions, more than {MOST_QUESTIONS}: is this two articles?"
        yield Problem(article.source, None, "many-questions", text)


def _desk(article: Article, queues: Collection[str] | None) -> Iterator[Problem]:
    if queues is None:
        return
    known = ", ".join(sorted(queues))
    if article.queue not in queues:
        text = f"unknown queue {article.queue!r}, known are {known}"
        yield Problem(article.source, None, "unknown-queue", text)
    if article.audience not in ("everyone", "guests", "agents", *queues):
        text = f"unknown audience {article.audience!r}, known are everyone, guests, agents, {known}"
        yield Problem(article.source, None, "unknown-audience", text)


def _languages(articles: Sequence[Article], languages: Sequence[str]) -> Iterator[Problem]:
    versions: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        versions[article.slug].append(article)
    for slug, written in versions.items():
        first = written[0]
        for language in languages:
            if language not in {article.language for article in written}:
                text = f"{slug!r} is not written in {language!r}"
                yield Problem(first.source, None, "missing-language", text)
        for other in written[1:]:
            # one version public and the other confidential is a leak
            if (other.audience, other.queue) != (first.audience, first.queue):
                text = f"queue or audience differs from {first.source}"
                yield Problem(other.source, None, "versions-differ", text)


def _shapes(articles: Sequence[Article]) -> Iterator[Problem]:
    """A script must have the same steps, leading to the same, in every language."""
    first: dict[str, Article] = {}
    for article in articles:
        other = first.setdefault(article.slug, article)
        mine, theirs = article.script, other.script
        if (mine.shape if mine else None) != (theirs.shape if theirs else None):
            where = _differs(mine, theirs)
            yield Problem(article.source, None, "script-differs", f"the script differs from {other.source}: {where}")


def _differs(mine: Script | None, theirs: Script | None) -> str:
    if mine is None or theirs is None:
        return "one of the two has none"
    if [step.name for step in mine.steps] != [step.name for step in theirs.steps]:
        return "other steps, or in another order"
    name = next(a.name for a, b in zip(mine.steps, theirs.steps, strict=True) if _leads(a) != _leads(b))
    return f"the choices of [{name}] lead elsewhere"


def _leads(step: Step) -> list[str]:
    return [choice.to for choice in step.choices]


def _plain(phrasing: str) -> str:
    return " ".join(re.findall(r"\w+", phrasing.casefold().replace("'", "")))


def _same_phrasings(articles: Iterable[Article]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Article] = {}
    for article in articles:
        for question in article.questions if article.title in article.questions else article.phrasings:
            first = seen.setdefault((article.language, _plain(question)), article)
            if first is not article:
                text = f"{question!r} is also in {first.source}"
                yield Problem(article.source, None, "duplicate-phrasing", text)


def _near_identical(articles: Sequence[Article]) -> Iterator[Problem]:
    """Pairs across articles that differ in a letter or two. Compares only those sharing a rarer word."""
    entries = [
        (article, question, _plain(question))
        for article in articles
        for question in article.phrasings
        if len(_plain(question)) >= SHORTEST_COMPARED
    ]
    places: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, plain) in enumerate(entries):
        for word in set(plain.split()):
            places[word].append(number)
    for number, (article, question, plain) in enumerate(entries):
        rare = sorted(set(plain.split()), key=lambda word: (len(places[word]), word))[:3]
        for other in sorted({other for word in rare for other in places[word] if other < number}):
            first, theirs, their_plain = entries[other]
            if first is article or plain == their_plain or _numbers(plain) != _numbers(their_plain):
                continue
            if fuzz.token_sort_ratio(plain, their_plain) >= NEAR_IDENTICAL:
                text = f"{question!r} is nearly {theirs!r} in {first.source}"
                yield Problem(article.source, None, "near-identical", text)


def _numbers(plain: str) -> list[str]:
    return sorted(re.findall(r"\d+", plain))


def _links(article: Article, articles: Sequence[Article], folder: Path) -> Iterator[Problem]:
    slugs = {other.slug for other in articles if other.language == article.language}
    start = _body_line(folder / article.source)
    home = (folder / article.source).parent
    for href, line in _hrefs(article.body):
        wrong = _wrong(href, slugs, home)
        if wrong:
            yield Problem(article.source, start + line, "dead-link", wrong)
    for step in article.script.steps if article.script else ():
        leads = [choice.to for choice in step.choices if choice.article is not None]
        for href in (*(href for href, _ in _hrefs(step.text)), *leads):
            wrong = _wrong(href, slugs, home)
            if wrong:
                yield Problem(article.source, None, "dead-link", f"[{step.name}]: {wrong}")


def _body_line(path: Path) -> int:
    try:
        return cut(path.read_bytes().decode("utf-8-sig")).body_line
    except (OSError, UnicodeDecodeError, Broken):  # changed since it was loaded; the line is a courtesy
        return 1


def _hrefs(body: str) -> Iterator[tuple[str, int]]:
    """Every link and image target with its line in the body, from 0 (the first of its paragraph)."""
    for block in _MARKDOWN.parse(body):
        line = block.map[0] if block.map else 0
        for token in block.children or ():
            target = token.attrGet("href") if token.type == "link_open" else token.attrGet("src")
            if token.type in ("link_open", "image"):
                yield str(target or ""), line
            elif token.type == "text" and "](" in token.content:
                yield token.content[token.content.index("](") + 2 :], line
            if token.type in ("softbreak", "hardbreak"):
                line += 1


def _wrong(href: str, slugs: Collection[str], home: Path) -> str | None:
    """Why this target leads nowhere, or None. Decided without the network."""
    try:
        parts = urlsplit(href)
        _ = parts.port
    except ValueError as error:
        return f"malformed link {href!r}: {error}"
    if not href or re.search(r"\s|%20\S*\)", href):
        return f"malformed link {href!r}"
    if parts.scheme == "article":
        return None if parts.path in slugs else f"no article {parts.path!r} in this language"
    if parts.scheme in ("http", "https"):
        host = parts.hostname or ""  # with colons it is an IPv6 address, which urlsplit has checked
        return None if ":" in host or _HOST.fullmatch(host) else f"malformed link {href!r}: no host name"
    if parts.scheme == "mailto":
        return None if re.fullmatch(r"[^@]+@[^@]+", parts.path) else f"malformed address {href!r}"
    if parts.scheme == "tel":
        return None if re.fullmatch(r"\+?[0-9().-]+", parts.path) else f"malformed number {href!r}"
    if parts.scheme:
        return f"unknown kind of link {href!r}, allowed are {', '.join(SCHEMES)}"
    if parts.netloc or parts.path.startswith("/"):
        return f"link {href!r} leads outside the articles"
    return None if not parts.path or (home / unquote(parts.path)).is_file() else f"no file {href!r}"
