"""What a person saw come of an interaction."""

from __future__ import annotations

import asyncio
import time

from .interactions import DEFER, DEFER_UPDATE, UPDATE, Interaction
from .modals import Modal
from .nouns import Json, Message


class Answer:
    """It goes on living: `text` and `messages` show what is there now, `final` waits for it."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction

    def __repr__(self) -> str:
        return f"<Answer to {self.interaction.name!r}: {'failed' if self.failed else self.text!r}>"

    @property
    def failed(self) -> bool:
        """Discord says that the application did not respond."""
        return self.interaction.response is None

    @property
    def deferred(self) -> bool:
        """The app asked for time, and "thinking…" (or nothing yet) is all there is to see."""
        return self.interaction.response in (DEFER, DEFER_UPDATE) and self.message is None

    @property
    def updated(self) -> bool:
        """The answer was to change the message the button is on."""
        return self.interaction.response == UPDATE

    @property
    def messages(self) -> list[Message]:
        """What came as messages, oldest first; without those still loading or taken back."""
        every = [self.interaction.original, *self.interaction.followups]
        return [m for m in every if m is not None and not m.loading and not m.deleted]

    @property
    def message(self) -> Message | None:
        """The first of `messages`."""
        return next(iter(self.messages), None)

    @property
    def text(self) -> str:
        """Everything readable of the messages, a line each."""
        return "\n".join(m.text for m in self.messages)

    @property
    def ephemeral(self) -> bool:
        """Is there an answer, and does only this person see it? Counts while it is loading too."""
        every = [m for m in (self.interaction.original, *self.interaction.followups) if m is not None]
        return bool(every) and all(m.ephemeral for m in every)

    @property
    def modal(self) -> Modal | None:
        return self.interaction.modal

    @property
    def choices(self) -> list[Json]:
        return self.interaction.choices or []

    @property
    def seconds(self) -> float | None:
        """How long the app took to answer at all."""
        at = self.interaction.answered_at
        return None if at is None else at - self.interaction.sent_at

    async def final(self, timeout: float = 5.0) -> Message:
        """Wait until a message stands there that is no "thinking…". Raises TimeoutError."""
        end = time.monotonic() + timeout
        while (found := self.message) is None:
            if time.monotonic() > end:
                raise TimeoutError(f"no message within {timeout} s: {self!r}, type {self.interaction.response}")
            await asyncio.sleep(0.005)
        return found
