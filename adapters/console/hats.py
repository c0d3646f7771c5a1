"""Who is at the terminal, and where each person stands."""

from adapters.console.acts import Spot
from adapters.console.board import DIRECT, direct_channel
from bot.model.people import Account
from bot.ports import DeskView, Room


class CannotGo(Exception):
    """There is no such person, or they do not belong there; its text says so and what there is."""


class Hats:
    """The people of the desk file. Raises LookupError for a persona it does not name."""

    def __init__(self, platform: str, desk: DeskView, persona: str) -> None:
        self._platform = platform
        self._desk = desk
        self._spots: dict[str, Spot] = {}
        self.people = {account.id: (account, title) for account, title in desk.members(platform)}
        if persona and persona not in self.people:
            raise LookupError(persona)
        stranger = Account(platform, "you", "You")
        self.me = self.people[persona or next(iter(self.people))][0] if self.people else stranger

    @property
    def names(self) -> dict[str, str]:
        """By account."""
        return {account.id: account.name for account, _ in self.people.values()}

    @property
    def home(self) -> str:
        """The channel in which this person and the bot talk."""
        return direct_channel(self.me.id)

    @property
    def spot(self) -> Spot:
        return self._spots.get(self.me.id, Spot(self.me, self.home))

    def rooms(self) -> list[Room]:
        """Where this person belongs, besides their direct messages."""
        return self._desk.rooms(self._platform, self.me)

    def stand(self, channel: str, thread: str | None = None) -> None:
        self._spots[self.me.id] = Spot(self.me, channel, thread)

    def put_on(self, name: str) -> str:
        """Be that person from now on; what they do. Raises CannotGo."""
        wanted = name.lstrip("@").casefold()
        if wanted not in self.people:
            known = ", ".join(self.people) or "you"
            raise CannotGo(f"There is nobody called {wanted} here, only {known}. (To send it: say as {name})")
        self.me, title = self.people[wanted]
        return title

    def go(self, name: str) -> None:
        """Stand in that channel. Any that the desk does not know is open to all. Raises CannotGo."""
        channel = name.lstrip("#").casefold()
        channel = self.home if channel == "dm" else channel
        if channel in self._closed() or (channel.startswith(DIRECT) and channel != self.home):
            own = ", ".join(["dm", *(f"#{room.channel}" for room in self.rooms())])
            raise CannotGo(f"{self.me.name} does not belong in #{channel}, only in {own}.")
        self.stand(channel)

    def _closed(self) -> set[str]:
        accounts = [account for account, _ in self.people.values()]
        everybodys = {room.channel for one in accounts for room in self._desk.rooms(self._platform, one)}
        return everybodys - {room.channel for room in self.rooms()}
