"""What outcomes do to a threshold: bounded, never against the evidence, explainable."""

from datetime import UTC, datetime, timedelta
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from bot.model.proof import Given, Verdict
from bot.model.rules import Answering
from bot.policy.answering import Offer, Sure, decide
from bot.policy.trust import (
    EASED,
    HELD_BACK,
    NEVER,
    NO_EVIDENCE,
    PROMISE,
    Tally,
    Trust,
    base,
    moved,
    overall_part,
    own_part,
    tally,
    trust,
)
from kb import Match
from kb.match import DEFAULT_THRESHOLD
from tests.policy.things import an_article

RULES = Answering()
NOW = datetime(2026, 11, 23, tzinfo=UTC)
few = st.integers(0, 60)
tallies = st.builds(Tally, few, few, few, few, few)


def given_to(people: int, verdict: Verdict, slug: str = "a0", first: int = 0) -> list[Given]:
    return [
        Given(f"r{slug}{n}", slug, "e", f"p{n}", NOW - timedelta(minutes=n), verdict)
        for n in range(first, first + people)
    ]


def test_without_evidence_the_threshold_is_the_matchers_own() -> None:
    assert trust([], [], RULES).threshold("a0", RULES) == DEFAULT_THRESHOLD
    assert NO_EVIDENCE.threshold("a0", RULES) == DEFAULT_THRESHOLD


def test_one_bad_day_changes_nothing_and_two_people_do() -> None:
    assert own_part(tally(given_to(1, Verdict.FAILED)), RULES) == 0
    assert own_part(tally(given_to(2, Verdict.FAILED)), RULES) > 0


def test_one_person_alone_can_not_stop_a_good_article() -> None:
    angry = [Given(f"r{n}", "a0", "e", "ana", NOW, Verdict.FAILED) for n in range(50)]
    happy = given_to(20, Verdict.SOLVED)
    assert tally([*angry, *happy]).failed == 2
    assert own_part(tally([*angry, *happy]), RULES) < inf


def test_an_article_that_never_solves_is_sent_no_more_however_sure_the_matcher_is() -> None:
    held = trust([], given_to(4, Verdict.FAILED), RULES)
    assert held.threshold("a0", RULES) == NEVER
    match = Match(an_article("a0"), 1.0, "how")
    assert decide([match], RULES, held) == Offer((match,))
    assert isinstance(decide([match], RULES), Sure)


def test_an_article_that_proves_itself_is_sent_more_easily() -> None:
    held = trust([], given_to(60, Verdict.SOLVED), RULES)
    assert 0.5 < held.threshold("a0", RULES) < DEFAULT_THRESHOLD


def test_silence_alone_neither_stops_nor_is_needed() -> None:
    assert own_part(tally(given_to(10, Verdict.SILENT)), RULES) == 0


def test_a_desk_that_does_not_learn_keeps_its_threshold() -> None:
    assert trust([], given_to(40, Verdict.FAILED), Answering(learn=False)) == NO_EVIDENCE


def test_the_whole_desk_is_held_back_when_many_articles_fail_a_little() -> None:
    recent = [
        one
        for n in range(20)
        for one in (*given_to(3, Verdict.SOLVED, f"a{n}"), *given_to(1, Verdict.FAILED, f"a{n}", first=5))
    ]
    assert overall_part(recent, RULES) > 0
    assert trust(recent, [], RULES).threshold("other", RULES) > DEFAULT_THRESHOLD


def test_articles_held_back_already_do_not_hold_back_the_others() -> None:
    recent = [*given_to(30, Verdict.FAILED, "bad"), *given_to(30, Verdict.SOLVED, "good")]
    assert overall_part(recent, RULES) <= 0


def test_a_higher_promise_asks_for_more_before_any_evidence() -> None:
    assert base(Answering(promise=0.99)) > base(RULES) == DEFAULT_THRESHOLD > base(Answering(promise=0.9))
    assert base(Answering(promise=0.99, threshold=0.4)) == 0.4


@given(tallies)
def test_the_bound_holds_the_share_and_what_follows_is_bounded(of: Tally) -> None:
    low, high = of.bounds
    assert 0 <= low <= high <= 1
    if of.good + of.bad:
        assert low - 1e-9 <= of.good / (of.good + of.bad) <= high + 1e-9
    part = own_part(of, RULES)
    assert part == inf or -EASED <= part <= HELD_BACK


@given(tallies, st.sampled_from(["solved", "silent"]))
def test_a_success_more_never_raises_the_threshold(of: Tally, kind: str) -> None:
    better = of + Tally(**{kind: 1})
    assert own_part(better, RULES) <= own_part(of, RULES) + 1e-9


@given(tallies, st.sampled_from(["failed", "again", "dismissed"]))
def test_a_failure_more_never_lowers_the_threshold(of: Tally, kind: str) -> None:
    worse = of + Tally(**{kind: 1})
    assert own_part(worse, RULES) >= own_part(of, RULES) - 1e-9


@given(st.floats(0, 1), st.floats(-10, 10), st.floats(-10, 10))
def test_a_threshold_moves_with_the_evidence_and_stays_a_share(threshold: float, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= moved(threshold, low) <= moved(threshold, high) + 1e-9 <= 1 + 1e-9


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=6).map(lambda found: sorted(found, reverse=True)),
    st.dictionaries(st.sampled_from(["a0", "a1", "a2"]), st.floats(-1, 4) | st.just(inf)),
    st.floats(-0.5, 1.5),
)
def test_evidence_never_changes_the_order_nor_adds_what_may_not_be_read(
    found: list[float], own: dict[str, float], overall: float
) -> None:
    matches = [Match(an_article(f"a{n}"), confidence, "how") for n, confidence in enumerate(found)]
    decided = decide(matches, RULES, Trust(overall, own))
    if decided is None:
        return
    shown = [decided.match, *decided.others] if isinstance(decided, Sure) else list(decided.matches)
    assert [matches.index(one) for one in shown] == list(range(len(shown)))


def test_the_promise_is_what_the_matchers_threshold_is_made_for() -> None:
    assert RULES.promise == PROMISE
