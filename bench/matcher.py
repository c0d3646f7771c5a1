"""The matcher on the starter articles, beside rapidfuzz's WRatio over the same phrasings."""

import time

from rapidfuzz import fuzz, process
from rich.table import Table

from bot.settings import STARTER_ARTICLES
from kb import Matcher, load

QUESTIONS = (
    "hi, my vpn keeps droping every few minutes",
    "wachtwoord vergeten wat nu",
    "outlook haalt geen mail meer op",
    "how do i book a meeting romm for tuesday",
    "can somebody water the plants on the third floor",
    "waar kan ik mijn declaratie indienen",
)
ROUNDS = 30


async def measure() -> Table:
    library = load(STARTER_ARTICLES)
    started = time.perf_counter()
    matcher = Matcher(library.articles)
    build_ms = (time.perf_counter() - started) * 1000
    phrasings = [text for article in library.articles for text in (article.title, *article.questions)]
    ours = _each(lambda text: matcher.rank(text))
    theirs = _each(lambda text: process.extract(text, phrasings, scorer=fuzz.WRatio, limit=3))
    table = Table(title=f"matcher: {len(library.articles)} articles, {len(phrasings)} phrasings")
    for column in ("", "milliseconds a question", "beside WRatio"):
        table.add_column(column, justify="right")
    table.add_row("rapidfuzz WRatio", f"{theirs:.2f}", "1.0")
    table.add_row("loket", f"{ours:.2f}", f"{ours / theirs:.1f}")
    table.add_row("loket, building the index", f"{build_ms:.0f}", "–")
    return table


def _each(rank) -> float:  # type: ignore[no-untyped-def]
    for text in QUESTIONS:
        rank(text)
    started = time.perf_counter()
    for _ in range(ROUNDS):
        for text in QUESTIONS:
            rank(text)
    return (time.perf_counter() - started) * 1000 / (ROUNDS * len(QUESTIONS))
