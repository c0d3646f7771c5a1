"""A command was given, by slash, mention, bang, button or form: find the ticket, check the right, do it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.commands import Parsed, parse
from bot.desk import Desk
from bot.handle.business import FormProblems
from bot.handle.command import Command
from bot.handle.know import edit
from bot.handle.post import line, thread_of
from bot.handle.talk import connect
from bot.handle.talk.ask import ask
from bot.handle.talk.behalf import ask_for_account
from bot.handle.talk.heard import Heard
from bot.handle.twice import said_before
from bot.handle.verbs import (
    ARTICLE_BUTTONS,
    ARTICLE_FORM,
    BUTTON_HANDLERS,
    BUTTON_VERBS,
    FORM_VERBS,
    LONGEST_WORDS,
    VERB_HANDLERS,
    for_form,
    form_for,
    form_problems,
    new_form,
    new_problems,
)
from bot.handle.work import cleanup
from bot.model.effects import Ask, Effect, Say
from bot.model.files import File
from bot.model.inbound import ButtonPressed, CommandGiven, FormSubmitted, MessageReceived
from bot.model.messages import Anchored
from bot.model.people import Account, Person
from bot.model.places import Conversation
from bot.model.refusals import AlreadyOver, ButtonStale, CannotParse, MergedAway, NotAllowed, NotYours
from bot.model.request import Request
from bot.model.states import Kind
from bot.policy.rights import LOOK, is_confidential, may_see, must_see, must_work
from bot.ports import Transaction

NO_REQUEST = frozenset({"read", "cancel", "setup", "mine"}) | frozenset(ARTICLE_BUTTONS)
"""Buttons whose subject is not a request."""
CARRIES_FILES = frozenset({"new", "reply", "note"})
"""Verbs whose message may bring files along."""


@dataclass(frozen=True, slots=True)
class Given:
    """How and where a command came."""

    key: str
    account: Account
    where: Conversation
    direct: bool
    at: datetime
    place: Anchored | None
    source: str | None = None
    files: tuple[File, ...] = ()


def _command(verb: str, given: Given, person: Person, desk: Desk, request: Request | None, **more: object) -> Command:
    command = Command(
        verb=verb,
        key=given.key,
        by=person,
        account=given.account,
        where=given.where,
        direct=given.direct,
        at=given.at,
        say=desk.speak_to(person, given.where),
        request=request,
        source=given.source,
        files=given.files,
    )
    return replace(command, **more)  # type: ignore[arg-type]


async def run(parsed: Parsed, given: Given, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Do what a command line says."""
    verb = parsed.verb
    if len(parsed.text) > LONGEST_WORDS:
        raise CannotParse("too-long", limit=LONGEST_WORDS)
    if verb.name == "new":
        if not parsed.text:
            return [Ask(new_form(desk.speak_to(person, given.where)))]
        if await _again("new", "", parsed.text, given, person, tx):
            return [_already(person, given, desk)]
        return await _new(parsed.text, given, person, desk, tx)
    if verb.agents:
        _must_be_agent(person, verb.name, desk)
    request, here = None, None
    if verb.ticket:
        here = await tx.requests.get(given.place.request_id) if given.place else None
        request = await _meant(parsed, here, person, desk, tx)
        if request.number is None and verb.name != "close":
            raise CannotParse("not-a-ticket-yet")
        must_work(person, request, verb.name, desk.rules)
        await _must_not_be_merged(request, verb.name, person, desk, tx)
    elif verb.name == "kb" and given.place:  # "!kb draft" is about the thread's ticket
        request = await tx.requests.get(given.place.request_id)
    other = parsed.number is not None and here is not None and here.number != parsed.number
    if not other and await _again(verb.name, request.id if request else "", parsed.text, given, person, tx):
        return [_already(person, given, desk)]
    inside = thread_of(given.place.anchor, request) if given.place and given.source and request and not other else None
    command = _command(
        verb.name, given, person, desk, request, text=parsed.text, named_other=other, inside=inside or ""
    )
    effects = await VERB_HANDLERS[verb.name](command, desk, tx)
    if given.files and (other or verb.name not in CARRIES_FILES):
        effects.append(Say(line(command.say, "file-not-with-command", verb=verb.name)))
    return effects


async def _again(verb: str, about: str, text: str, given: Given, person: Person, tx: Transaction) -> bool:
    """A message is known by its own id; a command or a form pressed again comes with a new one."""
    return given.source is None and await said_before(person, verb, about, text, given.files, given.at, tx)


def _already(person: Person, given: Given, desk: Desk) -> Say:
    return Say(line(desk.speak_to(person, given.where), "said-already"))


def _must_be_agent(person: Person, verb: str, desk: Desk) -> None:
    """Raises NotAllowed."""
    if not desk.rules.is_agent(person.id):
        raise NotAllowed(verb)


async def _meant(parsed: Parsed, here: Request | None, person: Person, desk: Desk, tx: Transaction) -> Request:
    """The ticket named, else the thread's own. Raises TicketUnknown, CannotParse."""
    if parsed.number is not None:
        return must_see(person, await tx.requests.numbered(parsed.number), desk.rules, parsed.number)
    if here is None:
        raise CannotParse("parse-which-ticket", verb=parsed.verb.name)
    return must_see(person, here, desk.rules, here.number or 0)


async def _must_not_be_merged(ticket: Request, verb: str, person: Person, desk: Desk, tx: Transaction) -> None:
    """Work goes on where the ticket went. Raises MergedAway."""
    into = ticket
    while into.merged_into and (further := await tx.requests.get(into.merged_into)) is not None:
        into = further
    if into is not ticket and verb not in LOOK and may_see(person, into, desk.rules):
        raise MergedAway(ticket.ticket, into.ticket)


