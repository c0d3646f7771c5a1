"""When the bot answers, and when it keeps silent."""

from hypothesis import given
from hypothesis import strategies as st

from bot.model.rules import Answering
from bot.policy.answering import OTHERS, TITLES, WORTH_OFFERING, Offer, Sure, decide
from kb import Match
from kb.match import DEFAULT_MARGIN, DEFAULT_THRESHOLD
from tests.policy.things import an_article

OURS = Answering(threshold=0.6, margin=0.1, offer=0.4)


def matches(*confidences: float) -> list[Match]:
    return [Match(an_article(f"a{n}"), confidence, "how") for n, confidence in enumerate(confidences)]


def sure(*confidences: float, rules: Answering = OURS) -> Sure:
    decided = decide(matches(*confidences), rules)
    assert isinstance(decided, Sure)
    return decided


def test_nothing_found_is_silence() -> None:
    assert decide([], OURS) is None


def test_on_the_threshold_is_an_answer_below_it_are_titles_and_below_those_is_silence() -> None:
    assert decide(matches(0.39, 0.39), OURS) is None
    assert decide(matches(0.4), OURS) == Offer(tuple(matches(0.4)))
    assert decide(matches(0.59, 0.3, 0.2, 0.19), OURS) == Offer(tuple(matches(0.59, 0.3, 0.2)))
    assert decide(matches(0.59, 0.3, 0.1), OURS) == Offer(tuple(matches(0.59, 0.3)))
    assert sure(0.6).match.article.slug == "a0"


def test_others_are_offered_when_they_come_close() -> None:
    assert sure(0.8, 0.6).others == ()
    assert [m.article.slug for m in sure(0.8, 0.75).others] == ["a1"]
    assert [m.article.slug for m in sure(0.8, 0.79, 0.78, 0.77).others] == ["a1", "a2"]


def test_noise_is_not_offered_however_low_the_bar() -> None:
    assert sure(0.2, 0.1, rules=Answering(threshold=0.1, margin=1)).others == ()


def test_a_bar_of_nought_is_a_bar_and_no_bar_is_the_matchers_own() -> None:
    assert decide(matches(0.0), Answering(threshold=0, margin=0)) is not None
    assert isinstance(decide(matches(DEFAULT_THRESHOLD - 0.01), Answering()), Offer)
    assert decide(matches(DEFAULT_THRESHOLD - 0.01), Answering(offer=1)) is None
    assert sure(DEFAULT_THRESHOLD, rules=Answering()).others == ()
    near = DEFAULT_THRESHOLD - DEFAULT_MARGIN / 2
    assert len(sure(DEFAULT_THRESHOLD, near, rules=Answering()).others) == 1


@given(
    st.lists(st.floats(0, 1), max_size=6).map(lambda found: sorted(found, reverse=True)),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_an_answer_is_always_the_best_and_good_enough(found: list[float], threshold: float, margin: float) -> None:
    decided = decide(matches(*found), Answering(threshold=threshold, margin=margin))
    if not isinstance(decided, Sure):
        assert not found or found[0] < threshold
        assert decided is None or 1 <= len(decided.matches) <= TITLES
        return
    assert decided.match.confidence == found[0] >= threshold
    assert len(decided.others) <= OTHERS
    assert all(other.confidence >= WORTH_OFFERING for other in decided.others)
    assert all(found[0] - other.confidence < margin for other in decided.others)
