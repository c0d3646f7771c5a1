"""The handoff packet under a card, as it was handed over and as its messages are now."""

from bot.desk import Desk
from bot.handle.post import article_titles, card_anchor
from bot.handle.save import names_of
from bot.model.content import Content
from bot.model.effects import Edit, Outgoing
from bot.model.handoff import Handoff
from bot.model.places import Under
from bot.model.request import Request
from bot.policy.rights import is_confidential
from bot.ports import Page, Transaction
from bot.show.guide import path_taken
from bot.show.packet import packet


def packet_anchor(request: Request, handoff: Handoff) -> str:
    return f"packet/{request.id}/{handoff.id}"


async def packet_of(request: Request, handoff: Handoff, desk: Desk, tx: Transaction) -> Content:
    """What was known when it was handed over, nothing that came later."""
    until = handoff.handed_at
    events = [event for event in await tx.log.of(request.id) if event.at <= until]
    messages = [message for message in await tx.messages.of(request.id) if message.at <= until]
    people = {handoff.by, request.requester, *(e.by for e in events), *(m.by for m in messages)}
    say = desk.speak_for_queue(handoff.to_queue)
    walk = await tx.walks.get(request.id)
    place = desk.rules.triage_place(handoff.to_queue, request.platform, desk.platforms)
    return packet(
        request,
        handoff,
        messages,
        events,
        article_titles(request, desk, say.language),
        await tx.people.get(request.requester),
        len(await tx.requests.of_requester(request.requester, Page(size=100))) - 1,
        await names_of(tx, desk, people),
        desk.rules,
        say,
        walked=path_taken(walk, say) if walk else (),
        chat="" if place is None or place[0] == request.platform else request.platform.capitalize(),
        before=[one for one in await tx.requests.handoffs(request.id) if one.handed_at < until],
    )


async def refresh_packets(request: Request, desk: Desk, tx: Transaction) -> list[Outgoing]:
    """Each says what its messages say now; not to teams that what became confidential has left."""
    effects = []
    for handoff in await tx.requests.handoffs(request.id):
        anchored = await tx.anchors.get(packet_anchor(request, handoff))
        queue = handoff.to_queue
        if anchored is None or (is_confidential(request, desk.rules) and queue not in request.teams):
            continue
        edit = Edit(anchored.anchor, await packet_of(request, handoff, desk, tx))
        to = Under(anchored.platform, card_anchor(request, queue))
        effects.append(Outgoing(f"{request.id}/{queue}", to, edit, "internal", request.id))
    return effects
