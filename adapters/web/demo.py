"""The time machine, offered on an empty desk: play two weeks beside it and look around in them."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from adapters.web.bodies import BadBody, read_form
from adapters.web.site import NotHere, site_of, wished_language
from adapters.web.templating import whole_page
from adapters.web.words import phrases
from bot.ports import Demo


def _demo(request: Request) -> Demo:
    demo = site_of(request).demo
    if demo is None:
        raise NotHere("page")
    return demo


async def page(request: Request) -> Response:
    """What it is, how far it is, and the way in."""
    demo = _demo(request)
    say = phrases(wished_language(request))
    offered = await demo.offered()
    return whole_page("demo.html", request, say, state=demo.state(), offered=offered, viewer=None)


async def state(request: Request) -> JSONResponse:
    """For the page's own script."""
    now = _demo(request).state()
    return JSONResponse({"phase": now.phase, "share": now.share, "url": now.url})


async def change(request: Request) -> Response:
    """Start it or close it; then the page again."""
    demo, site = _demo(request), site_of(request)
    try:
        fields = await read_form(request)
    except BadBody as bad:
        return JSONResponse({"problem": phrases(wished_language(request))(bad.word)}, bad.status)
    if not site.tokens.hold(request, fields.get("csrf", "")):
        return JSONResponse({"problem": phrases(wished_language(request))("bad-token")}, 403)
    if fields.get("do") == "close":
        await demo.stop()
    elif await demo.offered():
        await demo.start()
    return RedirectResponse("/demo", 303)
