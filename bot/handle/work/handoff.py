"""Handoff: offered with a packet, then accepted or returned with a reason. The sender owns it until then."""

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import (
    announce,
    card_anchor,
    line,
    new_card,
    refresh_cards,
    spoken,
    tell_team,
    to_requester,
)
from bot.handle.save import moved
from bot.handle.work.into_direct import into_direct
from bot.handle.work.packets import packet_anchor, packet_of
from bot.model.effects import Effect, Say
from bot.model.events import Verb
from bot.model.handoff import Handoff
from bot.model.refusals import CannotParse, NoHandoff, SameQueue
from bot.model.request import Request
from bot.model.rules import Queue
from bot.ports import Transaction

CLOSE_ENOUGH = 70.0  # rapidfuzz ratio: "netwrok" to "network" is 86


async def hand_off(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Offer the ticket to another queue: a card and a packet there, a line here."""
    ticket = command.ticket
    target, reason = _target(command, desk)
    handoff = Handoff(
        desk.ids.new(), ticket.queue, target.id, command.by.id, ticket.owner, reason, handed_at=command.at
    )
    offered, moving = ticket.hand_off(handoff), list[Effect]()
    if target.confidential:
        offered, moving = into_direct(replace(offered, confidential=True), desk)
        await _part_from_readers(offered, target, desk, tx)
    await moved(tx, ticket, offered, Verb.HANDED_OFF, command.by.id, command.at, to_queue=target.id)
    say = desk.speak_for_queue(ticket.queue)
    here = line(say, "handoff-line", team=target.label(say.language), who=say.person(command.by.id, command.by.name))
    effects: list[Effect] = [*moving, *await tell_team(offered, ticket.queue, here, tx)]
    if reason and not target.confidential:  # what a confidential team is told stays with it
        effects += await tell_team(offered, ticket.queue, spoken(reason, command.by.name), tx)
    effects += await _offer(offered, handoff, desk, tx)
    effects += await refresh_cards(offered, desk, tx)
    key = "handoff-done" if ticket.owner else "handoff-done-team"
    done = line(command.say, key, team=target.label(command.say.language))
    return [*effects, Say(done)]


async def _part_from_readers(offered: Request, target: Queue, desk: Desk, tx: Transaction) -> None:
    """What goes to a confidential team is not followed from outside it."""
    for follower in await tx.followers.of(offered.id):
        if not desk.rules.serves(follower.person, target.id):
            await tx.followers.remove(offered.id, follower.person)


async def _offer(offered: Request, handoff: Handoff, desk: Desk, tx: Transaction) -> list[Effect]:
    """The card in the receiving channel (an earlier one serves again) and the packet under it."""
    queue = handoff.to_queue
    effects: list[Effect] = []
    if await tx.anchors.get(card_anchor(offered, queue)) is None:
        card = (await new_card(offered, queue, desk, tx))[:1]  # the packet carries the whole text
        if not card:
            raise CannotParse("handoff-no-channel", team=desk.queue(queue).label(desk.rules.language))
        await announce(card, tx)
        effects += card
    content = await packet_of(offered, handoff, desk, tx)
    anchor = packet_anchor(offered, handoff)
    return [*effects, *await tell_team(offered, queue, content, tx, anchor)]


async def accept(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The receiving team takes it; the requester hears who has it now."""
    ticket = command.ticket
    taken = ticket.accept(command.by.id, command.at)
    await moved(tx, ticket, taken, Verb.ACCEPTED, command.by.id, command.at)
    say = desk.speak_for(taken)
    team = desk.queue(taken.queue)
    told = line(
        say,
        "accepted-requester",
        who=say.person(command.by.id, command.by.name),
        team=team.label(say.language),
        number=say.ticket(taken.ticket),
    )
    effects: list[Effect] = [to_requester(taken, told)]
    effects += await tell_sender(taken, "accepted-sender", command, desk, tx)
    effects += await refresh_cards(taken, desk, tx)
    return [*effects, Say(line(command.say, "accepted-you", number=command.say.ticket(taken.ticket)))]


async def take_over(command: Command, ticket: Request, desk: Desk, tx: Transaction) -> Request:
    """Who of the receiving team works on what was offered has accepted it; for anybody else nothing changes."""
    handoff = ticket.handoff
    if handoff is None or not handoff.pending or desk.rules.serves(command.by.id, ticket.queue):
        return ticket
    taken = ticket.accept(command.by.id, command.at)
    return await moved(tx, ticket, taken, Verb.ACCEPTED, command.by.id, command.at)


async def return_(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Back to the sender, with a reason."""
    ticket = command.ticket
    if ticket.handoff is None:
        raise NoHandoff(ticket.ticket)
    back = ticket.return_(command.by.id, command.text, command.at)
    await moved(tx, ticket, back, Verb.RETURNED, command.by.id, command.at, to_queue=ticket.handoff.from_queue)
    effects = await tell_sender(back, "returned-sender", command, desk, tx)
    if ticket.handoff.accepted_at is not None:
        own = desk.speak_for(back)
        team = desk.queue(back.queue).label(own.language)
        effects.append(to_requester(back, line(own, "returned-requester", number=own.ticket(back.ticket), team=team)))
    effects += await tell_team(back, ticket.handoff.from_queue, spoken(command.text, command.by.name), tx)
    effects += await refresh_cards(back, desk, tx)
    return [*effects, Say(line(command.say, "returned-you", number=command.say.ticket(back.ticket)))]


async def tell_sender(request: Request, key: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Into the thread of the team that handed it off."""
    handoff = request.handoff
    if handoff is None:
        return []
    confidential = desk.queue(request.queue).confidential and request.queue != handoff.from_queue
    if confidential:
        return []  # what is confidential now shows nothing to those who had it
    say = desk.speak_for_queue(handoff.from_queue)
    team = desk.queue(handoff.to_queue).label(say.language)
    said = line(say, key, who=say.person(command.by.id, command.by.name), team=team)
    return list(await tell_team(request, handoff.from_queue, said, tx))


# ---- which queue is meant


def _target(command: Command, desk: Desk) -> tuple[Queue, str]:
    """The queue named by the form, or by the first words, and the reason after it. Raises CannotParse."""
    allowed = [q for q in desk.rules.queues if q.id in desk.queue(command.ticket.queue).hand_to]
    listed = ", ".join(q.id for q in allowed)
    _must_not_be_here(command, desk)
    if not allowed:
        raise CannotParse("handoff-nowhere")
    if command.extra:
        chosen = next((q for q in allowed if q.id == command.extra), None)
        if chosen is None:
            raise CannotParse("handoff-unknown", queue=command.extra, allowed=listed)
        return chosen, command.text.strip()
    names = {name.casefold(): queue for queue in allowed for name in (queue.id, *queue.name.values())}
    named = _named_first(command.text, names)
    if named:
        return names[named], command.text.strip()[len(named) :].lstrip(" :,")
    first = command.text.split()[0]
    near = process.extractOne(first.casefold(), list(names), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    if near:
        raise CannotParse("handoff-did-you-mean", queue=first[:40], near=names[near[0]].id)
    raise CannotParse("handoff-unknown", queue=first[:40], allowed=listed)


def _named_first(text: str, names: Iterable[str]) -> str | None:
    """The longest of these names the text begins with."""
    folded = text.strip().casefold()
    longest_first = sorted(names, key=len, reverse=True)
    return next((n for n in longest_first if folded == n or folded.startswith((f"{n} ", f"{n}:", f"{n},"))), None)


def _must_not_be_here(command: Command, desk: Desk) -> None:
    """Raises SameQueue when the team named has it already."""
    here = desk.queue(command.ticket.queue)
    names = [name.casefold() for name in (here.id, *here.name.values())]
    if command.extra == here.id or (not command.extra and _named_first(command.text, names)):
        raise SameQueue(command.ticket.ticket, here.id)
