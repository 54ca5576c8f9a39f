"""Advice at any step, also where the policy says nothing of it, and its end."""

import pytest

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, Side
from forthright.core.challenge.sees import Sight, sees
from forthright.core.challenge.standing import Standing, standing_of
from forthright.core.policy.shapes import Role

from .people import AMIR, CHAIR, COUNCIL, ROSA, SCHOOL, SEATS, actor, invented, policy, seat
from .test_beside import ADVICE, LADDER, NADIA, NAMED, SPECTATOR
from .test_walks import Walk
from .texts import under

DORA, HEALTH = 71, 3
DESIGNATED = seat(DORA, HEALTH, Role.ADVISER)


def asked(walk: Walk | None = None) -> Walk:
    walk = walk or Walk(policy())
    walk.act(ROSA, c.AskAdvice(seat=DESIGNATED))
    return walk


def test_a_designated_professional_of_another_agency_reads_with_the_side_that_asked_and_is_no_party() -> None:
    walk = asked()
    assert standing_of(actor(DORA), walk.state) is Standing.ADVISER
    assert walk.state.parties[DORA].side is Side.RAISING
    walk.act(ROSA, c.WriteNote(words={"note": "What do you think?"}))
    assert sees(actor(DORA), walk.state, walk.events[-1]) is Sight.WORDS
    walk.act(AMIR, c.WriteNote(words={"note": "Between us."}))
    assert sees(actor(DORA), walk.state, walk.events[-1]) is Sight.NOTHING
    assert walk.refuses(DORA, c.AddEvidence(words={"what": "A log."})) == "not your role"


def test_it_changes_no_step_time_or_owner() -> None:
    before = Walk(policy()).state
    after = asked().state
    assert (after.duties, after.owners, after.step) == (before.duties, before.owners, before.step)


def test_the_record_says_whether_the_policy_speaks_of_it() -> None:
    walk = asked()
    assert isinstance(walk.events[-1].fact, facts.JoinedIn)
    assert walk.events[-1].fact.own_rule
    by_policy = Walk(under(LADDER, ADVICE))
    by_policy.act(ROSA, c.AskAdvice(seat=NAMED))
    assert isinstance(by_policy.events[-1].fact, facts.JoinedIn)
    assert not by_policy.events[-1].fact.own_rule
    assert by_policy.state.parties[NADIA].capacity is Capacity.ADVISER


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (SEATS[COUNCIL, Role.SAFEGUARDING_LEAD], "not the other side"),
        (seat(CHAIR, 0, Role.CHAIR), "neutral"),
        (seat(51, 0, Role.BUSINESS_UNIT), "neutral"),
        (SEATS[SCHOOL, Role.PRACTITIONER], "already in"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else value.role.value,
)
def test_nobody_advises_one_side_who_works_for_the_other_or_may_have_to_decide(one, code) -> None:  # type: ignore[no-untyped-def]
    assert Walk(policy()).refuses(ROSA, c.AskAdvice(seat=one)) == code


def test_before_the_partnerships_step_its_own_posts_give_no_advice() -> None:
    walk = Walk(under(LADDER, SPECTATOR))
    assert walk.refuses(ROSA, c.AskAdvice(seat=SEATS[SCHOOL, Role.REPRESENTATIVE])) == "partnership later"


def test_whoever_is_to_answer_and_is_not_in_it_yet_gives_no_advice() -> None:
    walk = Walk(invented("0"))
    assert walk.state.outside is not None
    outside = seat(walk.state.outside.person, HEALTH, Role.ADVISER)
    assert walk.refuses(ROSA, c.AskAdvice(seat=outside)) == "already in"


def test_the_side_that_asked_says_when_it_has_had_the_advice() -> None:
    walk = asked()
    assert walk.refuses(AMIR, c.Release(person=DORA)) == "no adviser"
    assert walk.refuses(ROSA, c.Release(person=AMIR)) == "no adviser"
    walk.act(ROSA, c.Release(person=DORA, words={"note": "Thank you."}))
    assert DORA not in walk.state.parties
    assert all(sees(actor(DORA), walk.state, event) is Sight.NOTHING for event in walk.events)
    asked(walk)
    assert DORA in walk.state.parties


def test_advice_ends_with_the_matter() -> None:
    walk = asked()
    walk.act(ROSA, c.Withdraw(words={"reason": "Settled by talking."}))
    assert DORA not in walk.state.parties
    walk.act(ROSA, c.Reopen(words={"reason": "It happened again."}))
    assert DORA not in walk.state.parties
