"""What every part of the way in stands on, and how an outcome is told to the person who caused it."""

from dataclasses import dataclass, field
from pathlib import Path

from adapters.slack.api import Api
from adapters.slack.gate import Identity
from adapters.slack.inbound import Around
from adapters.slack.people import PLATFORM, Profiles
from adapters.slack.settings import SlackSettings
from adapters.slack.whisper import Whisperer, form_button
from bot.errands import Errands, Once, words_of
from bot.model.inbound import Accepted, Outcome
from bot.model.people import Account
from bot.model.places import Conversation
from bot.ports import Clock, DeskView, Receive
from bot.words.phrases import Phrases, phrases_in

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
    errands: Errands = field(default_factory=lambda: Errands(PLATFORM))
    once: Once = field(init=False)

    def __post_init__(self) -> None:
        self.once = Once(lambda happening: self.receive(happening))

    def around(self) -> Around:
        return Around(self.identity.user, self.identity.bot_id, self.workspace, self._handle)

    def _handle(self, user: str) -> str:
        """The name the desk knows somebody by, so that a command finds them."""
        named = next((account.name for account, _ in self.view.members(PLATFORM) if account.id == user), None)
        seen = self.profiles.seen(user)
        return named or (seen.name if seen and seen.name else user)

    async def say(self, account: Account, channel: str | None = None) -> Phrases:
        return phrases_in(WORDS, await self.view.language_of(account, channel))

    async def tell(self, account: Account, where: Conversation, outcome: Outcome, response_url: str = "") -> None:
        """The outcome's private words; a form becomes a button that opens it."""
        words = list(words_of(outcome))
        if isinstance(outcome, Accepted) and outcome.form is not None:
            words.append(form_button(outcome.form, await self.say(account, where.channel)))
        if words:
            await self.whisperer.tell(account.id, where, words, response_url)
