"""Question sets in JSON lines, ranked with the shipped engine."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli_kb import app
from kb import Matcher
from kb.match import DEFAULT_THRESHOLD
from kb.predict import BadLines, articles, line, predict, read_lines

KB = """{"id": "a", "title": "reset password", "questions": ["forgot my password", "password gone"], "lang": "en"}
{"id": "b", "title": "book a room", "questions": ["reserve a meeting room"]}

{"id": "b", "title": "book a room", "questions": []}
"""
run = CliRunner().invoke


def test_only_so_many_phrasings_are_read() -> None:
    assert [len(article.phrasings) for article in articles(read_lines(KB), 1)] == [2, 2, 1]
    assert [len(article.phrasings) for article in articles(read_lines(KB), 0)] == [1, 1, 1]


def test_a_prediction_is_ranked_and_sure() -> None:
    matcher = Matcher(articles(read_lines(KB), 5))
    told = json.loads(line(3, predict(matcher, "forgot my pasword")))
    assert told["query_index"] == 3
    assert told["ranked"][0] == "a"
    assert 0 < told["confidence"] < 1
    assert json.loads(line(4, predict(matcher, "")))["ranked"] == []


@pytest.mark.parametrize("text", ["{", "[1]", '{"title": "no id"}'])
def test_a_bad_line_is_named(text: str) -> None:
    with pytest.raises(BadLines, match="1"):
        list(articles(read_lines(text), 5))


def test_the_command_writes_a_line_a_query_and_ends_with_figures(tmp_path: Path) -> None:
    (tmp_path / "kb.jsonl").write_text(KB)
    (tmp_path / "queries.jsonl").write_text('{"text": "forgot my password"}\n{"text": "👍"}\n{"text": "room?"}\n')
    asked = ["--kb", f"{tmp_path}/kb.jsonl", "--queries", f"{tmp_path}/queries.jsonl", "--out", f"{tmp_path}/out"]
    done = run(app, ["predict", *asked, "--phrasings", "2"])
    assert done.exit_code == 0
    figures = json.loads(done.stdout.splitlines()[-1])
    assert set(figures) == {"build_s", "p50_ms", "p99_ms", "rss_mb", "threshold"}
    assert figures["threshold"] == DEFAULT_THRESHOLD
    written = [json.loads(one) for one in (tmp_path / "out").read_text().splitlines()]
    assert [one["query_index"] for one in written] == [0, 1, 2]
    assert written[0]["ranked"][0] == "a"
    assert written[1] == {"query_index": 1, "ranked": [], "confidence": 0.0}
    assert run(app, ["predict", "--kb", f"{tmp_path}/none", *asked[2:]]).exit_code == 2


def test_eval_lists_what_fails(tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text(
        "text,language,slug,variant\nmy vpn keeps dropping,en,payslip,clean\nhm,en,,clean\n"
    )
    done = run(app, ["eval", f"{tmp_path}/asked.csv"])
    assert done.exit_code == 0
    assert "vpn-drops" in done.stdout and "wrong" in done.stdout
    assert "all: 2 questions, 1 with an article" in done.stdout
    (tmp_path / "asked.csv").write_text("text\nhi\n")
    assert run(app, ["eval", f"{tmp_path}/asked.csv"]).exit_code == 2


def test_try_answers_line_by_line() -> None:
    done = run(app, ["try"], input="my vpn keeps dropping\nxyzzy\n\n")
    assert done.exit_code == 0
    assert "vpn-drops" in done.stdout and "cover" in done.stdout
    assert "nothing in the knowledge base fits" in done.stdout
