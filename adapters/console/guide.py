"""What the console says of itself. English only: the desk speaks everybody's language, the tool one."""

from dataclasses import dataclass

WELCOME = """This is the whole desk, with everybody's hats. The clock stands still until you move it.
Write what you need, as a chat message. Type ? for what else you can do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line of text, or rows of a word and its meaning."""

    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()


GUIDE = (
    Part("Whatever you type is a message where you are, or a slash command such as /ticket help.\n"),
    Part(
        rows=(
            ("as mila", "put on another hat; who lists them"),
            ("go it-triage, go dm", "go to another channel; rooms lists them"),
            ("thread 3, top", "write into the thread of message 3, and leave it again"),
            ("press 2", "press button [2]; forms are asked field by field, :cancel puts one away, fill takes it up"),
            (":edit 5 words", "give message 5 of yours other words"),
            ("delete 5", "take back message 5 of yours"),
            (":attach a.png words", "a file from this machine, with what you write"),
            ("look", "show this channel, or this thread, again"),
            ("clock +4h", "move the clock: +90m, +2d, tomorrow 8:30, next monday 9:00, 2026-12-01 09:00"),
            (":invite", "add Loket to this channel, where it introduces itself"),
            ("say top", "send exactly these words as a message; a \\ at the end of a line goes on in the next"),
            ("quit", "leave; what is not kept is thrown away"),
        )
    ),
    Part("\nEach word may be written with a colon before it, such as :look. To try first: my vpn keeps dropping"),
)
