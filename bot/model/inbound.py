"""Everything that can happen to the desk, normalised; and what an adapter hears back once it is committed.

`key` names the happening for ever: the same key is worked on once. It is made of the platform's own id.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.content import Content
from bot.model.files import File, Offered
from bot.model.forms import Form
from bot.model.people import Account
from bot.model.places import Conversation


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """Somebody wrote. `text` is without the mention of the bot; `where.thread` is None for a top-level message.
    `files` are read only when the message is the desk's business; `text` may be empty beside them. `named`: as in
    `CommandGiven`, for a command that is typed. `flat`: a direct message on a platform that has no threads there."""

    key: str
    by: Account
    where: Conversation
    message_id: str
    text: str
    at: datetime
    direct: bool = False
    mention: bool = False
    workspace: str = "main"
    files: tuple[Offered, ...] = ()
    named: tuple[Account, ...] = ()
    flat: bool = False


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """Somebody changed the words of a message of theirs: `text` is what it says now, as `MessageReceived` has it.
    `key` names this revision; the same words again (a preview was added) change nothing. It may come before its
    message does."""

    key: str
    by: Account
    where: Conversation
    message_id: str
    text: str
    written_at: datetime
    at: datetime
    direct: bool = False
    mention: bool = False
    workspace: str = "main"


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    """Somebody took a message of theirs back. It may come before its message does."""

    key: str
    by: Account
    where: Conversation
    message_id: str
    at: datetime
    workspace: str = "main"
    direct: bool = False


@dataclass(frozen=True, slots=True)
class MessagePicked:
    """Somebody made a request of a message that stands there already: their own, or another's (`author`)."""

    key: str
    by: Account
    author: Account
    where: Conversation
    message_id: str
    text: str
    at: datetime
    direct: bool = False
    workspace: str = "main"
    files: tuple[Offered, ...] = ()


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody put a sign on a message. `where.thread` is None when the platform does not tell."""

    key: str
    by: Account
    where: Conversation
    message_id: str
    sign: str
    at: datetime
    workspace: str = "main"


@dataclass(frozen=True, slots=True)
class Earlier:
    """One message of a thread from before the desk was called in."""

    by: Account
    message_id: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ThreadRead:
    """What was said in a thread before the desk was called in by `by`; oldest first."""

    key: str
    by: Account
    where: Conversation
    said: tuple[Earlier, ...]
    at: datetime
    workspace: str = "main"


@dataclass(frozen=True, slots=True)
class CommandGiven:
    """A slash command: `name` without the slash ("ticket", "claim"), `text` everything after it. People whom the desk
    file does not know are spelled "@discord:1180" in it, and stand in `named` so that the desk has met them."""

    key: str
    by: Account
    where: Conversation
    name: str
    text: str
    at: datetime
    direct: bool = False
    workspace: str = "main"
    named: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    key: str
    by: Account
    where: Conversation
    action: str
    subject: str
    at: datetime
    direct: bool = False
    workspace: str = "main"


@dataclass(frozen=True, slots=True)
class FormSubmitted:
    key: str
    by: Account
    where: Conversation
    name: str
    subject: str
    at: datetime
    values: dict[str, str] = field(default_factory=dict)
    direct: bool = False
    workspace: str = "main"
    files: tuple[Offered, ...] = ()  # of a window that can take some
    named: tuple[Account, ...] = ()  # people the desk may not have met


@dataclass(frozen=True, slots=True)
class JoinedChannel:
    """The bot was added to a channel."""

    key: str
    where: Conversation
    at: datetime
    workspace: str = "main"


@dataclass(frozen=True, slots=True)
class RosterRead:
    """Whom a platform names for a queue now: a user group's members, a role's, a channel's. With ADMINS
    (`bot.model.arrangement`) for `queue` those who manage the place: sent for workspaces that are not the desk's own,
    whose admins the desk file names."""

    key: str
    platform: str
    queue: str
    accounts: tuple[str, ...]
    at: datetime
    workspace: str = "main"


@dataclass(frozen=True, slots=True)
class MomentReached:
    """A timer of ours came due."""

    key: str
    at: datetime
    workspace: str = "main"


Inbound = (
    MessageReceived
    | MessageEdited
    | MessageDeleted
    | MessagePicked
    | Reacted
    | ThreadRead
    | CommandGiven
    | ButtonPressed
    | FormSubmitted
    | JoinedChannel
    | RosterRead
    | MomentReached
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is committed: acknowledge it. Show `said` to the person alone, and `form` if there is one.

    `kept` is False when the desk had no business with it and stored nothing; `again` when it was worked on before.
    `files`: a message's, as they were taken.
    """

    said: tuple[Content, ...] = ()
    form: Form | None = None
    kept: bool = True
    files: tuple[File, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It is not allowed and changed nothing: acknowledge it and show `said` to the person alone."""

    said: Content


@dataclass(frozen=True, slots=True)
class FormErrors:
    """The form stays open with a sentence for each field, by field name."""

    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Unavailable:
    """It could not be stored: do NOT acknowledge it; where nobody sends it again, show `said`."""

    said: Content


Outcome = Accepted | Refused | FormErrors | Unavailable
