"""Hand-made stand-ins at the ports: a desk to look through, posts in memory, a receive that answers as told."""

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.web.site import Viewer
from adapters.web.words import phrases
from bot.model.content import Button, Content, plain
from bot.model.files import File, Openable, Read
from bot.model.inbound import Accepted, Inbound, Outcome
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports import (
    Completion,
    Entry,
    Findings,
    Listing,
    LocalPost,
    Page,
    Room,
    Row,
    StorageUnavailable,
    Surroundings,
    TicketPage,
)
from bot.settings import Settings

ANA = Account("web", "ana", "Ana Souza", "en-GB")
MILA = Account("web", "mila", "Mila Jansen", "nl-NL")
HELP = Room("help", "help", "help")
TRIAGE = Room("it-triage", "triage", "IT service desk")
LOOKER = Viewer(ANA, "Sales", phrases("en"), (HELP,), "/as/ana")


class TickingClock:
    """Every look is a second later, so that posts keep their order."""

    def __init__(self, start: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


class CountingIds:
    def __init__(self) -> None:
        self._count = 0

    def new(self) -> str:
        self._count += 1
        return f"id-{self._count:04}"

    def secret(self) -> str:
        return f"secret-{self.new()}"


class MemoryPosts:
    """LocalPosts without a database."""

    def __init__(self) -> None:
        self.posts: dict[str, LocalPost] = {}

    async def put(self, post: LocalPost) -> bool:
        if post.id in self.posts:
            return False
        self.posts[post.id] = post
        return True

    async def change(
        self,
        post_id: str,
        *,
        content: Content | None = None,
        text: str | None = None,
        deleted: bool = False,
        mark: str | None = None,
        at: datetime | None = None,
    ) -> LocalPost | None:
        post = self.posts.get(post_id)
        if post is None:
            return None
        if content is not None:
            post = replace(post, content=content, edited_at=at)
        if text is not None:
            post = replace(post, text=text, edited_at=at)
        if deleted:
            post = replace(post, deleted=True, text="", content=None, files=())
        if mark is not None and mark not in post.marks:
            post = replace(post, marks=(*post.marks, mark))
        self.posts[post_id] = post
        return post

    async def get(self, post_id: str) -> LocalPost | None:
        return self.posts.get(post_id)

    async def latest(self, channel: str, limit: int, before: datetime | None = None) -> list[LocalPost]:
        found = [
            post
            for post in self.posts.values()
            if post.channel == channel and post.thread is None and (before is None or post.at < before)
        ]
        return sorted(found, key=lambda post: post.at)[-limit:]

    async def thread(self, channel: str, root: str) -> list[LocalPost]:
        found = [post for post in self.posts.values() if post.channel == channel and post.thread == root]
        return sorted(found, key=lambda post: post.at)

    async def last_by_others(self, channels: Sequence[str], account: str) -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for post in self.posts.values():
            if post.channel in channels and post.by != account and not post.deleted:
                found[post.channel] = max(post.at, found.get(post.channel, post.at))
        return found

    async def thread_counts(self, channel: str, roots: Sequence[str]) -> dict[str, int]:
        counts = {root: len(await self.thread(channel, root)) for root in roots}
        return {root: count for root, count in counts.items() if count}


class MemoryMarks:
    """ReadMarks without a database."""

    def __init__(self) -> None:
        self.marks: dict[tuple[str, str], datetime] = {}

    async def saw(self, person: str, subject: str, at: datetime) -> None:
        self.marks[person, subject] = max(at, self.marks.get((person, subject), at))

    async def seen(self, person: str) -> dict[str, datetime]:
        return {subject: at for (who, subject), at in self.marks.items() if who == person}


@dataclass
class FakeDesk:
    """A DeskView over a few people and rooms."""

    people: list[tuple[Account, str]] = field(default_factory=lambda: [(ANA, "Sales"), (MILA, "IT service desk")])
    rooms_of: dict[str, list[Room]] = field(default_factory=lambda: {"ana": [HELP], "mila": [HELP, TRIAGE]})
    languages: dict[str, str] = field(default_factory=dict)
    tickets: dict[tuple[str, int], TicketPage] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    away: bool = False
    completions: list[Completion] = field(default_factory=list)
    files: dict[tuple[str, str], Openable] = field(default_factory=dict)

    async def language_of(self, viewer: Account, channel: str | None = None) -> str:
        return self.languages.get(viewer.id, "en")

    def members(self, platform: str) -> list[tuple[Account, str]]:
        return self.people

    def rooms(self, platform: str, viewer: Account) -> list[Room]:
        return self.rooms_of.get(viewer.id, [])

    def queues(self, viewer: Account, language: str) -> list[tuple[str, str]]:
        return [("it-l1", "IT service desk")] if viewer.id == "mila" else []

    async def my_requests(self, viewer: Account, page: Page) -> Listing:
        if self.away:
            raise StorageUnavailable
        return Listing(tuple(self.rows), more=False)

    async def board(self, viewer: Account, queue: str | None = None) -> Listing:
        return Listing(tuple(self.rows), more=False)

    async def ticket_page(self, viewer: Account, number: int) -> TicketPage | None:
        return self.tickets.get((viewer.id, number))

    async def search(self, viewer: Account, text: str) -> Findings:
        return self.findings

    async def queue(self, viewer: Account, queue: str, page: Page) -> Listing:
        return Listing((), more=False)

    async def ticket(self, viewer: Account, number: int) -> Content | None:
        return self.tickets.get((viewer.id, number))

    async def file(self, viewer: Account, file_id: str) -> Openable | None:
        return self.files.get((viewer.id, file_id))

    async def export(self, viewer: Account, number: int) -> Openable | None:
        return self.files.get((viewer.id, f"export-{number}"))

    async def complete(self, viewer: Account, where: Conversation, typed: str) -> list[Completion]:
        return [one for one in self.completions if one.text.startswith(typed)]


class FakeReceive:
    """Remembers what happened, knows a key that came before, and answers with `outcome`."""

    def __init__(self) -> None:
        self.outcome: Outcome | Exception = Accepted()
        self.seen: list[Inbound] = []
        self.meanwhile: Callable[[], Awaitable[Any]] | None = None

    async def __call__(self, inbound: Inbound) -> Outcome:
        self.seen.append(inbound)
        if self.meanwhile:
            await self.meanwhile()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def _bytes_of(file: File) -> Read:
    async def read() -> AsyncIterator[bytes]:
        yield f"bytes of {file.hash}".encode()

    return read


class Alone:
    """`bot.ports.Lead` of the only replica."""

    async def while_leading(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        await work()


def surroundings(posts: MemoryPosts, ready: dict[str, bool] | None = None, **settings: Any) -> Surroundings:
    async def is_ready() -> dict[str, bool]:
        return {"database": True} if ready is None else ready

    made = Settings(_env_file=None, **settings)
    return Surroundings(
        made,
        TickingClock(),
        CountingIds(),
        lambda _: posts,
        lambda _: None,
        [],
        is_ready,
        lambda file: Openable(file, _bytes_of(file)),
        Alone(),
        marks=MemoryMarks(),
    )


def ticket_seven(**others: Any) -> TicketPage:
    """A ticket as an agent of its team sees it."""
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    entries = (
        Entry("said", at, "Ana Souza", "Ana Souza asked", "all about seven"),
        Entry("event", at, "Loket", "became a ticket", why="because nobody knew"),
        Entry("note", at, "Mila Jansen", "Mila made a note", "SECRET-seven", ours=True),
    )
    facts = (("Status", "🔴 New"), ("Owner", "nobody"))
    actions = (Button("claim", "r7", "Claim", "primary"), Button("reply", "r7", "Reply"))
    page = TicketPage("r7", 7, "seven", "new", "New", facts, entries, None, actions, agent=True, works=True, mine=False)
    return replace(page, **others)


def row(number: int, **others: Any) -> Row:
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    made = Row(f"r{number}", number, f"subject {number}", "New", "IT service desk", None, "Ana Souza", at, "new")
    return replace(made, **others)


def sentence(text: str) -> Content:
    return plain(text, text)
