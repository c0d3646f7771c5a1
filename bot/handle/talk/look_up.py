"""Somebody asks about an article they are reading: a request that begins with that answer."""

from dataclasses import replace

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.talk.ask import begin, give_answer
from bot.handle.talk.consider import Data
from bot.handle.talk.heard import Heard
from bot.handle.talk.limit import stopped
from bot.model.effects import Effect
from bot.model.inbound import MessageReceived
from bot.policy.answering import Sure
from bot.ports import Transaction
from kb import Article, Match


async def ask_about(command: Command, article: Article, desk: Desk, tx: Transaction) -> list[Effect]:
    """In a direct message, with the article's buttons: its steps, or a colleague."""
    message = MessageReceived(
        key=command.key,
        by=command.account,
        where=replace(command.where, thread=None),
        message_id=f"about/{command.key}",
        text=article.title,
        at=command.at,
        direct=command.direct,
        workspace=tx.workspace,
    )
    heard = Heard(command.by, message, article.title, rootless=True)
    instead = await stopped(heard, desk, tx)
    if instead is not None:
        return instead
    sure = Sure(Match(article, 1.0, article.title))
    why: Data = {"decided": "asked about", "slug": article.slug, "title": article.title}
    request, effects = await begin(heard, desk, tx, (sure.match,), None)
    return [*effects, *await give_answer(request, sure, why, desk, tx, heard, others=[], learn=False)]
