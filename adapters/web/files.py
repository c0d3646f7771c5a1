"""Files of the workspace: coming in before their message, and going out to those who may see it."""

import re
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from adapters.web.site import NotHere, Site, Viewer, site_of
from adapters.web.uploads import TooLarge
from bot.model.files import File, Openable

_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
LONGEST_NAME = 1000
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
MEGABYTE = 1024 * 1024


async def upload(request: Request) -> Response:
    """A file's bytes as the body; `?id=` is the page's own name for it, `?name=` the file's."""
    site = site_of(request)
    place = await site.place(request)
    say, limit = place.viewer.say, site.uploads.limit
    if not site.tokens.hold(request):
        return JSONResponse({"problem": say("bad-token"), "again": True, "token": True}, 403)
    id, name = request.query_params.get("id", ""), request.query_params.get("name", "")[:LONGEST_NAME]
    if not _ID.fullmatch(id):
        return JSONResponse({"problem": say("bad-request"), "again": False}, 400)
    too_large = JSONResponse({"problem": say("file-too-large", name=name, limit=limit // MEGABYTE)}, 413)
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        return too_large
    media_type = request.headers.get("content-type", "")
    try:
        taken = await site.uploads.take(id, place.viewer.id, name, media_type, request.stream())
    except TooLarge:
        return too_large
    except ClientDisconnect:
        return Response(status_code=400)
    return JSONResponse({"id": id, "size": taken.size})


async def file(request: Request) -> Response:
    """The bytes, to whoever may see the message: `?post=` names the post the file stands in, otherwise the desk says
    whether this person may. Only pictures are shown; anything else is saved."""
    site = site_of(request)
    viewer = await site.who(request)
    found = await _visible(site, viewer, request.path_params["file"], request.query_params.get("post"))
    if found is None:
        raise NotHere("file", viewer)
    return _response(found)


async def export(request: Request) -> Response:
    """A ticket's transcript to keep, as its reader may have it."""
    site = site_of(request)
    viewer = await site.who(request)
    found = await site.desk.export(viewer.account, request.path_params["number"])
    if found is None:
        raise NotHere("ticket", viewer)
    return _response(found)


async def _visible(site: Site, viewer: Viewer, file_id: str, post_id: str | None) -> Openable | None:
    if post_id is None:
        return await site.desk.file(viewer.account, file_id)
    post = await site.board.get(post_id)
    if post is None or post.deleted or not viewer.may_see(post.channel):
        return None
    standing = (*post.files, *(post.content.files if post.content else ()))
    one = next((file for file in standing if file.id == file_id and file.kept), None)
    return site.open_file(one) if one else None


def _response(opened: Openable) -> Response:
    one: File = opened.file
    shown = "inline" if one.picture else "attachment"
    ascii_name = one.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    headers = {
        "Content-Disposition": f"{shown}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(one.name, safe='')}",
        "Content-Length": str(one.size),
        "Content-Security-Policy": POLICY,
    }
    media_type = one.media_type if one.picture else "application/octet-stream"
    return StreamingResponse(opened.read(), headers=headers, media_type=media_type)
