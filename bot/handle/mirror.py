"""The copies of a message: where else its words stand, and how they change or go."""

from dataclasses import dataclass

from bot.desk import Desk
from bot.handle.post import card_anchor, card_queues, copy_anchor, follower_anchor, line, spoken
from bot.handle.save import names_of
from bot.handle.talk.relay import SENT, relay_anchor
from bot.model.content import Content, Small
from bot.model.effects import Audience, Delete, Edit, Outgoing
from bot.model.messages import Anchored, Message
from bot.model.places import Conversation, Target, Under
from bot.model.request import Request
from bot.policy.rights import is_confidential
from bot.ports import Transaction
from bot.words import Speaker


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy. `queue` whose team reads it; None: the requester's side. `open`: new words may still go there, which
    what has become confidential forbids to those who had it before."""

    request: Request
    anchor: str
    lane: str
    to: Target
    audience: Audience
    queue: str | None
    open: bool

    def changed(self, content: Content) -> Outgoing:
        return Outgoing(self.lane, self.to, Edit(self.anchor, content), self.audience, self.request.id)

    def removed(self) -> Outgoing:
        return Outgoing(self.lane, self.to, Delete(self.anchor), self.audience, self.request.id)


async def copies(message: Message, said_on: Request, desk: Desk, tx: Transaction) -> list[Copy]:
    """In the teams' threads, at the requester's and at each who reads along; on what it was merged into as well."""
    source = message.source or message.id
    found: list[Copy] = []
    for request in await _lived_on(said_on, tx):
        confidential = is_confidential(request, desk.rules)
        for queue in await card_queues(request, tx):
            copy = await tx.anchors.get(copy_anchor(request, source, queue))
            if copy is not None:
                to = Under(copy.platform, card_anchor(request, queue))
                may = not confidential or queue in request.teams
                found.append(Copy(request, copy.anchor, f"{request.id}/{queue}", to, "internal", queue, may))
        found += await _outside(relay_anchor(request, source), request, confidential, tx)
    return found


async def _lived_on(said_on: Request, tx: Transaction) -> list[Request]:
    """The request, and what it was merged into."""
    chain, one = [said_on], said_on
    while one.merged_into and (into := await tx.requests.get(one.merged_into)) is not None and into not in chain:
        chain.append(into)
        one = into
    return chain


async def _outside(anchor: str, request: Request, confidential: bool, tx: Transaction) -> list[Copy]:
    found = []
    relayed = await tx.anchors.get(anchor)
    if relayed is not None:
        may = not confidential or await _stands_at_home(relayed, request, tx)
        lane = f"{request.id}/requester"
        found.append(Copy(request, anchor, lane, request.home, "requester", None, may))
    for follower in await tx.followers.of(request.id):
        copy = follower_anchor(anchor, follower.person)
        if await tx.anchors.get(copy) is not None:
            lane = f"{request.id}/follower/{follower.person}"
            found.append(Copy(request, copy, lane, follower.home, "requester", None, open=True))
    return found


async def _stands_at_home(relayed: Anchored, request: Request, tx: Transaction) -> bool:
    """Was it sent to where the talk is now, or still in public?"""
    home = request.home
    if isinstance(home, Under):
        root = await tx.anchors.get(home.anchor)
        return root is not None and root.channel == relayed.channel
    return not isinstance(home, Conversation) or home.channel == relayed.channel


async def as_it_is_now(message: Message, copy: Copy, desk: Desk, tx: Transaction) -> Content:
    """A copy of an edited message, marked as such."""
    say = _speaker(copy, desk)
    name = (await names_of(tx, desk, [message.by])).plain(message.by)
    of_team = desk.rules.is_agent(message.by) and message.by != copy.request.requester
    sign = ("🔒 " if message.reach == "internal" else f"{SENT} ") if of_team and copy.queue else ""
    words = spoken(message.text, f"{sign}{name}", message.files)
    return Content((*words.blocks, Small(say.md("edited-mark"))), words.summary)


async def tombstone(message: Message, copy: Copy, desk: Desk, tx: Transaction) -> Content:
    """What stands in the place of a copy whose message was taken back."""
    name = (await names_of(tx, desk, [message.by])).plain(message.by)
    return line(_speaker(copy, desk), "taken-back-copy", who=name)


def _speaker(copy: Copy, desk: Desk) -> Speaker:
    return desk.speak_for_queue(copy.queue) if copy.queue else desk.speak_for(copy.request)
