"""Matching by meaning: a static embedding from the extra or from a folder, never from elsewhere."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from typer.testing import CliRunner

from bot.cli_kb import app
from bot.reload import read_embedding
from bot.settings import BadSettings, KbSettings, Settings
from kb import Article, Matcher
from kb.evaluate import evaluate, read_questions
from kb.match import DEFAULT_THRESHOLD, Embedding, NoModel, embedding, semantic
from kb.match.weights import SEMANTIC
from kb.predict import articles as articles_of
from kb.predict import read_lines

QUESTIONS = Path(__file__).parent / "questions.csv"
PAGES = """{"id": "car", "title": "rent a car", "questions": ["hire a vehicle for a trip"]}
{"id": "doctor", "title": "see a physician", "questions": ["appointment at the clinic"]}
{"id": "pay", "title": "payslip", "questions": ["where is my salary statement"]}
"""
WORDS = {"<unk>": 0, "car": 1, "automobile": 2, "doctor": 3, "payslip": 4}
VECTORS = np.array([[0, 0], [1, 0.1], [1, 0], [0, 1], [-1, 0]], np.float32)
run = CliRunner().invoke


@pytest.fixture(scope="module")
def sense() -> Embedding:
    return embedding()


def model(folder: Path, tensors: dict[str, np.ndarray]) -> Path:
    pieces = Tokenizer(WordLevel(WORDS, unk_token="<unk>"))
    pieces.pre_tokenizer = Whitespace()
    pieces.save(str(folder / "tokenizer.json"))
    save_file(tensors, folder / "model.safetensors")
    return folder


def test_other_words_for_the_same_thing_are_found(sense: Embedding) -> None:
    known = list(articles_of(read_lines(PAGES), 5))
    for text, slug in (("need an automobile", "car"), ("medical checkup", "doctor"), ("wages paper", "pay")):
        assert Matcher(known, embedding=sense).rank(text)[0].article.slug == slug


def test_starter_questions_are_answered_no_worse_than_without(articles: tuple[Article, ...], sense: Embedding) -> None:
    asked = read_questions(QUESTIONS.read_text(encoding="utf-8"))[::3]
    plain = evaluate(Matcher(articles), asked)
    meant = evaluate(Matcher(articles, embedding=sense), asked)
    assert meant.first_rate >= plain.first_rate - 0.01
    assert meant.hit_rate >= plain.hit_rate - 0.04
    assert meant.false_rate <= max(plain.false_rate, 0.02)


def test_nonsense_is_not_answered(articles: tuple[Article, ...], sense: Embedding) -> None:
    matcher = Matcher(articles, embedding=sense)
    for text in ("xyzzy plugh", "zzz " * 3000, "водопад", "הדפסת"):
        found = matcher.rank(text)
        assert not found or found[0].confidence < DEFAULT_THRESHOLD
    assert matcher.rank("👍 🎉") == ()


def test_one_article_changed_is_as_if_built_anew(articles: tuple[Article, ...], sense: Embedding) -> None:
    many = [replace(a, slug=f"{a.slug}-{n}", language="en") for n in range(8) for a in articles if a.language == "en"]
    fresh = replace(many[3], title="Rent a car", questions=("hire a vehicle",))
    changed = Matcher(many, embedding=sense).changed([fresh], [(many[5].slug, "en")])
    anew = Matcher([fresh if a.slug == fresh.slug else a for a in many if a.slug != many[5].slug], embedding=sense)
    for text in ("automobile for a business trip", "my vpn keeps droping", many[5].title):
        left, right = ([(m.article.slug, round(m.confidence, 3)) for m in one.rank(text)] for one in (changed, anew))
        assert left == right


def test_another_model_is_read_from_a_folder(tmp_path: Path) -> None:
    shared = {"embeddings": VECTORS, "mapping": np.arange(5), "weights": np.array([0, 1, 2, 1, 1], np.float32)}
    found = embedding(model(tmp_path, shared))
    assert found.weights is SEMANTIC
    rows = found.embed(["car", "automobile", "doctor", "nothing known"])
    assert rows[0] @ rows[1] > 0.9 > 0.2 > rows[0] @ rows[2]
    assert not rows[3].any()
    assert np.allclose(found.table[2], [2, 0])


def test_numbers_learnt_with_a_model_lie_beside_it(tmp_path: Path) -> None:
    model(tmp_path, {"embeddings": VECTORS})
    (tmp_path / "weights.toml").write_text("intercept = -3\n[rank]\nsense = 1.5\n[confidence]\nsense = 2\n")
    assert embedding(tmp_path).weights.rank == {"sense": 1.5}


@pytest.mark.parametrize("broken", ["empty", "text", "flat"])
def test_a_folder_that_is_no_model_is_named(tmp_path: Path, broken: str) -> None:
    if broken != "empty":
        model(tmp_path, {"other": VECTORS})
    if broken == "text":
        (tmp_path / "model.safetensors").write_text("not a model")
    with pytest.raises(NoModel, match=str(tmp_path)):
        embedding(tmp_path)
    with pytest.raises(BadSettings, match="LOKET_KB__SEMANTIC"):
        read_embedding(Settings(kb=KbSettings(semantic=True, semantic_model=tmp_path)))


def test_without_the_extra_the_switch_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "PACKAGE", "a_package_nobody_has")
    semantic._embedding.cache_clear()
    with pytest.raises(NoModel, match="pip install"):
        embedding()
    done = run(app, ["eval", str(QUESTIONS), "--semantic"])
    assert done.exit_code == 2 and "Traceback" not in done.output
    assert read_embedding(Settings()) is None
    semantic._embedding.cache_clear()


def test_the_desk_matches_by_meaning_when_told_to() -> None:
    assert read_embedding(Settings(kb=KbSettings(semantic=True))) is embedding()


def test_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "kb.jsonl").write_text(PAGES)
    (tmp_path / "queries.jsonl").write_text('{"text": "automobile rental"}\n')
    asked = ["--kb", "kb.jsonl", "--queries", "queries.jsonl", "--out", "out.jsonl", "--semantic"]
    offline = "import socket\ndef no(*_): raise SystemExit('went online')\nsocket.socket.connect = no\n"
    script = offline + f"from bot.cli_kb import app\napp({['predict', *asked]!r})"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out.jsonl").read_text())["ranked"][0] == "car"
    assert json.loads(done.stdout.splitlines()[-1])["threshold"] == DEFAULT_THRESHOLD
