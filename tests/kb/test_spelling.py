"""Typing errors: what is one slip away is always found."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from kb.match.language import language
from kb.match.spelling import Spelling
from kb.match.vocabulary import worth_repairing

KNOWN = ("account", "badge", "calendar", "disconnects", "headset", "laptop", "mail", "outlook", "password", "printer",
         "wachtwoord", "überstunden")  # fmt: skip
spelling = Spelling(KNOWN)


def slipped(word: str, at: int, how: int, letter: str) -> str:
    at = at % len(word)
    if how == 0:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[:at] + letter + word[at:]
    if how == 2:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@settings(max_examples=100, deadline=None)
@given(
    word=st.sampled_from(KNOWN),
    at=st.integers(0, 20),
    how=st.integers(0, 3),
    letter=st.sampled_from("abcdefghijklmnopqrstuvwxyzé"),
)
def test_one_slip_is_repaired(word: str, at: int, how: int, letter: str) -> None:
    typed = slipped(word, at, how, letter)
    edits, found = spelling.repairs(typed)
    if len(typed) < 4:
        assert found == ()
    else:
        assert edits == 1
        assert word in found or all(OSA.distance(typed, other) <= 1 for other in found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=45))
def test_any_word_may_be_asked(word: str) -> None:
    edits, found = spelling.repairs(word)
    assert bool(found) == bool(edits)
    assert all(OSA.distance(word, other) <= edits <= 2 for other in found)
    assert all(0 <= cosine <= 1.001 for cosine, _ in spelling.related(word))


def test_two_slips_are_repaired_in_long_words_alone() -> None:
    assert spelling.repairs("wachtwrod") == (2, ("wachtwoord",))
    assert spelling.repairs("diskonects") == (2, ("disconnects",))
    assert spelling.repairs("maul")[1] == ("mail",)
    assert spelling.repairs("mqul") == (0, ())
    assert spelling.repairs("123456") == (0, ())
    assert spelling.repairs("passw0rd") == (1, ("password",))


def test_codes_are_nothing_to_repair_into() -> None:
    assert not worth_repairing("m7022", language("en"))
    assert worth_repairing("mail", language("en"))


def test_no_words_know_nothing() -> None:
    assert Spelling(()).repairs("password") == (0, ())
    assert Spelling(()).related("password") == []
