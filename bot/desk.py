"""The desk as handlers see it: a snapshot of rules and knowledge, and the few things that vary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.model.arrangement import Arrangement, arranged
from bot.model.entry import Check, Entry, Wording
from bot.model.people import Person
from bot.model.places import Conversation
from bot.model.request import Request
from bot.model.rules import Queue, Rules
from bot.model.workspaces import elsewhere, platform_of, shared
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
    at_home: bool = True
    """Is this the desk's own workspace, which keeps the articles in files?"""

    def elsewhere(self, platform: str) -> "Desk":
        """As the files count in a workspace that is one place of that platform."""
        files = self.files or self.library
        articles = shared(files.articles)
        library = Library(articles, files.problems, files.fingerprint)
        return Desk(
            rules=elsewhere(self.rules, platform),
            library=library,
            matcher=self.matcher.updated(articles),
            clock=self.clock,
            ids=self.ids,
            platforms=self.platforms & {platform},
            files=library,
            at_home=False,
        )

    @property
    def kept(self) -> tuple[Article, ...]:
        """The articles somebody here keeps right: elsewhere those in files are not theirs."""
        if self.at_home:
            return self.library.articles
        files = {(one.slug, one.language) for one in (self.files or self.library).articles}
        return tuple(one for one in self.library.articles if (one.slug, one.language) not in files)

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
    """The present snapshot of every workspace; replaced as a whole when the desk file, an article or an arrangement
    changes. All read the same files. `home` is the desk's own workspace, which has its channels and people; what counts
    in the others is said in `bot.model.workspaces`."""

    def __init__(self, desk: Desk, home: str = "main") -> None:
        self.home = home
        self._bases = {home: desk}  # the files with the workspace's own articles
        self._elsewhere: dict[str, Desk] = {}  # the files as they count in other workspaces, by platform
        self._arrangements: dict[str, Arrangement] = {}
        self._in_force: dict[str, Desk] = {}

    @property
    def desk(self) -> Desk:
        """As the files have it, at home."""
        return self._bases[self.home]

    @desk.setter
    def desk(self, desk: Desk) -> None:
        self._bases = {self.home: desk}
        self._elsewhere, self._in_force = {}, {}

    def arrangement(self, workspace: str = "") -> Arrangement:
        return self._arrangements.get(workspace or self.home, Arrangement())

    def arrange(self, workspace: str, arrangement: Arrangement) -> None:
        """Take it up, unless something newer was."""
        before = self._arrangements.get(workspace)
        if before is None or arrangement.version > before.version:
            self._arrangements[workspace] = arrangement
            self._in_force.pop(workspace, None)

    def knows(self, workspace: str) -> bool:
        """Was its arrangement read? Before, nobody can say which channels are its."""
        return workspace in self._arrangements

    def __call__(self, workspace: str = "") -> Desk:
        """With what was settled in chat laid over the files; without a name the desk's own workspace."""
        name = workspace or self.home
        desk = self._in_force.get(name)
        if desk is None:
            base = self._base(name)
            rules = arranged(base.rules, self.arrangement(name), managed=name != self.home)
            desk = self._in_force[name] = replace(base, rules=rules)
        return desk

    def _base(self, workspace: str) -> Desk:
        if workspace not in self._bases:
            platform = platform_of(workspace)
            if platform not in self._elsewhere:
                self._elsewhere[platform] = self.desk.elsewhere(platform)
            self._bases[workspace] = self._elsewhere[platform]
        return self._bases[workspace]

    async def fresh(self, tx: Transaction) -> Desk:
        """The snapshot with what is published and settled at this moment: on every replica, from the commit on."""
        workspace = tx.workspace
        generation = await tx.articles.generation()
        if generation != self._base(workspace).generation:
            stored = [article for entry in await tx.articles.every() if (article := shown(entry)) is not None]
            checks = await tx.feedback.checks()
            self._bases[workspace] = self._base(workspace).with_stored(stored, checks, generation)
            self._in_force.pop(workspace, None)
        if not self.knows(workspace) or await tx.arrangements.version() != self.arrangement(workspace).version:
            self.arrange(workspace, await tx.arrangements.all())
        return self(workspace)


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
