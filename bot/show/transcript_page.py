"""A transcript as one page that needs nothing but itself: no scripts, nothing from elsewhere."""

import base64
from collections.abc import Mapping
from datetime import datetime
from html import escape
from urllib.parse import quote

from bot.model.content import unmarked
from bot.model.events import Event
from bot.model.files import File
from bot.model.messages import Message
from bot.model.rules import Rules
from bot.policy.files import ACTIVE
from bot.show.card import status_word
from bot.show.timeline import event_words
from bot.show.transcript import Transcript, path_of
from bot.words import Speaker

PICTURE_BYTES = 1_000_000  # larger pictures are linked, not shown
_STYLE = (
    ":root{color-scheme:light dark;--ink:#1c2723;--soft:#5d6b66;--line:#d8e0dc;--paper:#fff;--raised:#f4f7f5}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8efec;--soft:#9fb0a9;--line:#2f3a36;--paper:#141a18;"
    "--raised:#1c2421}}body{margin:0 auto;max-width:760px;padding:32px 20px 64px;background:var(--paper);"
    "color:var(--ink);font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}h1{font-size:24px;line-height:1.3}"
    "h2{margin-top:36px;font-size:18px}dl{display:grid;grid-template-columns:auto 1fr;gap:4px 20px}dt,small,.at{"
    "color:var(--soft)}dd{margin:0}article{margin:14px 0;padding:12px 16px;border:1px solid var(--line);"
    "border-radius:12px}article.internal{border-style:dashed;background:var(--raised)}article p{margin:6px 0;"
    "white-space:pre-wrap}article header{display:flex;flex-wrap:wrap;gap:4px 12px;font-weight:600}article .at{"
    "font-weight:400;font-size:14px}details{margin:8px 0;color:var(--soft)}img{display:block;max-width:100%;"
    "max-height:420px;border-radius:8px}ul.files{padding:0;list-style:none}ol,ul{padding-left:22px}a{color:inherit}"
)
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_page(one: Transcript, pictures: Mapping[str, bytes], rules: Rules, say: Speaker) -> str:
    """HTML without scripts and without anything from elsewhere. `pictures` are shown in it, by their hash."""
    request = one.request
    heading = say.text("card-heading", number=request.ticket, subject=request.subject)
    facts = (
        (say.text("card-status"), status_word(request, say)),
        (say.text("transcript-requester"), one.names.plain(request.requester)),
        (say.text("card-owner"), one.names.plain(request.owner) if request.owner else say.text("card-nobody")),
        (say.text("card-queue"), rules.queue(request.queue).label(say.language)),
        (say.text("transcript-made"), f"{one.made_at.astimezone(rules.zone):%Y-%m-%d %H:%M %Z}"),
    )
    parts = [
        f'<!doctype html><html lang="{escape(say.language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(heading)}</title><style>{_STYLE}</style></head><body><h1>{escape(heading)}</h1><dl>",
        *(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts),
        "</dl>",
    ]
    if one.walked:
        answers = "".join(f"<li>{escape(t.asked)}<br><strong>{escape(t.chose)}</strong></li>" for t in one.walked)
        parts.append(f"<h2>{escape(say.text('transcript-answers'))}</h2><ol>{answers}</ol>")
    parts.append(f"<h2>{escape(say.text('transcript-said'))}</h2>")
    parts += [_article(message, one, pictures, rules, say) for message in one.messages]
    parts += _reasons(one, say)
    lines = [_line(event, one, rules, say) for event in one.events]
    parts.append(f"<h2>{escape(unmarked(say.md('timeline-heading')))}</h2><ul>{''.join(lines)}</ul></body></html>\n")
    return "\n".join(parts)


def _article(message: Message, one: Transcript, pictures: Mapping[str, bytes], rules: Rules, say: Speaker) -> str:
    inside = message.reach == "internal"
    kind = ' class="internal"' if inside else ""
    mark = f" <small>🔒 {escape(say.text('transcript-note'))}</small>" if inside else ""
    at = f'<span class="at">{_when(message.at, rules)}</span>'
    head = f"<header>{escape(one.names.plain(message.by))}{mark}{at}</header>"
    if message.deleted_at is not None:
        gone = escape(say.text("transcript-gone", when=_when(message.deleted_at, rules)))
        return f"<article{kind}>{head}<p><small>🗑️ {gone}</small></p></article>"
    body = f"<p>{escape(message.text)}</p>" if message.text else ""
    if message.edited_at is not None:
        edited = escape(say.text("transcript-edited", when=_when(message.edited_at, rules)))
        body += f"<small>✎ {edited}</small>"
    for earlier in (r for r in one.revisions if r.message_id == message.id):
        summary = escape(say.text("transcript-earlier", when=_when(earlier.at, rules)))
        body += f"<details><summary>{summary}</summary><p>{escape(earlier.text)}</p></details>"
    files = "".join(f"<li>{_shown(file, pictures)}</li>" for file in message.files)
    body += f'<ul class="files">{files}</ul>' if files else ""
    return f"<article{kind}>{head}{body}</article>"


def _line(event: Event, one: Transcript, rules: Rules, say: Speaker) -> str:
    words = unmarked(event_words(event, one.names, rules, say))
    return f'<li><span class="at">{_when(event.at, rules)}</span> {escape(words)}</li>'


def _shown(file: File, pictures: Mapping[str, bytes]) -> str:
    name = escape(file.name)
    if not file.kept:
        return f"📎 {name} <small>({escape(file.problem)})</small>"
    if file.media_type in ACTIVE:  # opened from here it would run: it can be found, not clicked
        return f"📎 {name} <small>{escape(path_of(file))} · sha256 {file.hash}</small>"
    link = f'📎 <a href="{escape(quote(path_of(file)))}" download>{name}</a> <small>sha256 {file.hash}</small>'
    if file.picture and file.hash in pictures:
        data = base64.b64encode(pictures[file.hash]).decode()
        return f'<img alt="{name}" src="data:{file.media_type};base64,{data}">{link}'
    return link


def _reasons(one: Transcript, say: Speaker) -> list[str]:
    said = [(h.by, h.reason) for h in one.handoffs if h.reason]
    said += [(h.returned_by or "", h.return_reason) for h in one.handoffs if h.return_reason]
    if not said:
        return []
    items = "".join(f"<li>{escape(one.names.plain(by))}: {escape(text)}</li>" for by, text in said)
    return [f"<h2>{escape(say.text('transcript-reasons'))}</h2><ul>{items}</ul>"]


def _when(moment: datetime, rules: Rules) -> str:
    return f"{moment.astimezone(rules.zone):%Y-%m-%d %H:%M}"
