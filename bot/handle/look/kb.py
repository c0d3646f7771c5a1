"""Looking things up in the knowledge base without asking anybody."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.model.content import unmarked
from bot.model.effects import Effect, Say
from bot.model.people import Person
from bot.model.refusals import ButtonStale
from bot.policy.rights import audiences
from bot.ports import FoundArticle, Transaction
from bot.show.answer import articles_found, one_article

SHOWN = 4
SUMMARY = 160  # characters of an article shown in a list
LIKELY = 0.05  # a search may show what an answer may not: the person asked to look


async def kb(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The best article in full and up to three other titles."""
    language = desk.language_for(command.by, command.where)
    found = desk.matcher.rank(command.text, language=language, audiences=audiences(command.by, desk.rules), limit=SHOWN)
    likely = [match for match in found if match.confidence >= LIKELY]
    return [Say(articles_found(likely, command.text, command.say))]


def articles_for(text: str, person: Person, language: str, desk: Desk) -> list[FoundArticle]:
    """Articles this person may read that fit what they look for; filters are not words."""
    words = " ".join(word for word in text.split() if ":" not in word)
    found = desk.matcher.rank(words, language=language, audiences=audiences(person, desk.rules), limit=SHOWN)
    likely = [match.article for match in found if match.confidence >= LIKELY]
    return [FoundArticle(a.slug, a.title, a.language, _first_words(a.body)) for a in likely]


def _first_words(body: str) -> str:
    """A line of an article, without its marks."""
    plain = " ".join(unmarked(line.lstrip("#>-*0123456789. ")) for line in body.splitlines() if line.strip())
    return plain if len(plain) <= SUMMARY else plain[: SUMMARY - 1].rstrip() + "…"


async def read(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """One article, by its button."""
    article = desk.library.by_slug(command.extra, desk.language_for(command.by, command.where))
    if article is None or article.audience not in audiences(command.by, desk.rules):
        raise ButtonStale
    return [Say(one_article(article, command.say))]
