"""A task is owned by whoever holds the post that the policy names, who takes part; where nobody does, it is said."""

from dataclasses import replace

from forthright.core.challenge import commands
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Capacity, DutyKind, Outcome, Ruling, Side, TalkKind, Why
from forthright.core.challenge.decide import decide
from forthright.core.challenge.doers import stands_in
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.policy.explaining import explain
from forthright.core.policy.sentences import STANDS_IN
from forthright.core.policy.shapes import Role
from forthright.core.worktime import office_hours

from .people import (
    AMIR,
    AMIRS_MANAGER,
    CHAIR,
    HOURS,
    MONDAY,
    ROSA,
    ROSAS_MANAGER,
    SEATS,
    actor,
    at,
    raising,
    seat,
)
from .test_walks import LATER, Walk
from .texts import ENDS, step, under

OFFICE = 51
CHAIRED = step("1", "  settle within: 1 working day\n  if not settled: must go to step 2\n") + step(
    "2",
    "  meet by independent chair within: 3 working days\n"
    "  write by independent chair within: 2 working days of the decision\n"
    "  settle within: 20 working days\n" + ENDS,
    "line manager",
    "line manager",
)
FIRST = step(
    "1",
    "  acknowledge by business unit within: 1 working day\n"
    "  reply within: 2 working days of the acknowledgement\n"
    "  meet by independent chair within: 3 working days\n"
    "  settle by line manager within: 4 working days\n"
    "  write by independent chair within: 2 working days of agreement\n" + ENDS.replace("independent chair", "none"),
)
DECISION = commands.Decide(
    ruling=Ruling.ANOTHER_WAY, check_back=LATER, words={"decision": "A visit.", "reasons": "Both saw it."}
)


def surroundings(without: Role | None = None) -> Moment:
    """Everybody in office and somebody in the business unit, but nobody in one of the partnership's own posts."""
    seats = {**SEATS, (0, Role.BUSINESS_UNIT): seat(OFFICE, 0, Role.BUSINESS_UNIT)}
    return replace(at(MONDAY), seats={key: one for key, one in seats.items() if key[1] is not without})


def begun(steps: str, without: Role | None = None) -> State:
    """The state once Rosa has raised it under these steps."""
    events = decide(under(steps), State(), raising(), actor(ROSA), surroundings(without))
    assert not isinstance(events, No)
    return apply(State(), events[0])


def test_a_meeting_that_the_chair_convenes_is_the_chairs_who_is_in_it_and_can_log_it() -> None:
    walk = Walk(under(CHAIRED))
    walk.wait(days=2)
    meet = next(duty for duty in walk.state.duties.values() if duty.kind is DutyKind.MEET)
    assert (meet.owner, meet.side) == (CHAIR, None)
    assert walk.state.parties[CHAIR].capacity is Capacity.CHAIR
    walk.act(CHAIR, commands.LogTalk(kind=TalkKind.MEETING, held=walk.now))
    assert not any(duty.kind is DutyKind.MEET for duty in walk.state.duties.values())


def test_the_letter_of_a_chair_who_decides_is_the_chairs_and_only_theirs_to_finish() -> None:
    walk = Walk(under(CHAIRED))
    walk.wait(days=2)
    walk.act(CHAIR, DECISION)
    letter = walk.state.actions["letter"]
    assert (letter.owner, letter.side) == (CHAIR, None)
    assert STANDS_IN not in letter.said
    assert walk.refuses(AMIRS_MANAGER, commands.FinishAction(action="letter")) == "not your action"
    walk.act(CHAIR, commands.FinishAction(action="letter"))


def test_at_the_first_step_too_everybody_whose_task_it_is_takes_part_from_the_start() -> None:
    state = begun(FIRST)
    owned = {duty.kind: (duty.owner, duty.side) for duty in state.duties.values()}
    assert owned[DutyKind.ACKNOWLEDGE] == (OFFICE, None)
    assert owned[DutyKind.MEET] == (CHAIR, None)
    assert owned[DutyKind.SETTLE] == (ROSAS_MANAGER, Side.RAISING)
    assert owned[DutyKind.REPLY] == (AMIR, Side.RESPONDING)
    assert {duty.owner for duty in state.duties.values()} <= set(state.parties)
    assert AMIRS_MANAGER in state.parties, "line managers of both sides settle it"
    assert state.parties[OFFICE].side is None


def test_the_business_unit_acknowledges_what_is_its_to_acknowledge_and_its_clock_starts_what_waits_for_it() -> None:
    policy, state = under(FIRST), begun(FIRST)
    waiting = next(duty for duty in state.duties.values() if duty.kind is DutyKind.REPLY)
    assert waiting.waits_for == "the acknowledgement"
    events = decide(policy, state, commands.Acknowledge(), actor(OFFICE), surroundings())
    assert not isinstance(events, No)
    after = apply(state, events[0])
    assert not any(duty.kind is DutyKind.ACKNOWLEDGE for duty in after.duties.values())
    assert next(duty for duty in after.duties.values() if duty.kind is DutyKind.REPLY).due is not None
    again = decide(policy, after, commands.Acknowledge(), actor(OFFICE), surroundings())
    assert isinstance(again, No)


