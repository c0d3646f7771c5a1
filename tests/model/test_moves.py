"""The further moves of a ticket, one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.follower import READER, Follower
from bot.model.moves import (
    MOST_TAGS,
    ask_to_close,
    assign,
    categorise,
    close_idle,
    keep_open,
    merge,
    prioritise,
    tag,
)
from bot.model.places import Conversation, Direct, Under
from bot.model.refusals import AlreadyOver, AlreadyYours, ButtonStale, MergeImpossible, Refusal, TooManyTags
from bot.model.request import Request
from bot.model.states import Kind, Outcome, Priority, Status
from tests.storage.things import NOW, a_handoff, a_request, later

WEEK = timedelta(days=7)


def ticket(**changes: object) -> Request:
    return replace(a_request(number=7, opened_at=NOW), **changes)


def owned() -> Request:
    return ticket().claim("mila", later(minutes=1))


def resolved() -> Request:
    return owned().resolve("mila", later(minutes=2))


MOVES: list[Callable[[Request], Request]] = [
    lambda r: assign(r, "tom", NOW),
    lambda r: prioritise(r, Priority.HIGH),
    lambda r: merge(r, ticket(id="other", number=9), NOW),
    lambda r: ask_to_close(r, "mila", NOW),
    lambda r: close_idle(r, "noor", NOW),
]


@pytest.mark.parametrize("move", MOVES)
def test_what_is_over_is_left_alone(move: Callable[[Request], Request]) -> None:
    for over in (resolved(), resolved().close(later(days=8)), owned().dismiss(NOW)):
        with pytest.raises(AlreadyOver):
            move(over)


def test_a_new_ticket_assigned_is_open_and_owned() -> None:
    after = assign(ticket(), "tom", later(minutes=1))
    assert (after.owner, after.status, after.claimed_at) == ("tom", Status.OPEN, later(minutes=1))


def test_assigning_takes_it_from_whoever_had_it() -> None:
    assert assign(owned(), "tom", NOW).owner == "tom"


def test_assigning_to_who_has_it_already_is_refused() -> None:
    with pytest.raises(AlreadyYours):
        assign(owned(), "mila", NOW)


def test_assigning_wakes_nothing_and_answers_nobody() -> None:
    for status in (Status.WAITING, Status.ON_HOLD):
        assert assign(replace(owned(), status=status), "tom", NOW).status is status


def test_labels_may_still_be_set_when_it_is_over_for_they_are_counted() -> None:
    assert categorise(resolved(), Kind.INCIDENT).kind is Kind.INCIDENT
    assert tag(resolved(), ["vpn"], []).tags == ("vpn",)


def test_tags_keep_their_order_and_come_once() -> None:
    tagged = tag(ticket(tags=("vpn", "home")), ["utrecht", "vpn", "utrecht"], ["home", "never-there"])
    assert tagged.tags == ("vpn", "utrecht")


def test_a_tag_both_added_and_removed_stands_last() -> None:
    assert tag(ticket(tags=("vpn",)), ["vpn"], ["vpn"]).tags == ("vpn",)


def test_more_tags_than_fit_are_refused_instead_of_lost() -> None:
    full = tag(ticket(), [f"t{n}" for n in range(MOST_TAGS)], [])
    with pytest.raises(TooManyTags):
        tag(full, ["one-more"], [])
    assert tag(full, ["one-more"], ["t0"]).tags[-1] == "one-more"


def test_a_merged_ticket_is_closed_and_says_where_it_went() -> None:
    over = merge(owned(), ticket(id="other", number=9), later(hours=1))
    assert (over.status, over.outcome, over.merged_into) == (Status.CLOSED, Outcome.MERGED, "other")
    assert over.closed_at == later(hours=1) and over.resolved_at is None


def test_merging_ends_an_offer_and_a_snooze() -> None:
    offered = owned().hold(NOW, later(days=1)).hand_off(a_handoff())
    over = merge(offered, ticket(id="other", number=9), NOW)
    assert over.handoff is not None and not over.handoff.pending
    assert over.snoozed_until is None


def test_nothing_is_merged_into_itself_or_into_what_is_over() -> None:
    with pytest.raises(MergeImpossible):
        merge(owned(), owned(), NOW)
    with pytest.raises(MergeImpossible):
        merge(owned(), replace(resolved(), id="other"), NOW)


def test_a_merged_ticket_does_not_come_back() -> None:
    over = merge(owned(), ticket(id="other", number=9), NOW)
    for back in (
        lambda: over.reopen(later(hours=1), WEEK),
        lambda: over.requester_wrote(later(hours=1), WEEK),
        lambda: over.claim("tom", NOW),
    ):
        with pytest.raises(Refusal):
            back()


def test_asked_to_close_waits_on_the_requester() -> None:
    asked = ask_to_close(owned(), "tom", later(hours=1))
    assert (asked.status, asked.close_asked_by, asked.owner) == (Status.WAITING, "tom", "mila")
    assert asked.waiting_since is None and asked.touched_at == later(hours=1)


def test_who_asks_to_close_what_nobody_owns_owns_it() -> None:
    asked = ask_to_close(ticket(), "tom", later(hours=1))
    assert (asked.owner, asked.claimed_at) == ("tom", later(hours=1))
    assert keep_open(asked, later(hours=2)).status is Status.OPEN


def test_a_snoozed_ticket_asked_to_close_sleeps_no_longer() -> None:
    assert ask_to_close(owned().hold(NOW, later(days=1)), "mila", NOW).snoozed_until is None


@pytest.mark.parametrize(
    "taken_back",
    [
        lambda r: r.reply("mila", NOW),
        lambda r: r.requester_wrote(NOW, WEEK),
        lambda r: r.hold(NOW),
        lambda r: r.resolve("mila", NOW),
        lambda r: keep_open(r, NOW),
    ],
)
def test_the_question_stands_until_something_answers_it(taken_back: Callable[[Request], Request]) -> None:
    assert taken_back(ask_to_close(owned(), "mila", NOW)).close_asked_by is None


def test_a_no_without_a_question_does_nothing() -> None:
    for never in (owned(), resolved(), ask_to_close(owned(), "mila", NOW).resolve("mila", NOW)):
        with pytest.raises(ButtonStale):
            keep_open(never, NOW)


def test_what_was_closed_for_silence_opens_again_by_a_word() -> None:
    idle = close_idle(ticket(), "noor", later(days=30))
    assert (idle.status, idle.outcome, idle.resolved_by) == (Status.RESOLVED, Outcome.IDLE, "noor")
    assert idle.requester_wrote(later(days=31), WEEK).status is Status.NEW


def test_a_request_that_is_no_ticket_is_not_worked_on() -> None:
    asked = a_request(status=Status.ANSWERED)
    for move in MOVES:
        with pytest.raises(ButtonStale):
            move(asked)


def test_a_reader_is_told_apart_from_somebody_who_asked_too() -> None:
    thread = Conversation("web", "help", "m1")
    assert Follower("joris", "copies", thread).asked_too
    assert Follower("joris", "copies", Under("web", "dm/r2")).asked_too
    assert not Follower("joris", "copies", Under("web", f"{READER}r1/joris")).asked_too
    assert not Follower("tom", "notice", Direct("web", "tom")).asked_too
