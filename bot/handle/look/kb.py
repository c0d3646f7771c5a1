"""Looking things up in the knowledge base without asking anybody."""

from dataclasses import replace

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.know.draft import ASKED, draft
from bot.handle.know.judge import verify
from bot.handle.look.trusted import article_named, why_article, why_question
from bot.model.content import unmarked
from bot.model.effects import Effect, Say
from bot.model.people import Person
from bot.model.refusals import ButtonStale, NotAllowed
from bot.policy.rights import audiences
from bot.ports import FoundArticle, Transaction
from bot.show.answer import articles_found, one_article
from bot.show.articles import articles_listed
from kb import Article

SHOWN = 4
SUMMARY = 160  # characters of an article shown in a list
LIKELY = 0.05  # a search may show what an answer may not: the person asked to look
LIST_WORDS = frozenset({"list", "lijst"})
WHY_WORDS = ("why ", "waarom ")
VERIFY_WORDS = ("verify ", "nagekeken ")


async def kb(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The best article in full and up to three other titles; `draft #7`, `list`, `verify SLUG` and
    `why SLUG` or `why QUESTION` for agents."""
    text = command.text.strip()
    asked = ASKED.fullmatch(text)
    if asked or text.lower() in LIST_WORDS or text.lower().startswith(VERIFY_WORDS):
        if not desk.rules.is_agent(command.by.id):
            raise NotAllowed("kb")
        return await _kept(command, int(asked[1]) if asked and asked[1] else None, desk, tx, drafting=bool(asked))
    if text.lower().startswith(WHY_WORDS):
        explained = await _why(command, text.split(maxsplit=1)[1], desk, tx)
        if explained is not None:
            return explained
    language = desk.language_for(command.by, command.where)
    found = desk.matcher.rank(text, language=language, audiences=audiences(command.by, desk.rules), limit=SHOWN)
    likely = [match for match in found if match.confidence >= LIKELY]
    if likely:
        await _seen(likely[0].article, command, desk, tx)
    return [Say(articles_found(likely, command.text, command.say))]


async def _why(command: Command, about: str, desk: Desk, tx: Transaction) -> list[Effect] | None:
    """Of an article by its slug, or of a question; None for who asks a question that begins with why."""
    article = article_named(about, command, desk)
    if desk.rules.is_agent(command.by.id):
        asked = about.strip(" \"“”'")
        return await (why_article(article, command, desk, tx) if article else why_question(asked, command, desk, tx))
    if article is not None:
        raise NotAllowed("kb")
    return None


async def _kept(command: Command, number: int | None, desk: Desk, tx: Transaction, *, drafting: bool) -> list[Effect]:
    if drafting:
        return await draft(command, number, desk, tx)
    text = command.text.strip()
    if text.lower() in LIST_WORDS:
        mine = audiences(command.by, desk.rules)
        return [Say(articles_listed(desk.library, mine, await tx.feedback.figures(), desk.rules, command.say))]
    return await verify(replace(command, extra=text.split(maxsplit=1)[1].strip()), desk, tx)


def articles_for(text: str, person: Person, language: str, desk: Desk) -> list[FoundArticle]:
    """Articles this person may read that fit what they look for; filters are not words."""
    words = " ".join(word for word in text.split() if ":" not in word)
    found = desk.matcher.rank(words, language=language, audiences=audiences(person, desk.rules), limit=SHOWN)
    likely = [match.article for match in found if match.confidence >= LIKELY]
    return [FoundArticle(a.slug, a.title, a.language, first_words(a.body)) for a in likely]


def first_words(body: str) -> str:
    """A line of an article, without its marks."""
    plain = " ".join(unmarked(line.lstrip("#>-*0123456789. ")) for line in body.splitlines() if line.strip())
    return plain if len(plain) <= SUMMARY else plain[: SUMMARY - 1].rstrip() + "…"


async def read(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """One article, by its button."""
    article = desk.library.by_slug(command.extra, desk.language_for(command.by, command.where))
    if article is None or article.audience not in audiences(command.by, desk.rules):
        raise ButtonStale
    await _seen(article, command, desk, tx)
    return [Say(one_article(article, command.say))]


async def _seen(article: Article, command: Command, desk: Desk, tx: Transaction) -> None:
    await tx.feedback.seen(article.slug, command.at.astimezone(desk.rules.zone).date(), "chat")
