"""Who else hears of a ticket: colleagues who read along, agents who want to know when the requester writes."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.people import someone, speak_to_them
from bot.handle.post import line, to_requester
from bot.model.effects import Effect, Outgoing, Post, Say
from bot.model.events import Event, Verb, glance
from bot.model.follower import READER, Follower
from bot.model.places import Direct, Under
from bot.model.refusals import CannotParse
from bot.ports import Transaction


async def add(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`add #7 @joris`: gets what the requester is told, directly."""
    ticket = command.ticket
    member, _ = await someone(command.text, desk, tx)
    reached = desk.rules.reach(member.id, ticket.platform, desk.platforms) if member else None
    if member is None or reached is None:
        raise CannotParse("add-unknown", word=command.text[:40])
    if member.id == ticket.requester:
        raise CannotParse("add-requester", number=ticket.ticket)
    if any(one.person == member.id and one.wants == "copies" for one in await tx.followers.of(ticket.id)):
        raise CannotParse("add-already", number=ticket.ticket, who=member.name)
    anchor = f"{READER}{ticket.id}/{member.id}"
    await tx.followers.put(ticket.id, Follower(member.id, "copies", Under(reached[0], anchor)))
    now = glance(ticket)
    await tx.log.append(Event(ticket.id, Verb.FOLLOWED, command.by.id, command.at, now, now, {"person": member.id}))
    say = await speak_to_them(member.id, reached[0], desk, tx)
    who = say.person(command.by.id, command.by.name)
    told = line(say, "added-you", who=who, number=say.ticket(ticket.ticket), subject=ticket.subject)
    lane, home = f"{ticket.id}/follower/{member.id}", Direct(*reached)
    invitation = Outgoing(lane, home, Post(told, anchor), "requester", ticket.id)
    theirs = desk.speak_for(ticket)
    also = line(theirs, "added-requester", who=theirs.person(member.id, member.name))
    done = line(command.say, "added-done", who=member.name, number=command.say.ticket(ticket.ticket))
    return [invitation, to_requester(ticket, also), Say(done)]


async def notify(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`notify #7`: a direct line when the requester writes; once more, and no longer."""
    ticket = command.ticket
    number = command.say.ticket(ticket.ticket)
    here = next((one for one in await tx.followers.of(ticket.id) if one.person == command.by.id), None)
    if here is not None and here.asked_too:
        raise CannotParse("notify-asked", number=ticket.ticket)  # they hear everything, in a thread of their own
    if await tx.followers.remove(ticket.id, command.by.id):
        return [Say(line(command.say, "notify-off", number=number))]
    home = Direct(command.account.platform, command.account.id)
    await tx.followers.put(ticket.id, Follower(command.by.id, "notice", home))
    return [Say(line(command.say, "notify-on", number=number))]
