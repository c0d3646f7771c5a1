"""What somebody likes: their language."""

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from adapters.web.bodies import BadBody, read_form
from adapters.web.site import site_of
from adapters.web.words import languages
from bot.model.inbound import CommandGiven
from bot.model.places import Conversation


async def language(request: Request) -> Response:
    """Speak that language with this person from now on, here and in chat; then back to the page."""
    site = site_of(request)
    viewer = await site.who(request)
    try:
        fields = await read_form(request)
    except BadBody as bad:
        return JSONResponse({"problem": viewer.say(bad.word), "again": False}, bad.status)
    if not site.tokens.hold(request, fields.get("csrf", "")):
        return JSONResponse({"problem": viewer.say("bad-token"), "again": True}, 403)
    if fields.get("language") in languages():
        where = Conversation(viewer.account.platform, viewer.home)
        key, text = f"web:{viewer.id}:{site.ids.new()}", f"language {fields['language']}"
        now = site.clock.now()
        await site.receive(CommandGiven(key, viewer.account, where, "ticket", text, now, True, site.workspace))
    return RedirectResponse(_back(fields.get("back", ""), viewer.base), 303)


def _back(path: str, base: str) -> str:
    """A page of this person's, or their first one."""
    inside = path.startswith(f"{base}/") and not path.startswith("//") and "\\" not in path and "\n" not in path
    return path if inside else base or "/"
