"""A gate that the raising side's own manager keeps, and steps within the raising agency before the other side is in."""

from datetime import timedelta

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No as Refused
from forthright.core.challenge.codes import Agreed, DutyKind, Outcome, Phase, Side, Stance, Why
from forthright.core.challenge.decide import decide
from forthright.core.challenge.sees import Sight, sees
from forthright.core.challenge.standing import Standing, standing_of
from forthright.core.policy.shapes import Role

from .people import (
    AMIR,
    AMIRS_MANAGER,
    MONDAY,
    ROSA,
    ROSAS_HEAD,
    ROSAS_MANAGER,
    ROSAS_SENIOR,
    SCHOOL,
    SEATS,
    actor,
    at,
    invented,
)
from .test_walks import LATER, Walk

DIFFER = commands.TakeUp(why=Why.STILL_DIFFER)
URGENT = commands.TakeUp(why=Why.URGENT, words={"reason": "Home tonight."})
YES, NO = commands.PassGate(agree=True), commands.PassGate(agree=False, words={"reason": "Speak to Amir first."})


def answered(walk: Walk, person: int) -> None:
    walk.act(person, commands.Reply(stance=Stance.DISAGREE, words={"reasons": "canary: our own view"}))


def taken(walk: Walk) -> facts.Event:
    """The last step that it took."""
    return [event for event in walk.events if isinstance(event.fact, facts.StepTaken)][-1]


def sees_nothing(walk: Walk, person: int) -> None:
    assert standing_of(actor(person), walk.state) is Standing.OUTSIDER
    assert {sees(actor(person), walk.state, event) for event in walk.events} == {Sight.NOTHING}


def gate_asked() -> Walk:
    """Rosa's own manager has answered, and her senior manager is asked whether it goes to the other agency."""
    walk = Walk(invented())
    answered(walk, ROSAS_MANAGER)
    walk.act(ROSA, DIFFER)
    return walk


def let_in() -> Walk:
    walk = gate_asked()
    walk.act(ROSAS_SENIOR, YES)
    return walk


def test_a_first_step_within_the_raising_agency_is_answered_by_its_own_manager() -> None:
    walk = Walk(invented())
    assert walk.state.turn is not None and walk.state.turn.owner == ROSAS_MANAGER
    assert set(walk.state.parties) == {ROSA, ROSAS_MANAGER}
    sees_nothing(walk, AMIR)
    assert walk.refuses(ROSA, commands.Reply(stance=Stance.AGREE)) == "own question"
    answered(walk, ROSAS_MANAGER)
    assert walk.state.turn.owner == ROSA


def test_the_other_side_is_let_in_by_the_step_that_comes_to_it_and_starts_with_clean_ears() -> None:
    walk = let_in()
    assert walk.state.step == "1"
    assert not walk.state.quiet
    assert walk.state.owners[Side.RESPONDING] == AMIR
    assert walk.state.turn is not None and walk.state.turn.owner == AMIR
    assert walk.state.stances == {}
    assert walk.refuses(ROSA, commands.Reply(stance=Stance.AGREE)) == "reply first"


def test_what_the_raising_side_said_within_itself_stays_there_when_the_other_side_is_in() -> None:
    walk = let_in()
    for event in walk.events:
        theirs = sees(actor(AMIR), walk.state, event)
        own = isinstance(event.fact, facts.Replied | facts.GateAsked)
        assert theirs is (Sight.NOTHING if own else Sight.WORDS), event.fact
        assert sees(actor(ROSA), walk.state, event) is Sight.WORDS


def test_perspectives_points_and_decisions_wait_until_the_other_side_is_in() -> None:
    walk = Walk(invented())
    assert walk.refuses(ROSA, commands.GivePerspective(rating=3)) == "not in yet"
    assert walk.refuses(ROSA, commands.PlacePoint(status="agreed", words={"point": "x"})) == "not in yet"
    walk = let_in()
    walk.act(ROSA, commands.GivePerspective(rating=3, words={"view": "Not safe."}))


def test_a_gate_asks_the_holder_of_the_post_and_the_matter_stays_where_it_is() -> None:
    walk = gate_asked()
    assert walk.state.step == "0"
    gate = walk.state.duties["1.gate"]
    assert (gate.kind, gate.owner) == (DutyKind.REVIEW, ROSAS_SENIOR)
    assert gate.due is not None and gate.due.date() == (MONDAY + timedelta(days=2)).date()
    assert walk.refuses(ROSA, YES) == "not your gate"
    assert walk.refuses(ROSA, DIFFER) == "gate waits"
    sees_nothing(walk, AMIR)


