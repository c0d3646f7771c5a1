"""The routes of both listeners, and what stands in front of them."""

import traceback
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.web import actions, demo, desk, files, kb_pages, pages, preferences
from adapters.web.health import Ready, health_routes
from adapters.web.security import LoopbackOnly, StrictHeaders
from adapters.web.site import NotHere, Site, wished_language
from adapters.web.templating import whole_page
from adapters.web.words import phrases
from bot.ports import StorageUnavailable

log = structlog.get_logger(__name__)

STATIC = Path(__file__).parent / "static"


def workspace_app(site: Site) -> ASGIApp:
    """The persona workspace: for this machine alone."""
    routes = [
        Route("/", pages.people),
        Route("/token", pages.token),
        Route("/demo", demo.page),
        Route("/demo", demo.change, methods=["POST"]),
        Route("/demo/state", demo.state),
        *viewer_routes("/as/{account}"),
        *health_routes(site.ready),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Sorry)],
        exception_handlers={NotHere: not_here, HTTPException: no_page, StorageUnavailable: desk_away},
    )
    app.state.site = site
    return StrictHeaders(LoopbackOnly(app))


def viewer_routes(base: str) -> list[Route]:
    """What one person sees and does. Every route asks `site.who` whose page it is."""
    here = f"{base}/c/{{channel}}"
    return [
        Route(base or "/", pages.home),
        Route(f"{base}/events", pages.events),
        Route(f"{base}/board", desk.board),
        Route(f"{base}/requests", desk.requests),
        Route(f"{base}/search", desk.search),
        Route(f"{base}/t/{{number:int}}", desk.ticket),
        Route(f"{base}/kb", kb_pages.shelf),
        Route(f"{base}/kb-drafts", kb_pages.drafts),
        Route(f"{base}/kb/{{slug}}", kb_pages.article),
        Route(f"{base}/kb/{{slug}}", kb_pages.press, methods=["POST"]),
        Route(f"{base}/kb/{{slug}}/figures", kb_pages.figures),
        Route(f"{base}/kb/{{slug}}/{{language}}/edit", kb_pages.edit),
        Route(f"{base}/kb/{{slug}}/{{language}}/edit", kb_pages.save, methods=["POST"]),
        Route(f"{base}/kb/{{slug}}/{{language}}/history", kb_pages.history),
        Route(here, pages.channel),
        Route(f"{here}/posts", pages.posts),
        Route(f"{here}/post", pages.post),
        Route(f"{here}/thread", pages.thread),
        Route(f"{here}/complete", pages.complete),
        Route(f"{base}/f/{{file}}/{{name}}", files.file),
        Route(f"{base}/t/{{number:int}}/export", files.export),
        Route(f"{here}/file", files.upload, methods=["POST"]),
        *(Route(f"{here}/{name}", action, methods=["POST"]) for name, action in actions.ACTIONS.items()),
        Route(f"{base}/do/complete", pages.complete),
        Route(f"{base}/do/language", preferences.language, methods=["POST"]),
        *(Route(f"{base}/do/{name}", action, methods=["POST"]) for name, action in actions.PAGE_ACTIONS.items()),
    ]


def health_app(ready: Ready) -> ASGIApp:
    """The second listener: health and nothing else."""
    return StrictHeaders(Starlette(routes=list(health_routes(ready))))


async def not_here(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotHere)
    say = error.viewer.say if error.viewer else phrases(wished_language(request))
    sentence = say(f"no-{error.what}")
    if request.method == "POST":
        return JSONResponse({"problem": sentence, "again": False}, 404)
    return whole_page("not_here.html", request, say, status=404, sentence=sentence, viewer=error.viewer)


async def no_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and request.method == "GET" and not request.url.path.startswith("/static/"):
        return await not_here(request, NotHere("page"))
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


async def desk_away(request: Request, error: Exception) -> Response:
    """The database cannot be asked right now."""
    say = phrases(wished_language(request))
    if request.method == "POST" or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"problem": say("away"), "again": True}, 503)
    return whole_page("away.html", request, say, status=503, viewer=None)


class Sorry:
    """An unexpected error becomes a sentence, and a line in the log that carries no text of anybody's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            log.error("web.broken", method=scope["method"], error=type(error).__name__, where=_where(error))
            if not started:
                await _sorry(scope)(scope, receive, send)


def _where(error: Exception) -> str:
    """The innermost line of code."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _sorry(scope: Scope) -> Response:
    sentence = phrases("en")("broken")
    if scope["method"] == "POST":
        return JSONResponse({"problem": sentence, "again": True}, 500)
    return PlainTextResponse(sentence + "\n", 500)
