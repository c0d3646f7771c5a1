"""The articles that ship."""

from pathlib import Path

import pytest

import kb
from kb import Library, Matcher, lint, load
from kb.match import DEFAULT_THRESHOLD

FOLDER = Path(kb.__file__).parent / "articles"


@pytest.fixture(scope="module")
def library() -> Library:
    return load(FOLDER)


@pytest.fixture(scope="module")
def matcher(library: Library) -> Matcher:
    return Matcher(library.articles)


def test_they_lint_clean() -> None:
    assert [str(problem) for problem in lint(FOLDER)] == []


def test_there_are_enough_in_both_languages(library: Library) -> None:
    for language in ("en", "nl"):
        queues = [a.queue for a in library.articles if a.language == language and a.audience == "everyone"]
        assert queues.count("it-l1") >= 40
        assert queues.count("hr-l1") + queues.count("orders-l1") >= 20


def test_several_of_them_walk_people_through_the_steps(library: Library) -> None:
    for language in ("en", "nl"):
        assert sum(a.script is not None for a in library.articles if a.language == language) >= 8


def test_their_own_questions_find_them(library: Library, matcher: Matcher) -> None:
    audiences = {article.audience for article in library.articles}
    asked = [(article, phrasing) for article in library.articles for phrasing in article.phrasings]
    missed = [
        f"{article.source}: {phrasing}"
        for article, phrasing in asked
        if not (found := matcher.rank(phrasing, language=article.language, audiences=audiences))
        or found[0].article.slug != article.slug
        or found[0].confidence < DEFAULT_THRESHOLD
    ]
    assert len(missed) <= 0.03 * len(asked), missed


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("my vpn keeps dropping", "en/vpn-drops.md"),
        ("hi team, vpn drops every 10 minutes at home, thx", "en/vpn-drops.md"),
        ("wachtwoord vergeten", "nl/password-forgotten.md"),
        ("printer wont print", "en/printer-not-printing.md"),
        ("printer doet het niet", "nl/printer-not-printing.md"),
        ("where is my payslip", "en/payslip.md"),
    ],
)
def test_everyday_questions_are_answered(matcher: Matcher, text: str, source: str) -> None:
    match = matcher.rank(text)[0]
    assert match.article.source == source
    assert match.confidence >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "text",
    ["vpn", "hello", "thanks!", "bedankt", "it doesn't work", "who won the game last night",
     "jira board is missing columns", "kan ik een leaseauto krijgen", "my chair is broken"],
)  # fmt: skip
def test_what_no_article_answers_is_left_alone(matcher: Matcher, text: str) -> None:
    found = matcher.rank(text)
    assert not found or found[0].confidence < DEFAULT_THRESHOLD
