"""Posts and contents as the terminal shows them. What people typed is never interpreted."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.segment import Segment
from rich.table import Table as Grid
from rich.text import Text as Line

from adapters.console.markdown import Paragraphs, inline, safe
from bot.model.content import Attached, Block, Button, Buttons, Content, Fields, Heading, Quote, Small, Table, Text
from bot.model.files import File

INDENT = 5
_COLOURS = ("cyan", "magenta", "yellow", "blue", "green", "red", "bright_cyan", "bright_magenta")
_BUTTON_STYLES = {"plain": "bold", "primary": "bold green", "danger": "bold red"}

Number = Callable[[Button], int]
"""The number somebody types to press a button."""


def colour_of(channel: str) -> str:
    """A queue's cards stand in one channel; each channel has its colour."""
    return _COLOURS[zlib.crc32(channel.encode()) % len(_COLOURS)]


def show_content(content: Content, number: Number, colour: str) -> RenderableType:
    """A whole message; one with a heading as a sheet in a frame."""
    if not any(isinstance(block, Heading) for block in content.blocks):
        return _indented(show_blocks(content.blocks, number))
    return _indented(Panel(show_blocks(content.blocks, number), border_style=colour, box=box.ROUNDED))


def show_blocks(blocks: Iterable[Block], number: Number) -> Group:
    return Group(*(_block(block, number) for block in blocks))


def typed(text: str) -> RenderableType:
    """A person's own words, exactly."""
    return _indented(Line(safe(text)))


def beside(files: Sequence[File]) -> RenderableType:
    """The files of a person's own message."""
    return _indented(attached(files))


def private(content: Content, number: Number, colour: str) -> RenderableType:
    """Words for one person alone, marked as such."""
    return Group(_indented(Line("(only you see this)", "dim italic")), show_content(content, number, colour))


def aside(text: str) -> RenderableType:
    """A word of the console itself."""
    return Padding(Line(safe(text), "dim"), (0, 0, 0, 2))


def trouble(text: str) -> RenderableType:
    """What could not be done, and what to do instead."""
    return Padding(Line(safe(text), "yellow"), (0, 0, 0, 2))


def listing(rows: Sequence[Sequence[str]]) -> RenderableType:
    """Short rows of plain text, in columns."""
    grid = Grid.grid(padding=(0, 3, 0, 0))
    for row in rows:
        grid.add_row(*(Line(safe(cell)) for cell in row))
    return Padding(grid, (0, 0, 0, 2))


def _indented(what: RenderableType) -> RenderableType:
    return Padding(what, (0, 0, 0, INDENT))


def _block(block: Block, number: Number) -> RenderableType:
    match block:
        case Heading(text=text):
            return Line(safe(text), "bold")
        case Text(markdown=markdown):
            return Paragraphs(markdown)
        case Small(markdown=markdown):
            shown = inline(markdown)
            shown.stylize("dim")
            return shown
        case Quote(text=text, by=by):
            return _quote(text, by)
        case Fields(pairs=pairs):
            return _fields(pairs)
        case Table():
            return _table(block)
        case Attached(files=files):
            return attached(files)
        case Buttons(buttons=buttons):
            return _buttons(buttons, number)
        case _:
            assert_never(block)


def attached(files: Sequence[File]) -> RenderableType:
    """A line a file: its name, what it is and how much, or why it is not here."""
    return Group(*(Line(f"📎 {safe(file.name)} ({_about(file)})") for file in files))


def _about(file: File) -> str:
    if file.problem:
        return f"not kept: {file.problem.replace('-', ' ')}"
    return f"{file.media_type}, {weight(file.size)}"


def weight(size: int) -> str:
    """Bytes as people say them."""
    return f"{size} B" if size < 1024 else f"{size / 1024:.1f} kB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"


def _quote(text: str, by: str | None) -> RenderableType:
    words = _Barred(Line(safe(text), "italic"))
    return Group(Line(f"{safe(by)}:"), words) if by else words


def _fields(pairs: Sequence[tuple[str, str]]) -> RenderableType:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    for label, value in pairs:
        grid.add_row(Line(safe(label), "dim"), inline(value))
    return grid


def _table(table: Table) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in table.head:
        grid.add_column(Line(safe(head)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(inline(cell) for cell in row))
    return grid


def _buttons(buttons: Sequence[Button], number: Number) -> RenderableType:
    """`[1] Label`, as many on a line as fit."""
    shown = [Line(f"[{number(one)}] {safe(one.label)}", _BUTTON_STYLES[one.style]) for one in buttons]
    return _Row(shown)


class _Row:
    """Pieces beside each other, three blanks apart; one that does not fit starts a new line."""

    def __init__(self, pieces: Sequence[Line]) -> None:
        self._pieces = pieces

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Line()
        for piece in self._pieces:
            if line and line.cell_len + 3 + piece.cell_len > options.max_width:
                yield line
                line = Line()
            line = Line.assemble(line, "   ", piece) if line else piece
        yield line


class _Barred:
    """Words with a bar at the left of every line, however they wrap."""

    def __init__(self, words: Line) -> None:
        self._words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrower = options.update(width=max(1, options.max_width - 2))
        for line in console.render_lines(self._words, narrower, pad=False):
            yield Segment("│ ", console.get_style("dim"))
            yield from line
            yield Segment.line()
