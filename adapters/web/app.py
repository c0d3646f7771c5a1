"""The routes of both listeners, and what stands in front of them."""

from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from adapters.web import actions, pages
from adapters.web.health import Ready, health_routes
from adapters.web.security import LoopbackOnly, StrictHeaders
from adapters.web.site import NotHere, Site
from adapters.web.templating import whole_page
from adapters.web.words import phrases

log = structlog.get_logger(__name__)

STATIC = Path(__file__).parent / "static"


def workspace_app(site: Site) -> ASGIApp:
    """The persona workspace: for this machine alone."""
    here = "/as/{account}/c/{channel}"
    routes = [
        Route("/", pages.people),
        Route("/token", pages.token),
        Route("/as/{account}", pages.home),
        Route("/as/{account}/events", pages.events),
        Route("/as/{account}/t/{number:int}", pages.ticket),
        Route(here, pages.channel),
        Route(f"{here}/posts", pages.posts),
        Route(f"{here}/post", pages.post),
        Route(f"{here}/thread", pages.thread),
        Route(f"{here}/complete", pages.complete),
        *(Route(f"{here}/{name}", action, methods=["POST"]) for name, action in actions.ACTIONS.items()),
        *health_routes(site.ready),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={NotHere: _not_here, HTTPException: _no_page, Exception: _broken},
    )
    app.state.site = site
    return StrictHeaders(LoopbackOnly(app))  # around Starlette's own error page too


def health_app(ready: Ready) -> ASGIApp:
    """The second listener: health and nothing else."""
    return StrictHeaders(Starlette(routes=list(health_routes(ready))))


async def _not_here(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotHere)
    say = error.viewer.say if error.viewer else phrases("en")
    sentence = say(f"no-{error.what}")
    if request.method == "POST":
        return JSONResponse({"problem": sentence, "again": False}, 404)
    return whole_page("not_here.html", request, say, status=404, sentence=sentence, viewer=error.viewer)


async def _no_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and request.method == "GET" and not request.url.path.startswith("/static/"):
        return await _not_here(request, NotHere("page"))
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


async def _broken(request: Request, error: Exception) -> Response:
    log.error("web.broken", method=request.method, error=type(error).__name__, exc_info=error)
    say = phrases("en")
    if request.method == "POST":
        return JSONResponse({"problem": say("broken"), "again": True}, 500)
    return PlainTextResponse(say("broken") + "\n", 500)
