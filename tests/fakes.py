"""Fakes at the ports, and a stage to play on: the real core and the real storage, a platform that remembers."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.clock import MovableClock
from bot.compose import Running, open_desk
from bot.model.content import Button, Buttons, Content
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.files import Offered
from bot.model.inbound import (
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    MessageDeleted,
    MessageEdited,
    MessageReceived,
    Outcome,
)
from bot.model.people import Account
from bot.model.places import Conversation, Direct
from bot.ports import Delivery, DeliveryFailed, DeskView, Pace, Receipt, Receive
from bot.settings import DEFAULT_DESK, FileSettings, KbSettings, Settings
from tests.databases import prepared

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass
class Shown:
    """One message on the recording platform."""

    channel: str
    thread: str | None
    id: str
    content: Content
    edits: int = 0
    deleted: bool = False
    marks: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(str(block) for block in self.content.blocks)

    @property
    def buttons(self) -> dict[str, Button]:
        rows = [block for block in self.content.blocks if isinstance(block, Buttons)]
        return {button.action: button for row in rows for button in row.buttons}


class RecordingPlatform:
    """A chat platform in memory, named "web" so that the default desk has channels on it."""

    def __init__(self, name: str = "web", pace: Pace | None = None) -> None:
        self.name = name
        self.pace = pace
        self.shown: dict[str, Shown] = {}
        self.keys: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.failing: dict[str, list[Exception]] = {}  # by channel: raised one after the other
        self._ids = itertools.count(1)
        self._by_key: dict[str, Receipt] = {}

    async def listen(self, receive: Receive, desk: DeskView) -> None:
        raise NotImplementedError("the stage plays by itself")

    async def deliver(self, delivery: Delivery, key: str) -> Receipt:
        to = delivery.to
        channel = f"@{to.account}" if isinstance(to, Direct) else to.channel
        if self.failing.get(channel):
            raise self.failing[channel].pop(0)
        self.keys.append(key)
        if key in self._by_key:
            return self._by_key[key]
        self._by_key[key] = self._do(delivery, channel)
        for one in delivery.files:
            read = b"".join([piece async for piece in one.read()])
            self.shown[self._by_key[key].message_id].files[one.file.name] = read
        return self._by_key[key]

    def _do(self, delivery: Delivery, channel: str) -> Receipt:
        thread = delivery.to.thread if isinstance(delivery.to, Conversation) else None
        act = delivery.act
        if isinstance(act, Post):
            post = Shown(channel, thread, f"b{next(self._ids)}", act.content)
            self.shown[post.id] = post
            return Receipt(channel, post.id, thread)
        if isinstance(act, Mark):
            self.marks.append((act.message_id, act.emoji))
            return Receipt(channel, act.message_id, thread)
        post = self.shown.get(delivery.message_id or "")
        if post is None:
            raise DeliveryFailed("message_not_found", final=True)
        if isinstance(act, Edit):
            post.content, post.edits = act.content, post.edits + 1
        elif isinstance(act, Delete):
            post.deleted = True
        return Receipt(channel, post.id, post.thread)

    def in_channel(self, channel: str, thread: str | None = None) -> list[Shown]:
        found = [p for p in self.shown.values() if p.channel == channel and not p.deleted]
        return [p for p in found if thread is None or p.thread == thread]


class Stage:
    """People acting on a desk, one line each, on one platform and in one workspace; every call returns once all effects
    are delivered."""

    def __init__(
        self, running: Running, platform: RecordingPlatform, clock: MovableClock, workspace: str = "", prefix: str = "k"
    ) -> None:
        self.running = running
        self.platform = platform
        self.clock = clock
        self.workspace = workspace or running.workspace
        self._prefix = prefix
        self._keys = itertools.count(1)

    def on(self, platform: RecordingPlatform, workspace: str = "") -> "Stage":
        """The same desk, acted on from another platform or workspace."""
        prefix = f"{platform.name}-{workspace}-"
        return Stage(self.running, platform, self.clock, workspace or self.workspace, prefix)

    def account(self, who: str) -> Account:
        member = self.running.desk(self.workspace).rules.member_of_account(self.platform.name, who)
        return Account(
            self.platform.name, who, member.name if member else who.title(), member.locale if member else None
        )

    def keys_from(self, first: int) -> None:
        """After a restart: what people do now is not what they did before."""
        self._keys = itertools.count(first)

    def _key(self) -> str:
        return f"{self._prefix}{next(self._keys)}"

    def where(self, who: str, channel: str | None, thread: str | None) -> tuple[Conversation, bool]:
        direct = channel is None
        return Conversation(self.platform.name, f"@{who}" if direct else channel, thread), direct

    async def receive(self, inbound) -> Outcome:
        outcome = await self.running.dispatcher.receive(inbound)
        await self.running.deliverer.settle()
        return outcome

    async def write(
        self,
        who: str,
        text: str,
        channel: str | None = None,
        thread: str | None = None,
        *,
        mention: bool = False,
        key: str | None = None,
        files: tuple[Offered, ...] = (),
    ) -> tuple[Outcome, str]:
        """A message; (outcome, its id). Without a channel: directly to the bot."""
        where, direct = self.where(who, channel, thread)
        key = key or self._key()
        message = MessageReceived(
            key,
            self.account(who),
            where,
            f"m-{key}",
            text,
            self.clock.now(),
            direct=direct,
            mention=mention,
            workspace=self.workspace,
            files=files,
        )
        return await self.receive(message), message.message_id

    async def command(self, who: str, line: str, channel: str | None = None, thread: str | None = None) -> Outcome:
        where, direct = self.where(who, channel, thread)
        name, _, text = line.removeprefix("/").partition(" ")
        return await self.receive(
            CommandGiven(
                self._key(), self.account(who), where, name, text, self.clock.now(), direct, workspace=self.workspace
            )
        )

    async def press(self, who: str, button: Button, channel: str | None = None, thread: str | None = None) -> Outcome:
        where, direct = self.where(who, channel, thread)
        return await self.receive(
            ButtonPressed(
                self._key(),
                self.account(who),
                where,
                button.action,
                button.subject,
                self.clock.now(),
                direct=direct,
                workspace=self.workspace,
            )
        )

    async def submit(self, who: str, name: str, subject: str, channel: str | None = None, **values: str) -> Outcome:
        where, direct = self.where(who, channel, None)
        return await self.receive(
            FormSubmitted(
                self._key(),
                self.account(who),
                where,
                name,
                subject,
                self.clock.now(),
                values,
                direct=direct,
                workspace=self.workspace,
            )
        )

    async def edit(
        self,
        who: str,
        message_id: str,
        text: str,
        channel: str | None = None,
        thread: str | None = None,
        *,
        mention: bool = False,
        key: str | None = None,
        written_at: datetime | None = None,
        at: datetime | None = None,
    ) -> Outcome:
        where, direct = self.where(who, channel, thread)
        now = at or self.clock.now()
        return await self.receive(
            MessageEdited(
                key or self._key(),
                self.account(who),
                where,
                message_id,
                text,
                written_at or now,
                now,
                direct=direct,
                mention=mention,
                workspace=self.workspace,
            )
        )

    async def delete(self, who: str, message_id: str, channel: str | None = None, thread: str | None = None) -> Outcome:
        where, direct = self.where(who, channel, thread)
        return await self.receive(
            MessageDeleted(
                self._key(),
                self.account(who),
                where,
                message_id,
                self.clock.now(),
                workspace=self.workspace,
                direct=direct,
            )
        )

    async def clock_by(self, **span: float) -> None:
        await self.move_to(self.clock.now() + timedelta(**span))

    async def move_to(self, moment: datetime) -> None:
        """The clock moves; what comes due on the way happens at its own moment."""
        while True:
            due = await self.running.schedule.next_due(self.workspace)
            if due is None or due > moment:
                break
            if due > self.clock.now():
                self.clock.move_to(due)
            if not await self.running.schedule.run_due(self.workspace):
                break
            await self.running.deliverer.settle()
        self.clock.move_to(moment)
        await self.running.deliverer.sweep(self.workspace)
        await self.running.deliverer.settle()


def a_file(name: str, *pieces: bytes, size: int | None = None, fail: list[Exception] | None = None) -> Offered:
    """A file as a platform hands it in; `fail`: what reading raises, the first times."""
    failing = list(fail or [])

    async def read() -> AsyncIterator[bytes]:
        if failing:
            raise failing.pop(0)
        for piece in pieces:
            yield piece

    return Offered(name, read, size=size)


def quiet_desk(folder: Path) -> Path:
    """The shipped desk without its digests: months pass in a moment."""
    path = folder / "quiet.toml"
    path.write_text(DEFAULT_DESK.read_text(encoding="utf-8").partition("[[digests]]")[0], encoding="utf-8")
    return path


def desk_settings(database_url: str, **more) -> Settings:
    return Settings(_env_file=None, database_url=SecretStr(database_url), **more)


@asynccontextmanager
async def on_stage(
    database_url: str,
    *,
    start: datetime = MONDAY,
    desk_file: Path | None = None,
    platform: RecordingPlatform | None = None,
    others: dict | None = None,
    replica: str = "one",
    lock_wait_ms: int | None = None,
    files: FileSettings | None = None,
    kb: KbSettings | None = None,
) -> AsyncIterator[Stage]:
    """A desk on a movable clock and a recording platform."""
    clock = MovableClock(start)
    platform = platform or RecordingPlatform()
    more = {name: given for name, given in (("files", files), ("kb", kb)) if given}
    settings = desk_settings(prepared(database_url), desk_file=desk_file, replica=replica, **more)
    platforms = {platform.name: platform} | (others or {})
    how = {} if lock_wait_ms is None else {"lock_wait_ms": lock_wait_ms}
    async with open_desk(settings, platforms=platforms, clock=clock, engine=False, durable=False, **how) as running:
        yield Stage(running, platform, clock)
