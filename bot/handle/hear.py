"""A message was written: whose business is it?"""

from bot.commands import bang_command, looks_like_command, parse
from bot.desk import Desk
from bot.handle.business import NotOurs
from bot.handle.commanded import Given, run
from bot.handle.post import announce, line, questions
from bot.handle.talk.ask import ask
from bot.handle.talk.edited import came_too_early, edited, words_of
from bot.handle.talk.guide import typed
from bot.handle.talk.heard import Heard
from bot.handle.talk.introduce import before, introduction
from bot.handle.talk.relay import said_inside
from bot.handle.talk.taken_back import is_gone, pending_edit, taken_back
from bot.handle.talk.wrote import joined, said_in_public, wrote
from bot.handle.verbs import LONGEST_WORDS
from bot.model.effects import Effect, Outgoing, Post
from bot.model.files import File
from bot.model.inbound import MessageDeleted, MessageEdited, MessageReceived
from bot.model.messages import Anchored
from bot.model.people import Person
from bot.model.refusals import CannotParse
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.guiding import LONGEST_WORDS as LONGEST_STEP
from bot.policy.rights import is_confidential
from bot.policy.smalltalk import is_thanks
from bot.policy.triage import choose_queue
from bot.ports import Transaction

NOT_A_REQUEST = "📣"


def might_be_ours(message: MessageReceived, desk: Desk) -> bool:
    """Worth a look into the database? Talk in other channels is turned away before anything is opened."""
    where = message.where
    return bool(
        message.direct or message.mention or where.thread or desk.rules.help_channel(where.platform, where.channel)
    )


async def is_ours(message: MessageReceived, desk: Desk, tx: Transaction) -> bool:
    """Worth fetching its files? Not for talk among colleagues in a thread the desk has no part in."""
    where = message.where
    if where.thread and not message.direct and not message.mention:
        return await tx.anchors.at(where) is not None
    return might_be_ours(message, desk) and not message.text.strip().startswith(NOT_A_REQUEST)


async def hear_message(
    message: MessageReceived, person: Person, desk: Desk, tx: Transaction, files: tuple[File, ...] = ()
) -> list[Effect]:
    """`files` as they were taken. Raises NotOurs for what the desk has no business with."""
    text = message.text.strip()
    if len(text) > LONGEST_WORDS:
        raise CannotParse("too-long", limit=LONGEST_WORDS)
    heard = Heard(person, message, text, files=files)
    if await is_gone(message.message_id, person.id, tx):
        raise NotOurs
    if await _known_already(heard, tx):
        return []
    place = await tx.anchors.at(message.where) if message.where.thread else None
    if place is not None:
        return await _in_known_thread(heard, place, desk, tx)
    if message.direct:
        return await _directly(heard, desk, tx)
    if message.mention:
        return await _mentioned(heard, desk, tx)
    return await _in_help_channel(heard, desk, tx)


async def _in_known_thread(heard: Heard, place: Anchored, desk: Desk, tx: Transaction) -> list[Effect]:
    inside = place.reach == "internal"
    command = _command_inside(heard) if inside else _command_outside(heard)
    if command is not None:
        effects = await run(parse(command, in_ticket=True), _given(heard, place), heard.person, desk, tx)
        return await _with_pending_edit(heard, effects, desk, tx) if inside else effects
    request = await tx.requests.get(place.request_id)
    if request is None or heard.empty:
        raise NotOurs
    if inside:
        return await _with_pending_edit(heard, await said_inside(heard, request, place, desk, tx), desk, tx)
    if is_confidential(request, desk.rules) and not message_is_private(heard, request):
        return await said_in_public(heard, request, desk, tx)
    step = await typed(heard, request, desk, tx)
    return await wrote(heard, request, desk, tx) if step is None else step


def _command_inside(heard: Heard) -> str | None:
    """Under a card plain words may go to the requester, so whatever was meant as a command is one, or is refused
    with what it may have meant: a mention, and anything after ! or /."""
    text = heard.text
    if heard.message.mention:
        return text or "help"
    words = text.lstrip("!/").lstrip()
    return words if text[:1] in ("!", "/") and words[:1].isalpha() else None


def _command_outside(heard: Heard) -> str | None:
    """In the requester's thread "return my laptop" is a requester's words."""
    command = bang_command(heard.text)
    if command is None and heard.message.mention and looks_like_command(heard.text, in_ticket=False):
        return heard.text
    return command


def message_is_private(heard: Heard, request: Request) -> bool:
    """Was it written where the request lives now?"""
    return heard.message.direct or heard.message.where == request.home


async def _directly(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect]:
    """The bot says who it is, once, ahead of whatever it has to say."""
    step = await _answered_a_step(heard, desk, tx)
    if step is not None:
        return step
    first = await introduction(heard.person, heard.message.where, desk, tx)
    if looks_like_command(heard.text, in_ticket=False):
        effects = await run(parse(heard.text), _given(heard, None), heard.person, desk, tx)
    elif heard.pleasantry:
        effects = [] if first else [_nod(heard, desk)]
    else:
        effects = await _asked_directly(heard, desk, tx)
    return before(first, effects)


