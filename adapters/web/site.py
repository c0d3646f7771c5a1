"""What every page and every action of the workspace needs, and who is asking."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import quote

from starlette.requests import Request

from adapters.web.board import Board
from adapters.web.live import Live
from adapters.web.security import CookieTokens, Tokens
from adapters.web.uploads import Uploads
from adapters.web.words import Phrases, phrases
from bot.model.people import Account
from bot.ports import DeskView, Receive, Room, Surroundings

PLATFORM = "web"


class NotHere(Exception):
    """No such person, channel, post or ticket; or none that this person may know of."""

    def __init__(self, what: str, viewer: "Viewer | None" = None) -> None:
        super().__init__(what)
        self.what = what
        self.viewer = viewer


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who looks, the channels they belong in, and the queues they serve as (id, label).

    `base` is what every address of theirs starts with.
    """

    account: Account
    title: str
    say: Phrases
    rooms: tuple[Room, ...]
    base: str
    queues: tuple[tuple[str, str], ...] = ()
    upload_limit: int = 0  # bytes of one file

    @property
    def id(self) -> str:
        return self.account.id

    @property
    def key(self) -> str:
        """The account, whatever platform it is of."""
        return f"{self.account.platform}:{self.account.id}"

    @property
    def chats(self) -> bool:
        """Whether they have conversations here; who comes from another platform has them there."""
        return self.account.platform == PLATFORM

    @property
    def home(self) -> str:
        """The channel in which they and the bot talk; "" for who has none here."""
        return direct_channel(self.account.id) if self.chats else ""

    def may_see(self, channel: str) -> bool:
        return self.chats and (channel == self.home or any(room.channel == channel for room in self.rooms))

    def room(self, channel: str) -> Room | None:
        """None for their direct messages."""
        return next((room for room in self.rooms if room.channel == channel), None)


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as one viewer sees it, and the thread they look at."""

    viewer: Viewer
    channel: str
    thread: str | None = None

    @property
    def direct(self) -> bool:
        return self.channel == self.viewer.home


class Site:
    """One workspace: the desk behind it, its posts, and the pages that are open."""

    def __init__(self, around: Surroundings, desk: DeskView, receive: Receive, board: Board, live: Live) -> None:
        self.clock = around.clock
        self.ids = around.ids
        self.ready = around.ready
        self.workspace = around.settings.workspace
        self.desk = desk
        self.receive = receive
        self.board = board
        self.live = live
        self.open_file = around.open_file
        self.uploads = Uploads(around.clock, around.settings.files.max_file_mb * 1024 * 1024)
        self.marks = around.marks
        self.demo = around.demo
        self.demo_of = around.demo_of
        self.tokens: Tokens = CookieTokens(around.settings.secret.get_secret_value(), around.settings.web.port)

    async def who(self, request: Request) -> Viewer:
        """Whose page this is; what changes from here on, the page will be told of. Raises NotHere."""
        request.state.changes = self.live.count
        return await self.viewer(request.path_params["account"])

    def start(self, viewer: Viewer) -> str:
        """The page somebody begins at."""
        return f"{viewer.base}/c/{viewer.home}"

    def hats(self) -> list[tuple[Account, str]]:
        """Whom one may become by picking."""
        return self.desk.members(PLATFORM)

    async def saw(self, viewer: Viewer, subject: str) -> None:
        """This person has read a channel (`c/NAME`) or a ticket (`t/NUMBER`) until now."""
        if self.marks is not None:
            await self.marks.saw(viewer.key, subject, self.clock.now())

    async def seen(self, viewer: Viewer) -> dict[str, datetime]:
        """Until when this person has read what."""
        return await self.marks.seen(viewer.key) if self.marks is not None else {}

    async def still_here(self, request: Request) -> bool:
        """Whether the person of a request may go on looking."""
        return True

    async def viewer(self, account: str) -> Viewer:
        """Raises NotHere for somebody the desk does not know."""
        for member, title in self.desk.members(PLATFORM):
            if member.id == account:
                say = phrases(await self.desk.language_of(member))
                rooms, queues = self.desk.rooms(PLATFORM, member), self.desk.queues(member, say.language)
                base, limit = f"/as/{quote(member.id)}", self.uploads.limit
                return Viewer(member, title, say, tuple(rooms), base, tuple(queues), limit)
        raise NotHere("person")

    def may_see(self, account: str, channel: str) -> bool:
        """Asked anew each time: the desk file may change meanwhile."""
        if channel == direct_channel(account):
            return True
        members = (member for member, _ in self.desk.members(PLATFORM) if member.id == account)
        return any(room.channel == channel for member in members for room in self.desk.rooms(PLATFORM, member))

    async def place(self, request: Request, thread: str | None = None) -> Place:
        """The viewer and the channel a path names. Raises NotHere."""
        viewer = await self.who(request)
        channel = request.path_params["channel"]
        if not viewer.may_see(channel):
            raise NotHere("channel", viewer)
        return Place(viewer, channel, thread)

    def names(self) -> dict[str, str]:
        """The people's names by account."""
        return {member.id: member.name for member, _ in self.desk.members(PLATFORM)}


def site_of(request: Request) -> Site:
    return cast(Site, request.app.state.site)


def direct_channel(account: str) -> str:
    """The channel in which one person and the bot talk."""
    return f"dm-{account}"


def wished_language(request: Request) -> str:
    """By the browser's first wish, where nobody has been picked yet."""
    return request.headers.get("accept-language", "")[:2].lower()
