"""What people say of an article: it helped or it did not, and it was checked and is right."""

from datetime import timedelta

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.know.nudge import plan_checks
from bot.handle.post import line
from bot.handle.talk.look_up import ask_about
from bot.model.effects import Effect, Say
from bot.model.entry import Check, Vote
from bot.model.refusals import ArticleUnknown, NotAllowed
from bot.policy.rights import audiences, may_edit
from bot.ports import Transaction
from kb import Article
from kb.article import GOOD_FOR


async def verify(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Still right] by its owner: good for another year."""
    article = _readable(command, command.extra, desk)
    if not may_edit(command.by, article.queue, article.owner, desk.rules):
        raise NotAllowed("verify")
    today = command.at.astimezone(desk.rules.zone).date()
    await tx.feedback.check(Check(article.slug, command.by.id, today, today + GOOD_FOR))
    await tx.articles.changed()
    await plan_checks(desk, tx, command.at + timedelta(seconds=1))
    return [Say(line(command.say, "check-done", title=article.title))]


async def helped(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """👍 on a page."""
    return await _vote(command, desk, tx, helped=True)


async def not_helped(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """👎 on a page."""
    return await _vote(command, desk, tx, helped=False)


async def _vote(command: Command, desk: Desk, tx: Transaction, *, helped: bool) -> list[Effect]:
    article = _readable(command, command.extra, desk)
    await tx.feedback.vote(Vote(article.slug, command.by.id, helped, command.at))
    return [Say(line(command.say, "vote-helped" if helped else "vote-not"))]


async def about(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Ask about this]: a request of their own, answered with the article, in their direct messages."""
    return await ask_about(command, _readable(command, command.extra, desk), desk, tx)


def _readable(command: Command, slug: str, desk: Desk) -> Article:
    article = desk.library.by_slug(slug, desk.language_for(command.by, command.where))
    if article is None or article.audience not in audiences(command.by, desk.rules):
        raise ArticleUnknown
    return article
