"""What remains when something of ours went wrong: the raw question, on a ticket, nothing lost in silence."""

from bot.desk import Desk
from bot.handle.save import moved
from bot.handle.talk.ask import hear, subject_of
from bot.handle.talk.heard import Heard
from bot.handle.talk.open import open_ticket
from bot.model.effects import Effect
from bot.model.events import Verb
from bot.model.messages import Anchored
from bot.model.people import LOKET
from bot.model.request import Request
from bot.model.states import Status
from bot.ports import Transaction


async def rescue(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect]:
    """A ticket in the default queue with what was written; no matching, no cleverness."""
    message = heard.message
    where = message.where
    request = Request(
        id=desk.ids.new(),
        requester=heard.person.id,
        account=message.by.id,
        home=where.in_thread(message.message_id),
        platform=where.platform,
        direct=message.direct,
        language=desk.rules.language,
        subject=subject_of(heard.text) or "…",
        created_at=message.at,
        touched_at=message.at,
        status=Status.ANSWERED,
        queue=desk.rules.default_queue,
    )
    await moved(tx, None, request, Verb.ASKED, heard.person.id, message.at, direct=message.direct, rescued=True)
    await hear(request, heard, desk, tx)
    root = where.thread or message.message_id
    await tx.anchors.put(
        Anchored(f"ask/{request.id}", request.id, "requester", where.platform, where.channel, root, root)
    )
    _, effects = await open_ticket(request, desk, tx, LOKET, message.at)
    return effects