def test_whoever_answers_first_does_what_the_policy_asks_for() -> None:
    walk = let_in()
    words = {"reasons": "Seen."}
    refused = decide(
        walk.policy, walk.state, commands.Reply(stance=Stance.AGREE, ready=(0,)), actor(AMIR), at(walk.now)
    )
    assert isinstance(refused, Refused)
    assert refused == Refused("not ready", ("Speak to the one who raised it.",))
    assert refused.reason == "The policy asks for more before you reply: Speak to the one who raised it."
    walk.act(AMIR, commands.Reply(stance=Stance.AGREE, ready=(0, 1), words=words))
    assert walk.events[-1].fact.ready == ("Read the case file.", "Speak to the one who raised it.")
    walk.act(ROSA, commands.Reply(stance=Stance.AGREE, words=words))
    assert walk.events[-1].fact.ready == (), "it is asked of whoever answers, not of whoever asked"


def test_a_gate_that_is_passed_says_so_on_the_step() -> None:
    walk = let_in()
    assert taken(walk).fact.agreed is Agreed.YES
    assert taken(walk).by == ROSAS_SENIOR
    assert walk.state.gate is None


def test_a_gate_refused_needs_a_reason_and_never_closes_the_matter() -> None:
    walk = gate_asked()
    assert walk.refuses(ROSAS_SENIOR, commands.PassGate(agree=False)) == "no words"
    walk.act(ROSAS_SENIOR, NO)
    assert walk.state.phase is Phase.OPEN and walk.state.step == "0"
    assert walk.state.turn is not None and walk.state.turn.owner == ROSA
    walk.act(ROSA, commands.AddEvidence(words={"what": "A second log."}))
    walk.act(ROSA, DIFFER)
    assert walk.state.gate is not None, "it can be asked again with more"


def test_a_silent_keeper_lets_the_raising_owner_go_on_and_the_record_says_so() -> None:
    walk = gate_asked()
    lapse = next(event for event in walk.wait(days=3) if event.fact.kind is DutyKind.REVIEW)
    assert [duty.owner for duty in lapse.fact.opens] == [ROSA]
    walk.act(ROSA, commands.TakeUp(why=Why.TIME_RAN_OUT))
    assert walk.state.step == "1"
    assert taken(walk).fact.agreed is Agreed.WITHOUT


def test_what_cannot_wait_for_the_keeper_goes_on_with_its_reason() -> None:
    walk = gate_asked()
    walk.act(ROSA, URGENT)
    assert walk.state.step == "1"
    assert taken(walk).fact.agreed is Agreed.WITHOUT


def test_marking_it_urgent_shortens_the_time_of_the_gate() -> None:
    walk = gate_asked()
    before = walk.state.duties["1.gate"].due
    walk.act(ROSA, commands.MarkUrgent(words={"reason": "Home tonight."}))
    after = walk.state.duties["1.gate"].due
    assert before is not None and after is not None and after < before


def test_a_gate_at_the_first_step_keeps_the_other_side_out_until_it_is_passed() -> None:
    walk = Walk(invented("1"))
    assert walk.state.turn is not None and walk.state.turn.owner == ROSAS_SENIOR
    sees_nothing(walk, AMIR)
    walk.act(ROSAS_SENIOR, NO)
    sees_nothing(walk, AMIR)
    walk.act(ROSA, DIFFER)
    walk.act(ROSAS_SENIOR, YES)
    assert walk.state.step == "1"
    assert walk.state.turn.owner == AMIR


def test_whoever_keeps_the_gate_passes_it_by_taking_the_matter_up() -> None:
    walk = let_in()
    walk.act(AMIR, commands.Reply(stance=Stance.DISAGREE, ready=(0, 1), words={"reasons": "Seen."}))
    walk.act(ROSA, commands.AskIn(seat=SEATS[SCHOOL, Role.HEAD_OF_SERVICE]))
    walk.act(ROSAS_HEAD, DIFFER)
    assert walk.state.step == "2"
    assert taken(walk).fact.agreed is Agreed.YES


def test_the_clock_asks_the_gate_where_the_policy_says_it_must_go_on() -> None:
    walk = let_in()
    walk.wait(days=8)
    assert walk.state.step == "1"
    assert walk.state.gate is not None and walk.state.gate.step == "2"
    asked = next(event for event in walk.events if isinstance(event.fact, facts.GateAsked) and event.by is None)
    assert sees(actor(AMIR), walk.state, asked) is Sight.NOTHING
    assert sees(actor(ROSA), walk.state, asked) is Sight.WORDS


def test_it_can_end_within_the_raising_agency_when_both_of_its_people_say_so() -> None:
    walk = Walk(invented())
    words = {"agreed": "Mei spoke to them."}
    walk.act(ROSA, commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words=words))
    assert walk.refuses(ROSA, commands.Confirm(agree=True)) == "own proposal"
    walk.act(ROSAS_MANAGER, commands.Confirm(agree=True))
    assert walk.state.phase is Phase.SETTLED
    walk.wait(days=300)
    assert {duty.owner for duty in walk.state.duties.values() if duty.kind is DutyKind.CHECK_BACK} == {ROSA}


def test_the_other_sides_manager_is_as_far_out_as_the_other_side() -> None:
    sees_nothing(Walk(invented()), AMIRS_MANAGER)
