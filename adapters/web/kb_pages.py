"""The knowledge base on pages: search, read with its steps, what is counted, drafts, editing, history."""

import difflib
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from adapters.web.bodies import BadBody, read_form
from adapters.web.frame import framed
from adapters.web.site import NotHere, Site, Viewer, site_of
from adapters.web.templating import fragment_page
from adapters.web.tree import tree
from bot.model.content import Content
from bot.model.entry import Wording
from bot.model.inbound import Accepted, ButtonPressed, FormErrors, FormSubmitted, Outcome
from bot.model.places import Conversation
from bot.ports import EditPage
from kb import read_body

LONGEST_SEARCH = 200
DONE = ("helped", "not", "verify", "saved", "published", "retired", "restored", "translated")
PRESSES = {"helped": "article-helped", "not": "article-not", "verify": "article-verify", "about": "article-about"}
FIELDS = ("title", "questions", "body", "tags", "audience", "owner")


async def shelf(request: Request) -> Response:
    """Search as you type, or all articles by team."""
    site, viewer = site_of(request), await site_of(request).who(request)
    words = request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
    queue = request.query_params.get("queue", "")
    rows = await site.desk.shelf.listed(viewer.account, words, queue or None)
    if request.query_params.get("part") == "rows":
        return fragment_page("kb/rows.html", viewer, rows=rows, words=words, queue=queue)
    every = await site.desk.shelf.listed(viewer.account)
    teams = list(dict.fromkeys((row.queue, row.team) for row in every))
    waiting = len(await site.desk.shelf.drafts(viewer.account)) if viewer.queues else 0
    values: dict[str, Any] = {"rows": rows, "words": words, "queue": queue, "teams": teams, "waiting": waiting}
    return await framed("kb/shelf.html", request, viewer, section="kb", **values)


async def drafts(request: Request) -> Response:
    site, viewer = site_of(request), await site_of(request).who(request)
    rows = await site.desk.shelf.drafts(viewer.account)
    return await framed("kb/drafts.html", request, viewer, section="kb", rows=rows)


async def article(request: Request) -> Response:
    site, viewer = site_of(request), await site_of(request).who(request)
    return await _article(request, site, viewer)


async def _article(request: Request, site: Site, viewer: Viewer, said: Sequence[Content] = ()) -> Response:
    page = await site.desk.shelf.article(
        viewer.account, request.path_params["slug"], request.query_params.get("language")
    )
    if page is None:
        raise NotHere("article", viewer)
    done = request.query_params.get("done", "")
    return await framed(
        "kb/article.html",
        request,
        viewer,
        section="kb",
        status=403 if said else 200,
        page=page,
        steps=tree(page.script) if page.script else None,
        done=done if done in DONE else "",
        said=said,
    )


async def press(request: Request) -> Response:
    """A vote, a check, or a question about it."""
    site, viewer = site_of(request), await site_of(request).who(request)
    fields = await _fields(request, site, viewer)
    if isinstance(fields, Response):
        return fields
    what, slug = fields.get("what", ""), request.path_params["slug"]
    if what not in PRESSES:
        raise NotHere("page", viewer)
    outcome = await _pressed(PRESSES[what], slug, site, viewer)
    if not isinstance(outcome, Accepted):
        return await _article(request, site, viewer, _said(outcome))
    if what == "about":
        return RedirectResponse(site.start(viewer) if viewer.chats else f"{viewer.base}/requests", 303)
    return RedirectResponse(f"{viewer.base}/kb/{slug}?done={what}", 303)


async def figures(request: Request) -> Response:
    site, viewer = site_of(request), await site_of(request).who(request)
    page = await site.desk.shelf.figures(viewer.account, request.path_params["slug"])
    if page is None:
        raise NotHere("article", viewer)
    return await framed("kb/figures.html", request, viewer, section="kb", page=page)


async def edit(request: Request) -> Response:
    """The form of one article, as it stands or as somebody is writing it."""
    site, viewer = site_of(request), await site_of(request).who(request)
    page = await _editable(request, site, viewer)
    done = request.query_params.get("done", "")
    return await _form(request, viewer, page, _values(page.latest), done=done if done in DONE else "")


