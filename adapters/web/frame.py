"""A page of one person, in the frame that all their pages share."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from adapters.web.site import Place, Viewer, site_of
from adapters.web.templating import whole_page


async def framed(
    name: str, request: Request, viewer: Viewer, *, section: str | None = None, status: int = 200, **values: Any
) -> HTMLResponse:
    """A template that extends page.html or workspace.html. `section` is the entry of the sidebar it belongs to."""
    about = {"place": Place(viewer, viewer.home), "here": None, "panel": None} | values
    return whole_page(
        name,
        request,
        viewer.say,
        status=status,
        viewer=viewer,
        section=section,
        unread=await unread(request, viewer),
        **about,
    )


async def unread(request: Request, viewer: Viewer) -> set[str]:
    """The channels with something new in them."""
    site = site_of(request)
    channels = [viewer.home, *(room.channel for room in viewer.rooms)] if viewer.chats else []
    last, seen = await site.board.last_by_others(channels, viewer.id), await site.seen(viewer)
    return {channel for channel, at in last.items() if (had := seen.get(f"c/{channel}")) is None or at > had}
