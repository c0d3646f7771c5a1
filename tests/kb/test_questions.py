"""The questions written by hand for the starter articles, and how the shipped matcher does on them."""

from pathlib import Path

import pytest

import kb
from kb import Matcher, load
from kb.evaluate import BadQuestions, Evaluation, Question, Tried, evaluate, read_questions

FOLDER = Path(kb.__file__).parent / "articles"
FILE = Path(__file__).parent / "questions.csv"
TOLERANCE = 0.015
# measured when the weights were learnt; they may get better, or worse by the tolerance
HIT, FIRST, FALSE = {"en": 0.757, "nl": 0.741}, {"en": 0.974, "nl": 0.962}, {"en": 0.017, "nl": 0.017}


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return read_questions(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def done(questions: tuple[Question, ...]) -> Evaluation:
    return evaluate(Matcher(load(FOLDER).articles), questions)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_there_are_enough_and_a_third_has_no_answer(questions: tuple[Question, ...], language: str) -> None:
    asked = [one for one in questions if one.language == language]
    assert len(asked) >= 300
    assert 3 * sum(not one.slug for one in asked) >= len(asked)
    assert len({one.text for one in asked}) == len(asked)
    assert {one.variant for one in asked} == {"clean", "typo", "chat", "mixed", "several"}


def test_every_article_they_name_exists(questions: tuple[Question, ...]) -> None:
    known = {(article.slug, article.language) for article in load(FOLDER).articles}
    assert [one for one in questions if one.slug and (one.slug, one.language) not in known] == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_they_are_answered_as_well_as_before(done: Evaluation, language: str) -> None:
    part = Evaluation(tuple(one for one in done.tried if one.question.language == language))
    wrong = [(one.question.text, one.found[0].article.slug) for one in part.failing if one.answered]
    assert part.hit_rate >= HIT[language] - TOLERANCE
    assert part.first_rate >= FIRST[language] - TOLERANCE
    assert part.false_rate <= FALSE[language] + TOLERANCE, wrong


def test_the_rates_are_shares_of_what_they_say(done: Evaluation) -> None:
    best = next(one for one in done.tried if one.answered and one.right)
    silent = Tried(Question("x", "en", "", "clean"), (), False)
    missed = Tried(Question("x", "en", "vpn-drops", "clean"), (), False)
    wrong = Tried(Question("x", "en", "", "clean"), best.found, True)
    four = Evaluation((best, silent, missed, wrong))
    assert (four.hit_rate, four.first_rate, four.false_rate, four.abstention_rate) == (0.5, 0.5, 0.5, 0.5)
    assert four.failing == (wrong, missed)
    assert Evaluation(()).hit_rate == 0.0


@pytest.mark.parametrize(
    ("text", "said"),
    [("text,slug\nhi,", "no column 'language'"), ("", "no column 'text'"), ("text,language,slug\n,en,vpn", "line 2")],
)
def test_a_file_that_can_not_be_used_says_where(text: str, said: str) -> None:
    with pytest.raises(BadQuestions, match=said):
        read_questions(text)
