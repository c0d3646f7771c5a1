"""What a hat does at its spot, handed to the desk; every act returns once all that came of it is delivered."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Protocol

from adapters.console.board import direct_channel
from adapters.console.forms import Filling
from adapters.console.lines import Slash, Wrote
from adapters.console.platform import ConsolePlatform
from adapters.console.seen import Pressable
from bot.clock import MovableClock
from bot.model.files import Offered
from bot.model.inbound import (
    Accepted,
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    Inbound,
    JoinedChannel,
    MessageDeleted,
    MessageEdited,
    MessageReceived,
    Outcome,
    Unavailable,
)
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports import LocalPost, Receive


class Backstage(Protocol):
    """What happens without anybody typing. `zone` is the desk's."""

    @property
    def zone(self) -> tzinfo: ...

    @property
    def clock(self) -> MovableClock: ...

    async def settle(self) -> None:
        """Wait until everything is delivered."""
        ...

    async def move_to(self, moment: datetime) -> int:
        """Move the clock; what comes due on the way happens at its own moment. How many moments came."""
        ...


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody stands: what they write goes there."""

    by: Account
    channel: str
    thread: str | None = None

    @property
    def direct(self) -> bool:
        return self.channel == direct_channel(self.by.id)

    @property
    def where(self) -> Conversation:
        return Conversation(self.by.platform, self.channel, self.thread)

    def at(self, channel: str, thread: str | None) -> "Spot":
        return replace(self, channel=channel, thread=thread)


class Acts:
    def __init__(self, platform: ConsolePlatform, receive: Receive, backstage: Backstage) -> None:
        self._board = platform.board
        self._ids = platform.around.ids
        self._workspace = platform.around.settings.workspace
        self._receive = receive
        self._backstage = backstage

    async def write(self, spot: Spot, wrote: Wrote, files: tuple[Offered, ...] = ()) -> Outcome:
        """The post stands there whatever the desk makes of it, unless the desk could not keep it."""
        key = self._key()
        post = LocalPost(f"m-{key}", spot.channel, spot.thread, spot.by.id, self._board.step(), text=wrote.typed)
        self._board.hear(post)
        outcome = await self._hand_over(
            MessageReceived(
                key=key,
                by=spot.by,
                where=spot.where,
                message_id=post.id,
                text=wrote.text,
                at=self._now(),
                direct=spot.direct,
                mention=wrote.mention,
                workspace=self._workspace,
                files=files,
            )
        )
        if isinstance(outcome, Unavailable):
            self._board.forget(post.id)
        elif isinstance(outcome, Accepted) and outcome.kept:
            await self._board.keep(post.id, outcome.files)
        return outcome

    async def command(self, spot: Spot, slash: Slash) -> Outcome:
        return await self._hand_over(
            CommandGiven(
                self._key(), spot.by, spot.where, slash.name, slash.text, self._now(), spot.direct, self._workspace
            )
        )

    async def press(self, spot: Spot, pressed: Pressable) -> Outcome:
        """The button counts where it stands, not where its presser does."""
        there = spot.at(pressed.channel, pressed.thread)
        button = pressed.button
        return await self._hand_over(
            ButtonPressed(
                self._key(),
                there.by,
                there.where,
                button.action,
                button.subject,
                self._now(),
                there.direct,
                self._workspace,
            )
        )

    async def submit(self, spot: Spot, filled: Filling) -> Outcome:
        there = spot.at(filled.channel, filled.thread)
        form = filled.form
        return await self._hand_over(
            FormSubmitted(
                self._key(),
                there.by,
                there.where,
                form.name,
                form.subject,
                self._now(),
                filled.values,
                there.direct,
                self._workspace,
            )
        )

    async def edit(self, spot: Spot, post: LocalPost, wrote: Wrote) -> Outcome:
        """A post of one's own says this now, unless the desk could not take it."""
        there = spot.at(post.channel, post.thread)
        outcome = await self._hand_over(
            MessageEdited(
                key=self._key(),
                by=there.by,
                where=there.where,
                message_id=post.id,
                text=wrote.text,
                written_at=post.at,
                at=self._now(),
                direct=there.direct,
                mention=wrote.mention,
                workspace=self._workspace,
            )
        )
        if isinstance(outcome, Accepted):
            await self._board.reword(post.id, wrote.typed)
        return outcome

    async def take_back(self, spot: Spot, post: LocalPost) -> Outcome:
        """A post of one's own."""
        there = spot.at(post.channel, post.thread)
        outcome = await self._hand_over(
            MessageDeleted(self._key(), there.by, there.where, post.id, self._now(), self._workspace, there.direct)
        )
        if isinstance(outcome, Accepted):
            await self._board.delete(post.id)
        return outcome

    async def invite(self, spot: Spot) -> Outcome:
        """The bot is added to this channel."""
        return await self._hand_over(
            JoinedChannel(self._key(), spot.at(spot.channel, None).where, self._now(), self._workspace)
        )

    async def _hand_over(self, inbound: Inbound) -> Outcome:
        self._board.step()
        outcome = await self._receive(inbound)
        await self._backstage.settle()
        return outcome

    def _key(self) -> str:
        return f"console:{self._ids.new()}"

    def _now(self) -> datetime:
        return self._backstage.clock.now()
