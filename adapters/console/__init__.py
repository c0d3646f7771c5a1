"""The desk in a terminal: every person's hat in turn, on a clock that stands still until it is moved."""

from bot.ports import ChatPlatform, Surroundings

__all__ = ["build"]


def build(surroundings: Surroundings) -> ChatPlatform | None:
    """Never part of `loket run`: a terminal needs a person, so `loket console` puts it together by itself."""
    return None