def test_the_letter_after_agreement_is_the_chairs_although_the_two_sides_settled_it() -> None:
    policy, state = under(FIRST), begun(FIRST)
    wish = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "A visit."})
    for person, command in ((ROSA, wish), (AMIR, commands.Confirm(agree=True))):
        events = decide(policy, state, command, actor(person), surroundings())
        assert not isinstance(events, No)
        state = apply(state, events[0])
    assert (state.actions["letter"].owner, state.actions["letter"].side) == (CHAIR, None)


def test_where_nobody_holds_the_post_the_present_owner_has_it_and_it_is_said() -> None:
    policy, state = under(FIRST), begun(FIRST, without=Role.CHAIR)
    meet = next(duty for duty in state.duties.values() if duty.kind is DutyKind.MEET)
    assert (meet.owner, meet.side) == (AMIR, Side.RESPONDING)
    assert stands_in(policy, meet)
    wish = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "A visit."})
    for person, command in ((ROSA, wish), (AMIR, commands.Confirm(agree=True))):
        events = decide(policy, state, command, actor(person), surroundings(Role.CHAIR))
        assert not isinstance(events, No)
        state = apply(state, events[0])
    assert state.actions["letter"].owner == AMIR
    assert STANDS_IN in state.actions["letter"].said


def test_the_chairs_own_duty_is_not_said_to_be_somebody_elses() -> None:
    policy, state = under(FIRST), begun(FIRST)
    assert not any(stands_in(policy, duty) for duty in state.duties.values())


def test_a_neutral_posts_time_runs_in_the_partnerships_own_hours() -> None:
    late = office_hours("Late hours (invented)", (((720, 1200),),) * 5 + ((), ()))
    moment = replace(surroundings(), shared=late)
    events = decide(under(FIRST), State(), raising(), actor(ROSA), moment)
    assert not isinstance(events, No)
    duties = {duty.kind: duty for duty in apply(State(), events[0]).duties.values()}
    assert duties[DutyKind.MEET].due.hour == 20
    assert HOURS is not late


def test_a_reply_is_never_a_neutral_posts() -> None:
    steps = step("1", "  reply by independent chair within: 2 working days\n  settle within: not stated\n" + ENDS)
    state = begun(steps)
    reply = next(duty for duty in state.duties.values() if duty.kind is DutyKind.REPLY)
    assert (reply.owner, reply.side) == (AMIR, Side.RESPONDING)
    said = " ".join(sentence for _heading, sentences in explain(under(steps)) for sentence in sentences)
    assert "A reply is the responding side's own" in said


def test_a_practitioner_who_is_to_reply_is_the_one_whom_it_was_raised_with() -> None:
    other = {**SEATS, (2, Role.PRACTITIONER): seat(29, 2, Role.PRACTITIONER)}
    steps = step("1", "  reply by practitioner within: 2 working days\n  settle within: not stated\n" + ENDS)
    events = decide(under(steps), State(), raising(), actor(ROSA), replace(at(MONDAY), seats=other))
    assert not isinstance(events, No)
    state = apply(State(), events[0])
    assert next(duty for duty in state.duties.values() if duty.kind is DutyKind.REPLY).owner == AMIR


def test_opened_again_whoever_holds_the_post_by_then_joins() -> None:
    policy = under(FIRST)
    state = begun(FIRST, without=Role.CHAIR)
    assert CHAIR not in state.parties
    wish = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "A visit."})
    reopen = commands.Reopen(words={"reason": "Not done."})
    for person, command, moment in (
        (ROSA, wish, surroundings(Role.CHAIR)),
        (AMIR, commands.Confirm(agree=True), surroundings(Role.CHAIR)),
        (ROSA, reopen, surroundings()),
    ):
        events = decide(policy, state, command, actor(person), moment)
        assert not isinstance(events, No)
        state = apply(state, events[0])
    assert next(duty for duty in state.duties.values() if duty.kind is DutyKind.MEET).owner == CHAIR
    assert CHAIR in state.parties
    assert str(CHAIR) in events[0].words["names"]


def test_a_task_that_starts_when_another_runs_out_brings_the_chair_in_then() -> None:
    steps = step(
        "1",
        "  reply within: 1 working day\n"
        "  meet by independent chair within: 3 working days of the previous task running out\n"
        "  settle within: 20 working days\n"
        "  if not settled: offer step 2\n",
    ) + step("2", "  raise within: not stated\n  settle within: not stated\n" + ENDS, "line manager", "line manager")
    walk = Walk(under(steps))
    assert CHAIR not in walk.state.parties
    walk.wait(days=2)
    assert next(duty for duty in walk.state.duties.values() if duty.kind is DutyKind.MEET).owner == CHAIR
    assert walk.state.parties[CHAIR].capacity is Capacity.CHAIR
    walk.act(ROSA, commands.TakeUp(why=Why.TIME_RAN_OUT))
