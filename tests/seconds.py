"""What each folder of tests may take, and what it took: told at the end of a run, never a reason to fail."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

ALLOWED = Path(__file__).with_name("seconds.toml")


class Seconds:
    """Adds up every phase of every test, by folder; workers work side by side, so the sum is more than the wait."""

    def __init__(self) -> None:
        self.allowed: dict[str, float] = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))["seconds"]
        self.took: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.took[folder_of(report.nodeid, self.allowed)] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        over = {name: took for name, took in self.took.items() if took > self.allowed.get(name, 0)}
        if sum(self.took.values()) < 60 and not over:
            return
        terminalreporter.section("seconds by folder: took / allowed")
        for name, took in self.took.most_common():
            mark = "  over" if name in over else ""
            terminalreporter.write_line(f"{took:8.1f} / {self.allowed.get(name, 0):4.0f}  {name}{mark}")


def folder_of(nodeid: str, known: dict[str, float]) -> str:
    """The deepest folder that has seconds of its own; "tests" for files beside the folders."""
    parts = nodeid.split("::")[0].split("/")[1:-1]
    for depth in range(len(parts), 0, -1):
        if (name := "/".join(parts[:depth])) in known:
            return name
    return parts[0] if parts else "tests"
