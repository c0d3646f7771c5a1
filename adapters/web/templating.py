"""Jinja, with the filters that turn the desk's content into HTML."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from adapters.web import render, views
from adapters.web.site import Viewer, site_of
from adapters.web.words import Phrases, languages

FOLDER = Path(__file__).parent
TONES = {
    "answered": "waiting",
    "new": "new",
    "open": "open",
    "waiting": "waiting",
    "on hold": "hold",
    "resolved": "resolved",
    "closed": "closed",
}
"""The colour of a state."""
LONG_TEXT = 900  # characters; longer ones are folded
LONG_LINES = 12


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        md=render.block,
        md_inline=render.inline,
        typed=render.typed,
        heading=render.heading,
        light=render.light,
        tone=render.tone,
        sheet=render.is_sheet,
        moment=_moment,
        day=_day,
        long=_long,
        ending=_ending,
        weight=_weight,
    )
    made.globals.update(initials=views.initials, tint=views.tint, tones=TONES)
    return made


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _day(day: date, language: str) -> str:
    """As people say it: 31 August 2026."""
    return format_date(day, "d MMMM y", locale=language)


def _ending(name: str) -> str:
    """The ending of a file's name, as its badge."""
    stem, dot, last = name.rpartition(".")
    return last[:4].upper() if dot and stem and last else "•"


def _weight(size: int) -> str:
    """Bytes as people say them."""
    return f"{size} B" if size < 1024 else f"{size / 1024:.0f} kB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"


def _long(text: str) -> bool:
    return len(text) > LONG_TEXT or text.count("\n") > LONG_LINES


_ENVIRONMENT = _environment()


def fragment(name: str, viewer: Viewer, **values: Any) -> str:
    """A piece of a page as one viewer sees it."""
    return _ENVIRONMENT.get_template(name).render(viewer=viewer, t=viewer.say, lang=viewer.say.language, **values)


def fragment_page(name: str, viewer: Viewer, **values: Any) -> HTMLResponse:
    return HTMLResponse(fragment(name, viewer, **values))


def whole_page(name: str, request: Request, say: Phrases, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page, with the browser's token in it and in its cookie."""
    site = site_of(request)
    tokens = site.tokens
    token = tokens.of(request)
    html = _ENVIRONMENT.get_template(name).render(
        t=say,
        lang=say.language,
        token=token,
        script_words=_script_words(say),
        hats=site.hats(),
        demo_of=site.demo_of,
        languages=languages(),
        path=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        changes=getattr(request.state, "changes", site.live.count),
        **values,
    )
    response = HTMLResponse(html, status)
    tokens.put(response, token)
    return response


SCRIPT_WORDS = (
    "sending", "not-sent", "try-again", "offline", "back-online", "today", "yesterday", "new-from", "show-all",
    "show-less", "too-long", "file-too-large", "file-remove", "file-failed", "file-wait", "not-done", "theme-light",
    "theme-dark", "theme-system", "signed-out", "sent", "asked", "edit", "save", "cancel",
)  # fmt: skip


def _script_words(say: Phrases) -> str:
    """What app.js says by itself."""
    return json.dumps({key: say(f"js-{key}") for key in SCRIPT_WORDS})
