"""Merge and link: two tickets about one thing go on as one, or know of each other."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line, questions, refresh_cards, spoken, tell_requester, tell_teams, to_requester
from bot.handle.save import moved, names_of
from bot.handle.talk.open import refresh_acknowledgement
from bot.model.effects import Effect, Say
from bot.model.events import Event, Verb, glance
from bot.model.follower import Follower
from bot.model.moves import merge as merged
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.policy.naming import number_meant
from bot.policy.rights import is_confidential, must_see, must_work
from bot.ports import Transaction


async def merge(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`merge #7 into #5`: 7 is over, its words and its readers go on with 5, both threads are told."""
    ticket = command.ticket
    into = await _other(command, "parse-merge-what", desk, tx)
    must_work(command.by, into, "merge", desk.rules)
    if into.number == ticket.number:
        raise CannotParse("merge-itself", number=ticket.ticket)
    if ticket.teams != into.teams and any(is_confidential(one, desk.rules) for one in (ticket, into)):
        raise CannotParse("merge-confidential", number=ticket.ticket, into=into.ticket)
    if ticket.requester != into.requester and any(is_confidential(one, desk.rules) for one in (ticket, into)):
        raise CannotParse("merge-confidential-people", number=ticket.ticket, into=into.ticket)
    over = merged(ticket, into, command.at)
    await moved(tx, ticket, over, Verb.MERGED, command.by.id, command.at, to=into.id, number=into.ticket)
    effects = await _told(ticket, over, into, command, desk, tx)
    await _readers_go_along(over, into, tx)
    await tx.anchors.repoint(over.id, into.id)
    await tx.followers.link(over.id, into.id)
    effects += await refresh_cards(over, desk, tx)
    effects += await refresh_cards(into, desk, tx)
    say = command.say
    done = line(say, "merged-done", number=say.ticket(over.ticket), into=say.ticket(into.ticket))
    return [*effects, Say(done)]


async def _other(command: Command, complaint: str, desk: Desk, tx: Transaction) -> Request:
    number, _ = number_meant(command.text)
    if number is None:
        raise CannotParse(complaint)
    return must_see(command.by, await tx.requests.numbered(number), desk.rules, number)


async def _told(
    before: Request, over: Request, into: Request, command: Command, desk: Desk, tx: Transaction
) -> list[Effect]:
    """Both requesters and both teams."""
    team, there = desk.speak_for_queue(over.queue), desk.speak_for_queue(into.queue)
    who = team.person(command.by.id, command.by.name)
    gone = line(team, "merged-away-note", who=who, into=team.ticket(into.ticket))
    came = line(there, "merged-here-note", who=who, number=there.ticket(over.ticket))
    effects: list[Effect] = [
        *await _requesters_told(over, into, desk, tx),
        refresh_acknowledgement(over, desk),
        *await tell_teams(before, gone, tx),
        *await tell_teams(into, came, tx),
    ]
    name = (await names_of(tx, desk, [over.requester])).plain(over.requester)
    for message in await questions(tx, over):
        copy_of = message.source or message.id
        effects += await tell_teams(into, spoken(message.text, name, message.files), tx, copy_of=copy_of)
    return effects


async def _requesters_told(over: Request, into: Request, desk: Desk, tx: Transaction) -> list[Effect]:
    """Where the answers come from now on, and who else gets them."""
    key = "merged-requester" if over.requester != into.requester else "merged-requester-same"
    say, there = desk.speak_for(over), desk.speak_for(into)
    told = line(say, key, number=say.ticket(over.ticket), into=say.ticket(into.ticket))
    effects: list[Effect] = [*await tell_requester(over, told, tx)]
    if over.requester != into.requester:
        effects.append(to_requester(into, line(there, "merged-into-yours", number=there.ticket(into.ticket))))
    return effects


async def _readers_go_along(over: Request, into: Request, tx: Transaction) -> None:
    known = {one.person for one in await tx.followers.of(into.id)} | {into.requester}
    for follower in await tx.followers.of(over.id):
        if follower.person not in known:
            await tx.followers.put(into.id, follower)
    if over.requester != into.requester:
        await tx.followers.put(into.id, Follower(over.requester, "copies", over.home))


async def link(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`link #7 #5`: each card names the other."""
    ticket = command.ticket
    other = await _other(command, "parse-link-what", desk, tx)
    if other.id == ticket.id:
        raise CannotParse("link-itself", number=ticket.ticket)
    await tx.followers.link(ticket.id, other.id)
    for one, peer in ((ticket, other), (other, ticket)):
        now = glance(one)
        await tx.log.append(Event(one.id, Verb.LINKED, command.by.id, command.at, now, now, {"number": peer.ticket}))
    say = command.say
    done = line(say, "linked-done", number=say.ticket(ticket.ticket), other=say.ticket(other.ticket))
    return [*await refresh_cards(ticket, desk, tx), *await refresh_cards(other, desk, tx), Say(done)]
