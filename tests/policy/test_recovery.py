"""Planted bad articles are found out by what people say of their answers."""

from bench.calibrate import simulate
from bot.model.rules import Answering

SEED, DAYS = 5, 120


def test_precision_comes_back_to_the_promise_within_five_hundred_questions_and_not_without_learning() -> None:
    run, still = simulate(SEED, days=DAYS), simulate(SEED, learn=False, days=DAYS)
    promise = Answering().promise
    assert run.precision(0, 150) < promise  # the bad ones do harm at first
    kept = run.recovered(promise)
    assert kept is not None and kept <= 500
    assert still.recovered(promise) is None
    assert run.answered(500, run.questions) >= still.answered(500, still.questions) - 0.05  # the good ones still answer
