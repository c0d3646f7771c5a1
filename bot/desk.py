"""The desk as handlers see it: a snapshot of rules and knowledge, and the few things that vary."""

from dataclasses import dataclass, replace

from bot.model.arrangement import Arrangement, arranged
from bot.model.people import Person
from bot.model.places import Conversation
from bot.model.request import Request
from bot.model.rules import Queue, Rules
from bot.ports import Clock, Ids
from bot.words import Speaker, Words, pick_language
from kb import Library, Matcher


@dataclass(frozen=True, slots=True)
class Desk:
    """Replaced as a whole when the desk file or an article changes; never changed in place."""

    rules: Rules
    library: Library
    matcher: Matcher
    clock: Clock
    ids: Ids
    platforms: frozenset[str]
    public_url: str = ""  # where people sign in; empty: nowhere

    @property
    def words(self) -> Words:
        return Words(self.rules.zone, self.rules.language)

    def language_for(self, person: Person, where: Conversation) -> str:
        """Their own choice, then the platform's locale, the channel, the desk."""
        member = self.rules.member(person.id)
        help_channel = self.rules.help_channel(where.platform, where.channel)
        return pick_language(
            person.language,
            member.language if member else None,
            person.locale or (member.locale if member else None),
            help_channel.language if help_channel else None,
            spoken=self.rules.languages,
            default=self.rules.language,
        )

    def speak(self, language: str | None) -> Speaker:
        return self.words.to(language)

    def speak_to(self, person: Person, where: Conversation) -> Speaker:
        return self.speak(self.language_for(person, where))

    def speak_for_queue(self, queue: str) -> Speaker:
        """Cards follow the queue."""
        return self.speak(self.rules.queue(queue).language or self.rules.language)

    def speak_for(self, request: Request) -> Speaker:
        """What the requester reads follows the question."""
        return self.speak(request.language)

    def queue(self, key: str) -> Queue:
        return self.rules.queue(key)


class DeskNow:
    """The present snapshot; replaced as a whole when the desk file, an article or the arrangement changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = self._in_force = desk
        self._arrangement = Arrangement()

    @property
    def desk(self) -> Desk:
        """As the files have it."""
        return self._desk

    @desk.setter
    def desk(self, desk: Desk) -> None:
        self._desk = desk
        self._in_force = replace(desk, rules=arranged(desk.rules, self._arrangement))

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    @arrangement.setter
    def arrangement(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        self.desk = self._desk

    def __call__(self) -> Desk:
        """With what was settled in chat laid over the files."""
        return self._in_force
