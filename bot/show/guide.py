"""A guided script as the requester walks it, and the path taken as a team reads it."""

from collections.abc import Sequence

from bot.model.content import Block, Button, Buttons, Content, Heading, Small, Text, escape
from bot.model.walk import Taken, Walk
from bot.policy.guiding import question_of
from bot.words import Speaker
from kb import Step

LATEST = 4  # earlier steps shown above the present one
ASKED_CHARS = 110


def step_shown(walk: Walk, step: Step, say: Speaker, note: str | None = None) -> Content:
    """The step with its choices; `note` is a sentence ahead of it (CommonMark)."""
    heading = say.text("guide-heading", title=walk.title, step=len(walk.path) + 1)
    blocks: list[Block] = [Heading(heading)]
    if note:
        blocks.append(Small(note))
    blocks += _trail(walk.path, say)
    blocks.append(Text(step.text))
    blocks.append(Buttons(tuple(_choice(walk, place, choice.label) for place, choice in enumerate(step.choices))))
    last = [Button("help", walk.request_id, say.text("button-help"))]
    if walk.path:
        last.insert(0, Button("stepback", f"{walk.request_id}/{walk.turn}", say.text("button-stepback")))
    blocks += [Buttons(tuple(last)), Small(say.md("guide-hint" if walk.path else "guide-hint-first"))]
    return Content(tuple(blocks), question_of(step.text))


def _choice(walk: Walk, place: int, label: str) -> Button:
    return Button("step", f"{walk.request_id}/{walk.turn}/{place}", f"{place + 1} · {label}")


def step_left(walk: Walk, say: Speaker, key: str) -> Content:
    """The message after it has moved on or ended: the way so far, and a last line."""
    heading = say.text("guide-heading-done", title=walk.title)
    return Content((Heading(heading), *_lines(walk.path), Small(say.md(key))), heading)


def path_taken(walk: Walk, say: Speaker) -> list[Block]:
    """For the team: what was asked and answered, so that nobody asks it again."""
    path = (*walk.earlier, *walk.path)
    if not path:
        return []
    return [Small(say.md("guide-path", title=walk.title, count=len(path))), *_lines(path)]


def _trail(path: Sequence[Taken], say: Speaker) -> list[Block]:
    """The latest steps, quietly."""
    left_out = len(path) - LATEST
    lines = [f"✓ {escape(_short(taken.asked))} → **{escape(taken.chose)}**" for taken in path[-LATEST:]]
    if left_out > 0:
        lines.insert(0, say.md("guide-earlier", count=left_out))
    return [Small(line) for line in lines]


def _lines(path: Sequence[Taken]) -> list[Block]:
    lines = [f"{n}. {escape(_short(taken.asked))} → **{escape(taken.chose)}**" for n, taken in enumerate(path, start=1)]
    return [Text("\n".join(lines))] if lines else []


def _short(text: str) -> str:
    return text if len(text) <= ASKED_CHARS else text[: ASKED_CHARS - 1].rstrip() + "…"
