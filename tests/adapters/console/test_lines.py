"""What a typed line is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.console.lines import Puzzled, Slash, Told, Wrote, interpret


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("2", Told("press", "2")),
        ("+4h", Told("clock", "+4h")),
        ("next monday 9:00", Told("clock", "next monday 9:00")),
        ("as mila", Told("as", "mila")),
        ("go #it-triage", Told("go", "#it-triage")),
        ("press [2]", Told("press", "[2]")),
        ("clock next monday 9:00", Told("clock", "next monday 9:00")),
        (":look", Told("look")),
        ("?", Told("help")),
        (":?", Told("help")),
        ("exit", Told("quit")),
        ("/claim #7", Slash("claim", "#7")),
        ("/Ticket note #7 two\nlines", Slash("ticket", "note #7 two\nlines")),
    ],
)
def test_the_consoles_own_words_and_slash_commands(line: str, meant: object) -> None:
    assert interpret(line) == meant


@pytest.mark.parametrize(
    "line",
    ["as soon as you can please", "go away, printer!", "press any key is what it says", "look at my screen", "help",
     "who can help me", "top laptop!", "clock on my screen is an hour late", "3 laptops", "/etc/hosts is gone",
     "cancel", ": no idea", "quit working at noon"],
)  # fmt: skip
def test_a_sentence_that_starts_with_such_a_word_is_a_message(line: str) -> None:
    assert interpret(line) == Wrote(line, line)


def test_say_sends_exactly_what_follows() -> None:
    assert interpret("say top") == Wrote("top", "top")
    assert interpret(":say /claim 7") == Wrote("/claim 7", "/claim 7")
    assert interpret("say") == Wrote("", "")


@pytest.mark.parametrize(
    ("line", "text"),
    [("@loket help", "help"), ("Could you, @Loket, help?", "Could you, help?"), ("@loket: hi", "hi")],
)
def test_the_bots_name_is_a_mention_wherever_it_stands(line: str, text: str) -> None:
    assert interpret(line) == Wrote(text, line, mention=True)


def test_somebody_elses_name_is_none() -> None:
    assert interpret("mail me@loket.example, @loketta") == Wrote(*["mail me@loket.example, @loketta"] * 2)


@pytest.mark.parametrize("line", [":dance", ":as", ":press two", ":thread", ":clock"])
def test_a_colon_word_used_wrongly_says_how(line: str) -> None:
    assert isinstance(interpret(line), Puzzled)


@given(some.text())
def test_any_line_means_something(line: str) -> None:
    assert isinstance(interpret(line), Wrote | Slash | Told | Puzzled)
