"""Those who decide together: quorum, votes, dissent, and what they may only recommend."""

from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Capacity, DutyKind, Outcome, Phase, Ruling, Side, Why
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Party
from forthright.core.challenge.panel import Tally, tally
from forthright.core.challenge.standing import Actor
from forthright.core.policy.shapes import Binding, Panel, Policy, Vote

from .people import AMIRS_REP, AMIRS_SENIOR, CHAIR, ROSA, ROSAS_REP, ROSAS_SENIOR, at, invented, policy
from .test_walks import LATER, Walk, disagree

WORDS = {"decision": "A visit.", "reasons": "Both saw it."}
DECIDE = commands.Decide(ruling=Ruling.ANOTHER_WAY, check_back=LATER, words=WORDS)
YES, NO = commands.AgreeDecision(agree=True), commands.AgreeDecision(agree=False, words={"reason": "Too late."})


def deciding_by(**panel: object) -> Policy:
    """The invented policy from its third step on, with this panel there."""
    under = invented("3")
    (step,) = under.steps
    return replace(under, steps=(replace(step, panel=replace(step.panel, **panel)),))


def test_everybody_who_decides_is_found_from_the_first_day_and_has_the_policys_own_time() -> None:
    walk = Walk(invented("3"))
    assert {ROSAS_REP, AMIRS_REP, ROSAS_SENIOR, AMIRS_SENIOR, CHAIR} <= set(walk.state.parties)
    duty = next(one for one in walk.state.duties.values() if one.kind is DutyKind.DECIDE)
    assert duty.owner == CHAIR, "a neutral chair is asked first"
    assert duty.said == "3 working days"


def test_a_majority_of_five_is_three_and_dissent_is_kept_with_its_reason() -> None:
    walk = Walk(invented("3"))
    walk.act(ROSAS_REP, DECIDE)
    assert walk.refuses(ROSAS_REP, YES) == "already voted"
    assert walk.refuses(AMIRS_REP, commands.AgreeDecision(agree=False)) == "no words"
    walk.act(AMIRS_REP, NO)
    walk.act(AMIRS_SENIOR, YES)
    assert walk.state.phase is Phase.OPEN
    walk.act(CHAIR, YES)
    assert walk.state.phase is Phase.SETTLED
    assert walk.state.outcome is Outcome.DECISION
    against = [event for event in walk.events if isinstance(event.fact, facts.DecisionVoted) and not event.fact.agree]
    assert [event.words["reason"] for event in against] == ["Too late."]


def decided_for(walk: Walk, whom: int, deputy: int = 77) -> None:
    """A deputy decides in place of somebody who takes part."""
    cover = Actor(person=deputy, name="D", covers=((whom, "post (covering)", "P"),))
    events = decide(walk.policy, walk.state, DECIDE, cover, at(walk.now))
    assert not isinstance(events, No)
    walk._take(events)


def test_what_a_deputy_decides_is_the_vote_of_whoever_they_cover_for() -> None:
    walk = Walk(invented("3"))
    decided_for(walk, ROSAS_REP)
    assert walk.refuses(ROSAS_REP, YES) == "already voted"
    walk.act(AMIRS_SENIOR, YES)
    walk.act(CHAIR, YES)
    assert walk.state.phase is Phase.SETTLED


def test_nobody_agrees_to_what_their_own_deputy_decided_and_it_goes_back_to_them() -> None:
    walk = Walk(policy())
    for step in ("2", "3"):
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.STILL_DIFFER))
        assert walk.state.step == step
    decided_for(walk, ROSAS_REP)
    assert walk.refuses(ROSAS_REP, YES) == "own decision"
    walk.act(AMIRS_REP, NO)
    assert [one.owner for one in walk.state.duties.values() if one.kind is DutyKind.DECIDE] == [ROSAS_REP]


def test_a_decision_that_can_no_longer_find_its_majority_is_returned() -> None:
    walk = Walk(invented("3"))
    walk.act(ROSAS_REP, DECIDE)
    for person in (AMIRS_REP, AMIRS_SENIOR, CHAIR):
        walk.act(person, NO)
    assert walk.state.decision is None
    assert walk.state.phase is Phase.OPEN
    assert [one.owner for one in walk.state.duties.values() if one.kind is DutyKind.DECIDE] == [ROSAS_REP]
    walk.act(ROSAS_REP, DECIDE)


def test_nobody_is_the_sole_judge_of_their_own_agency_whatever_the_rule() -> None:
    walk = Walk(deciding_by(quorum=2, vote=None))
    walk.act(ROSAS_REP, DECIDE)
    walk.act(ROSAS_SENIOR, YES)
    assert walk.state.phase is Phase.OPEN, "two of one agency do not make a decision stand"
    walk.act(AMIRS_REP, YES)
    assert walk.state.phase is Phase.SETTLED


def test_one_no_returns_what_needs_all_of_them() -> None:
    walk = Walk(deciding_by(vote=Vote.UNANIMOUS))
    walk.act(ROSAS_REP, DECIDE)
    walk.act(CHAIR, YES)
    walk.act(AMIRS_REP, NO)
    assert walk.state.decision is None


