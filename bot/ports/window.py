"""The window platforms may look through, scoped to the viewer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.model.content import Button, Content
from bot.model.files import File, Openable
from bot.model.messages import Revision
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports.basics import Page
from bot.ports.shelf import Shelf

RoomKind = Literal["help", "triage", "digest"]
EntryKind = Literal["said", "note", "event"]


@dataclass(frozen=True, slots=True)
class Room:
    """A channel of a local platform that the desk works in."""

    channel: str
    kind: RoomKind
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of tickets or requests, ready to show. CommonMark nowhere: plain text."""

    request_id: str
    number: int | None
    subject: str
    status: str
    queue: str
    owner: str | None
    requester: str
    since: datetime
    state: str = ""  # the status as the desk calls it, for colours: "new", "on hold"
    priority: str = "normal"
    mine: bool = False  # the viewer owns it
    offered: bool = False  # to the viewer's team, which may accept or return it
    touched_at: datetime | None = None  # the last word from either side
    answered: bool = False  # the last word was ours


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows and whether more follow."""

    rows: tuple[Row, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Front:
    """What a person sees first: their own requests and popular articles; an agent's work too."""

    desk: str
    agent: bool
    own: Listing
    owned: Listing
    unowned: Listing
    at_risk: Listing
    popular: tuple[tuple[str, str], ...]  # slug and title


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to a ticket. `line` and `why` are CommonMark; `text` is what a person typed.

    "said" reached the requester, "note" never does, "event" is an act without words.
    """

    kind: EntryKind
    at: datetime
    by: str
    line: str
    text: str = ""
    why: str = ""
    ours: bool = False  # by somebody who is not the requester
    files: tuple[File, ...] = ()
    edited_at: datetime | None = None
    earlier: tuple[Revision, ...] = ()  # for agents: what it said before


@dataclass(frozen=True, slots=True)
class TicketPage:
    """A ticket as one viewer may see it. `facts` are labels and CommonMark; `actions` are those they may press."""

    request_id: str
    number: int
    subject: str
    state: str
    status: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    walked: Content | None  # the path through an article's script that led here
    actions: tuple[Button, ...]
    agent: bool  # sees what is internal
    works: bool  # may answer it and do everything its team may
    mine: bool  # asked it


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that fits what somebody looked for. `summary` is plain text."""

    slug: str
    title: str
    language: str
    summary: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found. `problem` is the sentence, CommonMark, when it could not be understood."""

    rows: tuple[Row, ...] = ()
    articles: tuple[FoundArticle, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be typed next: the text to put in, and one line that explains it."""

    text: str
    hint: str


class DeskView(Protocol):
    """What a platform may show, scoped to the viewer and to one workspace: at first the desk's own."""

    def of(self, workspace: str) -> "DeskView":
        """The same window over another workspace, as `workspace` of an `Inbound` names it."""
        ...

    @property
    def shelf(self) -> Shelf:
        """The knowledge base."""
        ...

    async def language_of(self, viewer: Account, channel: str | None = None) -> str:
        """The language to speak to this person in: their own choice, the platform's locale, the channel, the desk."""
        ...

    def members(self, platform: str) -> list[tuple[Account, str]]:
        """The people of the desk file with an account there, and what they do."""
        ...

    def sign_means(self, sign: str) -> str | None:
        """What an emoji on a message does here: ticket, claim, resolve, urgent, handoff, draft; None: nothing."""
        ...

    def account_of(self, person_id: str, platform: str) -> str | None:
        """The person's account id there, as far as the desk knows."""
        ...

    def rooms(self, platform: str, viewer: Account) -> list[Room]:
        """The channels of that platform this person belongs in."""
        ...

    def queues(self, viewer: Account, language: str) -> list[tuple[str, str]]:
        """The queues this person serves, as id and label in that language; none for an employee."""
        ...

    def rosters(self, platform: str) -> dict[str, str]:
        """Queues whose agents the platform names, with where: a user group, a role, a channel."""
        ...

    def help_channels(self, platform: str) -> list[str]:
        """Where every top-level message is a request."""
        ...

    async def writer_of(self, message_id: str, platform: str) -> str | None:
        """The account there of whoever wrote a message the desk has on record."""
        ...

    async def open_threads(self, platform: str) -> list[tuple[str, str]]:
        """Channel and thread of every conversation about a request that is not over, there."""
        ...

    async def front(self, viewer: Account, pages: Mapping[str, Page], page: Page) -> Front:
        """`pages` by the name of a list (own, owned, unowned, at_risk); `page` for the others."""
        ...

    async def my_requests(self, viewer: Account, page: Page) -> Listing: ...

    async def queue(self, viewer: Account, queue: str, page: Page) -> Listing: ...

    async def board(self, viewer: Account, queue: str | None = None) -> Listing:
        """The active tickets of a queue they serve, or of all of them, and those resolved lately; at most 400."""
        ...

    async def ticket_page(self, viewer: Account, number: int) -> TicketPage | None:
        """Everything about a ticket; None when there is none that this person may know of."""
        ...

    async def search(self, viewer: Account, text: str) -> Findings:
        """Tickets they may see and articles they may read. Takes the filters of the verb `find`."""
        ...

    async def file(self, viewer: Account, file_id: str) -> Openable | None:
        """A file of a message or one made for them; None when there is none that this person may see."""
        ...

    async def export(self, viewer: Account, number: int) -> Openable | None:
        """The ticket's transcript as a zip, as this person may have it; None where `ticket` gives none."""
        ...

    async def complete(self, viewer: Account, where: Conversation, typed: str) -> list[Completion]:
        """Completions for a slash command typed so far."""
        ...
