"""Which queue a request belongs to."""

from dataclasses import replace

import pytest

from bot.model.rules import HelpChannel, Rules
from bot.policy.triage import LIKELY, choose_queue
from kb import Article, Match
from tests.policy.things import an_article

HR = HelpChannel(channel={"web": "help-hr"}, queue="hr-l1")
ANYWHERE = HelpChannel(channel={"web": "help"})


def match(queue: str, confidence: float) -> Match:
    article: Article = replace(an_article("x"), queue=queue)
    return Match(article, confidence, "x")


@pytest.mark.parametrize(
    ("text", "queue"),
    [
        ("my laptop is slow", "it-l1"),
        ("two LAPTOPS are slow", "it-l1"),
        ("mijn laptopje is traag", "it-l1"),
        ("how much leave do I have", "hr-l1"),
        ("vakantie aanvragen", "hr-l1"),
        ("order a new chair", "orders-l1"),
        ("my parking badge and a laptop", "orders-l1"),
        ("blue is my favourite colour", "it-l1"),
        ("", "it-l1"),
        ("my mailbox", "it-l1"),
    ],
)
def test_words_place_a_request_and_the_default_takes_the_rest(rules: Rules, text: str, queue: str) -> None:
    assert choose_queue(text, [], None, rules) == queue


@pytest.mark.parametrize("text", ["deskjet", "emailing apple", "repass", "unordered"])
def test_a_word_inside_another_does_not_count(rules: Rules, text: str) -> None:
    elsewhere = rules.model_copy(update={"default_queue": "hr-l2"})
    assert choose_queue(text, [], None, elsewhere) == "hr-l2"


def test_a_channels_own_queue_wins_over_words(rules: Rules) -> None:
    assert choose_queue("my laptop", [], HR, rules) == "hr-l1"
    assert choose_queue("my laptop", [], ANYWHERE, rules) == "it-l1"


def test_a_likely_articles_queue_wins_over_words(rules: Rules) -> None:
    assert choose_queue("my laptop", [match("hr-l2", LIKELY)], None, rules) == "hr-l2"
    assert choose_queue("my laptop", [match("hr-l2", LIKELY - 0.01)], None, rules) == "it-l1"
    assert choose_queue("my laptop", [match("no-such-queue", 0.9)], None, rules) == "it-l1"


@pytest.mark.parametrize(
    "text", ["I was BULLIED about my laptop", "ik word gepest", "ongewenst gedrag van een collega"]
)
def test_what_is_confidential_goes_there_whatever_else_is_said(rules: Rules, text: str) -> None:
    assert choose_queue(text, [match("it-l1", 0.9)], HR, rules) == "hr-confidential"
