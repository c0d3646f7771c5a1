"""How soon learning from outcomes keeps the promise again: demo traffic, with bad articles planted in it.

The traffic is the demo's, half of its questions taken from tests/kb/questions.csv. A bad article has the phrasings
people really use and never solves anything; a good one answers what nothing answered before. The matcher, the decision
and the rule are the shipped ones; what people do with an answer is drawn.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from pathlib import Path
from random import Random

from rich.table import Table

from bot.demo import lines
from bot.demo.cast import Asker, askers
from bot.demo.traffic import plan
from bot.model.proof import Given, Verdict
from bot.model.rules import Answering
from bot.policy.answering import Sure, decide
from bot.policy.trust import trust
from bot.settings import DEFAULT_DESK, read_rules
from kb import Article, Match, Matcher, load
from kb.evaluate import Question, read_questions

ROOT = Path(__file__).resolve().parents[1]
START = datetime(2026, 1, 5, tzinfo=UTC)
DAYS = 210
BAD_SUBJECTS, BAD_PHRASINGS = 6, 6
WINDOW = 150  # answers over which precision is looked at
EACH, LATEST = 100, 300
HELPED = ((Verdict.SOLVED, 0.42), (Verdict.SILENT, 0.53), (Verdict.FAILED, 0.05))
DID_NOT = ((Verdict.FAILED, 0.60), (Verdict.AGAIN, 0.12), (Verdict.SILENT, 0.28))
AFTER = {
    Verdict.SOLVED: timedelta(minutes=20),
    Verdict.FAILED: timedelta(minutes=10),
    Verdict.AGAIN: timedelta(days=2),
    Verdict.SILENT: timedelta(days=3),
}


@dataclass(frozen=True, slots=True)
class Asked:
    at: datetime
    who: str
    text: str
    slug: str  # what really answers it; "" when nothing does


@dataclass(frozen=True, slots=True)
class Run:
    """Answers in order: after how many questions each was given, and whether it was right."""

    answers: tuple[tuple[int, bool], ...]
    questions: int

    def precision(self, start: int, end: int) -> float:
        """Of the answers given to the questions [start, end)."""
        held = [right for at, right in self.answers if start <= at < end]
        return sum(held) / len(held) if held else 1.0

    def answered(self, start: int, end: int) -> float:
        """The share of those questions that got a right answer."""
        return sum(right for at, right in self.answers if start <= at < end) / (end - start)

    def recovered(self, promise: float) -> int | None:
        """The question from which on every window of answers keeps the promise; None when it is never kept."""
        kept: int | None = None
        for place in range(len(self.answers) - WINDOW, -1, -1):
            window = self.answers[place : place + WINDOW]
            if sum(right for _, right in window) / WINDOW < promise:
                break
            kept = window[0][0]
        return kept


def simulate(seed: int, *, learn: bool = True, planted: bool = True, days: int = DAYS) -> Run:
    """A desk's months. The same seed asks the same."""
    chance = Random(seed)
    starter = load(ROOT / "kb/articles").articles
    questions = read_questions((ROOT / "tests/kb/questions.csv").read_text(encoding="utf-8"))
    traffic = _traffic(questions, Matcher(starter), days, chance)
    articles = (*starter, *_good(starter), *_bad(starter, questions, chance)) if planted else starter
    return _played(traffic, Matcher(articles), {one.slug: one.edition for one in articles}, learn, chance)


def _traffic(questions: Sequence[Question], clean: Matcher, days: int, chance: Random) -> list[Asked]:
    rules = read_rules(DEFAULT_DESK)
    own = [one for one in questions if not one.slug or one.language in ("en", "nl")]
    asked = []
    for asking in plan(askers(rules, chance), START, days, rules.zone, [], chance):
        if chance.random() < 0.5:
            drawn = chance.choice([one for one in own if (one.language == "nl") == asking.who.dutch])
            asked.append(Asked(asking.at, asking.who.account.id, drawn.text, drawn.slug))
        else:
            asked.append(Asked(asking.at, asking.who.account.id, asking.text, _truth(asking.text, asking.who, clean)))
    return asked


