"""What somebody means who answers a script by typing."""

import pytest

from bot.policy.guiding import meant, question_of

LABELS = ("Yes", "No, it stays **dark**", "I am not at the printer")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0), (" 2. ", 1), ("#3", None), ("yes", 0), ("Yep!", 0), ("ja", 0), ("nee", 1), ("no, it stays dark", 1),
        ("i am not at the pritner", 2), ("back", "back"), ("TERUG", "back"), ("0", "no such number"),
        ("17", "no such number"), ("120", None), ("the light is green and it hums", None), ("", None), ("²", None),
    ],
)  # fmt: skip
def test_numbers_labels_and_slips(text: str, place: int | str | None) -> None:
    assert meant(text, LABELS) == place


def test_a_yes_that_fits_two_choices_is_not_guessed() -> None:
    assert meant("yes", ("Yes, one", "Yes, two")) is None


def test_the_question_is_the_last_one_asked() -> None:
    assert question_of("Open **it**. Is it on? Press. Does it `hum`?") == "Does it hum?"
    assert question_of("1. Turn it on.\n2. Wait.") == "Turn it on."
