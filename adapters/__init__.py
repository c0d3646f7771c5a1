"""One folder a platform. Each has `build(surroundings)`: a ChatPlatform, or None when it is not configured.

A folder is found by its presence and imported only when it is asked for, so that a desk without Slack never
loads Slack's library.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from bot.ports import ChatPlatform, Surroundings


def available() -> tuple[str, ...]:
    """The names of the platforms there are folders for."""
    here = Path(__file__).parent
    return tuple(sorted(path.parent.name for path in here.glob("*/__init__.py")))


def build(name: str, surroundings: Surroundings) -> ChatPlatform | None:
    """The platform, ready to listen; None when its settings leave it off. Raises LookupError for no such folder."""
    if name not in available():
        raise LookupError(name)
    platform: ChatPlatform | None = import_module(f"adapters.{name}").build(surroundings)
    return platform


def commands() -> dict[str, Any]:
    """What the adapters add to the command line, by name: each has it in its module `cli`."""
    here = Path(__file__).parent
    names = [name for name in available() if (here / name / "cli.py").is_file()]
    return {name: import_module(f"adapters.{name}.cli").app for name in names}
