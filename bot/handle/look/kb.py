"""Looking things up in the knowledge base without asking anybody."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.model.effects import Effect, Say
from bot.model.refusals import ButtonStale
from bot.policy.rights import audiences
from bot.ports import Transaction
from bot.show.answer import articles_found, one_article

SHOWN = 4
LIKELY = 0.05  # a search may show what an answer may not: the person asked to look


async def kb(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The best article in full and up to three other titles."""
    language = desk.language_for(command.by, command.where)
    found = desk.matcher.rank(command.text, language=language, audiences=audiences(command.by, desk.rules), limit=SHOWN)
    likely = [match for match in found if match.confidence >= LIKELY]
    return [Say(articles_found(likely, command.text, command.say))]


async def read(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """One article, by its button."""
    article = desk.library.by_slug(command.extra, desk.language_for(command.by, command.where))
    if article is None or article.audience not in audiences(command.by, desk.rules):
        raise ButtonStale
    return [Say(one_article(article, command.say))]
