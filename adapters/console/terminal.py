"""Where the lines come from: a person at a terminal, or a file piped in."""

import sys
from collections.abc import AsyncGenerator, Iterable
from io import TextIOWrapper
from typing import TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from rich.console import Console

from adapters.console.lines import SHAPES
from adapters.console.session import Session

PIPED_WIDTH = 100  # columns when nobody looks
GOES_ON = "\\"  # at the end of a line: the message goes on in the next


def screen_for(stream: TextIO) -> Console:
    """Colours and the real width on a terminal; plain text of a fixed width otherwise."""
    if stream.isatty():
        return Console(file=stream)
    return Console(file=stream, width=PIPED_WIDTH, color_system=None, legacy_windows=False)


async def converse(session: Session) -> None:
    """Until it is left or the lines end."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # rubbish in a file, or a terminal without our letters
    session.welcome()
    if sys.stdin.isatty():
        await _at_the_terminal(session)
    else:
        await play(session, sys.stdin)


async def play(session: Session, lines: Iterable[str]) -> None:
    """Lines from a file, each shown as it would stand on a terminal."""
    for line in joined(lines):
        session.window.typed(session.prompt, line)
        if not await session.type(line):
            return


def joined(lines: Iterable[str]) -> Iterable[str]:
    """Lines without their ends; those that go on, as one."""
    held: list[str] = []
    for line in lines:
        text = line.rstrip("\r\n")
        held.append(text.removesuffix(GOES_ON))
        if not text.endswith(GOES_ON):
            yield "\n".join(held)
            held = []
    if held:
        yield "\n".join(held)


async def _at_the_terminal(session: Session) -> None:
    prompter: PromptSession[str] = PromptSession(history=InMemoryHistory(), completer=_Completer(session))
    held: list[str] = []
    while True:
        try:
            line = await prompter.prompt_async("… " if held else session.prompt)
        except KeyboardInterrupt:
            held = []
            continue
        except EOFError:
            return
        held.append(line.removesuffix(GOES_ON))
        if line.endswith(GOES_ON):
            continue
        text, held = "\n".join(held), []
        if not await session.type(text):
            return


class _Completer(Completer):
    """People after `as`, channels after `go`, and what the desk offers after a slash."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        return ()

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        typed = document.text_before_cursor
        if typed.startswith("/"):
            for found in await self._session.complete(typed):
                yield Completion(found.text, -len(typed), display_meta=found.hint)
            return
        for text, hint in self._own(typed):
            if text.startswith(typed) and typed:
                yield Completion(text, -len(typed), display_meta=hint)

    def _own(self, typed: str) -> Iterable[tuple[str, str]]:
        if typed.startswith("as "):
            return [(f"as {account.id}", title) for account, title in self._session.hats.people.values()]
        if typed.startswith("go "):
            return [
                ("go dm", "you and Loket"),
                *((f"go {room.channel}", room.label) for room in self._session.hats.rooms()),
            ]
        colon = ":" if typed.startswith(":") else ""
        return [(f"{colon}{word}", f"such as {example}") for word, (_, example) in SHAPES.items()]