async def _answered_a_step(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect] | None:
    """To what a script asked them last, typed beside its thread."""
    message = heard.message
    if message.where.thread is not None or len(heard.text) > LONGEST_STEP:
        return None
    since = message.at - desk.rules.reopen_within
    last = await tx.requests.latest_direct(heard.person.id, message.where.platform, since)
    return await typed(heard, last, desk, tx) if last is not None else None


async def _asked_directly(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect]:
    """A question of its own, unless it comes right after another one."""
    message = heard.message
    if message.where.thread is None:
        within = desk.rules.reopen_within if message.flat else desk.rules.join_within
        since = message.at - within
        last = await tx.requests.latest_direct(heard.person.id, message.where.platform, since)
        if last is not None and await _goes_on(heard, last, desk, tx):
            return await joined(heard, last, desk, tx)
    return await ask(heard, desk, tx)


async def _goes_on(heard: Heard, last: Request, desk: Desk, tx: Transaction) -> bool:
    """Soon after their own last words, and not from what is confidential to what is not, or back. Where there are no
    threads a ticket goes on until it is over."""
    if not last.active and last.status is not Status.ANSWERED:
        return False
    ticket = heard.message.flat and last.number is not None
    since = heard.message.at - desk.rules.join_within
    if not ticket and not any(said.at >= since for said in await questions(tx, last)):
        return False
    private = desk.queue(choose_queue(heard.text, (), None, desk.rules)).confidential
    return private == is_confidential(last, desk.rules)


async def _mentioned(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect]:
    if looks_like_command(heard.text, in_ticket=False):
        return await run(parse(heard.text), _given(heard, None), heard.person, desk, tx)
    if heard.pleasantry:
        return [_nod(heard, desk)]
    return await ask(heard, desk, tx)


async def _in_help_channel(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect]:
    where, text = heard.message.where, heard.text
    help_channel = desk.rules.help_channel(where.platform, where.channel)
    if help_channel is None or where.thread or text.startswith(NOT_A_REQUEST) or heard.pleasantry:
        raise NotOurs
    return await ask(heard, desk, tx)


def _nod(heard: Heard, desk: Desk) -> Outgoing:
    """A word back to a greeting or thanks: no ticket, no silence."""
    say = desk.speak_to(heard.person, heard.message.where)
    where = heard.message.where
    lane = f"nod/{where.platform}/{where.channel}"
    return Outgoing(lane, where, Post(line(say, "nod-thanks" if is_thanks(heard.text) else "nod")), "requester")


def _given(heard: Heard, place: Anchored | None) -> Given:
    message = heard.message
    return Given(
        message.key, message.by, message.where, message.direct, message.at, place, message.message_id, heard.files
    )


async def hear_deletion(gone: MessageDeleted, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Raises NotOurs when the message was never the desk's and cannot be on its way to it."""
    return await taken_back(gone, person, desk, tx)


async def hear_edit(edit: MessageEdited, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Raises NotOurs. An edit of what was no business of the desk is heard as what it says now, when it comes soon:
    "hi" that becomes a question, or words whose own event is still on its way."""
    known = await tx.messages.from_source(edit.message_id, person.id)
    if known is not None:
        return await edited(edit, known, person, desk, tx)
    if await is_gone(edit.message_id, person.id, tx):
        raise NotOurs
    place = await tx.anchors.at(edit.where) if edit.where.thread else None
    message = MessageReceived(
        edit.key, edit.by, edit.where, edit.message_id, edit.text, edit.at, edit.direct, edit.mention, edit.workspace
    )
    if edit.at - edit.written_at > desk.rules.join_within or not await is_ours(message, desk, tx):
        raise NotOurs
    words_of(edit, None, place)
    if place is not None and place.reach == "internal":
        return await came_too_early(edit, person, place, tx)
    return await hear_message(message, person, desk, tx)


async def _known_already(heard: Heard, tx: Transaction) -> bool:
    """Its edit came first and was heard for it: what it said at first is put on record."""
    known = await tx.messages.from_source(heard.message.message_id, heard.person.id)
    if known is None:
        return False
    if heard.text and heard.text != known.text:
        await tx.messages.revise(known, heard.text, heard.message.at)
    return not heard.files


async def _with_pending_edit(heard: Heard, effects: list[Effect], desk: Desk, tx: Transaction) -> list[Effect]:
    """An edit that came before its message is done now."""
    await announce([effect for effect in effects if isinstance(effect, Outgoing)], tx)
    draft = await tx.drafts.take(pending_edit(heard.message.message_id, heard.person.id))
    known = await tx.messages.from_source(heard.message.message_id, heard.person.id) if draft else None
    if draft is None or known is None:
        return effects
    message = heard.message
    edit = MessageEdited(
        message.key, message.by, message.where, message.message_id, draft.text, message.at, draft.made_at,
        message.direct, message.mention, message.workspace,
    )  # fmt: skip
    return [*effects, *await edited(edit, known, heard.person, desk, tx)]
