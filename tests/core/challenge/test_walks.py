"""Every shipped policy is walked from raise to resolution, through every step that it names."""

from datetime import UTC, datetime, timedelta

import pytest

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import (
    Better,
    Capacity,
    DutyKind,
    Outcome,
    Phase,
    Ruling,
    SafetyStance,
    Side,
    Stance,
    TalkKind,
    Urgency,
    Why,
)
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.ladder import ways_up
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.shapes import Policy, Role

from .people import AMIR, AMIRS_REP, CHAIR, MONDAY, POLICIES, ROSA, ROSAS_REP, SCHOOL, SEATS, actor, at, policy, raising

SHIPPED = sorted(path.stem for path in POLICIES.glob("*.policy"))
LATER = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)


class Walk:
    """A challenge under a policy, one act after another; an act that is refused fails the test."""

    def __init__(self, under: Policy, **changes: object) -> None:
        self.policy, self.now = under, MONDAY
        self.state = State()
        self.events: list[facts.Event] = []
        self.act(ROSA, raising(**changes))

    def act(self, person: int, command: commands.Command) -> None:
        events = decide(self.policy, self.state, command, actor(person), at(self.now))
        assert not isinstance(events, No), events.reason
        self._take(events)

    def refuses(self, person: int, command: commands.Command) -> str:
        answer = decide(self.policy, self.state, command, actor(person), at(self.now))
        assert isinstance(answer, No), "it was allowed"
        return answer.code

    def wait(self, **time: float) -> tuple[facts.Event, ...]:
        self.now += timedelta(**time)
        events = tick(self.policy, self.state, at(self.now))
        self._take(events)
        return events

    def _take(self, events: tuple[facts.Event, ...]) -> None:
        for event in events:
            self.state = apply(self.state, event)
            self.events.append(event)


def disagree(walk: Walk) -> None:
    ready = tuple(range(len(walk.policy.step(walk.state.step).before_reply)))
    reply = commands.Reply(stance=Stance.DISAGREE, ready=ready, words={"reasons": "Seen."})
    walk.act(walk.state.owners[Side.RESPONDING], reply)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_policy_runs_from_raise_to_resolution_through_every_step(name: str) -> None:
    walk = Walk(policy(name))
    climbed = [walk.state.step]
    while ways := ways_up(walk.policy, walk.state.step, walk.state.urgency):
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.STILL_DIFFER, to=ways[0]))
        if walk.state.gate is not None:
            walk.act(walk.state.gate.party.person, commands.PassGate(agree=True))
        climbed.append(walk.state.step)
        assert walk.state.turn is not None, "somebody always answers for an open challenge"
    expected = [step.key for step in walk.policy.steps if "urgent" not in step.only_if or "not urgent" in step.only_if]
    assert climbed == expected
    raiser = walk.state.owners[Side.RAISING]
    walk.act(raiser, commands.Propose(outcome=Outcome.AGREEMENT, check_back=LATER, words={"agreed": "A visit."}))
    walk.act(walk.state.owners[Side.RESPONDING], commands.Confirm(agree=True))
    assert walk.state.phase is Phase.SETTLED
    for key in list(walk.state.actions):
        walk.act(walk.state.actions[key].owner, commands.FinishAction(action=key))
    walk.wait(days=300)
    forms = [duty for duty in walk.state.duties.values() if duty.kind is DutyKind.FORM]
    for duty in forms:
        answers = [{"label": "What is disagreed", "text": "A visit."}]
        walk.act(duty.owner, commands.FillForm(form=duty.key.split(".")[1], words={"answers": answers}))
    for duty in list(walk.state.duties.values()):
        walk.act(duty.owner, commands.CheckBack(better=Better.YES))
    assert walk.state.phase is Phase.ENDED
    assert fold(walk.events) == walk.state


