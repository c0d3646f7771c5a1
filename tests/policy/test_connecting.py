"""Codes that connect accounts: forgiving to read, impossible to mistake."""

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.connecting import LETTERS, code_meant, code_of, hashed_code, shown

CODES = st.text(alphabet=LETTERS, min_size=8, max_size=8)
GAPS = st.sampled_from(["", " ", "-", "–", "  ", "\u200b", "\n", "_"])
MISREAD = {"0": "0Oo", "1": "1IilL", "V": "VvUu"}


@given(CODES, st.data())
def test_however_it_is_typed_it_is_the_same_code(code, data):
    typed = ""
    for letter in code:
        choice = MISREAD.get(letter, letter + letter.lower())
        typed += data.draw(GAPS) + data.draw(st.sampled_from(choice))
    assert code_meant(f"`{typed}`.") == code


@given(st.text(max_size=30))
def test_anything_else_is_no_code_or_eight_letters(text):
    found = code_meant(text)
    assert found is None or (len(found) == 8 and set(found) <= set(LETTERS))


@given(st.text(min_size=1))
def test_what_is_shown_is_read_back(secret):
    code = code_of(secret)
    assert code_meant(shown(code)) == code and len(shown(code)) == 9


def test_full_width_letters_of_a_phone_are_read():
    assert code_meant("７Ｋ３Ｍ　Ｑ２ＴＺ") == "7K3MQ2TZ"


def test_the_hash_says_nothing_of_the_code_and_differs_by_workspace():
    kept = hashed_code("7K3MQ2TZ", "main")
    assert (
        "7K3M" not in kept and kept != hashed_code("7K3MQ2TZ", "discord-1") and kept != hashed_code("7K3MQ2T0", "main")
    )
