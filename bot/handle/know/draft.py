"""A resolved ticket becomes the draft of an article, without anybody's personal data."""

import re
from collections.abc import Iterable

from bot.desk import Desk
from bot.handle.command import Command
from bot.model.content import Content, Small, Text, unmarked
from bot.model.effects import Effect, Say
from bot.model.entry import Entry, Wording
from bot.model.events import Event, Verb, glance
from bot.model.messages import Message
from bot.model.people import LOKET
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.states import Outcome, Status
from bot.policy.rights import is_confidential, must_see, must_work
from bot.policy.scrub import MARKS, scrubbed
from bot.ports import Transaction
from bot.words import Speaker

ASKED = re.compile(r"(?:draft|concept)(?:\s+(?:from\s+|van\s+)?#?(\d{1,9}))?[.!]?", re.IGNORECASE)
QUESTION_CHARS, TITLE_CHARS, MOST_QUESTIONS = 120, 90, 4
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_MARKUP = re.compile(r"([`*_<>#|])")
_LIST = re.compile(r"(?m)^(\s*)([-+]|\d+[.)])(\s)")


async def draft(command: Command, number: int | None, desk: Desk, tx: Transaction) -> list[Effect]:
    """`kb draft #7`, or in a ticket's thread without the number. Raises CannotParse, TicketUnknown, NotYourQueue."""
    found = await tx.requests.numbered(number) if number is not None else command.request
    if number is None and (found is None or found.number is None):
        raise CannotParse("draft-which")
    ticket = must_see(command.by, found, desk.rules, number or 0)
    must_work(command.by, ticket, "note", desk.rules)
    if is_confidential(ticket, desk.rules):
        raise CannotParse("draft-confidential", number=ticket.ticket)
    if ticket.status not in (Status.RESOLVED, Status.CLOSED) or ticket.outcome is not Outcome.SOLVED:
        raise CannotParse("draft-not-resolved", number=ticket.ticket)
    made = next((one for one in await tx.articles.every() if one.ticket == ticket.number), None)
    if made is not None:
        return [Say(_told(made, "draft-there", command.say))]
    entry = await _drafted(ticket, command, desk, tx)
    await tx.articles.put(entry)
    now = glance(ticket)
    await tx.log.append(Event(ticket.id, Verb.DRAFTED, command.by.id, command.at, now, now, {"slug": entry.slug}))
    return [Say(_told(entry, "draft-made", command.say))]


async def from_card(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Make an article] on a resolved ticket's card."""
    return await draft(command, None, desk, tx)


def _told(entry: Entry, key: str, say: Speaker) -> Content:
    first = say.md(key, title=entry.latest.title, slug=entry.slug)
    return Content((Text(first), Small(say.md("draft-next"))), unmarked(first))


async def _drafted(ticket: Request, command: Command, desk: Desk, tx: Transaction) -> Entry:
    said = [m for m in await tx.messages.of(ticket.id) if m.reach == "requester" and m.deleted_at is None]
    words = {mark: desk.speak_for(ticket).text(f"scrub-{mark}") for mark in MARKS}
    people = await _people(ticket, said, desk, tx)

    def clean(text: str) -> str:
        return scrubbed(text, people, words)

    asked = [clean(m.text) for m in said if m.by == ticket.requester]
    answers = [clean(m.text) for m in said if m.by != ticket.requester]
    first = next((text.splitlines()[0] for text in asked if text.strip()), clean(ticket.subject))
    title = _one_line(first, TITLE_CHARS)  # the subject is cut short, and half a number is still a number
    wording = Wording(
        version=1,
        by=command.by.id,
        at=command.at,
        title=title[:1].upper() + title[1:],
        questions=tuple(dict.fromkeys(_one_line(text, QUESTION_CHARS) for text in asked if text.strip()))[
            :MOST_QUESTIONS
        ],
        body=_body(asked, answers, desk.speak_for(ticket)),
        tags=tuple(tag.lstrip("#") for tag in ticket.tags),
        audience="everyone",
        owner=command.by.id,
        why="drafted",
    )
    slug = f"{_NOT_SLUG.sub('-', title.lower()).strip('-')[:40].strip('-') or 'draft'}-{ticket.ticket}"
    return Entry(slug, ticket.language, "draft", ticket.queue, command.by.id, command.at, wording, ticket=ticket.number)


async def _people(ticket: Request, said: Iterable[Message], desk: Desk, tx: Transaction) -> list[str]:
    """Everybody of the desk file, and everybody who had to do with the ticket."""
    ids = {ticket.requester, ticket.owner, ticket.opened_by, ticket.account, *(m.by for m in said)}
    ids |= {event.by for event in await tx.log.of(ticket.id)}
    ids |= {one.person for one in await tx.followers.of(ticket.id)}
    known = await tx.people.names(sorted(one for one in ids if one and one != LOKET))
    return sorted({*known.values(), *(member.name for member in desk.rules.people)})


def _one_line(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _body(asked: list[str], answers: list[str], say: Speaker) -> str:
    """What helped, and below it what was asked; what people typed shows as they typed it."""
    helped = "\n\n".join(_tame(text) for text in answers) or say.text("draft-no-answer")
    quoted = "\n>\n".join("\n".join(f"> {line}" for line in _tame(text).splitlines()) for text in asked)
    return f"{helped}\n\n### {say.text('draft-asked')}\n\n{quoted}"


def _tame(text: str) -> str:
    """As CommonMark that shows what was typed, and that an editor can still read."""
    plain = _LIST.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}{found[3]}", text.strip())
    lines = (_MARKUP.sub(r"\\\1", line).replace("](", "]\\(") for line in plain.splitlines())
    return "  \n".join(lines)
