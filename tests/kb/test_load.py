"""Loading never raises on content: what is broken is named and left out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kb import load
from kb.load import MAX_BYTES, fingerprint

Write = Callable[..., Path]
GOOD = (
    "---\nslug: x\ntitle: T\nquestions: [a b]\ntags: [t]\nqueue: q\naudience: everyone\nowner: o\n"
    "verified: 2026-01-31\n---\nBody.\n"
)


def problem_of(folder: Path, content: str | bytes) -> tuple[str, int | None]:
    (folder / "en").mkdir(exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    (folder / "en" / "x.md").write_bytes(data)
    library = load(folder)
    assert library.articles == ()
    (problem,) = library.problems
    assert problem.source == "en/x.md"
    return problem.code, problem.line


def test_an_article_is_read_whole(tmp_path: Path, write: Write) -> None:
    write("vpn-drops", title="VPN drops", body="# Steps\n\n1. Restart.")
    (article,) = load(tmp_path).articles
    assert (article.slug, article.language, article.title) == ("vpn-drops", "en", "VPN drops")
    assert article.questions[0] == "vpn-drops en broken"
    assert article.phrasings[0] == "VPN drops"
    assert (article.body, article.tags) == ("# Steps\n\n1. Restart.", ("test",))
    assert (article.queue, article.audience, article.owner) == ("it-l1", "everyone", "mila")
    assert (article.verified, article.source) == (date(2026, 1, 31), "en/vpn-drops.md")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_files_are_read(tmp_path: Path, end: str, mark: bytes) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "x.md").write_bytes(mark + GOOD.replace("\n", end).encode())
    assert [article.body for article in load(tmp_path).articles] == ["Body."]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("", "no-front-matter", 1),
        ("just text", "no-front-matter", 1),
        ("---\nslug: x\n", "no-front-matter", 1),
        ("---\nslug: [x\n---\nBody.", "bad-yaml", 3),
        ("---\n- a\n- b\n---\nBody.", "bad-yaml", 2),
        ("---\n---\nBody.", "bad-yaml", 2),
        ("---\n" + "[" * 5_000 + "\n---\nBody.", "bad-yaml", None),
        (GOOD.replace("slug: x\n", ""), "missing-key", None),
        (GOOD.replace("audience", "audiense"), "unknown-key", 7),
        (GOOD.replace("slug: x", "slug: No Spaces"), "bad-slug", 2),
        (GOOD.replace("slug: x", "slug: no"), "wrong-type", 2),
        (GOOD.replace("title: T", "title: ''"), "empty-title", 3),
        (GOOD.replace("title: T", "title: 404"), "wrong-type", 3),
        (GOOD.replace("[a b]", "[]"), "empty-questions", 4),
        (GOOD.replace("[a b]", ""), "empty-questions", 4),
        (GOOD.replace("[a b]", "vpn"), "wrong-type", 4),
        (GOOD.replace("[a b]", "[{a: b}]"), "wrong-type", 4),
        (GOOD.replace("[a b]", "[' ']"), "empty-questions", 4),
        (GOOD.replace("2026-01-31", "soon"), "bad-date", 9),
        (GOOD.replace("2026-01-31", "2026-02-31"), "bad-yaml", None),
        (GOOD.replace("Body.", "  \n"), "empty-body", None),
        (GOOD.encode() + b"caf\xe9", "not-utf8", 12),
        (b"\x00" * 50, "no-front-matter", 1),
        ("---\nslug: \x07\n---\nBody.", "bad-yaml", None),
        ("---\nslug: !!python/object/apply:os.getcwd []\n---\nBody.", "bad-yaml", 2),
    ],
)
def test_a_broken_file_is_named_and_left_out(tmp_path: Path, content: str | bytes, code: str, line: int | None) -> None:
    found = problem_of(tmp_path, content)
    assert found[0] == code
    assert line is None or found[1] == line


def test_a_problem_reads_as_one_line(tmp_path: Path) -> None:
    problem_of(tmp_path, GOOD.replace("audience", "audiense"))
    (problem,) = load(tmp_path).problems
    assert str(problem).startswith("en/x.md:7: unknown key 'audiense'")
    assert str(problem).endswith("(unknown-key)")


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    assert problem_of(tmp_path, GOOD + "x" * MAX_BYTES)[0] == "too-large"


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "en" / "x.md").mkdir(parents=True)
    (problem,) = load(tmp_path).problems
    assert (problem.source, problem.code) == ("en/x.md", "unreadable")


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path, write: Write) -> None:
    write("good")
    write("bad").write_text("nonsense", encoding="utf-8")
    library = load(tmp_path)
    assert [article.slug for article in library.articles] == ["good"]
    assert [problem.source for problem in library.problems] == ["en/bad.md"]


def test_of_two_files_with_one_slug_the_first_stays(tmp_path: Path, write: Write) -> None:
    path = write("twice")
    path.with_name("zz.md").write_bytes(path.read_bytes())
    library = load(tmp_path)
    assert [article.source for article in library.articles] == ["en/twice.md"]
    assert [(p.source, p.code) for p in library.problems] == [("en/zz.md", "duplicate-slug")]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    library = load(tmp_path / "nowhere")
    assert library.articles == ()
    assert [problem.code for problem in library.problems] == ["no-folder"]


def test_editor_leftovers_and_other_files_are_ignored(tmp_path: Path, write: Write) -> None:
    write("good")
    for name in (".#good.md", "_draft.md", "notes.txt"):
        (tmp_path / "en" / name).write_text("nonsense", encoding="utf-8")
    (tmp_path / "README.md").write_text("nonsense", encoding="utf-8")
    library = load(tmp_path)
    assert (len(library.articles), library.problems) == (1, ())


def test_by_slug_falls_back_to_another_language(tmp_path: Path, write: Write) -> None:
    write("both")
    write("both", language="nl")
    write("only", language="nl")
    library = load(tmp_path)
    assert [getattr(library.by_slug("both", lang), "language", None) for lang in ("en", "nl", "fr")] == [
        "en",
        "nl",
        "en",
    ]
    assert getattr(library.by_slug("only", "en"), "language", None) == "nl"
    assert library.by_slug("none", "en") is None
    assert library.languages_of("both") == ("en", "nl")
    assert library.languages_of("none") == ()


def test_the_fingerprint_follows_content_and_names(tmp_path: Path, write: Write) -> None:
    path = write("one")
    first = load(tmp_path)
    assert load(tmp_path) == first
    assert fingerprint(tmp_path) == first.fingerprint
    path.write_text(path.read_text(encoding="utf-8") + "More.", encoding="utf-8")
    second = load(tmp_path).fingerprint
    path.rename(path.with_name("two.md"))
    assert len({first.fingerprint, second, load(tmp_path).fingerprint}) == 3
