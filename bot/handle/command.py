"""What every handler gets: a command with the person behind it, however it was given."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk import Desk
from bot.model.effects import Effect
from bot.model.files import File
from bot.model.people import Account, Person
from bot.model.places import Conversation
from bot.model.refusals import ButtonStale
from bot.model.request import Request
from bot.ports import Transaction
from bot.words import Speaker


@dataclass(frozen=True, slots=True)
class Command:
    """`request` is locked and may be seen by `by`; whether `verb` is theirs to use has been checked too."""

    verb: str
    key: str
    by: Person
    account: Account
    where: Conversation
    direct: bool
    at: datetime
    say: Speaker
    text: str = ""
    request: Request | None = None
    values: Mapping[str, str] = field(default_factory=dict)  # of a form
    extra: str = ""  # the queue of a handoff form, the slug of an article button
    source: str | None = None  # the message that carried the command
    files: tuple[File, ...] = ()  # of that message
    inside: str = ""  # the queue in whose ticket thread that message stands: there it needs no copy
    named_other: bool = False  # given in one ticket's thread about another

    @property
    def ticket(self) -> Request:
        """The request, for verbs that need one. Raises ButtonStale without."""
        if self.request is None:
            raise ButtonStale
        return self.request


Handler = Callable[[Command, Desk, Transaction], Awaitable[list[Effect]]]
"""Every verb's shape: decide, save, and return what should happen."""
