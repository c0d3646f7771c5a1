"""Thanks, greetings and emoji alone open no ticket; anything that says something does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.smalltalk import is_pleasantry, says_unsolved


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "hi",
        "Hello!",
        "good morning all",
        "Thanks",
        "thanks so much!!",
        "Thank you, you too",
        "thx 👍",
        "great, that works now, thanks",
        "no thanks",
        "ok",
        "OK, bye 👋",
        "hoi",
        "Goedemorgen allemaal",
        "dank je wel",
        "dankjewel!",
        "hartelijk bedankt",
        "super, het werkt weer, bedankt",
        "nee bedankt",
        "prima",
        "fijne dag",
        "👍",
        "🎉🎉🎉",
        "👩‍👩‍👧",
        "👍🏽",
        "🇳🇱",
        "❤️",
        ":+1:",
        ":thumbsup: :tada:",
        "thanks :D",
        "bedankt ;-)",
        "xD",
        "<3",
        "\u200b",
        "\u200b\u200d\ufeff",
        "...",
        "?!",
        "\u202e",
    ],
)
def test_a_pleasantry_is_no_request(text: str) -> None:
    assert is_pleasantry(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks but it still fails",
        "thanks, but no luck",
        "thanks it does not work",
        "bedankt maar het werkt niet",
        "het werkt nog steeds niet",
        "no thanks, it still fails",
        "no",
        "nee",
        "vpn",
        "hello my laptop is dead",
        "hoi, mijn laptop is stuk",
        "hi?",
        "it works?",
        "thanks 500",
        "error 403",
        "printer :(",
        "مرحبا الطابعة لا تعمل",
        "שלום",
        "\u202eمرحبا",
        "привет",
        "打印机坏了",
        "h\u200be\u200bl\u200bp",
        "you",
        "the team",
        "good good good thanks thanks thanks thanks thanks ok",
    ],
)
def test_whatever_says_something_is_heard(text: str) -> None:
    assert not is_pleasantry(text)


@pytest.mark.parametrize(
    "text",
    [
        "still not working",
        "I still need help",
        "it didn't help",
        "it does not work",
        "that did not fix it",
        "no luck",
        "same error",
        "I already tried that",
        "can I talk to a human",
        "werkt nog niet",
        "dat helpt niet",
        "het lukt niet",
        "nog steeds hetzelfde",
        "al geprobeerd",
        "ik wil een medewerker spreken",
        "niet opgelost",
    ],
)
def test_a_reply_that_says_it_did_not_help_is_understood(text: str) -> None:
    assert says_unsolved(text)
    assert says_unsolved(text.upper())


@pytest.mark.parametrize("text", ["it works", "thanks", "and also my mouse", "opgelost", "het werkt weer", ""])
def test_a_reply_that_does_not_is_not(text: str) -> None:
    assert not says_unsolved(text)


@given(st.text(st.characters(codec=None)))
def test_any_text_can_be_judged(text: str) -> None:
    is_pleasantry(text)
    says_unsolved(text)


@given(st.text(st.characters(categories=["So", "Sk", "Cf", "Zs", "Po", "Mn"])))
def test_signs_without_letters_or_digits_are_no_request(text: str) -> None:
    assert is_pleasantry(text)
