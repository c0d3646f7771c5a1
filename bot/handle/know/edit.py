"""Articles from chat, edited and published by those who may; nobody's text is lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.desk import Desk, as_article
from bot.handle.business import FormProblems
from bot.handle.command import Command
from bot.handle.know.nudge import plan_checks
from bot.handle.post import line
from bot.model.effects import Effect, Say
from bot.model.entry import Entry, Wording
from bot.model.refusals import ArticleUnknown, ButtonStale, CannotParse, NotAllowed
from bot.policy.rights import is_confidential, may_edit, may_read_draft
from bot.ports import Transaction
from kb.article import GOOD_FOR
from kb.lint import FEWEST_QUESTIONS, MOST_QUESTIONS, wrong_with

LONGEST_TITLE, LONGEST_QUESTION, LONGEST_BODY = 120, 200, 60_000


async def save(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The form of one article. Raises FormProblems: the editor's text stays in the form."""
    entry = await _mine(command, desk, tx)
    values = command.values
    if values.get("base", "") != str(entry.version):
        who = await tx.people.names([entry.latest.by])
        name = who.get(entry.latest.by, entry.latest.by)
        raise FormProblems({"base": command.say.text("article-conflict", who=name)})
    problems = _problems(values, desk, command)
    if problems:
        raise FormProblems(problems)
    said = _wording(values, entry.version + 1, command)
    after = entry if _same(said, entry.latest) else replace(entry, latest=said)
    if values.get("publish"):
        return await _publish(after, command, desk, tx)
    await tx.articles.put(after)
    return [Say(line(command.say, "article-saved"))]


async def publish(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Publish] what stands there now: `SLUG/LANGUAGE/VERSION`."""
    entry = await _mine(command, desk, tx)
    if command.extra.split("/")[2:] != [str(entry.version)]:
        raise ButtonStale
    return await _publish(entry, command, desk, tx)


async def _publish(entry: Entry, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Raises FormProblems for what would not lint clean."""
    ticket = await tx.requests.numbered(entry.ticket) if entry.ticket is not None else None
    if ticket is not None and is_confidential(ticket, desk.rules):  # it went to a confidential team since
        raise CannotParse("draft-confidential", number=ticket.ticket)
    wrong = dict(_unfit(entry, desk, command))
    if wrong:
        raise FormProblems(wrong)
    today = command.at.astimezone(desk.rules.zone).date()
    await tx.articles.put(
        replace(entry, state="published", published=entry.latest, verified=today, until=today + GOOD_FOR)
    )
    await tx.articles.changed()
    await plan_checks(desk, tx, command.at + timedelta(seconds=1))
    return [Say(line(command.say, "article-published", title=entry.latest.title))]


async def retire(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Take it away]: nobody is answered with it any more; its history stays."""
    entry = await _mine(command, desk, tx)
    if entry.state == "retired":
        raise ButtonStale
    await tx.articles.put(replace(entry, state="retired"))
    await tx.articles.changed()
    return [Say(line(command.say, "article-retired", title=entry.latest.title))]


async def restore(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Bring back] an earlier text as the newest: `SLUG/LANGUAGE/VERSION`."""
    entry = await _mine(command, desk, tx)
    wanted = command.extra.split("/")[2:]
    earlier = [r for r in await tx.articles.wordings(entry.slug, entry.language) if [str(r.version)] == wanted]
    if not earlier or earlier[0].version == entry.version:
        raise ButtonStale
    said = replace(earlier[0], version=entry.version + 1, by=command.by.id, at=command.at, why="restored")
    await tx.articles.put(replace(entry, latest=said))
    return [Say(line(command.say, "article-restored", version=earlier[0].version))]


