"""What every part of the way in stands on, and how an outcome is told to the person who caused it."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from adapters.slack.api import Api
from adapters.slack.gate import Identity
from adapters.slack.inbound import Around
from adapters.slack.people import PLATFORM, Profiles
from adapters.slack.settings import SlackSettings
from adapters.slack.whisper import Whisperer, form_button
from bot.model.content import Content
from bot.model.inbound import Accepted, FormErrors, Inbound, Outcome, Refused, Unavailable
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports import Clock, DeskView, Receive
from bot.words.phrases import Phrases, phrases_in

log = structlog.get_logger(__name__)

REFUSALS = 2_000  # remembered
WORDS = Path(__file__).parent / "words"


@dataclass(slots=True)
class Ground:
    """`receive` is the desk's one way in, `view` its window."""

    settings: SlackSettings
    clock: Clock
    workspace: str
    identity: Identity
    api: Api
    profiles: Profiles
    whisperer: Whisperer
    receive: Receive
    view: DeskView
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    under_way: dict[str, asyncio.Task[Outcome]] = field(default_factory=dict)
    refused: dict[str, None] = field(default_factory=dict)

    def around(self) -> Around:
        return Around(self.identity.user, self.identity.bot_id, self.workspace, self._handle)

    def _handle(self, user: str) -> str:
        """The name the desk knows somebody by, so that a command finds them."""
        named = next((account.name for account, _ in self.view.members(PLATFORM) if account.id == user), None)
        seen = self.profiles.seen(user)
        return named or (seen.name if seen and seen.name else user)

    async def say(self, account: Account, channel: str | None = None) -> Phrases:
        return phrases_in(WORDS, await self.view.language_of(account, channel))

    async def once(self, happening: Inbound) -> Outcome:
        """As `receive`, told once: two events may tell of one message at the same time, what takes long (a large file)
        is sent again, and a refusal leaves nothing behind by which it would be known."""
        key = happening.key
        if key in self.refused:
            return Accepted(again=True)
        task = self.under_way.get(key)
        if task is not None:
            outcome = await asyncio.shield(task)
            return outcome if isinstance(outcome, Unavailable) else Accepted(again=True)
        task = asyncio.get_running_loop().create_task(_received(self.receive, happening))
        self.under_way[key] = task
        task.add_done_callback(lambda _: self.under_way.pop(key, None))
        outcome = await asyncio.shield(task)
        if isinstance(outcome, Refused):
            self.refused[key] = None
            while len(self.refused) > REFUSALS:
                self.refused.pop(next(iter(self.refused)))
        return outcome

    def background(self, work: Coroutine[Any, Any, None]) -> None:
        """For what is done beside: nothing that must happen."""
        task = asyncio.get_running_loop().create_task(self._quietly(work), name="aside")
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _quietly(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:
            log.error("slack.aside_failed", error=type(error).__name__)

    async def stop(self) -> None:
        for task in tuple(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def tell(self, account: Account, where: Conversation, outcome: Outcome, response_url: str = "") -> None:
        """The outcome's private words; a form becomes a button that opens it."""
        words = list(words_of(outcome))
        if isinstance(outcome, Accepted) and outcome.form is not None:
            words.append(form_button(outcome.form, await self.say(account, where.channel)))
        if words:
            await self.whisperer.tell(account.id, where, words, response_url)


async def _received(receive: Receive, happening: Inbound) -> Outcome:
    return await receive(happening)


def words_of(outcome: Outcome) -> Sequence[Content]:
    match outcome:
        case Accepted(said=said):
            return said
        case Refused(said=content) | Unavailable(said=content):
            return (content,)
        case FormErrors(errors=errors):
            return tuple(Content((), words) for words in errors.values())
