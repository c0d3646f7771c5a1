"""A dialogue in a file: when and as whom it began, and every line that was typed. Replayed it goes the same way.

    # loket recording · 2026-11-23 09:00 · as ana
    my vpn keeps dropping
    press 2
    clock +4h

Lines that start with `#` after the first are remarks. A line that ends with a backslash goes on in the next.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

_FIRST = re.compile(r"# loket recording · (\d{4}-\d{2}-\d{2} \d{2}:\d{2}) · as (\S+)\s*")


class NotARecording(ValueError):
    """The file does not begin like one."""


@dataclass(frozen=True, slots=True)
class Recording:
    """`start` in the desk's zone, `YYYY-MM-DD HH:MM`."""

    start: str
    persona: str
    lines: tuple[str, ...]


def read(text: str) -> Recording:
    """Raises NotARecording."""
    first, *rest = text.splitlines() or [""]
    found = _FIRST.fullmatch(first)
    if found is None:
        raise NotARecording
    return Recording(found[1], found[2], tuple(line for line in rest if line.strip() and not line.startswith("#")))


class Recorder:
    """Writes each line as it is typed, so that a crash loses none."""

    def __init__(self, out: TextIO, start: str, persona: str) -> None:
        self._out = out
        self._write([f"# loket recording · {start} · as {persona}"])

    def typed(self, line: str) -> None:
        said = f"say {line}" if line.startswith("#") else line  # not to be taken for a remark
        self._write(said.split("\n"))

    def _write(self, lines: Iterable[str]) -> None:
        self._out.write("\\\n".join(lines) + "\n")
        self._out.flush()
