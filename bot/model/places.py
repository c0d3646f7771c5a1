"""Where talk happens, and where a message may be sent."""

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Conversation:
    """A channel of a platform, or one thread in it. A thread is named by the id of its first message."""

    platform: str
    channel: str
    thread: str | None = None
    kind: Literal["conversation"] = "conversation"

    def in_thread(self, message_id: str) -> "Conversation":
        """This conversation's thread, or the one a top-level message starts."""
        return self if self.thread else replace(self, thread=message_id)


@dataclass(frozen=True, slots=True)
class Direct:
    """Wherever the platform lets us write to one person privately."""

    platform: str
    account: str
    kind: Literal["direct"] = "direct"


@dataclass(frozen=True, slots=True)
class Under:
    """The thread under an earlier message of ours, known by its anchor; resolved when it is delivered."""

    platform: str
    anchor: str
    kind: Literal["under"] = "under"


Target = Conversation | Direct | Under
