"""What the sender hears about files that could not be taken as they were."""

from collections.abc import Sequence

from bot.handle.post import line
from bot.model.effects import Say
from bot.model.files import File
from bot.policy.files import ACTIVE, Limits
from bot.words import Speaker

MEGABYTE = 1024 * 1024


def told_of_files(files: Sequence[File], limits: Limits, say: Speaker) -> list[Say]:
    """A sentence for each that is not here, or that nobody can look at without saving it."""
    told = []
    for file in files:
        if file.problem == "too-much":
            told.append(Say(line(say, "file-too-much", name=file.name, limit=limits.message_bytes // MEGABYTE)))
        elif file.problem:
            limit = limits.file_bytes // MEGABYTE
            told.append(Say(line(say, f"file-{file.problem}", name=file.name, limit=limit)))
        elif file.media_type in ACTIVE:
            told.append(Say(line(say, "file-active", name=file.name)))
    return told
