"""What can be done: write, command, press, fill in, take back. One inbound each, answered after commit."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from adapters.web.bodies import BadBody, read_fields
from adapters.web.site import PLATFORM, Place, Site, site_of
from adapters.web.templating import fragment
from bot.model.content import Content, plain
from bot.model.inbound import (
    Accepted,
    ButtonPressed,
    CommandGiven,
    FormErrors,
    FormSubmitted,
    Inbound,
    MessageDeleted,
    MessageEdited,
    MessageReceived,
    Outcome,
    Refused,
    Unavailable,
)
from bot.model.places import Conversation
from bot.ports import LocalPost

_COMMAND = re.compile(r"/([A-Za-z][A-Za-z-]*)(?:\s+|$)")
_MENTION = re.compile(r"(?<!\w)@loket\b[:,]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """A checked request to do something."""

    site: Site
    place: Place
    fields: dict[str, str]
    values: dict[str, str]
    at: datetime

    @property
    def key(self) -> str:
        """The person's own: an id that somebody else made too is another happening."""
        return f"web:{self.place.viewer.id}:{self.fields['id']}"

    @property
    def where(self) -> Conversation:
        """Where it is done; from a page that is no channel, in private."""
        return Conversation(self.place.viewer.account.platform, self.place.channel, self.place.thread)


Action = Callable[[Given], Awaitable[Response]]


def _endpoint(action: Action) -> Callable[[Request], Awaitable[Response]]:
    """Token, origin, person, channel and body are checked before anything is done. A path that names no channel
    is a page's."""

    async def endpoint(request: Request) -> Response:
        site = site_of(request)
        if "channel" in request.path_params:
            place = await site.place(request)
        else:
            viewer = await site.who(request)
            place = Place(viewer, viewer.home)
        if not site.tokens.hold(request):
            return JSONResponse({"problem": place.viewer.say("bad-token"), "again": True, "token": True}, 403)
        try:
            fields, values = await read_fields(request)
        except BadBody as bad:
            return JSONResponse({"problem": place.viewer.say(bad.word), "again": False}, bad.status)
        if "channel" in request.path_params:
            place = Place(place.viewer, place.channel, fields.get("thread") or None)
        return await action(Given(site, place, fields, values, site.clock.now()))

    return endpoint


async def _send(given: Given) -> Response:
    command = _COMMAND.match(given.fields["text"])
    if command is None:
        return await _message(given)
    if given.fields.get("files"):
        return JSONResponse({"problem": given.place.viewer.say("file-with-command"), "again": False}, 422)
    name, text = command[1], given.fields["text"][command.end() :]
    inbound = CommandGiven(
        given.key,
        given.place.viewer.account,
        given.where,
        name.lower(),
        text,
        given.at,
        given.place.direct,
        given.site.workspace,
    )
    return _answer(given, await given.site.receive(inbound))


async def _message(given: Given) -> Response:
    """The person's post is put after the desk has taken it in: it is acknowledged by being shown."""
    text, board, uploads = given.fields.get("text", ""), given.site.board, given.site.uploads
    ids = [id for id in given.fields.get("files", "").split(",") if id]
    coming = [upload for id in ids if (upload := uploads.get(id, given.place.viewer.id))]
    if len(coming) < len(ids):
        return JSONResponse({"problem": given.place.viewer.say("file-lost"), "again": False, "files": True}, 409)
    post_id = f"m-{given.place.viewer.id}-{given.fields['id']}"
    without = _MENTION.sub("", text).strip()
    mention = without != text
    inbound = MessageReceived(
        given.key,
        given.place.viewer.account,
        given.where,
        post_id,
        without if mention else text,
        given.at,
        given.place.direct,
        mention,
        given.site.workspace,
        tuple(upload.offered() for upload in coming),
    )
    with board.arriving(post_id):
        outcome = await given.site.receive(inbound)
        if isinstance(outcome, Accepted):
            post = LocalPost(
                post_id,
                given.place.channel,
                given.place.thread,
                given.place.viewer.id,
                given.at,
                text=text,
                files=outcome.files,
            )
            if outcome.kept:
                await board.put(post)
            else:
                board.overhear(post)
    if not isinstance(outcome, Unavailable):
        uploads.drop(ids, given.place.viewer.id)
    if coming and isinstance(outcome, Accepted) and not outcome.kept:
        outcome = replace(outcome, said=(*outcome.said, plain(given.place.viewer.say("file-not-ours"))))
    return _answer(given, outcome)


