"""Asking for somebody else, who phoned or walked in: they are told, and may correct it."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.people import known, someone, speak_to_them
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
from bot.model.places import Conversation, Direct, Under
from bot.model.refusals import ButtonStale, CannotParse, NotYours
from bot.model.request import Request
from bot.model.states import Outcome, Status
from bot.policy.triage import place
from bot.ports import Transaction


async def ask_for(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`for @ana her screen stays black`: a ticket of Ana's, told to her directly."""
    person, text = await someone(command.text, desk, tx)
    reached = desk.rules.reach(person.id, command.account.platform, desk.platforms) if person else None
    if person is None or reached is None:
        raise CannotParse("for-unknown", word=command.text.split()[0][:40])
    return await _ask(person, reached, text, command, desk, tx)


async def ask_for_account(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """As `for`, for somebody picked in the chat platform: `extra` is their account there."""
    platform = command.account.platform
    person = await known(desk.rules.person_of(platform, command.extra), desk, tx)
    return await _ask(person, (platform, command.extra), command.text, command, desk, tx)


async def _ask(
    person: Person, reached: tuple[str, str], text: str, command: Command, desk: Desk, tx: Transaction
) -> list[Effect]:
    if person.id == command.by.id:
        raise CannotParse("for-yourself")
    if not text:
        raise CannotParse("parse-for-what")
    request = await _written_down(person, reached, text, command, desk, tx)
    opening = _opening(request, text, command, desk)
    ticket, effects = await open_ticket(request, desk, tx, command.by.id, command.at)
    done = line(command.say, "for-done", number=command.say.ticket(ticket.ticket), who=person.name)
    return [opening, *effects, Say(done)]


async def _written_down(
    person: Person, reached: tuple[str, str], text: str, command: Command, desk: Desk, tx: Transaction
) -> Request:
    platform, account = reached
    await tx.people.save(person)
    matches = desk.matcher.rank(text, limit=MATCHES)
    queue, because = place(text, matches, None, desk.rules)
    request_id = desk.ids.new()
    request = Request(
        id=request_id,
        requester=person.id,
        account=account,
        home=Under(platform, f"dm/{request_id}"),
        platform=platform,
        direct=True,
        language=desk.language_for(person, Conversation(platform, "")),
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


def _opening(request: Request, text: str, command: Command, desk: Desk) -> Outgoing:
    say = desk.speak_for(request)
    first = say.md("for-told", who=say.person(command.by.id, command.by.name))
    buttons = Buttons((Button("mistaken", request.id, say.text("button-mistaken")),))
    content = Content((Text(first), Quote(text), Text(say.md("for-correct")), buttons), unmarked(first))
    direct = Direct(request.platform, request.account)
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
    writer = await known(done.opened_by or "", desk, tx)
    say = await speak_to_them(writer.id, done.platform, desk, tx)
    who = say.person(command.by.id, command.by.name)
    return list(notice(done, writer.id, line(say, "mistaken-notice", who=who, number=say.ticket(done.ticket)), desk))
