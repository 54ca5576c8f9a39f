"""Somebody leaves and another stands where they stood: who may do it, who may stand there, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Capacity, Phase, Side
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moment import Seat
from forthright.core.challenge.re_homing import comes_instead, merged, owes, re_home
from forthright.core.challenge.sees import Sight, opens, sees
from forthright.core.challenge.standing import Actor, Office
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Role
from tests.support.examples import examples

from .people import (
    AMIR,
    CHAIR,
    COUNCIL,
    MONDAY,
    ROSA,
    ROSAS_MANAGER,
    SCHOOL,
    SEATS,
    actor,
    at,
    invented,
    policy,
    raising,
    seat,
)
from .runs import runs

ADMIN = Actor(person=61, name="Ada (invented)", offices=frozenset({(Office.ADMINISTRATOR, 7)}))
OFFICE = Actor(person=51, name="Beth (invented)", offices=frozenset({(Office.BUSINESS_UNIT, 7)}))
NEW = seat(19, SCHOOL, Role.PRACTITIONER)
SOME = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def raised() -> State:
    found = decide(policy(), State(), raising(), actor(ROSA), at(MONDAY))
    assert isinstance(found, tuple)
    return apply(State(), found[0])


def goes(state: State, leaver: int = ROSA, to: Seat | None = NEW, who: Actor = ADMIN, **more: object):  # type: ignore[no-untyped-def]
    words = more.pop("words", {"reason": "Left on Friday."})
    command = c.ReHome(leaver=leaver, seat=to, words=words, **more)  # type: ignore[arg-type]
    return re_home(state, command, who, frozenset({SCHOOL}) if who is ADMIN else frozenset(), "Administrator", MONDAY)


def test_all_that_was_the_leavers_is_the_new_persons_and_the_leaver_is_out() -> None:
    before = raised()
    (event,) = goes(before)
    state = apply(before, event)
    assert opens(actor(ROSA), before) and not opens(actor(ROSA), state)
    assert state.owners[Side.RAISING] == state.raiser == NEW.person
    assert {duty.owner for duty in state.duties.values()} == {
        NEW.person if duty.owner == ROSA else duty.owner for duty in before.duties.values()
    }
    assert (event.by, event.title, event.side) == (ADMIN.person, "Administrator", Side.RAISING)
    assert event.words == {"reason": "Left on Friday.", "by": "Ada (invented)", "names": {"19": NEW.name}}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"leaver": AMIR}, "not yours"),  # of another agency than the administrator's
        ({"leaver": 99}, "not yours"),
        ({"who": OFFICE}, "not yours"),  # the business unit keeps the partnership's own posts alone
        ({"who": actor(ROSA)}, "not yours"),
        ({"to": SEATS[COUNCIL, Role.LINE_MANAGER]}, "other agency"),
        ({"to": SEATS[SCHOOL, Role.PRACTITIONER]}, "same person"),
        ({"to": seat(AMIR, SCHOOL, Role.PRACTITIONER)}, "other side"),  # a person of both agencies
        ({"to": None}, "still owed"),
        ({"words": {}}, "no words"),
    ],
)
def test_it_is_refused_where_it_is_not_theirs_or_would_put_somebody_on_both_sides(
    changes: dict[str, object], code: str
) -> None:
    found = goes(raised(), **changes)  # type: ignore[arg-type]
    assert isinstance(found, No) and found.code == code


def test_a_post_of_the_partnership_itself_is_the_business_units_to_give() -> None:
    state = apply(raised(), goes_in_chair())
    new = seat(42, 0, Role.CHAIR)
    assert isinstance(goes(state, CHAIR, new), No)
    (event,) = goes(state, CHAIR, new, OFFICE)
    assert 42 in apply(state, event).parties


def goes_in_chair() -> facts.Event:
    return facts.Event(fact=facts.JoinedIn(party=SEATS[0, Role.CHAIR].party(None)), at=MONDAY)


def test_a_part_in_which_nothing_is_owed_may_end_with_nobody_in_it() -> None:
    joined = facts.JoinedIn(party=SEATS[SCHOOL, Role.LINE_MANAGER].party(Side.RAISING))
    state = apply(raised(), facts.Event(fact=joined, at=MONDAY))
    assert not owes(state, ROSAS_MANAGER)
    (event,) = goes(state, ROSAS_MANAGER, None)
    after = apply(state, event)
    assert ROSAS_MANAGER not in after.parties
    assert after.duties == state.duties


def test_two_accounts_are_made_one_by_the_business_unit_alone_and_never_on_both_sides() -> None:
    state = raised()
    other = seat(77, COUNCIL, Role.PRACTITIONER)
    (event,) = goes(state, ROSA, other, OFFICE, same_person=True)
    assert apply(state, event).parties[77].agency == SCHOOL
    refused = goes(state, ROSA, seat(AMIR, COUNCIL, Role.PRACTITIONER), OFFICE, same_person=True)
    assert isinstance(refused, No) and refused.code == "other side"


def test_who_was_to_answer_and_left_before_the_other_side_came_in_is_followed_without_a_word_across() -> None:
    found = decide(invented(), State(), raising(), actor(ROSA), at(MONDAY))
    assert isinstance(found, tuple)
    state = apply(State(), found[0])
    assert state.outside is not None and state.outside.person == AMIR
    new = seat(29, COUNCIL, Role.PRACTITIONER)
    (event,) = comes_instead(state, AMIR, new, MONDAY)
    after = apply(state, event)
    assert after.outside is not None and after.outside.person == after.answerer == 29
    assert after.parties == state.parties
    assert sees(actor(ROSA), after, event) is Sight.WORDS
    assert comes_instead(raised(), AMIR, new, MONDAY) == ()


def test_merged_agencies_take_part_as_one_unless_they_are_the_two_sides() -> None:
    state = raised()
    event = merged(state, (SCHOOL, "Infants"), (9, "Primary"), OFFICE, MONDAY)
    assert not isinstance(event, No)
    after = apply(state, event)
    assert after.agencies == {Side.RAISING: 9, Side.RESPONDING: COUNCIL}
    assert after.parties[ROSA].agency == 9
    both = merged(state, (SCHOOL, "Infants"), (COUNCIL, "Council"), OFFICE, MONDAY)
    assert isinstance(both, No) and both.code == "both sides"


@SOME
@given(runs())
def test_after_everybody_of_an_agency_has_left_nothing_is_owed_by_any_of_them(run) -> None:  # type: ignore[no-untyped-def]
    """Whatever happened before: each part goes to one successor, and no duty, promise, vote or place is left behind."""
    state = run[2]
    leavers = [one for one in state.parties.values() if one.agency == SCHOOL]
    for part in leavers:
        (event,) = goes(state, part.person, NEW)
        state = apply(state, event)
        assert not owes(state, part.person)
        assert not opens(actor(part.person), state)
    gone = {part.person for part in leavers}
    assert gone.isdisjoint(state.parties)
    assert all(duty.owner in state.parties for duty in state.duties.values() if duty.owner == NEW.person)
    assert state.phase is run[2].phase and set(state.duties) == set(run[2].duties)
    assert state.next_wake == run[2].next_wake
    assert state.phase is not Phase.OPEN or set(state.owners) == set(run[2].owners)


@pytest.mark.parametrize("same_person", [False, True])
def test_whoever_declared_a_conflict_in_it_does_not_choose_who_takes_over(same_person: bool) -> None:
    who = OFFICE if same_person else ADMIN
    own = facts.Party(person=who.person, agency=SCHOOL, title="Post", capacity=Capacity.MANAGER, side=Side.RAISING)
    declared = facts.Declared(by=who.person, party=own)
    state = replace(raised(), conflicted=frozenset({who.person}), declared={who.person: declared})
    assert goes(state, who=who, same_person=same_person).code == "own conflict"
    passed = replace(state, declared={who.person: replace(declared, by=ROSA)})
    assert isinstance(goes(passed, who=who, same_person=same_person), tuple), "who was passed over is not told so"
    assert isinstance(
        goes(replace(state, conflicted=frozenset(), declared={}), who=who, same_person=same_person), tuple
    )
