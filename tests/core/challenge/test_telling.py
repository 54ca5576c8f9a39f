"""Whom the policy asks to be told: what its words mean, at which events, and who is never told."""

import pytest

from forthright.core.challenge import commands
from forthright.core.challenge.codes import Outcome, Ruling, Stance, Why
from forthright.core.challenge.folding import apply
from forthright.core.challenge.state import State
from forthright.core.challenge.telling import FILLED, happened, people, recipients
from forthright.core.policy.recipients import Part, meant
from forthright.core.policy.shapes import Occasion, Role

from .people import (
    AMIR,
    AMIRS_MANAGER,
    AMIRS_REP,
    AMIRS_SENIOR,
    CHAIR,
    ROSA,
    ROSAS_MANAGER,
    ROSAS_REP,
    ROSAS_SENIOR,
    at,
    invented,
)
from .test_walks import LATER, Walk

BETH = 51


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("line manager", Role.LINE_MANAGER),
        ("the line managers", Role.LINE_MANAGER),
        ("heads of service", Role.HEAD_OF_SERVICE),
        ("the professional who raised it", Part.RAISER),
        ("both sides", Part.BOTH),
        ("LSCB Business Manager", Role.BUSINESS_UNIT),
        ("the partnership's business unit", None),
        ("relevant personnel", None),
        ("reviewing officer", None),
        ("line managers of the family", None),
    ],
)
def test_only_what_is_plain_is_read_as_somebody_in_the_system(words: str, means: object) -> None:
    assert meant(words) is means


def everything(walk: Walk) -> set[tuple[str, str]]:
    """What the entries so far were to the policy: (event, step)."""
    found, state = set(), State()
    for event in walk.events:
        before, state = state, apply(state, event)
        found |= {(occasion.name, step) for occasion, step in happened(before, state, event)}
    return found


def test_a_first_step_behind_a_gate_starts_when_the_gate_is_passed() -> None:
    walk = Walk(invented("1"))
    assert everything(walk) == set()
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    assert everything(walk) == {("STARTS", "1")}


def test_every_event_of_the_tell_lines_is_known() -> None:
    walk = Walk(invented())
    walk.act(ROSAS_MANAGER, commands.Reply(stance=Stance.AGREE, words={"reasons": "Yes."}))
    assert everything(walk) == {("STARTS", "0"), ("REPLIED", "0")}
    walk.wait(days=2)
    walk.act(ROSA, commands.TakeUp(why=Why.URGENT, words={"reason": "Home tonight."}))
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    walk.act(ROSA, commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "Yes."}))
    walk.act(AMIR, commands.Confirm(agree=True))
    assert {("TAKEN_UP", "0"), ("STARTS", "1"), ("SETTLED", "1")} <= everything(walk)


def test_what_is_decided_is_settled_too() -> None:
    walk = Walk(invented("3"))
    words = {"decision": "A visit.", "reasons": "Both saw it."}
    walk.act(ROSAS_REP, commands.Decide(ruling=Ruling.ANOTHER_WAY, check_back=LATER, words=words))
    for person in (AMIRS_REP, CHAIR):
        walk.act(person, commands.AgreeDecision(agree=True))
    assert {("DECIDED", "3"), ("SETTLED", "3")} <= everything(walk)


def test_nobody_of_the_other_agency_is_meant_before_it_is_in() -> None:
    walk = Walk(invented())
    for who in ("line manager", "both sides", "practitioner", "responding side", "senior managers"):
        assert not {AMIR, AMIRS_MANAGER, AMIRS_SENIOR} & set(people(who, walk.state, at(walk.now), [BETH]))
    walk = Walk(invented("1"))
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    assert set(people("line manager", walk.state, at(walk.now), [])) == {ROSAS_MANAGER, AMIRS_MANAGER}
    assert set(people("both sides", walk.state, at(walk.now), [])) == {ROSA, ROSAS_SENIOR, AMIR}
    assert people("business unit", walk.state, at(walk.now), [BETH]) == (BETH,)
    assert people("the professional who raised it", walk.state, at(walk.now), []) == (ROSA,)


def test_somebody_outside_the_system_is_recorded_as_told_once() -> None:
    walk = Walk(invented("1"))
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    outside = {one.who: one.key for one in recipients(walk.policy)}
    told = commands.TellOutside(who=outside["reviewing officer"], words={"how": "By telephone."})
    assert walk.refuses(AMIR, commands.TellOutside(who="9.9.9")) == "nobody to tell"
    assert walk.refuses(AMIR, commands.TellOutside(who=told.who)) == "no words"
    walk.act(AMIR, told)
    assert walk.events[-1].fact.who == "reviewing officer"
    assert walk.refuses(ROSA, told) == "already told"


def test_optional_and_conditional_recipients_are_kept_apart_from_those_who_must_be_told() -> None:
    by_name = {
        one.who: (one.must, one.if_any, one.happens[0]) for one in recipients(invented("1")) if one.happens[0] != FILLED
    }
    assert by_name["relevant personnel"] == (True, False, Occasion.STARTS)
    assert by_name["reviewing officer"] == (True, True, Occasion.STARTS)
    assert by_name["LSCB Business Manager"] == (True, False, Occasion.SETTLED)
