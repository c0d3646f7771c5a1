"""The desk as handlers see it: a snapshot of rules and knowledge, and the few things that vary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.model.arrangement import Arrangement, arranged
from bot.model.entry import Check, Entry, Wording
from bot.model.people import Person
from bot.model.places import Conversation
from bot.model.request import Request
from bot.model.rules import Queue, Rules
from bot.ports import Clock, Ids, Transaction
from bot.words import Speaker, Words, pick_language
from kb import Article, Library, Matcher, read_body


@dataclass(frozen=True, slots=True)
class Desk:
    """Replaced as a whole when the desk file or an article changes; never changed in place."""

    rules: Rules
    library: Library
    matcher: Matcher
    clock: Clock
    ids: Ids
    platforms: frozenset[str]
    public_url: str = ""  # where people sign in; empty: nowhere
    files: Library | None = None
    """The articles as they stand in files; `library` has those from chat too, and dates of later checks."""
    generation: int = 0
    """Which state of the database `library` shows."""

    def with_stored(self, stored: Iterable[Article], checks: Mapping[str, Check], generation: int) -> "Desk":
        """With these articles from the database beside the files. Where both have one, the file counts."""
        files = self.files or self.library
        own = {(one.slug, one.language) for one in files.articles}
        beside = (one for one in stored if (one.slug, one.language) not in own)
        articles = tuple(_checked(one, checks.get(one.slug)) for one in (*files.articles, *beside))
        library = Library(articles, files.problems, files.fingerprint)
        return replace(
            self, library=library, matcher=self.matcher.updated(articles), files=files, generation=generation
        )

    @property
    def words(self) -> Words:
        return Words(self.rules.zone, self.rules.language)

    def language_for(self, person: Person, where: Conversation) -> str:
        """Their own choice, then the platform's locale, the channel, the desk."""
        member = self.rules.member(person.id)
        help_channel = self.rules.help_channel(where.platform, where.channel)
        return pick_language(
            person.language,
            member.language if member else None,
            person.locale or (member.locale if member else None),
            help_channel.language if help_channel else None,
            spoken=self.rules.languages,
            default=self.rules.language,
        )

    def speak(self, language: str | None) -> Speaker:
        return self.words.to(language)

    def speak_to(self, person: Person, where: Conversation) -> Speaker:
        return self.speak(self.language_for(person, where))

    def speak_for_queue(self, queue: str) -> Speaker:
        """Cards follow the queue."""
        return self.speak(self.rules.queue(queue).language or self.rules.language)

    def speak_for(self, request: Request) -> Speaker:
        """What the requester reads follows the question."""
        return self.speak(request.language)

    def queue(self, key: str) -> Queue:
        return self.rules.queue(key)


def _checked(article: Article, check: Check | None) -> Article:
    """With the day of the last check, when that is later than what the article says itself."""
    if check is None or check.verified <= article.verified:
        return article
    return replace(article, verified=check.verified, until=check.until)


class DeskNow:
    """The present snapshot; replaced as a whole when the desk file, an article or the arrangement changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = self._in_force = desk
        self._arrangement = Arrangement()

    @property
    def desk(self) -> Desk:
        """As the files have it."""
        return self._desk

    @desk.setter
    def desk(self, desk: Desk) -> None:
        self._desk = desk
        self._in_force = replace(desk, rules=arranged(desk.rules, self._arrangement))

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    @arrangement.setter
    def arrangement(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        self.desk = self._desk

    def __call__(self) -> Desk:
        """With what was settled in chat laid over the files."""
        return self._in_force

    async def fresh(self, tx: Transaction) -> Desk:
        """The snapshot with what is published at this moment: on every replica, from the commit on."""
        generation = await tx.articles.generation()
        if generation != self.desk.generation:
            stored = [article for entry in await tx.articles.every() if (article := shown(entry)) is not None]
            self.desk = self.desk.with_stored(stored, await tx.feedback.checks(), generation)
        return self()


def shown(entry: Entry) -> Article | None:
    """What everybody reads of an article from chat; None while it is not published."""
    if entry.published is None or entry.state != "published":
        return None
    return as_article(entry, entry.published)


def as_article(entry: Entry, said: Wording) -> Article:
    """One wording as an article; a script that cannot be walked is left out."""
    body, script, _ = read_body(said.body)
    return Article(
        slug=entry.slug,
        language=entry.language,
        title=said.title,
        questions=said.questions,
        body=body,
        tags=said.tags,
        queue=entry.queue,
        audience=said.audience,
        owner=said.owner,
        verified=entry.verified or said.at.date(),
        source="",
        until=entry.until,
        script=script,
    )
