"""One happening in, one transaction, one outcome out. Only what is committed is acknowledged.

`Dispatcher.receive` never raises: a refusal becomes a private sentence, a database that cannot take it becomes
`Unavailable`, and an error of ours leaves a ticket with the raw question and a line in the log.
"""

import traceback
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import assert_never

import structlog

from bot.desk import Desk, DeskNow
from bot.handle.business import FormProblems, NotOurs
from bot.handle.commanded import hear_command, hear_press, hear_submission
from bot.handle.hear import hear_deletion, hear_edit, hear_message, is_ours, might_be_ours
from bot.handle.moment import moment
from bot.handle.people import meet
from bot.handle.post import announce, line
from bot.handle.reacted import reacted
from bot.handle.talk.earlier import thread_read
from bot.handle.talk.files import told_of_files
from bot.handle.talk.heard import Heard
from bot.handle.talk.introduce import joined_channel
from bot.handle.talk.picked import picked
from bot.handle.talk.rescue import rescue
from bot.intake import Intake
from bot.model.content import Content, plain
from bot.model.effects import Ask, Effect, Outgoing, Say, Timer
from bot.model.files import File
from bot.model.inbound import (
    Accepted,
    ButtonPressed,
    CommandGiven,
    FormErrors,
    FormSubmitted,
    Inbound,
    JoinedChannel,
    MessageDeleted,
    MessageEdited,
    MessagePicked,
    MessageReceived,
    MomentReached,
    Outcome,
    Reacted,
    Refused,
    RosterRead,
    ThreadRead,
    Unavailable,
)
from bot.model.people import Person
from bot.model.refusals import HandoffPending, NotYourQueue, Refusal, SameQueue
from bot.model.workspaces import platform_of
from bot.ports import Begin, StorageUnavailable, Transaction
from bot.words import Speaker

log = structlog.get_logger()

By = (
    MessageReceived
    | MessageEdited
    | MessageDeleted
    | MessagePicked
    | Reacted
    | ThreadRead
    | CommandGiven
    | ButtonPressed
    | FormSubmitted
)
"""What a person did."""

NAMED = 10  # people of one happening that are met


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with fresh work that this process holds."""

    workspace: str
    name: str


class _Told(Exception):
    """A refusal with its sentence, on its way out of a transaction that rolls back."""

    def __init__(self, content: Content) -> None:
        super().__init__(content.summary)
        self.content = content


class Dispatcher:
    """`desk` gives the present snapshot; `deliver` is told, after commit, which lanes have fresh work; `intake` copies
    a message's files before its transaction; `rearranged` is called with the
    workspace in which something was settled in chat."""

    def __init__(
        self,
        begin: Begin,
        desk: DeskNow,
        deliver: Callable[[Iterable[Lane]], None],
        intake: Intake,
        rearranged: Callable[[str], Awaitable[object]],
    ) -> None:
        self._begin = begin
        self._desk = desk
        self._deliver = deliver
        self.intake = intake
        self._rearranged = rearranged

    async def receive(self, inbound: Inbound) -> Outcome:
        """`bot.ports.Receive`."""
        desk = self._desk(inbound.workspace)
        if not self._serves(inbound):
            log.error("happening.of_another_workspace", key=inbound.key, workspace=inbound.workspace)
            return Accepted(kept=False)
        known = self._desk.knows(inbound.workspace)
        if known and isinstance(inbound, MessageReceived) and not might_be_ours(inbound, desk):
            return Accepted(kept=False)
        files: tuple[File, ...] = ()
        try:
            files = await self._files(inbound)
            return await self._once(inbound, files, desk)
        except StorageUnavailable as error:
            log.error("storage.unavailable", key=inbound.key, reason=str(error))
            return Unavailable(_sentence(inbound, desk, "unavailable"))
        except Exception as error:
            log.error("handler.failed", key=inbound.key, error=type(error).__name__, where=_frames(error))
            return await self._rescue(inbound, files, desk)

    def _serves(self, inbound: Inbound) -> bool:
        """A workspace of one platform's hears that platform alone."""
        home = inbound.workspace == self._desk.home
        return home or isinstance(inbound, MomentReached) or _platform(inbound) == platform_of(inbound.workspace)

    async def _files(self, inbound: Inbound) -> tuple[File, ...]:
        """A message's files, unless it is none of ours or was heard before."""
        if not isinstance(inbound, MessageReceived | MessagePicked | FormSubmitted) or not inbound.files:
            return ()
        async with self._begin(inbound.workspace, read_only=True) as tx:
            wanted = True
            if isinstance(inbound, MessageReceived):
                wanted = await is_ours(inbound, await self._desk.fresh(tx), tx)
            wanted = wanted and not await tx.inbox.seen(inbound.key)
        return await self.intake.take(inbound.files) if wanted else ()

    async def _once(self, inbound: Inbound, files: tuple[File, ...], desk: Desk) -> Outcome:
        lanes: set[Lane] = set()
        try:
            async with self._begin(inbound.workspace) as tx:
                outcome = await self._handle(inbound, files, desk, tx, lanes)
                rearranged = tx.arrangements.changed
        except NotOurs:
            return Accepted(kept=False)
        except _Told as told:
            return Refused(told.content)
        except FormProblems as problems:
            return FormErrors(problems.errors)
        if rearranged:
            await self._rearranged(inbound.workspace)
        self._deliver(lanes)
        return outcome

    async def _handle(
        self, inbound: Inbound, files: tuple[File, ...], desk: Desk, tx: Transaction, lanes: set[Lane]
    ) -> Outcome:
        desk = await self._desk.fresh(tx)
        if isinstance(inbound, MomentReached):
            due_at = await tx.timers.ring(inbound.key, desk.clock.now())
            effects = await moment(inbound.key, due_at, desk, tx) if due_at else []
            return await _store(effects, desk, tx, lanes)
        if not await tx.inbox.first_time(inbound.key, desk.clock.now()):
            return Accepted(again=True)
        if isinstance(inbound, JoinedChannel):
            return await _store(await joined_channel(inbound, desk, tx), desk, tx, lanes)
        if isinstance(inbound, RosterRead):
            await tx.arrangements.set_members(inbound.platform, inbound.queue, inbound.accounts)
            return Accepted()
        person = await meet(inbound.by, desk, tx)
        if isinstance(inbound, MessageReceived | CommandGiven | FormSubmitted):
            for account in inbound.named[:NAMED]:
                await meet(account, desk, tx)
        try:
            effects = await _worked_on(inbound, person, desk, tx, files)
        except Refusal as refusal:
            raise _Told(_sentence_of(refusal, desk.speak_to(person, inbound.where), desk)) from refusal
        told = told_of_files(files, self.intake.limits, desk.speak_to(person, inbound.where))
        return replace(await _store([*effects, *told], desk, tx, lanes), files=files)

    async def _rescue(self, inbound: Inbound, files: tuple[File, ...], desk: Desk) -> Outcome:
        """After an error of ours: a message still leaves a ticket; a command or click can be tried again."""
        if isinstance(inbound, JoinedChannel | RosterRead | MomentReached):
            return Accepted(kept=False)
        sorry = Refused(_sentence(inbound, desk, "went-wrong"))
        if not isinstance(inbound, MessageReceived):
            return sorry
        lanes: set[Lane] = set()
        try:
            async with self._begin(inbound.workspace) as tx:
                if not await tx.inbox.first_time(inbound.key, desk.clock.now()):
                    return Accepted()
                person = await meet(inbound.by, desk, tx)
                effects = await rescue(Heard(person, inbound, inbound.text, files=files), desk, tx)
                outcome = replace(await _store(effects, desk, tx, lanes), files=files)
        except Exception as error:
            log.error("rescue.failed", key=inbound.key, error=type(error).__name__, where=_frames(error))
            return Unavailable(_sentence(inbound, desk, "unavailable"))
        self._deliver(lanes)
        return outcome


