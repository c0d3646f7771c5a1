"""`loket kb export`: articles from chat as files."""

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.clock import SystemClock
from bot.compose.assemble import CannotStart
from bot.compose.database import opened
from bot.desk import shown
from bot.ids import TimeOrderedIds
from bot.model.entry import Entry
from bot.settings import Settings, desk_path, read_rules
from kb import Article, Problem, lint
from kb.write import as_file
from storage.transaction import Storage


@dataclass(frozen=True, slots=True)
class Exported:
    """`written` are paths; `left_out` says for an article why it would not lint clean."""

    written: tuple[Path, ...]
    left_out: tuple[tuple[str, str], ...]


async def export_articles(settings: Settings, to: Path) -> Exported:
    """Every published article of the database that lints clean beside the files, into `to`/LANGUAGE/SLUG.md. A desk
    may be running meanwhile. Raises CannotStart."""
    async with opened(settings) as database:
        storage = Storage(database, TimeOrderedIds(SystemClock()))
        async with storage(settings.workspace, read_only=True) as tx:
            entries = await tx.articles.every()
    articles = [(entry, article) for entry in entries if (article := shown(entry)) is not None]
    return await asyncio.to_thread(_written, articles, settings, to)


def _written(articles: list[tuple[Entry, Article]], settings: Settings, to: Path) -> Exported:
    texts = {f"{a.language}/{a.slug}.md": as_file(a, e.published.body) for e, a in articles if e.published}
    wrong = _wrong(texts, settings)
    good = {source: text for source, text in texts.items() if source not in wrong}
    paths = []
    for source, text in good.items():
        path = to / source
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CannotStart(f"--to: {str(path)!r} cannot be written: {error.strerror}") from None
        paths.append(path)
    return Exported(tuple(paths), tuple(sorted(wrong.items())))


def _wrong(texts: dict[str, str], settings: Settings) -> dict[str, str]:
    """What the linter says of them beside the files there are, until nothing is left that it says anything of."""
    rules = read_rules(desk_path(settings))
    queues = [queue.id for queue in rules.queues]
    wrong: dict[str, str] = {}
    while True:
        with tempfile.TemporaryDirectory() as here:
            folder = Path(here) / "articles"
            shutil.copytree(settings.kb.folder, folder)
            for source, text in texts.items():
                if source not in wrong:
                    (folder / source).parent.mkdir(exist_ok=True)
                    (folder / source).write_text(text, encoding="utf-8")
            found: list[Problem] = [p for p in lint(folder, languages=rules.languages, queues=queues)]
        fresh = {p.source: p.message for p in found if p.source in texts and p.source not in wrong}
        if not fresh:
            return wrong
        wrong |= fresh
