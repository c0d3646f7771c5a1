"""Well-formed requests that are not allowed. They carry data; the sentence is in bot/words (`refused-NAME`)."""

from collections.abc import Mapping


class Refusal(Exception):
    """Told to the person, privately; nothing was changed."""

    word = "refused"

    def facts(self) -> Mapping[str, str | int]:
        """Values for the sentence."""
        return {}


class _About(Refusal):
    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number}


class TicketUnknown(_About):
    """No such ticket, or none that this person may know of: the two look the same on purpose."""

    word = "refused-ticket-unknown"


class AlreadyClaimed(_About):
    word = "refused-already-claimed"

    def __init__(self, number: int, owner: str, seconds: int) -> None:
        super().__init__(number)
        self.owner = owner
        self.seconds = seconds

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "owner": self.owner, "seconds": self.seconds}


class AlreadyYours(_About):
    word = "refused-already-yours"


class NotOwned(_About):
    """Released by somebody who does not own it."""

    word = "refused-not-owned"


class NotOwner(_About):
    """Released by somebody who neither owns it nor leads the team."""

    word = "refused-not-owner"

    def __init__(self, number: int, owner: str) -> None:
        super().__init__(number)
        self.owner = owner

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "owner": self.owner}


class AlreadyOver(_About):
    """Resolved or closed before."""

    word = "refused-already-over"


class NotOver(_About):
    """Reopened while it is not resolved."""

    word = "refused-not-over"


class ReopenTooLate(_About):
    word = "refused-reopen-too-late"


class HandoffPending(_About):
    word = "refused-handoff-pending"

    def __init__(self, number: int, queue: str) -> None:
        super().__init__(number)
        self.queue = queue

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "queue": self.queue}


class NoHandoff(_About):
    word = "refused-no-handoff"


class SameQueue(_About):
    word = "refused-same-queue"

    def __init__(self, number: int, queue: str) -> None:
        super().__init__(number)
        self.queue = queue

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "queue": self.queue}


class MergeImpossible(_About):
    """Into itself, or into one that is over."""

    word = "refused-merge"

    def __init__(self, number: int, into: int) -> None:
        super().__init__(number)
        self.into = into

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "into": self.into}


class MergedAway(_About):
    """Worked on after it went on as another ticket."""

    word = "refused-merged-away"

    def __init__(self, number: int, into: int) -> None:
        super().__init__(number)
        self.into = into

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "into": self.into}


class TooManyTags(_About):
    word = "refused-too-many-tags"

    def __init__(self, number: int, most: int) -> None:
        super().__init__(number)
        self.most = most

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "most": self.most}


class NotAllowed(Refusal):
    """The person's roles do not cover it."""

    word = "refused-not-allowed"

    def __init__(self, verb: str) -> None:
        super().__init__(verb)
        self.verb = verb

    def facts(self) -> Mapping[str, str | int]:
        return {"verb": self.verb}


class NotYourQueue(_About):
    word = "refused-not-your-queue"

    def __init__(self, number: int, queue: str) -> None:
        super().__init__(number)
        self.queue = queue

    def facts(self) -> Mapping[str, str | int]:
        return {"number": self.number, "queue": self.queue}


class ArticleUnknown(Refusal):
    """No such article, or none that this person may know of: the two look the same on purpose."""

    word = "refused-article-unknown"


class NotYours(Refusal):
    """A requester's button pressed by somebody else."""

    word = "refused-not-yours"


class AlreadyRated(Refusal):
    word = "refused-already-rated"


class ButtonStale(Refusal):
    """The button belongs to something that has moved on, or that never was."""

    word = "refused-button-stale"


class CannotParse(Refusal):
    """The words are no command we know; `word` and `values` say what to type instead."""

    def __init__(self, word: str, /, **values: str | int) -> None:
        super().__init__(word)
        self.word = word
        self.values = values

    def facts(self) -> Mapping[str, str | int]:
        return self.values
