"""A file from this machine's disk, handed in with a message."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from bot.model.files import FileUnreadable, Offered

_FIRST = re.compile(r'(?:"([^"]+)"|(\S+))(.*)', re.DOTALL)
PIECE_BYTES = 256 * 1024


class CannotAttach(Exception):
    """One sentence for whoever sits at the terminal."""


def named(rest: str) -> tuple[Path, str]:
    """The path a line begins with, quoted where it has blanks, and the words after it. Raises CannotAttach."""
    found = _FIRST.fullmatch(rest.strip())
    first = (found[1] or found[2] or "") if found else rest
    path = Path(first)
    if found is None or not path.is_file():
        raise CannotAttach(f"There is no file {first} here. A name with blanks stands in quotation marks.")
    return path, found[3].strip()


def from_disk(path: Path) -> Offered:
    return Offered(path.name, partial(_pieces, path), size=path.stat().st_size)


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    try:
        with await asyncio.to_thread(path.open, "rb") as file:
            while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
                yield piece
    except OSError as error:
        raise FileUnreadable(error.strerror or type(error).__name__, final=True) from error