def test_the_policy_that_must_move_on_moves_by_itself_when_the_time_runs_out() -> None:
    walk = Walk(policy("london"))
    walk.wait(days=30)
    taken = [event for event in walk.events if isinstance(event.fact, facts.StepTaken)]
    assert [event.fact.why for event in taken] == [Why.POLICY]
    assert walk.state.step == "2"
    assert taken[0].by is None


def test_a_lapse_offers_the_next_step_to_the_raising_owner_by_name() -> None:
    walk = Walk(policy())
    walk.wait(days=4)
    offers = [duty for duty in walk.state.duties.values() if duty.kind == "consider the next step"]
    assert [duty.owner for duty in offers] == [ROSA]
    assert walk.state.step == "1"


def test_a_lapse_is_dated_at_the_instant_it_fell_due_however_late_the_clock_is() -> None:
    walk = Walk(policy())
    dues = {key: duty.due for key, duty in walk.state.duties.items()}
    events = walk.wait(days=40)
    assert [event.at for event in events] == sorted(event.at for event in events)
    for event in events:
        if isinstance(event.fact, facts.ClockLapsed) and event.fact.duty in dues:
            assert event.at == dues[event.fact.duty]


def test_the_clock_says_a_thing_once() -> None:
    walk = Walk(policy())
    assert walk.wait(days=40)
    assert walk.wait(days=40) == ()


def test_the_second_timer_of_coventrys_first_stage_starts_when_the_first_runs_out() -> None:
    walk = Walk(policy("coventry"))
    first = next(duty for duty in walk.state.duties.values() if duty.timed)
    walk.wait(days=1, hours=9)
    second = [duty for duty in walk.state.duties.values() if duty.timed and not duty.lapsed]
    assert len(second) == 1
    assert first.due is not None and second[0].due is not None and second[0].due > first.due
    assert second[0].owner != first.owner


def test_lincolnshires_plan_is_due_from_the_first_discussion_and_not_before_it() -> None:
    walk = Walk(policy("lincolnshire"))
    plan = next(duty for duty in walk.state.duties.values() if duty.kind == "agree a plan")
    assert plan.due is None and plan.waits_for == "the first discussion"
    walk.now += timedelta(hours=3)
    walk.act(ROSA, commands.LogTalk(kind=TalkKind.CALL, held=MONDAY + timedelta(hours=1)))
    plan = walk.state.duties[plan.key]
    assert plan.due == datetime(2026, 11, 4, 17, 0, tzinfo=UTC)


def test_lincolnshire_splits_at_the_fourth_step_by_urgency() -> None:
    under = policy("lincolnshire")
    assert ways_up(under, "3", Urgency.NORMAL)[0] == "4b"
    assert ways_up(under, "3", Urgency.URGENT)[0] == "4a"


def test_stokes_times_are_not_stated_and_nothing_is_ever_overdue() -> None:
    walk = Walk(policy("stoke-on-trent"))
    assert walk.wait(days=365) == ()
    assert {duty.due for duty in walk.state.duties.values()} == {None}
    assert {duty.said for duty in walk.state.duties.values()} == {"The policy does not state a time."}


def test_at_step_3_the_representatives_of_the_agencies_concerned_are_found() -> None:
    walk = Walk(policy())
    for _ in range(2):
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.STILL_DIFFER))
    assert walk.state.step == "3"
    assert {ROSAS_REP, AMIRS_REP} <= set(walk.state.parties)
    assert walk.state.owners[Side.RESPONDING] == AMIRS_REP


def test_a_decision_stands_only_when_a_representative_of_the_other_agency_agrees() -> None:
    walk = Walk(policy())
    for _ in range(2):
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.STILL_DIFFER))
    words = {"decision": "A visit.", "reasons": "Both saw it."}
    decision = commands.Decide(ruling=Ruling.ANOTHER_WAY, check_back=LATER, words=words)
    assert walk.refuses(ROSA, decision) == "not your role"
    walk.act(ROSAS_REP, decision)
    assert walk.state.phase is Phase.OPEN
    assert walk.refuses(ROSAS_REP, commands.AgreeDecision(agree=True)) == "own decision"
    walk.act(AMIRS_REP, commands.AgreeDecision(agree=True))
    assert walk.state.phase is Phase.SETTLED
    assert walk.state.outcome is Outcome.DECISION


