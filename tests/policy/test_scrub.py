"""Personal data is taken out of what may become an article; what the article is about stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.scrub import MARKS, scrubbed

WORDS = {mark: mark for mark in MARKS}
PEOPLE = ["Ana Souza", "Joris de Wit", "Mila Jansen", "Will Smit"]


def clean(text: str) -> str:
    return scrubbed(text, PEOPLE, WORDS)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hi, Ana Souza here", "hi, [name] here"),
        ("ana's laptop and JORIS too", "[name] laptop and [name] too"),
        ("this will work, says Will", "this will work, says [name]"),
        ("mail me at ana.souza+x@example.co.uk please", "mail me at [email] please"),
        ("@mila knows", "[name] knows"),
        ("call +31 6 12345678 or 020-1234567", "call [phone] or [phone]"),
        ("or (0032) 475 12 34 56", "or [phone]"),
        ("pay to NL91 ABNA 0417 1643 00 today", "pay to [account] today"),
        ("card 4111 1111 1111 1111", "card [account]"),
        ("bsn 111222333", "bsn [citizen]"),
        ("server 10.0.0.12/24 and fe80::1ff:fe23:4567:890a", "server [address] and [address]"),
        ("mac 00:1A:2B:3C:4D:5E", "mac [address]"),
        ("as in #12, see INC0012345", "as in [number], see [number]"),
        ("laptop LT-004523 and NB12345", "laptop [number] and [number]"),
        ("see https://intranet.example/people?id=7 or www.example.com/x", "see [link] or [link]"),
        ("the password is Hunter2!", "the password is [secret]"),
        ("wachtwoord: Zomer2026", "wachtwoord: [secret]"),
    ],
)
def test_what_tells_who_it_was_is_taken_out(text: str, left: str) -> None:
    assert clean(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "error 0x80070005 after KB5034441 on Windows 11",
        "press Win+Ctrl+Shift+B and wait 30 seconds",
        "keep 15 GB free, version 24.2.1, on 2026-11-23 at 9:30",
        "the HP M404 on floor 3 says E2",
        "USB-C to HDMI, 4K at 60 Hz",
        "ratio 16:9, about 1.500 files",
    ],
)
def test_what_the_article_is_about_stays(text: str) -> None:
    assert clean(text) == text


numbers = st.from_regex(r"\+316[0-9]{8}", fullmatch=True)
mails = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{2,8}\.(nl|com)", fullmatch=True)
addresses = st.ip_addresses(v=4).map(str)
between = st.text(alphabet="abc ,;()\n", max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(between, st.one_of(numbers, mails, addresses, st.sampled_from(PEOPLE))), min_size=1, max_size=6)
)
def test_no_piece_of_it_survives_in_any_company(pieces: list[tuple[str, str]]) -> None:
    text = "".join(f"{before} {piece} " for before, piece in pieces)
    left = clean(text)
    assert [piece for _, piece in pieces if piece in left] == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_whatever_was_typed_it_ends_and_twice_is_once(text: str) -> None:
    once = clean(text)
    assert isinstance(once, str) and clean(once) == once
