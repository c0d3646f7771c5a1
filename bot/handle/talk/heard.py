"""A message as handlers get it."""

from dataclasses import dataclass

from bot.model.inbound import MessageReceived
from bot.model.people import Person


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with the person behind it. `rootless`: it came with a command and starts no thread."""

    person: Person
    message: MessageReceived
    text: str
    rootless: bool = False
