"""Beside the straight way up: beginning at a later step, skipping one, warning first, handing back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forthright.core.challenge import commands
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Agreed, Side, Why
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import step_taken
from forthright.core.policy.shapes import Policy, Role
from tests.support.everything import everything

from .people import (
    AMIR,
    AMIRS_MANAGER,
    CHAIR,
    COUNCIL,
    MONDAY,
    ROSA,
    ROSAS_MANAGER,
    ROSAS_REP,
    ROSAS_SENIOR,
    SCHOOL,
    SEATS,
    actor,
    at,
    policy,
    raising,
)
from .test_lapses import URGENT, at_step
from .test_walks import Walk, disagree

MANAGER = SEATS[SCHOOL, Role.LINE_MANAGER]
WORDS = {"worry_facts": "Seen.", "wanted": "A visit.", "entry_reason": "Harm is feared tonight."}


def refused(under: Policy, **changes: object) -> str:
    answer = decide(under, State(), raising(**changes), actor(ROSA), at(MONDAY))
    assert isinstance(answer, No), "it was allowed"
    return answer.code


def test_it_may_begin_at_a_later_step_with_a_reason_and_whoever_must_agree() -> None:
    walk = Walk(everything(), step="2", agreed=MANAGER, words=WORDS)
    assert walk.state.step == "2"
    assert walk.state.owners == {Side.RAISING: ROSAS_MANAGER, Side.RESPONDING: AMIRS_MANAGER}
    assert {ROSA, AMIR} <= set(walk.state.parties), "those concerned take part from the start"
    assert walk.events[0].fact.agreed.person == ROSAS_MANAGER
    assert {str(ROSAS_MANAGER), str(AMIRS_MANAGER), str(ROSA), str(AMIR)} <= set(walk.events[0].words["names"])
    assert walk.events[0].words["entry_reason"] == "Harm is feared tonight."


def test_it_does_not_begin_where_the_policy_does_not_let_it_or_without_reason_or_agreement() -> None:
    under = everything()
    assert refused(under, step="3", agreed=MANAGER, words=WORDS) == "no entry here"
    assert refused(under, step="2+1", agreed=MANAGER, words=WORDS) == "no entry here"
    assert refused(under, step="9", words=WORDS) == "no entry here"
    assert refused(under, step="2", agreed=MANAGER) == "entry reason"
    assert refused(under, step="2", words=WORDS) == "entry agreement"
    assert refused(under, step="2", agreed=SEATS[COUNCIL, Role.LINE_MANAGER], words=WORDS) == "entry agreement"
    assert refused(under, step="2", agreed=SEATS[SCHOOL, Role.PRACTITIONER], words=WORDS) == "entry agreement"
    assert refused(policy(), step="2", words=WORDS) == "no entry here"


GATED = ("  may start here with agreement of: line manager\n", "  first agreed by: senior manager\n")


def test_a_later_step_with_a_gate_asks_whoever_keeps_it_before_the_other_side_is_in() -> None:
    walk = Walk(everything(GATED), step="2", words=WORDS)
    assert walk.state.quiet and walk.state.gate is not None and AMIR not in walk.state.parties
    assert walk.state.turn is not None and walk.state.turn.owner == ROSAS_SENIOR
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    assert (walk.state.step, walk.state.quiet) == ("2", False)
    assert walk.state.owners == {Side.RAISING: ROSAS_MANAGER, Side.RESPONDING: AMIRS_MANAGER}
    assert {ROSA, AMIR} <= set(walk.state.parties)


def test_a_gate_whose_keeper_agreed_when_it_was_raised_is_not_asked_again() -> None:
    text = (GATED[0], GATED[0] + GATED[1])
    senior = SEATS[SCHOOL, Role.SENIOR_MANAGER]
    both = ("agreement of: line manager", "agreement of: line manager, senior manager")
    walk = Walk(everything(text, both), step="2", agreed=senior, words=WORDS)
    assert not walk.state.quiet and walk.state.owners[Side.RESPONDING] == AMIRS_MANAGER
    other = Walk(everything(text, both), step="2", agreed=MANAGER, words=WORDS)
    assert other.state.turn is not None and other.state.turn.owner == ROSAS_SENIOR


def test_in_danger_a_later_step_whose_gate_is_silent_is_entered_with_the_reason() -> None:
    walk = Walk(everything(GATED), step="2", words=WORDS)
    walk.act(ROSA, commands.TakeUp(why=Why.URGENT, words={"reason": "Home tonight."}))
    assert not walk.state.quiet and walk.state.owners[Side.RESPONDING] == AMIRS_MANAGER
    assert walk.events[-1].fact.agreed is Agreed.WITHOUT


def test_the_first_step_may_be_named_and_needs_nothing() -> None:
    assert Walk(everything(), step="1").state.step == "1"


def without(*posts: tuple[int, Role]) -> Moment:
    """Monday with these posts vacant."""
    return replace(at(MONDAY), seats={key: seat for key, seat in SEATS.items() if key not in posts})


def test_a_step_that_nobody_of_the_answering_agency_holds_is_skipped_and_the_record_says_so() -> None:
    walk = at_step("2+1")
    vacant = without((COUNCIL, Role.HEAD_OF_SERVICE))
    events = decide(walk.policy, walk.state, URGENT, actor(walk.state.owners[Side.RAISING]), vacant)
    assert not isinstance(events, No)
    assert (events[0].fact.step, events[0].fact.skipped) == ("4", ("3",))
    after = apply(walk.state, events[0])
    assert after.turn is not None


def test_a_post_that_is_filled_is_not_skipped_and_neither_is_a_step_that_does_not_say_so() -> None:
    walk = at_step("2+1")
    owner = actor(walk.state.owners[Side.RAISING])
    other = without((SCHOOL, Role.HEAD_OF_SERVICE))
    events = decide(walk.policy, walk.state, URGENT, owner, other)
    assert not isinstance(events, No) and events[0].fact.step == "3"
    silent = everything(("  if nobody holds the post: skip this step\n", ""))
    events = decide(silent, walk.state, URGENT, owner, without((COUNCIL, Role.HEAD_OF_SERVICE)))
    assert not isinstance(events, No) and events[0].fact.step == "3"


def test_nothing_is_skipped_past_the_end() -> None:
    under = everything(
        (
            "answered by: independent chair, senior manager",
            "answered by: senior manager\n  if nobody holds the post: skip this step",
        )
    )
    walk = at_step("4", under)
    taken = step_taken(under, walk.state, "5", Why.STILL_DIFFER, without((COUNCIL, Role.SENIOR_MANAGER)))
    assert (taken.step, taken.skipped) == ("5", ())


def test_the_other_side_is_warned_first_and_as_long_before_as_the_policy_says() -> None:
    walk = Walk(everything())
    disagree(walk)
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.STILL_DIFFER)) == "warn first"
    assert walk.refuses(ROSA, URGENT) == "warn first"
    walk.act(ROSA, commands.Warn(words={"note": "I will take it up tomorrow."}))
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.STILL_DIFFER)) == "warned too lately"
    assert walk.refuses(ROSA, commands.Warn()) == "already warned"
    assert walk.refuses(AMIR, commands.TakeUp(why=Why.STILL_DIFFER)) == "warn first", "each side warns the other"
    walk.now += timedelta(days=1, hours=8)
    walk.act(ROSA, commands.TakeUp(why=Why.STILL_DIFFER))
    assert walk.state.step == "2"
    assert walk.state.warned == {}


def test_what_is_urgent_needs_the_warning_and_no_wait() -> None:
    walk = Walk(everything())
    walk.act(ROSA, commands.Warn())
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.URGENT)) == "no urgent reason"
    walk.act(ROSA, URGENT)
    assert walk.state.step == "2"


def test_a_warning_at_any_time_before_needs_no_wait() -> None:
    walk = Walk(everything(("warn the other side: 1 working day before", "warn the other side: at any time before")))
    disagree(walk)
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, commands.TakeUp(why=Why.STILL_DIFFER))
    assert walk.state.step == "2"


def test_the_clock_that_must_move_it_waits_for_no_warning() -> None:
    walk = Walk(everything())
    walk.act(AMIR, commands.Acknowledge())
    walk.wait(days=3)
    assert walk.state.step == "2"


def test_where_the_policy_asks_for_no_warning_there_is_none() -> None:
    assert Walk(policy()).refuses(ROSA, commands.Warn()) == "no warning"


def test_it_is_handed_back_with_a_reason_as_often_as_the_policy_says() -> None:
    walk = at_step("2")
    assert walk.refuses(ROSAS_MANAGER, commands.HandBack()) == "no words"
    walk.now += timedelta(days=1)
    walk.act(AMIRS_MANAGER, commands.HandBack(words={"reason": "You two have not spoken yet."}))
    assert (walk.state.step, walk.events[-1].fact.why, walk.events[-1].fact.origin) == ("1", Why.HANDED_BACK, "2")
    assert walk.state.owners == {Side.RAISING: ROSA, Side.RESPONDING: AMIR}
    settle = next(one for one in walk.state.duties.values() if one.kind == "settle")
    assert settle.since == walk.now, "its clocks start anew"
    walk.act(AMIR, commands.Acknowledge())
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.STILL_DIFFER)) == "warn first"
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, URGENT)
    again = commands.HandBack(words={"reason": "Once more."})
    assert walk.refuses(AMIRS_MANAGER, again) == "handed back often enough"


@pytest.mark.parametrize("person", [ROSA, AMIR])
def test_only_whoever_owns_the_step_or_decides_there_hands_it_back(person: int) -> None:
    walk = at_step("2")
    assert walk.refuses(person, commands.HandBack(words={"reason": "Not mine."})) == "not the owner"


def test_a_neutral_decider_may_hand_it_back_too() -> None:
    walk = at_step(
        "5",
        everything(
            ("decide within: 10 working days", "may be handed back: to step 4\n  decide within: 10 working days")
        ),
    )
    walk.act(CHAIR, commands.HandBack(words={"reason": "The representatives have not met."}))
    assert walk.state.step == "4"
    assert walk.state.owners[Side.RAISING] == ROSAS_REP


def test_what_goes_back_is_acknowledged_and_answered_anew() -> None:
    walk = Walk(everything())
    disagree(walk)
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, URGENT)
    walk.act(AMIRS_MANAGER, commands.HandBack(words={"reason": "You two have not spoken yet."}))
    walk.act(ROSA, commands.Warn())
    walk.now += timedelta(days=2)
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.STILL_DIFFER)) == "too early", "the reply of before is not enough"
    walk.act(AMIR, commands.Acknowledge())


def test_where_the_policy_names_no_way_back_there_is_none() -> None:
    assert Walk(everything()).refuses(ROSA, commands.HandBack(words={"reason": "Back."})) == "no hand-back"
