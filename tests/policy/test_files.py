"""Names that are the same harmless thing everywhere, and types told from the bytes."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.policy.files import NAME_BYTES, NAME_CHARS, PROGRAM, UNKNOWN, Limits, ending, listed, safe_name, sniff

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\hosts", "hosts"),
        ("C:\\Users\\ana\\photo.png", "photo.png"),
        ("..", "file"),
        ("", "file"),
        ("   ", "file"),
        (".htaccess", "htaccess"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ("invoice\u202excod.exe", "invoicexcod.exe"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ('a<b>:"c|d?e*.png', "a_b___c_d_e_.png"),
        ("trailing. . .", "trailing"),
        ("Überzicht  é.pdf", "Überzicht é.pdf"),
        ("请假单.docx", "请假单.docx"),
    ],
)
def test_a_name_with_tricks_is_made_harmless(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


def test_a_very_long_name_keeps_its_ending() -> None:
    kept = safe_name("x" * 5000 + ".pdf")
    assert len(kept) <= NAME_CHARS and kept.endswith("….pdf")
    assert len(safe_name("漢" * 500 + ".png").encode()) <= NAME_BYTES


@given(st.text() | st.text(alphabet="./\\:~ \u202e\u2066\u0000\n%a'\"", max_size=40))
@example("\ud800.png")
@example("con.\u200b")
@example("." + "a" * 300)
def test_no_name_at_all_is_dangerous(name: str) -> None:
    kept = safe_name(name)
    assert kept and len(kept) <= NAME_CHARS and len(kept.encode()) <= NAME_BYTES
    assert kept == kept.strip(" .") and not set(kept) & set('/\\:*?"<>|%;\0')
    assert all(c == " " or unicodedata.category(c)[0] not in "CZ" for c in kept)
    assert kept.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert safe_name(kept) == kept


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (PNG, "a.png", "image/png"),
        (PNG, "a.exe", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01", "a.txt", "image/jpeg"),
        (b"GIF89a\x01\x00\x01\x00", "a", "image/gif"),
        (b"RIFF\x00\x10\x00\x00WEBPVP8 ", "a.webp", "image/webp"),
        (b"%PDF-1.7\n", "a.pdf", "application/pdf"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.pdf", "application/pdf"),
        (b"MZ\x90\x00\x03", "photo.png", PROGRAM),
        (b"\x7fELF\x02\x01\x01", "photo.png", PROGRAM),
        (b"hello", "a.png", "text/plain"),
        (b"a,b\n1,2\n", "a.csv", "text/csv"),
        ("naïve ünïcode".encode(), "a", "text/plain"),
        ("é".encode()[:1].join([b"abc", b""]), "cut.txt", "text/plain"),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "a.png", "image/svg+xml"),
        (b"<?xml version='1.0'?>\n<!-- hi -->\n<svg ", "a.svg", "image/svg+xml"),
        (b"<?xml version='1.0'?><a/>", "a.xml", "application/xml"),
        (b"   \n<!DOCTYPE html>", "a.txt", "text/html"),
        (b"hello <script src=x>", "a.txt", "text/html"),
        (b"\x00\x01\x02\x03", "a.png", UNKNOWN),
        (b"", "a.png", UNKNOWN),
    ],
)
def test_the_type_is_told_from_the_bytes(head: bytes, name: str, media_type: str) -> None:
    assert sniff(head, name) == media_type


@given(st.binary(max_size=600), st.text(max_size=20))
def test_any_bytes_have_a_type(head: bytes, name: str) -> None:
    assert "/" in sniff(head, name)


def test_lists_name_types_families_and_endings() -> None:
    limits = Limits(1, 1, listed("image/*, application/pdf, .log"), listed(".svg"))
    assert limits.problem("a.png", "image/png") == ""
    assert limits.problem("a.svg", "image/svg+xml") == "not-allowed"
    assert limits.problem("a.LOG", "text/plain") == ""
    assert limits.problem("a.txt", "text/plain") == "not-allowed"
    assert Limits(1, 1, blocked=listed(PROGRAM)).problem("photo.png", PROGRAM) == "not-allowed"


def test_an_ending_is_what_stands_after_the_last_dot() -> None:
    assert (ending("a.tar.GZ"), ending("none"), ending(".profile")) == (".gz", "", "")
