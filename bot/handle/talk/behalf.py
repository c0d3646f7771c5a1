"""Asking for somebody else, who phoned or walked in: they are told, and may correct it."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.people import known_member, speak_to_member
from bot.handle.post import edit_for_requester, line, notice, refresh_cards, tell_teams
from bot.handle.save import moved
from bot.handle.talk.ask import subject_of
from bot.handle.talk.consider import MATCHES
from bot.handle.talk.open import open_ticket, refresh_acknowledgement
from bot.model.content import Button, Buttons, Content, Quote, Text, unmarked
from bot.model.effects import Effect, Outgoing, Post, Say, Timer
from bot.model.events import Verb
from bot.model.messages import Message
from bot.model.people import Person
from bot.model.places import Direct, Under
from bot.model.refusals import ButtonStale, CannotParse, NotYours
from bot.model.request import Request
from bot.model.states import Outcome, Status
from bot.policy.naming import person_meant
from bot.policy.triage import place
from bot.ports import Transaction


async def ask_for(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`for @ana her screen stays black`: a ticket of Ana's, told to her directly."""
    member, text = person_meant(command.text, desk.rules, [p.id for p in desk.rules.people])
    account = desk.rules.account(member.id, command.account.platform) if member else None
    if member is None or account is None:
        raise CannotParse("for-unknown", word=command.text.split()[0][:40])
    return await _ask(await known_member(member, tx), account, text, command, desk, tx)


async def ask_for_account(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """As `for`, for somebody picked in the chat platform: `extra` is their account there."""
    person_id = desk.rules.person_of(command.account.platform, command.extra)
    member = desk.rules.member(person_id)
    known = await tx.people.get(person_id) or Person(person_id, command.values.get("name") or command.extra)
    person = await known_member(member, tx) if member else known
    return await _ask(person, command.extra, command.text, command, desk, tx)


async def _ask(person: Person, account: str, text: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    if person.id == command.by.id:
        raise CannotParse("for-yourself")
    if not text:
        raise CannotParse("parse-for-what")
    request = await _written_down(person, account, text, command, desk, tx)
    opening = _opening(request, text, account, command, desk)
    ticket, effects = await open_ticket(request, desk, tx, command.by.id, command.at)
    done = line(command.say, "for-done", number=command.say.ticket(ticket.ticket), who=person.name)
    return [opening, *effects, Say(done)]


async def _written_down(
    person: Person, account: str, text: str, command: Command, desk: Desk, tx: Transaction
) -> Request:
    await tx.people.save(person)
    matches = desk.matcher.rank(text, limit=MATCHES)
    queue, because = place(text, matches, None, desk.rules)
    request_id = desk.ids.new()
    request = Request(
        id=request_id,
        requester=person.id,
        account=account,
        home=Under(command.account.platform, f"dm/{request_id}"),
        platform=command.account.platform,
        direct=True,
        language=desk.language_for(person, command.where),
        subject=subject_of(text),
        created_at=command.at,
        touched_at=command.at,
        status=Status.ANSWERED,
        queue=queue,
        opened_by=command.by.id,
        confidential=desk.queue(queue).confidential,
    )
    await moved(tx, None, request, Verb.ASKED, command.by.id, command.at, because=because, behalf=True)
    said = Message(desk.ids.new(), request_id, person.id, "requester", text, command.at)
    await tx.messages.add(said)
    return request


def _opening(request: Request, text: str, account: str, command: Command, desk: Desk) -> Outgoing:
    say = desk.speak_for(request)
    first = say.md("for-told", who=say.person(command.by.id, command.by.name))
    buttons = Buttons((Button("mistaken", request.id, say.text("button-mistaken")),))
    content = Content((Text(first), Quote(text), Text(say.md("for-correct")), buttons), unmarked(first))
    direct = Direct(request.platform, account)
    return Outgoing(f"{request.id}/requester", direct, Post(content, f"dm/{request.id}"), "requester", request.id)


async def mistaken(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[This isn't mine]: it is over, and who wrote it down hears so."""
    ticket = command.ticket
    if ticket.requester != command.by.id:
        raise NotYours
    if ticket.opened_by is None or not ticket.active:
        raise ButtonStale
    done = ticket.resolve(command.by.id, command.at, outcome=Outcome.WITHDRAWN)
    await moved(tx, ticket, done, Verb.RESOLVED, command.by.id, command.at, outcome=Outcome.WITHDRAWN.value)
    say, team = desk.speak_for(done), desk.speak_for_queue(done.queue)
    note = line(team, "mistaken-note", who=team.person(command.by.id, command.by.name))
    effects: list[Effect] = [edit_for_requester(done, f"dm/{done.id}", line(say, "mistaken-done"))]
    effects.append(refresh_acknowledgement(done, desk))
    effects.append(Timer(f"close:{done.id}", command.at + desk.rules.reopen_within))
    effects += await _tell_writer(done, command, desk, tx)
    return [*effects, *await tell_teams(done, note, tx), *await refresh_cards(done, desk, tx)]


async def _tell_writer(done: Request, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Directly: it may lie with another team than theirs."""
    writer = desk.rules.member(done.opened_by or "")
    if writer is None:
        return []
    say = await speak_to_member(writer, done.platform, desk, tx)
    who = say.person(command.by.id, command.by.name)
    return list(notice(done, writer.id, line(say, "mistaken-notice", who=who, number=say.ticket(done.ticket)), desk))
