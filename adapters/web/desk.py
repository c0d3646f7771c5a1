"""The desk on pages: one's requests, the board, a ticket, a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from adapters.web.frame import framed
from adapters.web.site import NotHere, Place, Site, Viewer, site_of
from adapters.web.templating import fragment_page
from bot.ports import Findings, Page, Row

SHOWN = 30  # requests on one page
LONGEST_SEARCH = 200
COLUMNS = ("new", "open", "waiting", "on hold", "resolved")
WHOSE = ("", "mine", "nobody", "offered")
PRIORITIES = ("urgent", "high", "normal", "low")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row as somebody sees it. `fresh`: something was said since they looked."""

    row: Row
    fresh: bool


async def requests(request: Request) -> Response:
    """What this person asked, the latest first."""
    site = site_of(request)
    viewer = await site.who(request)
    start = _number(request.query_params.get("from"))
    listing = await site.desk.my_requests(viewer.account, Page(start, SHOWN))
    rows = await _listed(listing.rows, site, viewer, own=True)
    more = start + SHOWN if listing.more else None
    return await framed("requests.html", request, viewer, section="requests", rows=rows, start=start, more=more)


async def board(request: Request) -> Response:
    """The active tickets of one's teams, a column a state. Who has no team has no board."""
    site = site_of(request)
    viewer = await site.who(request)
    if not viewer.queues:
        raise NotHere("board", viewer)
    asked = request.query_params
    queue = asked.get("queue") if asked.get("queue") in dict(viewer.queues) else None
    whose = asked.get("whose", "") if asked.get("whose") in WHOSE else ""
    listing = await site.desk.board(viewer.account, queue)
    rows = await _listed([row for row in listing.rows if _is(row, whose)], site, viewer, own=False)
    columns = [(state, _ordered([one for one in rows if one.row.state == state])) for state in COLUMNS]
    values: dict[str, Any] = {
        "queue": queue,
        "whose": whose,
        "columns": columns,
        "count": len(rows),
        "more": listing.more,
    }
    if asked.get("part") == "columns":
        return fragment_page("columns.html", viewer, **values)
    return await framed("board.html", request, viewer, section="board", **values)


async def ticket(request: Request) -> Response:
    """One ticket: what happened, in order, and what may be done; as a page or as a panel."""
    site = site_of(request)
    viewer = await site.who(request)
    page = await site.desk.ticket_page(viewer.account, request.path_params["number"])
    if page is None:
        raise NotHere("ticket", viewer)
    await site.saw(viewer, f"t/{page.number}")
    part = request.query_params.get("part")
    if part in ("panel", "body"):
        name = "ticket_panel.html" if part == "panel" else "ticket_body.html"
        return fragment_page(name, viewer, place=Place(viewer, viewer.home), page=page)
    return await framed("ticket_page.html", request, viewer, section="board" if page.agent else "requests", page=page)


async def search(request: Request) -> Response:
    """Tickets and articles. Nothing asked yet: how to ask."""
    site = site_of(request)
    viewer = await site.who(request)
    words = request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
    found = await site.desk.search(viewer.account, words) if words else Findings()
    rows = await _listed(found.rows, site, viewer, own=False)
    return await framed("search.html", request, viewer, section="search", words=words, found=found, rows=rows)


async def _listed(rows: Sequence[Row], site: Site, viewer: Viewer, *, own: bool) -> list[Listed]:
    seen = await site.seen(viewer)
    return [Listed(row, _fresh(row, seen.get(f"t/{row.number}"), own=own)) for row in rows]


def _fresh(row: Row, seen: datetime | None, *, own: bool) -> bool:
    """One's own request: our last word was not read. An agent's: it changed since they looked at it."""
    if row.number is None or row.touched_at is None:
        return False
    if seen is None:
        return own and row.answered and row.state in ("waiting", "resolved")
    return row.touched_at > seen and (row.answered == own)


def _is(row: Row, whose: str) -> bool:
    return {"mine": row.mine, "nobody": row.owner is None and row.state != "resolved", "offered": row.offered}.get(
        whose, True
    )


def _ordered(rows: list[Listed]) -> list[Listed]:
    """Urgent ones first, then who waits longest; of what is resolved the latest."""
    if rows and rows[0].row.state == "resolved":
        return sorted(rows, key=lambda one: one.row.since, reverse=True)
    return sorted(rows, key=lambda one: (PRIORITIES.index(one.row.priority), one.row.since))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