async def translate(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Write it in another language]: a draft beside it, `SLUG/LANGUAGE/OTHER`, that begins with the same text."""
    entry = await _mine(command, desk, tx)
    other = (command.extra.split("/")[2:] or [""])[0]
    spoken = [language for language in desk.rules.languages if language != entry.language]
    if other not in spoken or await tx.articles.get(entry.slug, other) is not None:
        raise ButtonStale
    said = replace(entry.latest, version=1, by=command.by.id, at=command.at, why="drafted")
    made = Entry(entry.slug, other, "draft", entry.queue, command.by.id, command.at, said, ticket=entry.ticket)
    await tx.articles.put(made)
    return [Say(line(command.say, "article-translate"))]


async def _mine(command: Command, desk: Desk, tx: Transaction) -> Entry:
    """The article, if this person may edit it. Raises ArticleUnknown alike for none and for none of theirs."""
    slug, language = [*command.extra.split("/"), "", ""][:2]
    entry = await tx.articles.get(slug, language)
    if entry is None or not may_read_draft(command.by, entry.queue, entry.latest.owner, desk.rules):
        raise ArticleUnknown
    if not may_edit(command.by, entry.queue, entry.latest.owner, desk.rules):
        raise NotAllowed("edit")
    return entry


def _wording(values: Mapping[str, str], version: int, command: Command) -> Wording:
    return Wording(
        version=version,
        by=command.by.id,
        at=command.at,
        title=" ".join(values.get("title", "").split()),
        questions=_lines(values.get("questions", "")),
        body=values.get("body", "").replace("\r\n", "\n").strip("\n"),
        tags=tuple(tag for tag in values.get("tags", "").replace(",", " ").split()),
        audience=values.get("audience", "everyone"),
        owner=values.get("owner", command.by.id),
    )


def _same(one: Wording, other: Wording) -> bool:
    """Saving what stands there already makes no new version."""
    return replace(one, version=other.version, by=other.by, at=other.at, why=other.why) == other


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(one.split()) for one in text.splitlines() if one.strip()))


def _problems(values: Mapping[str, str], desk: Desk, command: Command) -> dict[str, str]:
    """What not even a draft may be."""
    say, found = command.say, {}
    title, body = values.get("title", "").strip(), values.get("body", "").strip()
    if not title or len(title) > LONGEST_TITLE:
        found["title"] = say.text("article-title", most=LONGEST_TITLE)
    if not body or len(body) > LONGEST_BODY:
        found["body"] = say.text("article-body", most=LONGEST_BODY)
    if any(len(one) > LONGEST_QUESTION for one in _lines(values.get("questions", ""))):
        found["questions"] = say.text("article-question-long", most=LONGEST_QUESTION)
    if values.get("audience", "everyone") not in ("everyone", "agents", *(q.id for q in desk.rules.queues)):
        found["audience"] = say.text("article-audience")
    if not desk.rules.is_agent(values.get("owner", command.by.id)):
        found["owner"] = say.text("article-owner")
    return found


def _unfit(entry: Entry, desk: Desk, command: Command) -> list[tuple[str, str]]:
    """Why it cannot be published: what the linter would say of it as a file."""
    say = command.say
    others = [a for a in desk.library.articles if (a.slug, a.language) != (entry.slug, entry.language)]
    found = []
    for problem in wrong_with(as_article(entry, entry.latest), entry.latest.body, others):
        if problem.code in ("few-questions", "many-questions"):
            text = say.text("article-questions", fewest=FEWEST_QUESTIONS, most=MOST_QUESTIONS)
            found.append(("questions", text))
        elif problem.code in ("duplicate-phrasing", "near-identical"):
            found.append(("questions", say.text("article-same-question", why=problem.message)))
        elif problem.code == "dead-link":
            found.append(("body", say.text("article-link", why=problem.message)))
        elif problem.code in ("script-endless", "script-unreachable"):
            found.append(("body", say.text("article-loops", line=problem.line or 0, why=problem.message)))
        else:
            found.append(("body", say.text("article-steps", line=problem.line or 0, why=problem.message)))
    if not desk.rules.has_queue(entry.queue) or desk.queue(entry.queue).confidential:
        raise CannotParse("article-no-queue")
    return found
