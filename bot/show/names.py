"""Names of people for display, gathered once per message."""

from collections.abc import Mapping

from bot.model.people import LOKET
from bot.words import Marked, Speaker


class Names:
    """Person ids to display names; an unknown id shows as itself."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def plain(self, person_id: str) -> str:
        if person_id == LOKET:
            return "Loket"
        return self._known.get(person_id) or person_id.split(":")[-1]

    def link(self, person_id: str, say: Speaker) -> Marked:
        if person_id == LOKET:
            return Marked("Loket")
        return say.person(person_id, self.plain(person_id))