async def save(request: Request) -> Response:
    """Save, publish, look at it first, take it away, or bring an earlier text back."""
    site, viewer = site_of(request), await site_of(request).who(request)
    fields = await _fields(request, site, viewer)
    if isinstance(fields, Response):
        return fields
    page = await _editable(request, site, viewer)
    act, values = fields.get("act", "save"), {name: fields.get(name, "") for name in FIELDS}
    subject = f"{page.slug}/{page.language}"
    if act == "preview":
        return await _form(request, viewer, page, values, base=fields.get("base", ""), preview=True)
    if act in ("retire", "restore", "translate"):
        which = {"restore": fields.get("version", ""), "translate": fields.get("to", "")}
        outcome = await _pressed(f"article-{act}", f"{subject}/{which.get(act, page.latest.version)}", site, viewer)
        done = f"{act}d"
        if act == "translate" and isinstance(outcome, Accepted):
            return RedirectResponse(f"{viewer.base}/kb/{page.slug}/{fields['to']}/edit?done={done}", 303)
    else:
        publish = "yes" if act == "publish" else ""
        outcome = await _submitted(subject, values | {"base": fields.get("base", ""), "publish": publish}, site, viewer)
        done = "published" if publish else "saved"
    if isinstance(outcome, Accepted):
        if done == "published":
            return RedirectResponse(f"{viewer.base}/kb/{page.slug}?done={done}&language={page.language}", 303)
        return RedirectResponse(f"{viewer.base}/kb/{subject}/edit?done={done}", 303)
    now = await _editable(request, site, viewer)
    errors = outcome.errors if isinstance(outcome, FormErrors) else {}
    base = str(now.latest.version) if "base" in errors else fields.get("base", "")
    said = _said(outcome)
    return await _form(request, viewer, now, values, base=base, errors=errors, said=said, status=409 if errors else 403)


async def history(request: Request) -> Response:
    """Every wording, and what changed from the one before."""
    site, viewer = site_of(request), await site_of(request).who(request)
    page = await _editable(request, site, viewer)
    asked = request.query_params.get("version", "")
    version = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else page.latest.version
    after = await site.desk.shelf.wording(viewer.account, page.slug, page.language, version)
    if after is None:
        raise NotHere("article", viewer)
    before = await site.desk.shelf.wording(viewer.account, page.slug, page.language, version - 1)
    lines = _changes(before, after)
    return await framed("kb/history.html", request, viewer, section="kb", page=page, after=after, lines=lines)


# ---- below the pages


async def _editable(request: Request, site: Site, viewer: Viewer) -> EditPage:
    slug, language = request.path_params["slug"], request.path_params["language"]
    page = await site.desk.shelf.edited(viewer.account, slug, language)
    if page is None:
        raise NotHere("article", viewer)
    return page


async def _fields(request: Request, site: Site, viewer: Viewer) -> dict[str, str] | Response:
    try:
        fields = await read_form(request)
    except BadBody as bad:
        return JSONResponse({"problem": viewer.say(bad.word), "again": False}, bad.status)
    if not site.tokens.hold(request, fields.get("csrf", "")):
        return JSONResponse({"problem": viewer.say("bad-token"), "again": True}, 403)
    return fields


async def _pressed(action: str, subject: str, site: Site, viewer: Viewer) -> Outcome:
    key, where, now = _about(site, viewer)
    return await site.receive(
        ButtonPressed(key, viewer.account, where, action, subject, now, direct=True, workspace=site.workspace)
    )


async def _submitted(subject: str, values: dict[str, str], site: Site, viewer: Viewer) -> Outcome:
    key, where, now = _about(site, viewer)
    return await site.receive(
        FormSubmitted(
            key, viewer.account, where, "article", subject, now, values, direct=True, workspace=site.workspace
        )
    )


def _about(site: Site, viewer: Viewer) -> tuple[str, Conversation, Any]:
    where = Conversation(viewer.account.platform, viewer.home)
    return f"web:{viewer.id}:{site.ids.new()}", where, site.clock.now()


def _said(outcome: Outcome) -> tuple[Content, ...]:
    if isinstance(outcome, Accepted):
        return outcome.said
    return () if isinstance(outcome, FormErrors) else (outcome.said,)


async def _form(
    request: Request,
    viewer: Viewer,
    page: EditPage,
    values: dict[str, str],
    *,
    base: str | None = None,
    errors: dict[str, str] | None = None,
    said: Sequence[Content] = (),
    preview: bool = False,
    done: str = "",
    status: int = 200,
) -> Response:
    body, script, flaws = read_body(values["body"])
    return await framed(
        "kb/edit.html",
        request,
        viewer,
        section="kb",
        status=status,
        page=page,
        values=values,
        base=base if base is not None else str(page.latest.version),
        errors=errors or {},
        newer=page.latest if errors and "base" in errors else None,
        said=said,
        preview={"body": body, "steps": tree(script) if script else None, "flaws": flaws} if preview else None,
        done=done,
    )


def _values(wording: Wording) -> dict[str, str]:
    return {
        "title": wording.title,
        "questions": "\n".join(wording.questions),
        "body": wording.body,
        "tags": " ".join(wording.tags),
        "audience": wording.audience,
        "owner": wording.owner,
    }


def _changes(before: Wording | None, after: Wording) -> list[tuple[str, str]]:
    """Lines with "+", "-" or " "; title, phrasings, body."""
    old = _plain(before) if before else []
    return [(line[0], line[2:]) for line in difflib.ndiff(old, _plain(after)) if line[0] in "+- "]


def _plain(wording: Wording) -> list[str]:
    return [f"# {wording.title}", *(f"- {one}" for one in wording.questions), "", *wording.body.splitlines()]
