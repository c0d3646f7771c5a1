"""Who may do what: people of the shipped desk against tickets of every kind."""

import pytest

from bot.model.people import Person
from bot.model.refusals import NotAllowed, NotYourQueue, NotYours, TicketUnknown
from bot.model.request import Request
from bot.model.rules import Rules
from bot.model.states import Status
from bot.policy.rights import (
    LOOK,
    RECEIVE,
    WORK,
    audiences,
    is_confidential,
    may_release,
    may_see,
    may_use,
    must_see,
    must_work,
)
from tests.storage.things import NOW, a_handoff, a_request

ANA = "ana"  # the requester
JORIS = "joris"  # a colleague without a role
MILA = "mila"  # agent of it-l1
LOTTE = "lotte"  # agent of it-network
SANNE = "sanne"  # agent of hr-l1 and hr-l2
FEMKE = "femke"  # agent of hr-l2 and hr-confidential
NOOR = "noor"  # admin, leads all but hr-confidential
EVERYBODY = (ANA, JORIS, MILA, LOTTE, SANNE, FEMKE, NOOR)

TICKETS: dict[str, Request] = {
    "plain": a_request(number=1, queue="it-l1"),
    "owned": a_request(number=2, queue="it-l1", owner=MILA, status=Status.OPEN),
    "offered": a_request(number=3, queue="it-l1", handoff=a_handoff()),
    "accepted": a_request(number=4, queue="it-network", handoff=a_handoff(accepted_at=NOW, accepted_by=LOTTE)),
    "confidential": a_request(number=5, queue="hr-confidential"),
    "offered in confidence": a_request(
        number=6, queue="hr-l2", handoff=a_handoff(from_queue="hr-l2", to_queue="hr-confidential")
    ),
    "offered out of confidence": a_request(
        number=7, queue="hr-confidential", handoff=a_handoff(from_queue="hr-confidential", to_queue="hr-l2")
    ),
    "of a queue that is gone": a_request(number=8, queue="it-fax"),
}


def person(id: str) -> Person:
    return Person(id, id.title())


def allowed(id: str, ticket: str, verb: str, rules: Rules) -> str:
    """ "yes", or the name of the refusal."""
    try:
        must_work(person(id), TICKETS[ticket], verb, rules)
    except (NotAllowed, NotYourQueue, NotYours, TicketUnknown) as refusal:
        return type(refusal).__name__
    return "yes"


SEEN_BY = {
    "plain": {ANA, MILA, LOTTE, SANNE, FEMKE, NOOR},
    "owned": {ANA, MILA, LOTTE, SANNE, FEMKE, NOOR},
    "offered": {ANA, MILA, LOTTE, SANNE, FEMKE, NOOR},
    "accepted": {ANA, MILA, LOTTE, SANNE, FEMKE, NOOR},
    "confidential": {ANA, FEMKE},
    "offered in confidence": {ANA, SANNE, FEMKE, NOOR},
    "offered out of confidence": {ANA, SANNE, FEMKE, NOOR},
    "of a queue that is gone": {ANA, NOOR},  # it may have been confidential
}


@pytest.mark.parametrize("ticket", TICKETS)
def test_a_ticket_is_seen_by_its_requester_its_teams_and_other_agents_unless_confidential(
    rules: Rules, ticket: str
) -> None:
    assert {id for id in EVERYBODY if may_see(person(id), TICKETS[ticket], rules)} == SEEN_BY[ticket]


WORKED_ON_BY = {
    "plain": {MILA, NOOR},
    "owned": {MILA, NOOR},
    "offered": {MILA, LOTTE, NOOR},
    "accepted": {LOTTE, NOOR},
    "confidential": {FEMKE},
    "offered in confidence": {SANNE, FEMKE, NOOR},
    "offered out of confidence": {SANNE, FEMKE, NOOR},
    "of a queue that is gone": {NOOR},  # an admin hands it on
}


@pytest.mark.parametrize("verb", sorted(WORK))
@pytest.mark.parametrize("ticket", TICKETS)
def test_a_ticket_is_worked_on_by_the_teams_it_lies_with(rules: Rules, ticket: str, verb: str) -> None:
    assert {id for id in EVERYBODY if allowed(id, ticket, verb, rules) == "yes"} == WORKED_ON_BY[ticket]


RECEIVED_BY = {
    "offered": {LOTTE, NOOR},
    "accepted": {LOTTE, NOOR},
    "offered in confidence": {FEMKE},
    "offered out of confidence": {SANNE, FEMKE, NOOR},
}


TAKEN_BACK_BY = {"offered": {MILA}, "offered in confidence": {SANNE, NOOR}, "offered out of confidence": {FEMKE}}


