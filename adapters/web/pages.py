"""What can be looked at: people, channels, threads, tickets, completions, the stream of changes."""

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from adapters.web import views
from adapters.web.frame import framed
from adapters.web.site import PLATFORM, Place, site_of, wished_language
from adapters.web.templating import fragment_page, whole_page
from adapters.web.words import phrases
from bot.model.places import Conversation

PING_EVERY_S = 15
RETRY_AFTER_MS = 1000
LONGEST_TYPED = 500


async def people(request: Request) -> HTMLResponse:
    """Whose hat to put on."""
    site = site_of(request)
    say = phrases(wished_language(request))
    members = [await site.viewer(account.id) for account, _ in site.desk.members(PLATFORM)]
    demo = site.demo
    offered = demo is not None and await demo.offered()
    running = demo is not None and demo.state().phase in ("playing", "open")
    return whole_page("people.html", request, say, members=members, offers_demo=offered or running)


async def home(request: Request) -> Response:
    site = site_of(request)
    return RedirectResponse(site.start(await site.who(request)), 303)


async def channel(request: Request) -> Response:
    """A channel, and the thread named in `?thread=` beside it."""
    site = site_of(request)
    place = await site.place(request, request.query_params.get("thread"))
    await site.saw(place.viewer, f"c/{place.channel}")
    values = await _thread_values(request, place) if place.thread else {}
    return await framed(
        "channel.html",
        request,
        place.viewer,
        place=place,
        here=place.channel,
        room=place.viewer.room(place.channel),
        stretch=await views.stretch(site, place),
        panel="thread.html" if place.thread else None,
        **values,
    )


async def posts(request: Request) -> Response:
    """A stretch of a channel: the latest, or what lies before a moment."""
    site = site_of(request)
    place = await site.place(request)
    before = _moment(request.query_params.get("before"))
    await site.saw(place.viewer, f"c/{place.channel}")
    found = await views.stretch(site, place, before)
    return fragment_page("posts.html", place.viewer, place=place, stretch=found)


async def post(request: Request) -> Response:
    """One top-level post; nothing when it was taken back."""
    site = site_of(request)
    place = await site.place(request)
    await site.saw(place.viewer, f"c/{place.channel}")
    view = await views.root(site, place, request.query_params.get("post", ""))
    if view is None:
        return HTMLResponse("")
    return fragment_page("one_post.html", place.viewer, place=place, view=view)


async def thread(request: Request) -> Response:
    """The thread panel, or with `?part=posts` only what is said in it."""
    root_id = request.query_params.get("root", "")
    place = await site_of(request).place(request, root_id)
    values = await _thread_values(request, place)
    name = "thread_posts.html" if request.query_params.get("part") == "posts" else "thread.html"
    return fragment_page(name, place.viewer, place=place, room=place.viewer.room(place.channel), **values)


async def complete(request: Request) -> JSONResponse:
    """What may be typed next after a slash."""
    site = site_of(request)
    if "channel" in request.path_params:
        place = await site.place(request, request.query_params.get("thread") or None)
    else:
        viewer = await site.who(request)
        place = Place(viewer, viewer.home)
    typed = request.query_params.get("typed", "")[:LONGEST_TYPED]
    where = Conversation(place.viewer.account.platform, place.channel, place.thread)
    found = await site.desk.complete(place.viewer.account, where, typed)
    return JSONResponse([{"text": one.text, "hint": one.hint} for one in found])


async def token(request: Request) -> JSONResponse:
    """A token for a page that is older than the desk's key. Another site cannot read this answer."""
    tokens = site_of(request).tokens
    made = tokens.of(request)
    response = JSONResponse({"token": made})
    tokens.put(response, made)
    return response


async def events(request: Request) -> EventSourceResponse:
    """Which posts change, in the channels this person may see."""
    site = site_of(request)
    viewer = await site.who(request)
    account = viewer.id

    def may_see(channel: str) -> bool:
        return viewer.chats and site.may_see(account, channel)

    async def stream() -> AsyncIterator[dict[str, str | int]]:
        with site.live.waiting() as waiting:  # before the count is told: what comes in between must not be missed
            yield {"event": "hello", "data": json.dumps({"count": site.live.count}), "retry": RETRY_AFTER_MS}
            async for change in site.live.changes(waiting, may_see):
                if not await site.still_here(request):
                    return
                told = {"channel": change.channel, "root": change.root, "reply": change.thread is not None}
                yield {"event": "changed", "data": json.dumps(told | {"new": change.new, "mine": change.by == account})}

    return EventSourceResponse(stream(), ping=PING_EVERY_S)


async def _thread_values(request: Request, place: Place) -> dict[str, Any]:
    root, replies = await views.thread(site_of(request), place, place.thread or "")
    return {"root": root, "replies": replies}


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
