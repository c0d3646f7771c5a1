"""How a matcher does on questions whose answers are known. Pure; the command line prints what this finds."""

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.article import EVERYONE, Match
from kb.match import DEFAULT_THRESHOLD, Matcher

COLUMNS = ("text", "language", "slug", "variant")


class BadQuestions(ValueError):
    """The file can not be used; the message names the line."""


@dataclass(frozen=True, slots=True)
class Question:
    """`slug` is the article that answers it, "" when none does."""

    text: str
    language: str
    slug: str
    variant: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A question with what was found, best first."""

    question: Question
    found: tuple[Match, ...]
    answered: bool

    @property
    def right(self) -> bool:
        """Answered with the right article, or left alone when there is none."""
        if not self.answered:
            return not self.question.slug
        return self.found[0].article.slug == self.question.slug


@dataclass(frozen=True, slots=True)
class Evaluation:
    tried: tuple[Tried, ...]

    @property
    def answerable(self) -> tuple[Tried, ...]:
        return tuple(one for one in self.tried if one.question.slug)

    @property
    def hit_rate(self) -> float:
        """Of the questions an article answers, the share answered with that article."""
        return _share(one.right for one in self.answerable)

    @property
    def first_rate(self) -> float:
        """Of the questions an article answers, the share that ranks it first, answered or not."""
        return _share(bool(one.found) and one.found[0].article.slug == one.question.slug for one in self.answerable)

    @property
    def false_rate(self) -> float:
        """Of all answers given, the share that is wrong."""
        return _share(not one.right for one in self.tried if one.answered)

    @property
    def abstention_rate(self) -> float:
        """Of all questions, the share left to people."""
        return _share(not one.answered for one in self.tried)

    @property
    def failing(self) -> tuple[Tried, ...]:
        """Wrong answers first, then what was not answered though an article answers it."""
        wrong = (one for one in self.tried if not one.right)
        return tuple(sorted(wrong, key=lambda one: not one.answered))


def evaluate(
    matcher: Matcher,
    questions: Iterable[Question],
    *,
    threshold: float = DEFAULT_THRESHOLD,
    audiences: Collection[str] = (EVERYONE,),
) -> Evaluation:
    """Ask every question; answered is what reaches the threshold."""
    tried = []
    for question in questions:
        found = matcher.rank(question.text, audiences=audiences)
        tried.append(Tried(question, found, bool(found) and found[0].confidence >= threshold))
    return Evaluation(tuple(tried))


def read_questions(text: str) -> tuple[Question, ...]:
    """From CSV with the columns text, language, slug (empty: no article answers it), variant. Raises BadQuestions."""
    lines = csv.DictReader(text.splitlines())
    missing = [name for name in COLUMNS[:3] if name not in (lines.fieldnames or ())]
    if missing:
        raise BadQuestions(f"line 1: no column {missing[0]!r}; there have to be: {', '.join(COLUMNS)}")
    return tuple(_questions(lines))


def _questions(lines: Iterable[dict[str, str]]) -> Iterator[Question]:
    for number, line in enumerate(lines, start=2):
        asked = (line["text"] or "").strip()
        if not asked:
            raise BadQuestions(f"line {number}: there is no question")
        yield Question(asked, line["language"] or "", (line["slug"] or "").strip(), line.get("variant") or "")


def _share(values: Iterable[bool]) -> float:
    held: Sequence[bool] = tuple(values)
    return sum(held) / len(held) if held else 0.0
