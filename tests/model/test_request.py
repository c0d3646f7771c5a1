"""A request's moves, one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.refusals import (
    AlreadyClaimed,
    AlreadyOver,
    AlreadyRated,
    AlreadyYours,
    ButtonStale,
    HandoffPending,
    NoHandoff,
    NotOver,
    NotOwned,
    Refusal,
    ReopenTooLate,
    SameQueue,
)
from bot.model.request import Request
from bot.model.states import ACTIVE, Outcome, Status
from tests.storage.things import NOW, a_handoff, a_request, later

WEEK = timedelta(days=7)


def asked() -> Request:
    return a_request(status=Status.ANSWERED, waiting_since=None)


def ticket() -> Request:
    return asked().answered("vpn-drops", "en", 0.8).open(7, "it-l1", NOW)


def claimed() -> Request:
    return ticket().claim("mila", later(minutes=1))


def offered() -> Request:
    return claimed().hand_off(a_handoff(handed_at=later(minutes=2)))


def accepted() -> Request:
    return offered().accept("lotte", later(minutes=3))


def resolved() -> Request:
    return claimed().resolve("mila", later(hours=1))


# ---- the answer


def test_an_answered_question_that_was_solved_is_self_service() -> None:
    done = asked().answered("vpn-drops", "en", 0.8).rate_solved(later(minutes=1))
    assert (done.status, done.outcome, done.rated, done.number) == (Status.CLOSED, Outcome.SELF_SERVICE, True, None)


def test_another_article_in_the_same_answer_is_remembered_as_tried_once() -> None:
    request = asked().answered("a", "en", 0.8).answered("b", "nl", 0.7).answered("a", "en", 0.8)
    assert (request.tried, request.answer_slug) == (("a", "b"), "a")


def test_a_ticket_is_no_answer_again() -> None:
    for request in (ticket(), resolved(), asked().rate_solved(NOW)):
        with pytest.raises(ButtonStale):
            request.answered("a", "en", 0.9)


def test_silence_is_not_success_and_a_late_word_still_counts() -> None:
    silent = asked().answered("a", "en", 0.8).fell_silent(later(hours=72))
    assert (silent.status, silent.outcome, silent.rated) == (Status.CLOSED, Outcome.SILENT, None)
    assert silent.rate_solved(later(hours=80)).outcome is Outcome.SELF_SERVICE
    opened = silent.open(8, "it-l1", later(hours=80))
    assert (opened.status, opened.outcome, opened.closed_at, opened.rated) == (Status.NEW, None, None, False)


def test_silence_after_a_verdict_changes_nothing() -> None:
    solved = asked().answered("a", "en", 0.8).rate_solved(NOW)
    assert solved.fell_silent(later(hours=72)) is solved
    assert ticket().fell_silent(later(hours=72)) == ticket()


def test_the_same_verdict_twice_is_told_so_and_a_ticket_takes_none() -> None:
    with pytest.raises(AlreadyRated):
        asked().rate_solved(NOW).rate_solved(NOW)
    with pytest.raises(AlreadyRated):
        ticket().rate_solved(NOW)
    with pytest.raises(ButtonStale):
        asked().open(7, "it-l1", NOW).rate_solved(NOW)  # there was no answer to rate


def test_a_ticket_is_not_opened_twice() -> None:
    with pytest.raises(ButtonStale):
        ticket().open(8, "it-l1", NOW)


# ---- owner


def test_claiming_makes_an_owner() -> None:
    assert (claimed().owner, claimed().status, claimed().claimed_at) == ("mila", Status.OPEN, later(minutes=1))


def test_second_agent_is_told_who_owns_the_ticket_and_since_when() -> None:
    with pytest.raises(AlreadyClaimed) as caught:
        claimed().claim("tom", later(minutes=3), "Mila Jansen")
    assert caught.value.facts() == {"number": 7, "owner": "Mila Jansen", "seconds": 120}


def test_a_second_claim_from_a_replica_with_a_slow_clock_was_not_in_the_future() -> None:
    with pytest.raises(AlreadyClaimed) as caught:
        claimed().claim("tom", NOW)
    assert caught.value.seconds == 0


def test_claiming_ones_own_is_told_so() -> None:
    for request in (claimed(), claimed().reply("mila", NOW), claimed().hold(NOW)):
        with pytest.raises(AlreadyYours):
            request.claim("mila", NOW)


def test_releasing_frees_it_for_others() -> None:
    free = claimed().release(NOW)
    assert (free.owner, free.status) == (None, Status.NEW)
    assert free.claim("tom", NOW).owner == "tom"
    with pytest.raises(NotOwned):
        free.release(NOW)


def test_releasing_while_the_requester_is_asked_keeps_waiting() -> None:
    waiting = claimed().reply("mila", NOW).release(NOW)
    assert (waiting.owner, waiting.status) == (None, Status.WAITING)
    assert waiting.requester_wrote(NOW, WEEK).status is Status.NEW
    assert waiting.claim("tom", NOW).status is Status.WAITING


# ---- talk


def test_a_reply_waits_on_the_requester_and_the_first_one_is_remembered() -> None:
    once = claimed().reply("mila", later(minutes=5))
    twice = once.reply("mila", later(minutes=9))
    assert (once.status, once.waiting_since, once.replied_at) == (Status.WAITING, None, later(minutes=5))
    assert (twice.replied_at, twice.touched_at) == (later(minutes=5), later(minutes=9))


def test_replying_to_an_unowned_ticket_takes_it_and_to_another_agents_does_not() -> None:
    assert ticket().reply("tom", NOW).owner == "tom"
    assert claimed().reply("tom", NOW).owner == "mila"


def test_the_requester_waits_since_the_first_unanswered_word() -> None:
    once = claimed().reply("mila", NOW).requester_wrote(later(minutes=6), WEEK)
    twice = once.requester_wrote(later(minutes=8), WEEK)
    assert (once.status, once.waiting_since) == (Status.OPEN, later(minutes=6))
    assert (twice.waiting_since, twice.touched_at) == (later(minutes=6), later(minutes=8))


def test_words_of_the_requester_end_a_hold() -> None:
    assert claimed().hold(NOW).requester_wrote(NOW, WEEK).status is Status.OPEN
    assert ticket().hold(NOW).requester_wrote(NOW, WEEK).status is Status.NEW


def test_resuming_ends_a_hold_and_nothing_else() -> None:
    assert claimed().hold(NOW).resume(NOW).status is Status.OPEN
    assert ticket().hold(NOW).resume(NOW).status is Status.NEW
    waiting = claimed().reply("mila", NOW)
    assert waiting.resume(NOW) is waiting


# ---- handoff


def test_an_offered_ticket_stays_with_the_sender_until_it_is_accepted() -> None:
    assert (offered().queue, offered().owner, offered().teams) == ("it-l1", "mila", {"it-l1", "it-network"})
    assert (accepted().queue, accepted().owner, accepted().teams) == ("it-network", "lotte", {"it-network"})


def test_an_offer_turned_down_leaves_everything_with_the_sender() -> None:
    back = offered().return_("lotte", "cable is fine", later(minutes=3))
    assert (back.queue, back.owner, back.status, back.teams) == ("it-l1", "mila", Status.OPEN, {"it-l1"})
    assert back.handoff is not None
    assert (back.handoff.returned_by, back.handoff.return_reason) == ("lotte", "cable is fine")


def test_a_ticket_sent_back_after_accepting_is_the_senders_again() -> None:
    back = accepted().return_("lotte", "cable is fine", later(minutes=9))
    assert (back.queue, back.owner, back.status, back.claimed_at) == ("it-l1", "mila", Status.OPEN, later(minutes=9))


def test_a_ticket_sent_back_goes_to_who_had_it_when_it_was_accepted() -> None:
    regained = offered().release(NOW).claim("tom", NOW).accept("lotte", NOW).return_("lotte", "no", NOW)
    assert regained.owner == "tom"
    nobodys = offered().release(NOW).accept("lotte", NOW).return_("lotte", "no", NOW)
    assert (nobodys.owner, nobodys.status) == (None, Status.NEW)


def test_a_ticket_released_by_the_receiver_and_sent_back_is_open_with_its_owner() -> None:
    back = accepted().release(NOW).return_("lotte", "no", NOW)
    assert (back.owner, back.status) == ("mila", Status.OPEN)


def test_second_agent_after_a_handoff_is_told_when_the_new_owner_took_it() -> None:
    with pytest.raises(AlreadyClaimed) as caught:
        accepted().claim("wim", later(minutes=4))
    assert (caught.value.owner, caught.value.seconds) == ("lotte", 60)


def test_a_second_offer_waits_for_the_first() -> None:
    with pytest.raises(HandoffPending) as caught:
        offered().hand_off(a_handoff("h2", to_queue="it-vendor"))
    assert caught.value.queue == "it-network"
    assert accepted().hand_off(a_handoff("h2", from_queue="it-network", to_queue="it-vendor")).teams == {
        "it-network",
        "it-vendor",
    }


def test_a_ticket_is_not_handed_to_the_queue_it_is_in() -> None:
    with pytest.raises(SameQueue):
        claimed().hand_off(a_handoff(to_queue="it-l1"))


def test_nothing_offered_is_neither_accepted_nor_returned() -> None:
    for request in (claimed(), accepted().return_("lotte", "no", NOW)):
        with pytest.raises(NoHandoff):
            request.accept("lotte", NOW)
        with pytest.raises(NoHandoff):
            request.return_("lotte", "no", NOW)
    with pytest.raises(NoHandoff):
        accepted().accept("wim", NOW)


@pytest.mark.parametrize("end", [lambda r: r.resolve("lotte", NOW), lambda r: r.dismiss(NOW)])
def test_the_end_of_a_ticket_ends_its_offer(end: Callable[[Request], Request]) -> None:
    over = end(offered())
    assert over.handoff is not None and not over.handoff.pending
    assert over.teams == {"it-l1"}


# ---- the end


def test_a_resolved_ticket_says_by_whom_and_when() -> None:
    done = resolved()
    assert (done.status, done.resolved_at, done.resolved_by) == (Status.RESOLVED, later(hours=1), "mila")
    assert (done.outcome, done.waiting_since, done.active) == (Outcome.SOLVED, None, False)


def test_a_word_of_the_requester_reopens_for_a_week_and_no_longer() -> None:
    at_last = later(hours=1) + WEEK
    again = resolved().requester_wrote(at_last, WEEK)
    assert (again.status, again.owner, again.reopened) == (Status.OPEN, "mila", 1)
    assert (again.resolved_at, again.resolved_by, again.outcome) == (None, None, None)
    assert again.waiting_since == at_last
    with pytest.raises(ReopenTooLate):
        resolved().requester_wrote(at_last + timedelta(seconds=1), WEEK)
    with pytest.raises(ReopenTooLate):
        resolved().reopen(at_last + timedelta(seconds=1), WEEK)


def test_a_reopened_ticket_nobody_owns_is_new() -> None:
    assert ticket().resolve("mila", NOW).reopen(NOW, WEEK).status is Status.NEW


def test_what_is_not_over_cannot_be_reopened() -> None:
    with pytest.raises(NotOver):
        claimed().reopen(NOW, WEEK)


def test_only_a_resolved_ticket_closes() -> None:
    assert resolved().close(later(days=7)).status is Status.CLOSED
    for request in (asked(), ticket(), claimed(), claimed().hold(NOW)):
        assert request.close(NOW) is request


def test_a_dismissed_ticket_is_closed_and_not_solved() -> None:
    over = claimed().dismiss(NOW)
    assert (over.status, over.outcome, over.resolved_at) == (Status.CLOSED, Outcome.DISMISSED, None)


MOVES: dict[str, Callable[[Request], Request]] = {
    "claim": lambda r: r.claim("tom", NOW),
    "release": lambda r: r.release(NOW),
    "reply": lambda r: r.reply("tom", NOW),
    "hand_off": lambda r: r.hand_off(a_handoff()),
    "accept": lambda r: r.accept("lotte", NOW),
    "return": lambda r: r.return_("lotte", "no", NOW),
    "hold": lambda r: r.hold(NOW),
    "resume": lambda r: r.resume(NOW),
    "resolve": lambda r: r.resolve("tom", NOW),
    "dismiss": lambda r: r.dismiss(NOW),
}


@pytest.mark.parametrize("name", MOVES)
def test_a_ticket_that_is_over_is_not_worked_on(name: str) -> None:
    for over in (resolved(), resolved().close(NOW), claimed().dismiss(NOW)):
        with pytest.raises(AlreadyOver):
            MOVES[name](over)


@pytest.mark.parametrize("name", [*MOVES, "reopen", "requester_wrote"])
def test_a_question_that_is_no_ticket_yet_takes_no_work(name: str) -> None:
    moves = MOVES | {"reopen": lambda r: r.reopen(NOW, WEEK), "requester_wrote": lambda r: r.requester_wrote(NOW, WEEK)}
    for request in (asked(), asked().rate_solved(NOW)):
        with pytest.raises(ButtonStale):
            moves[name](request)


def test_the_backlog_is_new_open_waiting_and_on_hold() -> None:
    assert {Status.NEW, Status.OPEN, Status.WAITING, Status.ON_HOLD} == ACTIVE
    assert [replace(ticket(), status=s).active for s in Status] == [s in ACTIVE for s in Status]


def test_every_refusal_carries_data_and_no_sentence() -> None:
    kinds = {kind for parent in Refusal.__subclasses__() for kind in (parent, *parent.__subclasses__())}
    for kind in kinds:
        assert kind.word.startswith("refused"), kind