@pytest.mark.parametrize("ticket", RECEIVED_BY)
def test_a_handoff_is_taken_by_the_team_it_was_offered_to(rules: Rules, ticket: str) -> None:
    assert {id for id in EVERYBODY if allowed(id, ticket, "accept", rules) == "yes"} == RECEIVED_BY[ticket]


@pytest.mark.parametrize("ticket", RECEIVED_BY)
def test_a_handoff_is_sent_back_by_the_receiver_and_taken_back_by_the_sender(rules: Rules, ticket: str) -> None:
    may = RECEIVED_BY[ticket] | TAKEN_BACK_BY.get(ticket, set())
    assert {id for id in EVERYBODY if allowed(id, ticket, "return", rules) == "yes"} == may


def test_the_requester_closes_a_ticket_and_the_team_asks_to(rules: Rules) -> None:
    assert {id for id in EVERYBODY if allowed(id, "plain", "close", rules) == "yes"} == {ANA, MILA, NOOR}
    assert allowed(JORIS, "accepted", "close", rules) == "TicketUnknown"
    assert allowed(LOTTE, "plain", "close", rules) == "NotYourQueue"


def test_the_requester_and_the_team_reopen_a_ticket(rules: Rules) -> None:
    assert {id for id in EVERYBODY if allowed(id, "plain", "reopen", rules) == "yes"} == {ANA, MILA, NOOR}


def test_who_may_see_a_ticket_may_read_its_timeline(rules: Rules) -> None:
    for ticket in TICKETS:
        readers = {id for id in EVERYBODY if allowed(id, ticket, "ticket", rules) == "yes"}
        assert readers == SEEN_BY[ticket]


def test_each_is_told_as_much_as_is_theirs_to_know(rules: Rules) -> None:
    assert allowed(LOTTE, "plain", "claim", rules) == "NotYourQueue"
    assert allowed(ANA, "plain", "claim", rules) == "NotAllowed"
    assert allowed(JORIS, "plain", "claim", rules) == "TicketUnknown"
    assert allowed(NOOR, "confidential", "claim", rules) == "TicketUnknown"
    assert allowed(ANA, "confidential", "claim", rules) == "NotAllowed"


def test_a_hidden_ticket_and_none_at_all_look_the_same(rules: Rules) -> None:
    told = []
    for request in (None, TICKETS["confidential"]):
        with pytest.raises(TicketUnknown) as caught:
            must_see(person(NOOR), request, rules, 5)
        told.append(caught.value.facts())
    assert told[0] == told[1]
    assert must_see(person(FEMKE), TICKETS["confidential"], rules, 5) is TICKETS["confidential"]


def test_an_agent_with_a_ticket_of_their_own_elsewhere_is_its_requester_and_no_more(rules: Rules) -> None:
    own = a_request(number=9, requester=LOTTE, queue="hr-confidential")
    assert may_see(person(LOTTE), own, rules)
    must_work(person(LOTTE), own, "close", rules)
    with pytest.raises(NotYourQueue):
        must_work(person(LOTTE), own, "note", rules)


def test_ones_own_is_released_by_oneself_and_anybodys_by_a_lead(rules: Rules) -> None:
    assert [id for id in EVERYBODY if may_release(person(id), TICKETS["owned"], rules)] == [MILA, NOOR]


def test_confidential_is_what_lies_or_was_offered_in_a_confidential_queue(rules: Rules) -> None:
    assert {name for name, ticket in TICKETS.items() if is_confidential(ticket, rules)} == {
        "confidential",
        "offered in confidence",
        "offered out of confidence",
        "of a queue that is gone",
    }


def test_articles_for_agents_and_for_a_team_are_read_by_them_alone(rules: Rules) -> None:
    assert audiences(person(ANA), rules) == {"everyone", "guests"}
    assert audiences(person(MILA), rules) == {"everyone", "guests", "agents", "it-l1"}
    assert "hr-confidential" not in audiences(person(NOOR), rules)
    assert "hr-confidential" in audiences(person(FEMKE), rules)


def test_a_stranger_reads_what_is_for_guests_alone(rules: Rules) -> None:
    assert audiences(Person("slack:U1", "Guest", stranger=True), rules) == {"guests"}


def test_agents_verbs_are_offered_to_agents(rules: Rules) -> None:
    assert [may_use(person(id), True, rules) for id in (ANA, MILA, NOOR)] == [False, True, True]
    assert may_use(person(ANA), False, rules)


def test_every_verb_of_the_desk_has_a_rule() -> None:
    assert not WORK & RECEIVE and not (WORK | RECEIVE) & LOOK