async def _new(
    text: str, given: Given, person: Person, desk: Desk, tx: Transaction, kind: Kind | None = None
) -> list[Effect]:
    """A request without a message of its own: it is talked about in a direct message."""
    message = MessageReceived(
        key=given.key,
        by=given.account,
        where=replace(given.where, thread=None),
        message_id=f"new/{given.key}",
        text=text,
        at=given.at,
        direct=given.direct,
        workspace=tx.workspace,
    )
    return await ask(Heard(person, message, text, rootless=True, kind=kind, files=given.files), desk, tx)


async def hear_command(given: CommandGiven, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """`/ticket VERB ...` or a short form; where a platform lets any verb through (`/help`), that verb."""
    name = given.name.lower().lstrip("/")
    place = await tx.anchors.at(given.where) if given.where.thread else None
    text = given.text if name == "ticket" else f"{name} {given.text}"
    parsed = parse(text if text.strip() else "help", in_ticket=place is not None)
    how = Given(given.key, given.by, given.where, given.direct, given.at, place)
    return await run(parsed, how, person, desk, tx)


# ---- buttons and forms: their payload is never trusted


async def hear_press(press: ButtonPressed, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """A button: a verb, a form that asks what the verb still needs, or one of the few that are no verb."""
    given = Given(press.key, press.by, press.where, press.direct, press.at, None)
    action = press.action
    if action == "new":
        return [Ask(new_form(desk.speak_to(person, given.where)))]
    if action == "for":
        _must_be_agent(person, "for", desk)
        return [Ask(for_form(press.subject, desk.speak_to(person, given.where)))]
    if action == "confirm":
        return await _confirmed(press.subject, given, person, desk, tx)
    if action in NO_REQUEST:
        command = _command(action, given, person, desk, None, extra=press.subject)
        return await BUTTON_HANDLERS[action](command, desk, tx)
    request_id, _, extra = press.subject.partition("/")
    request = await _pressed_on(request_id, person, desk, tx)
    command = _command(action, given, person, desk, request, extra=extra)
    if action in BUTTON_HANDLERS:
        return await BUTTON_HANDLERS[action](command, desk, tx)
    if action not in BUTTON_VERBS | FORM_VERBS:
        raise ButtonStale
    must_work(person, request, action, desk.rules)
    if action in FORM_VERBS:
        if not request.active:
            raise AlreadyOver(request.ticket)  # before anybody fills in a form for nothing
        return [Ask(form_for(action, command, desk))]
    return await VERB_HANDLERS[action](replace(command, extra=""), desk, tx)


async def hear_submission(
    form: FormSubmitted, person: Person, desk: Desk, tx: Transaction, files: tuple[File, ...] = ()
) -> list[Effect]:
    """A form sent in. Raises FormProblems."""
    given = Given(form.key, form.by, form.where, form.direct, form.at, None, files=files)
    if await _again(form.name, form.subject, form.values.get("text", ""), given, person, tx):
        return [_already(person, given, desk)]
    if form.name == "new":
        return await _new_submitted(form, given, person, desk, tx)
    if form.name == "for":
        _must_be_agent(person, "for", desk)
        text = form.values.get("text", "").strip()
        command = _command(form.name, given, person, desk, None, text=text, extra=form.subject, values=form.values)
        return await ask_for_account(command, desk, tx)
    if form.name == ARTICLE_FORM:
        command = _command(form.name, given, person, desk, None, extra=form.subject, values=form.values)
        return await edit.save(command, desk, tx)
    if form.name not in FORM_VERBS:
        raise ButtonStale
    request = await _pressed_on(form.subject, person, desk, tx)
    must_work(person, request, form.name, desk.rules)
    text = form.values.get("text", "").strip()
    command = _command(form.name, given, person, desk, request, text=text, extra=form.values.get("queue", ""))
    problems = form_problems(form.name, form.values, command)
    if problems:
        raise FormProblems(problems)
    return await VERB_HANDLERS[form.name](command, desk, tx)


async def _new_submitted(
    form: FormSubmitted, given: Given, person: Person, desk: Desk, tx: Transaction
) -> list[Effect]:
    """Raises FormProblems."""
    text = form.values.get("text", "").strip()
    problems = new_problems(text, desk.speak_to(person, given.where))
    if problems:
        raise FormProblems(problems)
    kind = form.values.get("kind", "")
    known = {one.value for one in Kind}
    return await _new(text, given, person, desk, tx, Kind(kind) if kind in known else None)


async def _pressed_on(request_id: str, person: Person, desk: Desk, tx: Transaction) -> Request:
    """Raises ButtonStale; NotYours for somebody else's button in a thread that all can read."""
    request = await tx.requests.get(request_id)
    if request is None:
        raise ButtonStale
    if not may_see(person, request, desk.rules):
        raise NotYours if not request.direct and not is_confidential(request, desk.rules) else ButtonStale
    return request


async def _confirmed(draft_id: str, given: Given, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """The yes to a command that was kept back: rights are checked again, now."""
    draft = await tx.drafts.take(draft_id)
    if draft is None or draft.by != person.id:
        raise ButtonStale
    if draft.name == "connect":
        return await connect.confirmed(_command("connect", given, person, desk, None, text=draft.text), desk, tx)
    if draft.name == "cleanup":
        return await cleanup.confirmed(_command("cleanup", given, person, desk, None, text=draft.text), desk, tx)
    request = await _pressed_on(draft.request_id, person, desk, tx)
    must_work(person, request, draft.name, desk.rules)
    return await VERB_HANDLERS[draft.name](
        _command(draft.name, given, person, desk, request, text=draft.text), desk, tx
    )
