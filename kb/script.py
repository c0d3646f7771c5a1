"""A guided script: questions with choices, each leading to a further step or to an outcome. Pure.

It stands at the end of an article, in a fence named `script`:

    ```script
    [display]
    What does the display of the printer say?
    - Paper or a jam -> paper
    - Nothing at all -> ticket

    [paper]
    Fill the tray and close it. Does it print now?
    - Yes -> solved
    - No -> ticket
    ```

The first step is where it begins. `docs/knowledge-base.md` explains it to editors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.front import Broken

SOLVED, TICKET, ARTICLE = "solved", "ticket", "article:"
MOST_STEPS, MOST_CHOICES, LONGEST_LABEL, LONGEST_TEXT = 40, 6, 60, 1500
"""A choice is a button on every platform: the shortest limit there is 75 characters (Slack), less our number."""
_OPEN = re.compile(r"^```+[ \t]*script[ \t]*$")
_NAME = re.compile(r"^\[([^\]]*)\][ \t]*$")
_GOOD_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CHOICE = re.compile(r"^[-*][ \t]+(.*?)[ \t]*(?:->|→)[ \t]*(\S*)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Choice:
    """`to` is the name of a step, "solved", "ticket" or "article:SLUG"."""

    label: str
    to: str

    @property
    def outcome(self) -> bool:
        """Does it end here?"""
        return self.to in (SOLVED, TICKET) or self.to.startswith(ARTICLE)

    @property
    def article(self) -> str | None:
        """The slug of the article it leads to."""
        return self.to.removeprefix(ARTICLE) if self.to.startswith(ARTICLE) else None


@dataclass(frozen=True, slots=True)
class Step:
    """`text` is CommonMark; `line` counts from 1 within the fence."""

    name: str
    text: str
    choices: tuple[Choice, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a script cannot be walked. `line` counts from 1 within the fence."""

    code: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class Script:
    """Steps in the order they are written; the first is where it begins."""

    steps: tuple[Step, ...]

    @property
    def first(self) -> Step:
        return self.steps[0]

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    @property
    def shape(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What every language must have alike: names, and where choices lead."""
        return tuple((step.name, tuple(choice.to for choice in step.choices)) for step in self.steps)

    def flaws(self) -> tuple[Flaw, ...]:
        """Steps that are not there, cannot be reached, or from which there is no end. Empty when it can be walked."""
        return tuple(sorted(self._flaws(), key=lambda flaw: (flaw.line, flaw.code)))

    def _flaws(self) -> Iterator[Flaw]:
        known = {step.name for step in self.steps}
        for step in self.steps:
            for choice in step.choices:
                if not choice.outcome and choice.to not in known:
                    text = f"{choice.label!r} leads to a step {choice.to!r} that is not there"
                    yield Flaw("script-unknown-step", text, step.line)
        for step in self.steps:
            if step.name not in self._reached():
                yield Flaw("script-unreachable", f"nothing leads to the step {step.name!r}", step.line)
            elif step.name not in self._ending():
                text = f"from the step {step.name!r} there is no way to an end: it goes round for ever"
                yield Flaw("script-endless", text, step.line)

    def _reached(self) -> set[str]:
        found, waiting = set[str](), [self.first.name]
        while waiting:
            name = waiting.pop()
            step = self.step(name)
            if step is not None and name not in found:
                found.add(name)
                waiting += [choice.to for choice in step.choices]
        return found

    def _ending(self) -> set[str]:
        """Steps from which some choice leads, in the end, to an outcome."""
        ending: set[str] = set()
        while True:
            more = {
                step.name
                for step in self.steps
                if step.name not in ending and any(c.outcome or c.to in ending for c in step.choices)
            }
            if not more:
                return ending
            ending |= more


def split(body: str) -> tuple[str, str | None, int]:
    """The body without its script, the script's own lines (None without one), and the line of the body, from 0, on
    which those start. Raises Broken, with a line of the body, for a fence left open, a second one, or words after it.
    """
    lines = body.split("\n")
    opened = next((number for number, line in enumerate(lines) if _OPEN.match(line)), None)
    if opened is None:
        return body, None, 0
    closed = next((number for number in range(opened + 1, len(lines)) if lines[number].startswith("```")), None)
    if closed is None:
        raise Broken("script-open", "the script is not closed with ```", opened)
    after = next((number for number in range(closed + 1, len(lines)) if lines[number].strip()), None)
    if after is not None:
        raise Broken("script-not-last", "nothing may stand below the script", after)
    return "\n".join(lines[:opened]).strip("\n"), "\n".join(lines[opened + 1 : closed]), opened + 1


def parse(text: str) -> Script:
    """The lines inside the fence as a script. Raises Broken with a line from 0 within them."""
    steps: list[Step] = []
    name, start, words, choices = "", 0, list[str](), list[Choice]()

    def finish() -> None:
        if name:
            steps.append(_checked(Step(name, "\n".join(words).strip(), tuple(choices), start + 1)))

    for number, line in enumerate(text.split("\n")):
        named, chosen = _NAME.match(line), _CHOICE.match(line)
        if named:
            finish()
            name, start, words, choices = _name(named[1].strip(), number, steps), number, [], []
        elif not name:
            if line.strip():
                raise Broken("script-no-step", "a script begins with the name of a step, such as [start]", number)
        elif chosen:
            choices.append(_choice(chosen[1], chosen[2], number))
        elif choices and line.strip():
            wrong = (
                "a choice ends with -> and where it leads"
                if line.lstrip().startswith(("-", "*"))
                else ("below the choices comes the next step; put this line above them")
            )
            raise Broken("script-bad-line", wrong, number)
        else:
            words.append(line)
    finish()
    if not steps:
        raise Broken("script-empty", "the script has no steps", 0)
    if len(steps) > MOST_STEPS:
        raise Broken("script-too-long", f"{len(steps)} steps, at most {MOST_STEPS}: is this two scripts?", 0)
    return Script(tuple(steps))


def _name(name: str, line: int, before: list[Step]) -> str:
    if not _GOOD_NAME.fullmatch(name) or name in (SOLVED, TICKET, "article"):
        raise Broken("script-bad-name", f"[{name}] is no name for a step: lower-case words joined by hyphens", line)
    if any(step.name == name for step in before):
        raise Broken("script-same-name", f"there are two steps [{name}]", line)
    return name


def _choice(label: str, to: str, line: int) -> Choice:
    if not label or not to:
        raise Broken("script-bad-line", "a choice is written as: - words -> where it leads", line)
    if len(label) > LONGEST_LABEL:
        raise Broken("script-long-choice", f"a choice of {len(label)} characters, at most {LONGEST_LABEL}", line)
    return Choice(label, to)


def _checked(step: Step) -> Step:
    labels = [choice.label.casefold() for choice in step.choices]
    wrong = None
    if not step.text:
        wrong = "script-no-question", "says nothing"
    elif len(step.text) > LONGEST_TEXT:
        wrong = "script-too-long", f"says more than {LONGEST_TEXT} characters"
    elif not labels:
        wrong = "script-no-choice", "has no choices"
    elif len(labels) > MOST_CHOICES:
        wrong = "script-many-choices", f"has {len(labels)} choices, at most {MOST_CHOICES}"
    elif len(set(labels)) < len(labels):
        wrong = "script-same-choice", "has two choices that read the same"
    if wrong:
        raise Broken(wrong[0], f"the step [{step.name}] {wrong[1]}", step.line - 1)
    return step


def written(script: Script) -> str:
    """The script as an editor writes it, fence included."""
    parts = [
        f"[{step.name}]\n{step.text}\n" + "\n".join(f"- {choice.label} -> {choice.to}" for choice in step.choices)
        for step in script.steps
    ]
    return "```script\n" + "\n\n".join(parts) + "\n```"
