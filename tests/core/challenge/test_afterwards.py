"""What the policy asks for after it is settled: who owes it, by when, and in whose words."""

from dataclasses import replace
from datetime import timedelta

from forthright.core.challenge import commands
from forthright.core.challenge.codes import Outcome, Ruling, Side, TalkKind, Why
from forthright.core.policy.shapes import Act, Role, Start

from .people import (
    AMIR,
    AMIRS_MANAGER,
    AMIRS_REP,
    CHAIR,
    COUNCIL,
    MONDAY,
    ROSA,
    ROSAS_REP,
    ROSAS_SENIOR,
    SEATS,
    invented,
    policy,
)
from .test_walks import LATER, Walk, disagree

WORDS = {"decision": "A visit.", "reasons": "Both saw it."}
DECIDE = commands.Decide(ruling=Ruling.ANOTHER_WAY, check_back=LATER, words=WORDS)
MEETING = commands.LogTalk(kind=TalkKind.MEETING, held=MONDAY)


def settle(walk: Walk, outcome: Outcome = Outcome.CLARIFICATION) -> dict[str, tuple[int, str]]:
    """Settles it by agreement; what is owed, as (owner, the policy's words) by key."""
    wish = commands.Propose(outcome=outcome, check_back=LATER, words={"agreed": "A visit."})
    walk.act(walk.state.owners[Side.RAISING], wish)
    walk.act(walk.state.owners[Side.RESPONDING], commands.Confirm(agree=True))
    return {key: (action.owner, action.said) for key, action in walk.state.actions.items()}


def at_step_1() -> Walk:
    walk = Walk(invented("1"))
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    return walk


def test_the_letter_and_the_report_are_owed_after_agreement_in_the_policys_words() -> None:
    owed = settle(at_step_1())
    assert owed == {
        "letter": (AMIR, "A line manager must write to the other side within 2 working days after agreement."),
        "report": (
            AMIR,
            "The responding side must report back on what was done within 28 calendar days after agreement.",
        ),
    }


def test_a_meeting_at_the_step_brings_the_letter_of_the_meeting_and_keeps_the_report() -> None:
    walk = at_step_1()
    walk.act(ROSA, MEETING)
    owed = settle(walk)
    assert set(owed) == {"letter", "report"}
    assert "after agreement at the meeting" in owed["letter"][1]


def test_seftons_two_letters_of_2017_are_never_both_owed() -> None:
    for meets in (False, True):
        walk = Walk(policy("sefton-2017"))
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.STILL_DIFFER))
        if meets:
            walk.act(walk.state.owners[Side.RAISING], MEETING)
        owed = settle(walk)
        assert set(owed) == {"letter"}
        assert ("48 hours" in owed["letter"][1]) is meets
        due = walk.state.actions["letter"].due
        assert due == (MONDAY + timedelta(hours=48) if meets else MONDAY.replace(day=4, hour=17))


def test_the_holder_of_the_post_owes_it_where_they_take_part() -> None:
    walk = at_step_1()
    walk.act(AMIR, commands.AskIn(seat=SEATS[COUNCIL, Role.LINE_MANAGER]))
    assert settle(walk)["letter"][0] == AMIRS_MANAGER


def test_closing_without_agreement_owes_no_letter_of_agreement() -> None:
    assert settle(at_step_1(), Outcome.NO_AGREEMENT) == {}


def test_a_decision_owes_what_starts_at_the_decision() -> None:
    walk = Walk(invented("3"))
    walk.act(ROSAS_REP, DECIDE)
    for person in (AMIRS_REP, CHAIR):
        walk.act(person, commands.AgreeDecision(agree=True))
    assert {key: one.said for key, one in walk.state.actions.items()} == {
        "letter": "The responding side must write to the other side within 5 working days after the decision."
    }


def test_a_letter_of_agreement_is_not_owed_on_a_decision() -> None:
    under = invented("3")
    (step,) = under.steps
    tasks = tuple(replace(task, starts=(Start.AGREEMENT,)) if task.act is Act.WRITE else task for task in step.tasks)
    walk = Walk(replace(under, steps=(replace(step, tasks=tasks),)))
    walk.act(ROSAS_REP, DECIDE)
    for person in (AMIRS_REP, CHAIR):
        walk.act(person, commands.AgreeDecision(agree=True))
    assert walk.state.outcome is Outcome.DECISION
    assert walk.state.actions == {}
