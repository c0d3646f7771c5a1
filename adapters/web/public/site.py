"""Who is signed in, by the cookie of their session; and the proof that a post comes from their own page."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from adapters.web.board import Board
from adapters.web.live import Live
from adapters.web.public.tries import Tries
from adapters.web.security import TOKEN_HEADER, same_origin
from adapters.web.site import PLATFORM, Site, Viewer
from adapters.web.words import phrases
from bot.model.people import Account
from bot.ports import DeskView, Door, Guest, Receive, Surroundings

LOOK_AGAIN = timedelta(seconds=10)  # how long an open stream may outlive its session
LONGEST_TOKEN = 200


class SignedOut(Exception):
    """Nobody is signed in with this browser."""


class PublicSite(Site):
    """As the local workspace, but everybody is who they signed in as."""

    def __init__(
        self, around: Surroundings, desk: DeskView, receive: Receive, board: Board, live: Live, door: Door
    ) -> None:
        super().__init__(around, desk, receive, board, live)
        public = around.settings.public
        self.door = door
        self.url = public.address
        self.secure = self.url.startswith("https://")
        self.netloc = urlsplit(self.url).netloc.lower().removesuffix(":443" if self.secure else ":80")
        self.cookie = "__Host-loket" if self.secure else f"loket_session_{public.port}"
        self.tokens = SessionTokens(self.cookie)
        self.tries = Tries()
        self.lasts_s = round(door.lasts.total_seconds())

    def start(self, viewer: Viewer) -> str:
        return "/board" if viewer.queues else "/requests"

    def hats(self) -> list[tuple[Account, str]]:
        """Nobody is picked here."""
        return []

    async def guest(self, request: Request) -> Guest | None:
        """Looked up once a request."""
        if not hasattr(request.state, "guest"):
            token = request.cookies.get(self.cookie, "")
            known = 0 < len(token) <= LONGEST_TOKEN
            request.state.guest = await self.door.guest(token) if known else None
        return cast(Guest | None, request.state.guest)

    async def who(self, request: Request) -> Viewer:
        """Raises SignedOut."""
        request.state.changes = self.live.count
        guest = await self.guest(request)
        if guest is None:
            raise SignedOut
        return await self.signed_in(guest.account)

    async def signed_in(self, account: Account) -> Viewer:
        """The viewer behind an account that came in by the door."""
        say = phrases(await self.desk.language_of(account))
        chats = account.platform == PLATFORM
        rooms = tuple(self.desk.rooms(PLATFORM, account)) if chats else ()
        queues = tuple(self.desk.queues(account, say.language))
        return Viewer(account, "", say, rooms, "", queues, self.uploads.limit)

    async def still_here(self, request: Request) -> bool:
        """Asked of the database now and then, not for every change."""
        now: datetime = self.clock.now()
        looked: datetime | None = getattr(request.state, "looked", None)
        if looked is None or now - looked >= LOOK_AGAIN:
            request.state.looked = now
            request.state.here = await self.door.guest(request.cookies.get(self.cookie, "")) is not None
        return bool(request.state.here)

    def let_in(self, response: Response, token: str, seconds: int) -> None:
        """The session's cookie: not for scripts, not sent along by other sites' posts."""
        response.set_cookie(
            self.cookie, token, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def let_out(self, response: Response) -> None:
        response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="lax")


class SessionTokens:
    """Made of the session's own token, so that there is one a session and nothing more to keep."""

    def __init__(self, cookie: str) -> None:
        self._cookie = cookie

    def of(self, request: Request) -> str:
        had = request.cookies.get(self._cookie, "")
        return hmac.new(had.encode("utf-8", "replace"), b"loket.web.csrf", hashlib.sha256).hexdigest() if had else ""

    def hold(self, request: Request, sent: str | None = None) -> bool:
        sent = request.headers.get(TOKEN_HEADER, "") if sent is None else sent
        mine = self.of(request)
        return (
            bool(mine) and hmac.compare_digest(sent.encode("utf-8", "replace"), mine.encode()) and same_origin(request)
        )

    def put(self, response: Response, token: str) -> None:
        """Nothing: the session's cookie is enough."""
