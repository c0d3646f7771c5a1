"""What the linter finds, and what it keeps quiet about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kb import lint

Write = Callable[..., Path]


def codes(folder: Path, queues: tuple[str, ...] | None = None) -> list[str]:
    return [problem.code for problem in lint(folder, languages=("en",), queues=queues)]


def test_a_good_folder_is_clean(tmp_path: Path, write: Write) -> None:
    for language in ("en", "nl"):
        write("vpn", language=language, body="See [printer](article:printer) or [us](https://example.org/x).")
        write("printer", language=language)
    assert lint(tmp_path, queues=("it-l1",)) == ()


def test_a_broken_file_is_reported(tmp_path: Path, write: Write) -> None:
    write("vpn").write_text("nonsense", encoding="utf-8")
    assert codes(tmp_path) == ["no-front-matter"]


def test_a_missing_language_is_reported(tmp_path: Path, write: Write) -> None:
    write("vpn")
    (problem,) = lint(tmp_path, languages=("en", "nl"))
    assert (problem.source, problem.code) == ("en/vpn.md", "missing-language")
    assert "'nl'" in problem.message


def test_versions_for_different_audiences_are_reported(tmp_path: Path, write: Write) -> None:
    write("terms", audience="hr")
    write("terms", language="nl")
    assert [problem.code for problem in lint(tmp_path)] == ["versions-differ"]


@pytest.mark.parametrize(("count", "expected"), [(3, ["few-questions"]), (4, []), (12, []), (13, ["many-questions"])])
def test_the_number_of_questions_is_checked(tmp_path: Path, write: Write, count: int, expected: list[str]) -> None:
    write("vpn", questions=tuple(f"{word * 3} vpn" for word in "abcdefghijklm"[:count]))
    assert codes(tmp_path) == expected


def test_unknown_queues_and_audiences_are_reported(tmp_path: Path, write: Write) -> None:
    write("vpn", queue="it-l9", audience="managers")
    write("printer", audience="agents")
    assert codes(tmp_path) == []
    assert codes(tmp_path, queues=("it-l1",)) == ["unknown-audience", "unknown-queue"]


def test_the_same_phrasing_in_two_articles_is_reported(tmp_path: Path, write: Write) -> None:
    write("aaa", questions=("It does not start!", "b c", "d e", "f g"))
    write("bbb", questions=("it does not  start", "h i", "j k", "l m"))
    assert codes(tmp_path) == ["duplicate-phrasing"]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("my vpn connection keeps dropping", "my vpn conection keeps dropping", True),
        ("how do i reset my password", "my password, how do i reset", True),
        ("the printer on floor two is broken", "on floor two the printer is broken", True),
        ("the printer on floor 2 is broken", "the printer on floor 3 is broken", False),
        ("i can not open outlook", "i can not open teams", False),
        ("camera is black in teams", "no sound in teams", False),
        ("vpn slow", "vpn slows", False),
    ],
)
def test_nearly_identical_questions_are_reported(
    tmp_path: Path, write: Write, one: str, other: str, near: bool
) -> None:
    write("aaa", questions=(one, "b c", "d e", "f g"))
    write("bbb", questions=(other, "h i", "j k", "l m"))
    assert codes(tmp_path) == (["near-identical"] if near else [])


@pytest.mark.parametrize(
    "target",
    [
        "article:vpn",
        "https://example.org/a?b=c#d",
        "http://intranet:8080/",
        "http://[::1]/x",
        "mailto:help@example.org",
        "tel:+31-20-1234567",
        "other.md",
        "other.md#steps",
        "../en/other.md",
        "#steps",
    ],
)
def test_living_links_are_left_alone(tmp_path: Path, write: Write, target: str) -> None:
    write("vpn", body=f"Go [there]({target}).")
    (tmp_path / "en" / "other.md").write_text("x", encoding="utf-8")
    assert [code for code in codes(tmp_path) if code == "dead-link"] == []


@pytest.mark.parametrize(
    "target",
    [
        "article:nowhere",
        "article:",
        "gone.md",
        "../nl/vpn.md",
        "/etc/passwd",
        "//example.org/x",
        "https://",
        "https:///path",
        "https://bad_host!/",
        "http://example.org:99999/",
        "http://[::1/x",
        "htp://example.org",
        "mailto:nobody",
        "tel:call-me",
        "https://exa mple.org",
        "",
    ],
)
def test_dead_links_are_reported_with_their_line(tmp_path: Path, write: Write, target: str) -> None:
    path = write("vpn", body=f"First.\n\nSecond\nline [there]({target}).\n\n- ok")
    (problem,) = lint(tmp_path, languages=("en",))
    assert problem.code == "dead-link"
    line = path.read_text(encoding="utf-8").splitlines()[(problem.line or 0) - 1]
    assert f"({target})" in line


def test_a_link_in_code_is_not_a_link(tmp_path: Path, write: Write) -> None:
    write("vpn", body="Type `[x](article:nowhere)`.\n\n    [x](article:nowhere)")
    assert codes(tmp_path) == []


def test_an_image_that_is_missing_is_reported(tmp_path: Path, write: Write) -> None:
    write("vpn", body="![screen](pictures/screen.png)")
    assert codes(tmp_path) == ["dead-link"]