def test_the_chair_decides_after_hearing_all_and_not_before() -> None:
    walk = Walk(deciding_by(vote=Vote.CHAIR))
    walk.act(ROSAS_REP, DECIDE)
    assert walk.refuses(CHAIR, YES) == "hear all first"
    for person in (AMIRS_REP, ROSAS_SENIOR, AMIRS_SENIOR):
        walk.act(person, NO)
    assert walk.state.phase is Phase.OPEN
    walk.act(CHAIR, YES)
    assert walk.state.phase is Phase.SETTLED


def test_a_chair_who_puts_it_forward_still_hears_all_first() -> None:
    walk = Walk(deciding_by(vote=Vote.CHAIR))
    walk.act(CHAIR, DECIDE)
    assert walk.state.votes == {}
    for person in (ROSAS_REP, AMIRS_REP, ROSAS_SENIOR, AMIRS_SENIOR):
        walk.act(person, YES)
    walk.act(CHAIR, YES)
    assert walk.state.phase is Phase.SETTLED


def test_too_few_in_post_for_the_quorum_is_said_and_not_passed_over() -> None:
    walk = Walk(deciding_by(quorum=9))
    assert walk.refuses(ROSAS_REP, DECIDE) == "no quorum"
    assert walk.state.turn is not None


def recommended() -> Walk:
    walk = Walk(deciding_by(quorum=None, vote=None, binding=Binding.RECOMMENDS))
    walk.act(ROSAS_REP, DECIDE)
    walk.act(AMIRS_REP, YES)
    return walk


def test_what_is_recommended_stands_only_when_both_sides_accept_it() -> None:
    walk = recommended()
    assert walk.state.phase is Phase.OPEN
    assert walk.refuses(ROSA, commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER)) == "open proposal"
    walk.act(ROSA, commands.Confirm(agree=True))
    assert walk.refuses(ROSA, commands.Confirm(agree=True)) == "already accepted"
    assert walk.state.phase is Phase.OPEN
    walk.act(walk.state.owners[Side.RESPONDING], commands.Confirm(agree=True))
    assert walk.state.phase is Phase.SETTLED
    assert walk.state.outcome is Outcome.AGREEMENT


def test_a_recommendation_that_one_side_declines_leaves_it_open_at_the_step() -> None:
    walk = recommended()
    walk.act(ROSA, commands.Confirm(agree=True))
    assert walk.refuses(walk.state.owners[Side.RESPONDING], commands.Confirm(agree=False)) == "no words"
    no = commands.Confirm(agree=False, words={"reason": "It does not keep her safe."})
    walk.act(walk.state.owners[Side.RESPONDING], no)
    assert (walk.state.phase, walk.state.step, walk.state.decision) == (Phase.OPEN, "3", None)
    assert walk.state.turn is not None


def test_a_decision_that_waits_when_the_matter_goes_on_does_not_stand_in_the_way_of_the_next() -> None:
    walk = Walk(policy())
    for _ in range(2):
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.STILL_DIFFER))
    walk.act(ROSAS_REP, DECIDE)
    walk.wait(days=30)
    assert (walk.state.step, walk.state.decision) == ("4", None)
    walk.act(CHAIR, DECIDE)
    assert walk.state.phase is Phase.SETTLED


VOTERS = st.lists(st.sampled_from([0, 1, 2]), min_size=2, max_size=6).map(
    lambda agencies: tuple(
        Party(
            person=number,
            agency=agency,
            title="x",
            capacity=Capacity.REPRESENTATIVE if agency else Capacity.CHAIR,
        )
        for number, agency in enumerate(agencies, 1)
    )
)
PANELS = st.builds(Panel, quorum=st.none() | st.integers(1, 6), vote=st.none() | st.sampled_from(Vote))


@given(PANELS, VOTERS, st.data())
def test_what_stands_has_two_agencies_or_somebody_neutral_and_every_vote_comes_to_an_end(panel, voters, data) -> None:  # type: ignore[no-untyped-def]
    votes: dict[int, bool] = {}
    for party in data.draw(st.permutations(voters)):
        votes[party.person] = data.draw(st.booleans())
        if tally(panel, voters, votes) is Tally.STANDS:
            agree = [one for one in voters if votes.get(one.person)]
            assert len({one.agency for one in agree}) > 1 or any(one.agency == 0 for one in agree)
            assert len(votes) >= (panel.quorum or 0)
    assert tally(panel, voters, votes) is not Tally.OPEN


@given(VOTERS, st.data())
def test_a_majority_that_stands_is_turned_round_by_no_later_vote(voters, data) -> None:  # type: ignore[no-untyped-def]
    panel, votes = Panel(vote=Vote.MAJORITY), {}
    stood = False
    for party in data.draw(st.permutations(voters)):
        votes[party.person] = data.draw(st.booleans())
        stands = tally(panel, voters, votes) is Tally.STANDS
        assert not (stood and not stands)
        stood = stands