async def _worked_on(inbound: By, person: Person, desk: Desk, tx: Transaction, files: tuple[File, ...]) -> list[Effect]:
    match inbound:
        case MessageReceived():
            return await hear_message(inbound, person, desk, tx, files)
        case MessageEdited():
            return await hear_edit(inbound, person, desk, tx)
        case MessageDeleted():
            return await hear_deletion(inbound, person, desk, tx)
        case MessagePicked():
            return await picked(inbound, person, desk, tx, files)
        case Reacted():
            return await reacted(inbound, person, desk, tx)
        case ThreadRead():
            return await thread_read(inbound, person, desk, tx)
        case CommandGiven():
            return await hear_command(inbound, person, desk, tx)
        case ButtonPressed():
            return await hear_press(inbound, person, desk, tx)
        case FormSubmitted():
            return await hear_submission(inbound, person, desk, tx, files)
        case _:
            assert_never(inbound)


async def _store(effects: list[Effect], desk: Desk, tx: Transaction, lanes: set[Lane]) -> Accepted:
    """Effects into the outbox and the timers, in this transaction; private words go back with the outcome."""
    now = desk.clock.now()
    said: list[Content] = []
    form = None
    for effect in effects:
        match effect:
            case Outgoing():
                await announce([effect], tx)
                if await tx.outbox.add(effect, now):
                    lanes.add(Lane(tx.workspace, effect.lane))
            case Timer():
                await tx.timers.put(effect)
            case Say():
                said.append(effect.content)
            case Ask():
                form = effect.form
            case _:
                assert_never(effect)
    return Accepted(tuple(said), form)


def _sentence_of(refusal: Refusal, say: Speaker, desk: Desk) -> Content:
    """A refusal in words, with a team by its name."""
    named = {}
    if isinstance(refusal, NotYourQueue | SameQueue | HandoffPending):
        named["queue"] = desk.queue(refusal.queue).label(say.language)
    return plain(say.refusal(refusal, **named))


def _sentence(inbound: Inbound, desk: Desk, key: str) -> Content:
    """When the person could not even be looked up: the platform's locale, the channel, the desk."""
    say: Speaker = desk.speak(None)
    if not isinstance(inbound, JoinedChannel | RosterRead | MomentReached):
        account = inbound.by
        say = desk.speak_to(Person(account.id, account.name, locale=account.locale), inbound.where)
    return line(say, key)


def _platform(inbound: By | JoinedChannel | RosterRead) -> str:
    return inbound.platform if isinstance(inbound, RosterRead) else inbound.where.platform


def _frames(error: BaseException) -> list[str]:
    """Where it happened, without its message: that may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