def _truth(text: str, who: Asker, clean: Matcher) -> str:
    """What answers a line of the demo: the starter article it was written for; the planted good one for the others."""
    if text in (lines.ANSWERED_NL if who.dutch else lines.ANSWERED_EN):
        return clean.rank(text, limit=1)[0].article.slug
    known = lines.OPEN_NL if who.dutch else lines.OPEN_EN
    place = next((n for n, line in enumerate(known) if text.startswith(line.split("{n}")[0]) and "{n}" in line), None)
    return f"good-{place}" if place is not None and place < GOOD else ""


GOOD = 4


def _good(starter: Sequence[Article]) -> list[Article]:
    """Answers to the first few questions that nothing answered."""
    made = []
    for n in range(GOOD):
        for code, line in (("en", lines.OPEN_EN[n]), ("nl", lines.OPEN_NL[n])):
            texts = [line.format(n=number) for number in (3, 40, 77)]
            made.append(_article(starter[0], f"good-{n}", code, texts))
    return made


def _bad(starter: Sequence[Article], questions: Sequence[Question], chance: Random) -> list[Article]:
    """Beside a good article each, with what people really ask about it."""
    subjects = chance.sample(sorted({one.slug for one in questions if one.slug}), BAD_SUBJECTS)
    made = []
    for slug in subjects:
        for code in ("en", "nl"):
            texts = [one.text for one in questions if one.slug == slug and one.language == code]
            if texts:
                made.append(_article(starter[0], f"bad-{slug}", code, texts[:BAD_PHRASINGS]))
    for n, (english, dutch) in enumerate(zip(lines.ANSWERED_EN[:3], lines.ANSWERED_NL[:3], strict=True)):
        made += [_article(starter[0], f"bad-line-{n}", code, [text]) for code, text in (("en", english), ("nl", dutch))]
    return made


def _article(like: Article, slug: str, code: str, texts: Sequence[str]) -> Article:
    return replace(like, slug=slug, language=code, title=texts[0], questions=tuple(texts[1:]), source=f"{code}/{slug}")


def _played(traffic: Sequence[Asked], matcher: Matcher, editions: dict[str, str], learn: bool, chance: Random) -> Run:
    rules = Answering(learn=learn)
    known: dict[str, tuple[Match, ...]] = {}
    waiting: list[tuple[datetime, int, Given]] = []  # what became of an answer, and when that is known
    latest: deque[Given] = deque(maxlen=LATEST)
    of: dict[str, deque[Given]] = {}
    answers = []
    for number, asked in enumerate(traffic):
        while waiting and waiting[0][0] <= asked.at:
            given = heappop(waiting)[2]
            latest.appendleft(given)
            of.setdefault(given.slug, deque(maxlen=EACH)).appendleft(given)
        if asked.text not in known:
            known[asked.text] = matcher.rank(asked.text, limit=5)
        found = known[asked.text]
        mine = [given for match in found for given in of.get(match.article.slug, ())]
        decision = decide(found, rules, trust(tuple(latest), mine, rules))
        if not isinstance(decision, Sure):
            continue
        slug = decision.match.article.slug
        answers.append((number, slug == asked.slug))
        verdict = _drawn(HELPED if slug == asked.slug else DID_NOT, chance)
        given = Given(str(number), slug, editions[slug], asked.who, asked.at, verdict)
        heappush(waiting, (asked.at + AFTER[verdict], number, given))
    return Run(tuple(answers), len(traffic))


def _drawn(outcomes: Sequence[tuple[Verdict, float]], chance: Random) -> Verdict:
    drawn = chance.random()
    for verdict, share in outcomes:
        drawn -= share
        if drawn < 0:
            return verdict
    return outcomes[-1][0]


SEEDS = range(1, 8)


async def measure() -> Table:
    table = Table(title=f"learning from outcomes: {DAYS} days, nine bad articles planted")
    for column in ("desk", "precision at first", "at last", "not learning, at last", "promise kept from question"):
        table.add_column(column, justify="right")
    kept = []
    for seed in SEEDS:
        run, still = simulate(seed), simulate(seed, learn=False)
        end, last = run.questions, max(0, run.questions - 500)
        first = run.recovered(Answering().promise)
        kept.append(end if first is None else first)
        shown = (run.precision(0, 200), run.precision(last, end), still.precision(last, end))
        table.add_row(str(seed), *(f"{one:.3f}" for one in shown), f"{kept[-1]} of {end}")
    table.caption = (
        f"half of the desks from question {sorted(kept)[len(kept) // 2]} on, all of them from {max(kept)} on"
    )
    return table
