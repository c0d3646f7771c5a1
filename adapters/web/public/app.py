"""The routes of the public listener, and what stands in front of them. No page here lets anybody pick a person."""

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.web import pages
from adapters.web.app import STATIC, Sorry, desk_away, no_page, not_here, viewer_routes
from adapters.web.health import health_routes
from adapters.web.public import doors
from adapters.web.public.site import PublicSite, SignedOut
from adapters.web.security import StrictHeaders
from adapters.web.site import NotHere, wished_language
from adapters.web.words import phrases
from bot.ports import StorageUnavailable

HEALTH = ("/healthz", "/readyz")


def public_app(site: PublicSite) -> ASGIApp:
    """Everybody is who they signed in as."""
    routes = [
        Route("/sign-in", doors.ask),
        Route("/sign-in/{token}", doors.look, methods=["GET"]),
        Route("/sign-in/{token}", doors.enter, methods=["POST"]),
        Route("/sign-out", doors.sign_out, methods=["POST"]),
        Route("/sessions", doors.sessions),
        Route("/token", token),
        *viewer_routes(""),
        *health_routes(site.ready),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Sorry)],
        exception_handlers={
            NotHere: not_here,
            HTTPException: no_page,
            SignedOut: _signed_out,
            StorageUnavailable: desk_away,
        },
    )
    app.state.site = site
    more = {"Strict-Transport-Security": "max-age=31536000"} if site.secure else {}
    return StrictHeaders(OneName(app, site.netloc), more)


async def token(request: Request) -> Response:
    """As the local one; only for who is signed in."""
    if await doors.public(request).guest(request) is None:
        raise SignedOut
    return await pages.token(request)


async def _signed_out(request: Request, error: Exception) -> Response:
    if request.method == "POST" or request.url.path in ("/events", "/token"):
        sentence = phrases(wished_language(request))("signed-out-now")
        return JSONResponse({"problem": sentence, "again": False, "signed_out": True}, 401)
    return doors.signed_out(request)


class OneName:
    """Answers to the name that links carry, so that a rebound DNS name or a forged Host gets nothing. Health is
    asked for by address."""

    def __init__(self, app: ASGIApp, netloc: str) -> None:
        self._app = app
        self._netloc = netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        ours = scope["type"] != "http" or Headers(scope=scope).get("host", "").lower() == self._netloc
        if not ours and scope["path"] not in HEALTH:
            said = f"This desk answers to {self._netloc}. Behind a proxy: let it pass the Host header on.\n"
            await PlainTextResponse(said, 421)(scope, receive, send)
            return
        await self._app(scope, receive, send)
