"""What became of answers, written down: the evidence thresholds follow."""

from datetime import datetime

from bot.desk import Desk
from bot.model.proof import Given, Verdict
from bot.model.request import Request
from bot.ports import Transaction
from kb import Article


async def it_failed(request: Request, desk: Desk, tx: Transaction) -> None:
    """It becomes a ticket: its answer did not help, nor did earlier ones with the same article to the same person."""
    if request.answer_slug is not None:
        await tx.proofs.settle(request.id, Verdict.FAILED, request.answer_slug)
    since = desk.clock.now() - desk.rules.reopen_within
    for given in await tx.proofs.of(request.id):
        await tx.proofs.came_back(request.requester, given.slug, since, request.id)


async def it_was_replaced(request: Request, article: Article, now: datetime, tx: Transaction, *, chosen: bool) -> None:
    """By another article. `chosen` by the requester: then the one before was the wrong one."""
    before = request.answer_slug
    if before is not None and before != article.slug:
        if chosen:
            await tx.proofs.settle(request.id, Verdict.FAILED, before)
        else:
            await tx.proofs.forget(request.id, before)
    await tx.proofs.put(Given(request.id, article.slug, article.edition, request.requester, now))