async def _press(given: Given) -> Response:
    inbound = ButtonPressed(
        given.key,
        given.place.viewer.account,
        given.where,
        given.fields.get("action", ""),
        given.fields.get("subject", ""),
        given.at,
        given.place.direct,
        given.site.workspace,
    )
    return _answer(given, await given.site.receive(inbound))


async def _form(given: Given) -> Response:
    inbound = FormSubmitted(
        given.key,
        given.place.viewer.account,
        given.where,
        given.fields.get("name", ""),
        given.fields.get("subject", ""),
        given.at,
        given.values,
        given.place.direct,
        given.site.workspace,
    )
    return _answer(given, await given.site.receive(inbound))


async def _edit(given: Given) -> Response:
    """One's own post in other words; a command stays undone, and the post as it was."""
    say, board, text = given.place.viewer.say, given.site.board, given.fields.get("text", "")
    post = await board.get(given.fields.get("post", ""))
    if post is None or post.deleted or post.channel != given.place.channel or post.by != given.place.viewer.id:
        return JSONResponse({"problem": say("no-post"), "again": False}, 404)
    if not text and not post.files:
        return JSONResponse({"problem": say("nothing-written"), "again": False}, 422)
    without = _MENTION.sub("", text).strip()
    inbound = MessageEdited(
        given.key,
        given.place.viewer.account,
        Conversation(PLATFORM, post.channel, post.thread),
        post.id,
        without,
        post.at,
        given.at,
        given.place.direct,
        without != text,
        given.site.workspace,
    )
    outcome = await given.site.receive(inbound)
    if isinstance(outcome, Accepted):
        await board.reword(post.id, text)
    return _answer(given, outcome)


async def _delete(given: Given) -> Response:
    """One's own post; anybody else's is none of this page's."""
    say, board = given.place.viewer.say, given.site.board
    post = await board.get(given.fields.get("post", ""))
    if post is None or post.channel != given.place.channel or post.by != given.place.viewer.id:
        return JSONResponse({"problem": say("no-post"), "again": False}, 404)
    where = Conversation(PLATFORM, post.channel, post.thread)
    inbound: Inbound = MessageDeleted(
        given.key, given.place.viewer.account, where, post.id, given.at, given.site.workspace, given.place.direct
    )
    outcome = await given.site.receive(inbound)
    if isinstance(outcome, Accepted):
        await board.delete(post.id)
    return _answer(given, outcome)


def _answer(given: Given, outcome: Outcome) -> Response:
    match outcome:
        case Accepted(said=said, form=form):
            opened = fragment("form.html", given.place.viewer, place=given.place, form=form) if form else ""
            return JSONResponse({"said": _privately(given, said), "form": opened})
        case Refused(said=content):
            return JSONResponse({"said": _privately(given, (content,)), "refused": True})
        case FormErrors(errors=errors):
            return JSONResponse({"errors": errors})
        case Unavailable(said=content):
            return JSONResponse({"problem": content.summary, "again": True}, 503)


def _privately(given: Given, said: tuple[Content, ...]) -> list[str]:
    """Each as a message only this person sees; kept in their page alone."""
    return [fragment("private.html", given.place.viewer, place=given.place, content=one) for one in said]


async def _command(given: Given) -> Response:
    """From a page nothing but commands is taken: there is nobody to talk to."""
    if _COMMAND.match(given.fields["text"]) is None:
        return JSONResponse({"problem": given.place.viewer.say("bad-request"), "again": False}, 422)
    return await _send(given)


PAGE_ACTIONS = {name: _endpoint(action) for name, action in {"send": _command, "press": _press, "form": _form}.items()}
"""What a page that is no channel can do."""

ACTIONS = {
    name: _endpoint(action)
    for name, action in {
        "send": _send,
        "press": _press,
        "form": _form,
        "edit": _edit,
        "delete": _delete,
    }.items()
}
