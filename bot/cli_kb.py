"""`loket kb ...`: check, search, try and measure the knowledge base. Mounted by bot.cli."""

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from bot.reload import read_embedding
from bot.settings import BadSettings, desk_path, read_rules, read_settings
from kb import Matcher, lint, load
from kb.evaluate import BadQuestions, Evaluation, evaluate, read_questions
from kb.match import DEFAULT_THRESHOLD, OWN, BadSynonyms, Embedding, Finding, NoModel, desk_synonyms, embedding
from kb.predict import BadLines, articles, line, predict, read_lines

app = typer.Typer(help="The knowledge base: check it, search it, try it, measure it.", no_args_is_help=True)
out = Console()
err = Console(stderr=True)

READERS = ("everyone", "agents")
Folder = Annotated[Path | None, typer.Option("--folder", help="A folder of articles; without it the one in force.")]

Semantic = Annotated[
    bool, typer.Option("--semantic", help="Match by meaning too: needs the semantic extra, or --model.")
]
Model = Annotated[Path | None, typer.Option("--model", help="Folder of a static embedding for --semantic.")]


def _fail(message: str) -> NoReturn:
    err.print(f"loket: {message}", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(2)


def _folder(folder: Path | None) -> Path:
    try:
        place = folder or read_settings().kb.folder
    except BadSettings as error:
        _fail(str(error))
    if not place.is_dir():
        _fail(f"{place}: is not a folder")
    return place


def _matcher(folder: Path | None, semantic: bool = False, model: Path | None = None) -> Matcher:
    """Of a folder with the synonyms in it, or of the desk in force, which settles whether it matches by meaning."""
    place = _folder(folder)
    sense = _sense(semantic, model)
    try:
        if folder:
            return Matcher(load(place).articles, desk_synonyms(place / OWN), sense)
        settings = read_settings()
        own = desk_synonyms(settings.kb.synonyms_file)
        return Matcher(load(place).articles, own, sense or read_embedding(settings))
    except (BadSettings, BadSynonyms) as error:
        _fail(str(error))


def _sense(semantic: bool, model: Path | None) -> Embedding | None:
    if model and not semantic:
        _fail("--model: only together with --semantic")
    try:
        return embedding(model) if semantic else None
    except NoModel as error:
        _fail(f"--semantic: {error}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _fail(f"{path}: {getattr(error, 'strerror', None) or error}")


@app.command("lint")
def kb_lint(
    folder: Annotated[Path | None, typer.Argument(help="A folder of articles; without it the one in force.")] = None,
) -> None:
    """Duplicates, empty parts, dead links, missing languages, near-identical questions. Exit status 1 if any."""
    place = _folder(folder)
    try:
        rules = read_rules(desk_path(read_settings()))
    except BadSettings as error:
        _fail(str(error))
    problems = lint(place, languages=rules.languages, queues=[q.id for q in rules.queues])
    for problem in problems:
        out.print(str(problem), highlight=False, markup=False, soft_wrap=True)
    count = len(load(place).articles)
    if problems:
        out.print(f"{len(problems)} problems in {count} articles")
        raise typer.Exit(1)
    out.print(f"{count} articles, no problems")


@app.command("search")
def kb_search(
    words: Annotated[list[str], typer.Argument(help="What somebody might type.")],
    language: Annotated[str, typer.Option(help="Prefer this language when both fit.")] = "",
    read: Annotated[bool, typer.Option("--read", help="Show the best article in full.")] = False,
) -> None:
    """What the bot would find for these words, and how sure it is."""
    matcher = _matcher(None)
    found = matcher.examine(" ".join(words), language=language or None, audiences=READERS, limit=5)
    if not found:
        out.print("nothing in the knowledge base fits these words")
        raise typer.Exit(1)
    out.print(_ranking(found))
    if read:
        best = found[0].match.article
        out.print(Markdown(f"# {best.title}\n\n{best.body}"))


@app.command("try")
def kb_try(
    folder: Folder = None,
    language: Annotated[str, typer.Option(help="Prefer this language when both fit.")] = "",
    semantic: Semantic = False,
    model: Model = None,
) -> None:
    """Type questions; see the ranking, the confidence, and why. An empty line or Ctrl-D ends it."""
    matcher = _matcher(folder, semantic, model)
    out.print(f"an answer is given from {DEFAULT_THRESHOLD:.0%} on", highlight=False)
    while asked := _ask():
        found = matcher.examine(asked, language=language or None, audiences=READERS, limit=5)
        if not found:
            out.print("nothing in the knowledge base fits these words")
            continue
        out.print(_ranking(found))
        out.print(_why(found[0]), highlight=False)


def _ask() -> str:
    try:
        return (input("» ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
    except (EOFError, KeyboardInterrupt):
        return ""


def _ranking(found: Sequence[Finding]) -> Table:
    table = Table("sure", "language", "article", "title", "because of")
    for one in found:
        match = one.match
        sure = f"{match.confidence:.0%}" + (" ✓" if match.confidence >= DEFAULT_THRESHOLD else "")
        table.add_row(sure, match.article.language, match.article.slug, match.article.title, match.phrasing)
    return table


def _why(found: Finding) -> str:
    exact = "word for word a phrasing; " if found.exact else ""
    return exact + "  ".join(f"{name} {value:.2f}" for name, value in found.evidence.items())


@app.command("eval")
def kb_eval(
    questions: Annotated[Path, typer.Argument(help="CSV with the columns text, language, slug, variant.")],
    folder: Folder = None,
    threshold: Annotated[float, typer.Option(help="Confidence from which an answer is given.")] = DEFAULT_THRESHOLD,
    semantic: Semantic = False,
    model: Model = None,
) -> None:
    """Ask every question of a file: hit rate, false answers, abstentions, and each that fails."""
    try:
        asked = read_questions(_text(questions))
    except BadQuestions as error:
        _fail(f"{questions}: {error}")
    matcher = _matcher(folder, semantic, model)
    done = evaluate(matcher, asked, threshold=threshold)
    out.print(_failing(done))
    for name in ("", *dict.fromkeys(one.language for one in asked)):
        part = Evaluation(tuple(one for one in done.tried if name in ("", one.question.language)))
        out.print(_summary(name or "all", part), highlight=False, soft_wrap=True)


def _failing(done: Evaluation) -> Table:
    table = Table("asked", "wanted", "found", "sure", "")
    for one in done.failing:
        best = one.found[0] if one.found else None
        shown = (best.article.slug, f"{best.confidence:.0%}") if best else ("", "")
        table.add_row(one.question.text, one.question.slug or "nothing", *shown, "wrong" if one.answered else "silent")
    return table


def _summary(name: str, part: Evaluation) -> str:
    shares = (
        f"found first {part.first_rate:.1%}",
        f"answered rightly {part.hit_rate:.1%}",
        f"wrong among answers {part.false_rate:.1%}",
        f"left to people {part.abstention_rate:.1%}",
    )
    return f"{name}: {len(part.tried)} questions, {len(part.answerable)} with an article; {', '.join(shares)}"


@app.command("predict")
def kb_predict(
    kb: Annotated[Path, typer.Option(help="Articles, JSON lines: id, title, questions, lang.")],
    queries: Annotated[Path, typer.Option(help="Queries, JSON lines: text.")],
    to: Annotated[Path, typer.Option("--out", help="Where to write a prediction a line.")],
    phrasings: Annotated[int, typer.Option(help="How many of each article's questions are used.")] = 5,
    semantic: Semantic = False,
    model: Model = None,
) -> None:
    """Rank queries with the shipped engine and weights. The last line printed is JSON: time, memory, threshold."""
    sense = _sense(semantic, model)
    try:
        known = list(articles(read_lines(_text(kb)), phrasings))
        texts = [str(row.get("text") or "") for row in read_lines(_text(queries))]
    except BadLines as error:
        _fail(str(error))
    started = time.perf_counter()
    matcher = Matcher(known, embedding=sense)
    build_s = time.perf_counter() - started
    took_ms = []
    with to.open("w", encoding="utf-8") as lines:
        for index, text in enumerate(texts):
            started = time.perf_counter()
            found = predict(matcher, text)
            took_ms.append((time.perf_counter() - started) * 1000)
            lines.write(line(index, found) + "\n")
    print(json.dumps(_figures(build_s, took_ms)))


def _figures(build_s: float, took_ms: Sequence[float]) -> dict[str, float]:
    ordered = sorted(took_ms) or [0.0]
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return {
        "build_s": round(build_s, 3),
        "p50_ms": round(ordered[len(ordered) // 2], 3),
        "p99_ms": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], 3),
        "rss_mb": round(kilobytes / 1024, 1),
        "threshold": DEFAULT_THRESHOLD,
    }
