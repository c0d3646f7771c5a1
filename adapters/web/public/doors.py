"""Signing in, seeing where one is signed in, and signing out."""

from typing import cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.web.bodies import BadBody, read_form
from adapters.web.frame import framed
from adapters.web.public.site import PublicSite, SignedOut
from adapters.web.security import same_origin
from adapters.web.site import site_of, wished_language
from adapters.web.templating import whole_page
from adapters.web.words import Phrases, phrases
from bot.ports import Guest, Knock

STATUS = {"good": 200, "used": 410, "expired": 410, "unknown": 404}


def public(request: Request) -> PublicSite:
    return cast(PublicSite, site_of(request))


def signed_out(request: Request, *, status: int = 401, reason: str = "signed-out") -> HTMLResponse:
    """What to do to get in. `reason` names the sentence."""
    say = phrases(wished_language(request))
    return whole_page("signed_out.html", request, say, status=status, reason=say(reason), viewer=None)


async def ask(request: Request) -> Response:
    """How to get a link; who is signed in goes to their first page."""
    site = public(request)
    if await site.guest(request) is not None:
        return RedirectResponse("/", 303)
    return signed_out(request, status=200, reason="left" if "left" in request.query_params else "signed-out")


async def look(request: Request) -> Response:
    """What a link is: nothing is used up by looking, for chat platforms look at every link."""
    site = public(request)
    if _too_many(request):
        return signed_out(request, status=429, reason="link-too-many")
    knock = await site.door.look(request.path_params["token"])
    if knock.state != "good" or knock.account is None:
        return await _worthless(request, knock)
    say = await _language(request, knock)
    return whole_page("sign_in.html", request, say, person=knock.account.name, viewer=None)


async def enter(request: Request) -> Response:
    """Use the link up. A session this browser had before ends; the new one has a token of its own."""
    site = public(request)
    if _too_many(request):
        return signed_out(request, status=429, reason="link-too-many")
    if not same_origin(request):
        return signed_out(request, status=403, reason="link-elsewhere")
    before = request.cookies.get(site.cookie) or None
    knock, token = await site.door.enter(request.path_params["token"], request.headers.get("user-agent", ""), before)
    if token is None:
        return await _worthless(request, knock)
    response = RedirectResponse(knock.to, 303)
    site.let_in(response, token, site.lasts_s)
    return response


async def _worthless(request: Request, knock: Knock) -> Response:
    """Who used a link up and comes back to it is simply let through."""
    site = public(request)
    guest = await site.guest(request)
    if knock.state == "used" and guest is not None and guest.account == knock.account:
        return RedirectResponse(knock.to, 303)
    site.tries.wrong(_address(request), site.clock.now())
    return signed_out(request, status=STATUS[knock.state], reason=f"link-{knock.state}")


def _too_many(request: Request) -> bool:
    site = public(request)
    return site.tries.too_many(_address(request), site.clock.now())


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _language(request: Request, knock: Knock) -> Phrases:
    if knock.account is None:
        return phrases(wished_language(request))
    return phrases(await public(request).desk.language_of(knock.account))


# ---- signed in


async def sessions(request: Request) -> Response:
    """Where this person is signed in."""
    site = public(request)
    viewer = await site.who(request)
    guest = await _guest(request)
    found = await site.door.sessions(guest)
    return await framed("sessions.html", request, viewer, section="sessions", sessions=found, this=guest.session.id)


async def sign_out(request: Request) -> Response:
    """This browser, another one (`session`), or all of them (`session=all`)."""
    site = public(request)
    guest = await _guest(request)
    viewer = await site.who(request)
    try:
        fields = await read_form(request)
    except BadBody as bad:
        return await framed("problem.html", request, viewer, status=bad.status, sentence=viewer.say(bad.word))
    if not site.tokens.hold(request, fields.get("csrf", "")):
        return await framed("problem.html", request, viewer, status=403, sentence=viewer.say("bad-token"))
    which = fields.get("session") or guest.session.id
    await site.door.end(guest, None if which == "all" else which)
    if which not in ("all", guest.session.id):
        return RedirectResponse("/sessions", 303)
    response = RedirectResponse("/sign-in?left", 303)
    site.let_out(response)
    return response


async def _guest(request: Request) -> Guest:
    guest = await public(request).guest(request)
    if guest is None:
        raise SignedOut
    return guest
