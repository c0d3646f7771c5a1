"""What somebody looks for, as conditions on tickets. Plain words, no query language of the database."""

import json

from sqlalchemy import ColumnElement, String, cast, exists, func, or_
from sqlmodel import col, select

from bot.model.states import ACTIVE
from bot.ports import Wanted
from storage.tables import MessageRow, RequestRow

ESCAPE = "\\"


def matching(wanted: Wanted, workspace: str) -> list[ColumnElement[bool]]:
    """Every word in the subject, a tag or something said; and every filter."""
    found = [_has_word(word, workspace, internal=wanted.internal) for word in wanted.words]
    if wanted.queues is not None:
        found.append(col(RequestRow.queue).in_(wanted.queues))
    if wanted.requester:
        found.append(col(RequestRow.requester) == wanted.requester)
    if wanted.status == "active":
        found.append(col(RequestRow.status).in_([status.value for status in ACTIVE]))
    elif wanted.status:
        found.append(col(RequestRow.status) == wanted.status)
    if wanted.before:
        found.append(col(RequestRow.created_at) < wanted.before)
    return found


def _has_word(word: str, workspace: str, *, internal: bool) -> ColumnElement[bool]:
    like = f"%{_escaped(word.lower())}%"
    said = select(MessageRow.id).where(
        col(MessageRow.workspace) == workspace,
        col(MessageRow.request_id) == col(RequestRow.id),
        col(MessageRow.deleted_at).is_(None),
        func.lower(col(MessageRow.text)).like(like, escape=ESCAPE),
    )
    if not internal:
        said = said.where(col(MessageRow.reach) == "requester")
    tags = func.lower(cast(col(RequestRow.tags), String))
    tagged = tags.like(
        f"%{_escaped(json.dumps(word.lower().lstrip('#')))}%", escape=ESCAPE
    )  # the whole tag, as JSON writes it
    return or_(func.lower(col(RequestRow.subject)).like(like, escape=ESCAPE), tagged, exists(said))


def _escaped(text: str) -> str:
    return text.replace(ESCAPE, ESCAPE * 2).replace("%", ESCAPE + "%").replace("_", ESCAPE + "_")
