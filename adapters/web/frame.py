"""A page of one person, in the frame that all their pages share."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from adapters.web.site import Place, Viewer, site_of
from adapters.web.templating import whole_page


def framed(
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
        unread=unread(request, viewer),
        **about,
    )


def unread(request: Request, viewer: Viewer) -> set[str]:
    """The channels with something new in them."""
    live = site_of(request).live
    channels = [viewer.home, *(room.channel for room in viewer.rooms)]
    return {channel for channel in channels if live.unread(viewer.id, channel)}
