"""The desk file and the articles, read from disk: at start, and again whenever they change."""

import asyncio
from functools import lru_cache
from pathlib import Path

import structlog
from watchfiles import Change, awatch

from bot.desk import Desk, DeskNow
from bot.ports import Begin, Clock, Ids
from bot.schedule import Schedule
from bot.settings import LOCAL_DESK, BadSettings, Settings, desk_path, read_rules
from kb import Article, Library, Matcher, load
from kb.match import BadSynonyms, Embedding, NoModel, Synonyms, desk_synonyms, embedding

log = structlog.get_logger()

DEBOUNCE_MS = 800  # several files saved together are one change


def read_desk(
    settings: Settings, clock: Clock, ids: Ids, platforms: frozenset[str], before: Desk | None = None
) -> Desk:
    """Rules and articles as they are on disk now, matched as `before` where they are the same. Raises BadSettings.
    Broken articles are logged and left out."""
    if not settings.kb.folder.is_dir():
        raise BadSettings(f"LOKET_KB__FOLDER: {str(settings.kb.folder)!r} is not a folder")
    rules = read_rules(desk_path(settings))
    library = _read_library(settings.kb.folder)
    synonyms = _read_synonyms(settings)
    made = before.matcher if before else _first_matcher(library.articles, read_embedding(settings))
    matcher = made.updated(library.articles, synonyms)
    return Desk(rules, library, matcher, clock, ids, platforms, settings.public.address, files=library)


@lru_cache(maxsize=1)
def _first_matcher(articles: tuple[Article, ...], sense: Embedding | None) -> Matcher:
    """One process may open several desks on the same articles (a rehearsal, the demo): they are indexed once."""
    return Matcher(articles, embedding=sense)


def read_embedding(settings: Settings) -> Embedding | None:
    """What meaning is matched by, when that is switched on. Raises BadSettings."""
    if not settings.kb.semantic:
        return None
    try:
        return embedding(settings.kb.semantic_model)
    except NoModel as error:
        raise BadSettings(f"LOKET_KB__SEMANTIC: {error}") from error


def _read_library(folder: Path) -> Library:
    library = load(folder)
    for problem in library.problems:
        log.warning("kb.article_left_out", source=problem.source, line=problem.line, code=problem.code)
    return library


def _read_synonyms(settings: Settings) -> Synonyms:
    if settings.kb.synonyms is not None and not settings.kb.synonyms.is_file():
        raise BadSettings(f"LOKET_KB__SYNONYMS: {str(settings.kb.synonyms)!r} is not a file")
    try:
        return desk_synonyms(settings.kb.synonyms_file)
    except BadSynonyms as error:
        raise BadSettings(str(error)) from error


class Reloader:
    """Takes up changes on disk, or says which line is wrong and keeps what was."""

    def __init__(self, settings: Settings, desk: DeskNow, schedule: Schedule, begin: Begin) -> None:
        self._settings = settings
        self._begin = begin
        self._desk = desk
        self._schedule = schedule
        self._one_at_a_time = asyncio.Lock()
        self._planned: set[str] = set()

    async def reload(self) -> bool:
        """Read everything again; False when it was refused and the old desk stays."""
        async with self._one_at_a_time:
            old = self._desk.desk
            try:
                fresh = await asyncio.to_thread(read_desk, self._settings, old.clock, old.ids, old.platforms, old)
            except BadSettings as error:
                log.error("desk.change_refused", problem=str(error))
                return False
            self._desk.desk = fresh
        for workspace in self._planned:
            await self._schedule.plan(workspace)
        log.info("desk.reloaded", queues=len(fresh.rules.queues), articles=len(fresh.library.articles))
        return True

    async def rearrange(self, workspace: str) -> bool:
        """Take up what was settled in chat there, here or by another replica; False when nothing was. A workspace seen
        for the first time gets its moments to come."""
        async with self._one_at_a_time, self._begin(workspace, read_only=True) as tx:
            known = self._desk.knows(workspace)
            fresh = not known or await tx.arrangements.version() != self._desk.arrangement(workspace).version
            if fresh:
                self._desk.arrange(workspace, await tx.arrangements.all())
        if fresh or workspace not in self._planned:
            self._planned.add(workspace)
            await self._schedule.plan(workspace)
            log.info("desk.rearranged", workspace=workspace, version=self._desk.arrangement(workspace).version)
        return fresh

    async def watch(self) -> None:
        """Until cancelled."""
        await asyncio.gather(self._watch_desk_file(), self._watch_articles())

    async def _watch_desk_file(self) -> None:
        # the folder and not the file: editors replace it; and not what lies deeper: a database may live there
        watched = {desk_path(self._settings).absolute(), LOCAL_DESK.absolute()}

        def ours(_change: Change, path: str) -> bool:
            return Path(path) in watched

        folders = {path.parent for path in watched}
        async for _ in awatch(*folders, recursive=False, watch_filter=ours, debounce=DEBOUNCE_MS):
            await self.reload()

    async def _watch_articles(self) -> None:
        synonyms = self._settings.kb.synonyms_file.absolute()

        def ours(_change: Change, path: str) -> bool:
            return path.endswith(".md") or Path(path) == synonyms

        folder = self._settings.kb.folder
        folders = {folder} if synonyms.is_relative_to(folder.absolute()) else {folder, synonyms.parent}
        async for _ in awatch(*folders, watch_filter=ours, debounce=DEBOUNCE_MS):
            await self.reload()