def test_a_neutral_chair_decides_alone() -> None:
    walk = Walk(policy())
    while walk.state.step != "4":
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.STILL_DIFFER))
    words = {"decision": "A visit.", "reasons": "Both saw it."}
    walk.act(CHAIR, commands.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=words))
    assert walk.state.phase is Phase.SETTLED


def test_going_up_before_the_reply_needs_urgency_and_a_reason() -> None:
    walk = Walk(policy())
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.STILL_DIFFER)) == "too early"
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.URGENT)) == "no urgent reason"
    walk.act(ROSA, commands.TakeUp(why=Why.URGENT, words={"reason": "Home tonight."}))
    assert walk.state.step == "2"


def test_olu_may_do_nothing_and_is_told_nothing_but_that_it_is_not_theirs() -> None:
    walk = Walk(policy())
    assert walk.refuses(31, commands.Acknowledge()) == "not yours"


def test_a_matter_that_ended_is_opened_again_by_a_new_entry_and_nothing_is_edited() -> None:
    walk = Walk(policy())
    walk.act(ROSA, commands.Withdraw(words={"reason": "Settled by talking."}))
    before = list(walk.events)
    walk.act(ROSA, commands.Reopen(words={"reason": "It happened again."}))
    assert walk.state.phase is Phase.OPEN
    assert walk.state.turn is not None
    assert walk.events[: len(before)] == before


def test_the_second_side_decides_when_both_perspectives_open() -> None:
    walk = Walk(policy())
    walk.act(ROSA, commands.GivePerspective(rating=2, words={"view": "Not safe."}))
    assert not walk.state.opened
    assert walk.refuses(ROSA, commands.GivePerspective(rating=9)) == "sealed"
    walk.act(AMIR, commands.GivePerspective(rating=7, words={"view": "Safe enough."}))
    assert walk.state.opened


def test_a_correction_never_carries_across_the_table_what_is_private_or_sealed() -> None:
    walk = Walk(policy())
    walk.act(ROSA, commands.WriteNote(words={"note": "Ask Mei first."}))
    walk.act(ROSA, commands.GivePerspective(rating=2, words={"view": "Not safe."}))
    words = {"correction": "I meant Friday."}
    assert walk.refuses(ROSA, commands.Correct(entry=2, words=words)) == "private entry"
    assert walk.refuses(ROSA, commands.Correct(entry=3, words=words)) == "sealed entry"
    walk.act(AMIR, commands.GivePerspective(rating=7, words={"view": "Safe enough."}))
    walk.act(ROSA, commands.Correct(entry=3, words=words))


def test_a_plan_put_forward_when_raising_waits_for_the_other_side_to_confirm_it() -> None:
    walk = Walk(
        policy(), words={"worry_facts": "Seen.", "wanted": "A visit.", "interim_safety": "She stays at the club."}
    )
    assert walk.state.safety is SafetyStance.PROPOSED
    assert walk.refuses(ROSA, commands.PlanSafety(stance=SafetyStance.CONFIRMED)) == "own plan"
    walk.act(AMIR, commands.PlanSafety(stance=SafetyStance.CONFIRMED))
    assert walk.state.safety is SafetyStance.CONFIRMED


def test_a_part_handed_to_somebody_who_is_in_already_never_makes_theirs_smaller() -> None:
    walk = Walk(policy())
    disagree(walk)
    walk.act(ROSA, commands.TakeUp(why=Why.STILL_DIFFER))
    manager = walk.state.owners[Side.RAISING]
    walk.act(ROSA, commands.HandOver(seat=SEATS[SCHOOL, Role.LINE_MANAGER]))
    assert walk.state.parties[manager].capacity is Capacity.MANAGER
