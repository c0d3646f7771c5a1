"""A message as handlers get it."""

from dataclasses import dataclass

from bot.model.files import File
from bot.model.inbound import MessageReceived
from bot.model.people import Person
from bot.model.states import Kind
from bot.policy.smalltalk import is_pleasantry


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with the person behind it, and its files as they were taken. `rootless`: it came with a command and
    starts no thread; `kind`: what they say it is."""

    person: Person
    message: MessageReceived
    text: str
    rootless: bool = False
    files: tuple[File, ...] = ()
    kind: Kind | None = None

    @property
    def empty(self) -> bool:
        return not self.text and not self.files

    @property
    def pleasantry(self) -> bool:
        """A greeting, thanks, nothing at all; a picture is more than that."""
        return not self.files and is_pleasantry(self.text)
