"""The desk was called into a thread: what had been said there comes along."""

from bot.desk import Desk
from bot.handle.business import NotOurs
from bot.handle.people import meet
from bot.handle.post import refresh_cards, tell_teams
from bot.model.content import Block, Content, Quote, Small
from bot.model.effects import Effect
from bot.model.inbound import ThreadRead
from bot.model.messages import Message
from bot.model.people import Person
from bot.ports import Transaction

MOST = 30


async def thread_read(read: ThreadRead, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Kept with the request, and shown to the team that has it. Raises NotOurs for a thread of nobody's."""
    place = await tx.anchors.at(read.where)
    request = await tx.requests.get(place.request_id) if place and place.reach == "requester" else None
    if request is None or request.requester != person.id:
        raise NotOurs
    quotes: list[Block] = []
    for one in read.said[-MOST:]:
        if await tx.messages.by_source(request.id, one.message_id):
            continue
        writer = await meet(one.by, desk, tx)
        await tx.messages.add(
            Message(desk.ids.new(), request.id, writer.id, "requester", one.text, one.at, one.message_id)
        )
        quotes.append(Quote(one.text, writer.name))
    if not quotes or request.number is None:
        return []
    say = desk.speak_for_queue(request.queue)
    told = Content((Small(say.md("earlier-in-thread")), *quotes), say.text("earlier-in-thread"))
    return [*await tell_teams(request, told, tx), *await refresh_cards(request, desk, tx)]
