"""Scripts: what an editor writes, read; what nobody should be walked through, said."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import Script, lint, load
from kb.front import Broken
from kb.script import Choice, Step, parse, split, written
from tests.kb.conftest import WriteArticle

GOOD = """[start]
Is it on?
1. Look at the **light**.
- Yes -> sound
- No → ticket

[sound]
Do you hear it?
- Yes -> solved
- No -> article:other
"""


def fenced(script: str, before: str = "Restart it.") -> str:
    return f"{before}\n\n```script\n{script}\n```"


def test_a_script_is_read_as_it_is_written() -> None:
    script = parse(GOOD)
    assert script.first.text == "Is it on?\n1. Look at the **light**."
    assert script.shape == (("start", ("sound", "ticket")), ("sound", ("solved", "article:other")))
    assert script.flaws() == ()
    assert parse(split(written(script))[1] or "").shape == script.shape


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("words first\n[start]\nx\n- a -> solved", "script-no-step", 0),
        ("", "script-empty", 0),
        ("[Start]\nx\n- a -> solved", "script-bad-name", 0),
        ("[ticket]\nx\n- a -> solved", "script-bad-name", 0),
        ("[a]\nx\n- a -> solved\n\n[a]\ny\n- b -> solved", "script-same-name", 4),
        ("[a]\n- a -> solved", "script-no-question", 0),
        ("[a]\nx", "script-no-choice", 0),
        ("[a]\nx\n- a -> solved\n- b", "script-bad-line", 3),
        ("[a]\nx\n- a -> solved\nmore words", "script-bad-line", 3),
        ("[a]\nx\n- a ->", "script-bad-line", 2),
        (f"[a]\nx\n- {'w' * 61} -> solved", "script-long-choice", 2),
        ("[a]\nx\n" + "\n".join(f"- {n} -> solved" for n in range(7)), "script-many-choices", 0),
        ("[a]\nx\n- Yes -> solved\n- yes -> ticket", "script-same-choice", 0),
        (f"[a]\n{'w' * 1600}\n- Yes -> solved", "script-too-long", 0),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Broken) as caught:
        parse(text)
    assert (caught.value.code, caught.value.line) == (code, line)


def test_the_linter_names_every_step_that_leads_nowhere(write: WriteArticle, tmp_path: Path) -> None:
    endless = "[start]\nx\n- a -> ring\n- b -> gone\n\n[ring]\ny\n- c -> start\n\n[island]\nz\n- d -> solved"
    path = write("loop", body=fenced(endless))
    found = {(p.code, p.line) for p in lint(tmp_path, languages=("en",))}
    lines = path.read_text().splitlines()
    at = {name: lines.index(f"[{name}]") + 1 for name in ("start", "ring", "island")}
    assert found == {
        ("script-unknown-step", at["start"]),
        ("script-endless", at["start"]),
        ("script-endless", at["ring"]),
        ("script-unreachable", at["island"]),
    }


def test_a_script_that_cannot_be_walked_takes_nobodys_answer_away(write: WriteArticle, tmp_path: Path) -> None:
    write("loop", body=fenced("[start]\nx\n- a -> start"))
    [article] = load(tmp_path).articles
    assert (article.script, article.body) == (None, "Restart it.")
    assert [p.code for p in load(tmp_path).problems] == ["script-endless"]


def test_a_loop_with_a_way_out_is_no_mistake(write: WriteArticle, tmp_path: Path) -> None:
    write("again", body=fenced("[start]\nx\n- try again -> start\n- it works -> solved"))
    assert [p.code for p in lint(tmp_path, languages=("en",))] == []


def test_the_linter_wants_the_same_steps_in_every_language(write: WriteArticle, tmp_path: Path) -> None:
    write("a", body=fenced("[start]\nx\n- a -> solved\n- b -> ticket"))
    write("a", language="nl", body=fenced("[start]\nx\n- a -> ticket\n- b -> solved"))
    write("b", body=fenced("[start]\nx\n- a -> solved"))
    write("b", language="nl")
    assert [(p.source, p.code) for p in lint(tmp_path)] == [
        ("nl/a.md", "script-differs"),
        ("nl/b.md", "script-differs"),
    ]


def test_the_linter_follows_links_in_steps_and_choices(write: WriteArticle, tmp_path: Path) -> None:
    write("a", body=fenced("[start]\nSee [this](article:gone).\n- a -> solved\n- b -> article:nowhere"))
    assert [p.code for p in lint(tmp_path, languages=("en",))] == ["dead-link", "dead-link"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Words\n\n```script\n[a]\nx\n- b -> solved", "script-open"),
        (fenced("[a]\nx\n- b -> solved") + "\n\nmore", "script-not-last"),
        (fenced("[a]\nx\n- b -> solved", before=""), "empty-body"),
    ],
)
def test_a_misplaced_fence_is_said(write: WriteArticle, tmp_path: Path, body: str, code: str) -> None:
    write("a", body=body)
    assert [p.code for p in load(tmp_path).problems] == [code]


def test_other_fences_are_left_in_the_answer(write: WriteArticle, tmp_path: Path) -> None:
    write("a", body="Type this:\n\n```\nscript\n```")
    [article] = load(tmp_path).articles
    assert article.script is None and "```\nscript" in article.body


names = st.sampled_from(["a", "b", "c", "d"])
targets = st.sampled_from(["a", "b", "c", "d", "solved", "ticket", "article:x"])
graphs = st.dictionaries(names, st.lists(targets, min_size=1, max_size=3), min_size=1)


@settings(max_examples=150, deadline=None)
@given(graphs)
def test_a_script_without_flaws_ends_from_everywhere_and_leaves_no_step_out(graph: dict[str, list[str]]) -> None:
    script = Script(
        tuple(Step(name, "?", tuple(Choice(str(n), to) for n, to in enumerate(to)), 1) for name, to in graph.items())
    )
    first = next(iter(graph))

    def reached(start: str) -> set[str]:
        found, waiting = set[str](), [start]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += graph.get(one, [])
        return found

    known = all(to in graph or to in ("solved", "ticket", "article:x") for tos in graph.values() for to in tos)
    everywhere = set(graph) <= reached(first)
    ends = all(reached(name) & {"solved", "ticket", "article:x"} for name in reached(first) & set(graph))
    assert (script.flaws() == ()) == (known and everywhere and ends)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("[]abc -*>→\n.?`1"), max_size=80))
def test_whatever_is_typed_is_a_script_or_says_why_not(text: str) -> None:
    try:
        script = parse(text)
    except Broken as broken:
        assert broken.message and broken.code.startswith("script-")
    else:
        assert script.steps and isinstance(script.flaws(), tuple)
