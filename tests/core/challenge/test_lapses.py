"""What follows when a time runs out, and that silence is always seen by somebody else."""

from datetime import UTC, datetime, timedelta

import pytest

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import DutyKind, Side, Stance, Urgency, Why
from forthright.core.challenge.ladder import ways_now
from forthright.core.policy.shapes import Policy, Role
from tests.support.everything import everything

from .people import AMIR, AMIRS_MANAGER, AMIRS_REP, MONDAY, ROSA, ROSAS_REP, SEATS
from .test_starts import close, duty
from .test_walks import Walk, disagree

URGENT = commands.TakeUp(why=Why.URGENT, words={"reason": "Tonight."})
PLAIN = ("  if no reply: must go to step 2\n", "")


def lapses(walk: Walk) -> list[facts.ClockLapsed]:
    return [event.fact for event in walk.events if isinstance(event.fact, facts.ClockLapsed)]


def at_step(step: str, under: Policy | None = None) -> Walk:
    """A walk that was taken up to this step by its owners."""
    walk = Walk(under or everything())
    while walk.state.step != step:
        owner = walk.state.owners[Side.RAISING]
        if walk.state.step == "1":
            walk.act(owner, commands.Warn())
        if walk.state.step == "3":
            walk.act(ROSAS_REP, commands.TakeUp(why=Why.URGENT, to=step, words={"reason": "Tonight."}))
        else:
            walk.act(owner, URGENT)
    return walk


def test_silence_moves_it_on_where_the_policy_says_that_it_must() -> None:
    walk = Walk(everything())
    walk.act(AMIR, commands.Acknowledge())
    walk.wait(days=2, hours=9)
    assert walk.state.step == "2"
    assert walk.events[-1].fact.why is Why.POLICY


def test_after_a_reply_silence_moves_nothing() -> None:
    walk = Walk(everything())
    disagree(walk)
    walk.wait(days=5)
    assert walk.state.step == "1"


@pytest.mark.parametrize(
    ("says", "offers", "way"),
    [("offer step 3", True, "3"), ("may go to step 3", False, "3"), ("not stated", True, "2")],
)
def test_silence_leads_where_the_policy_says_and_the_way_stays_open_beside_the_usual_one(
    says: str, offers: bool, way: str
) -> None:
    walk = Walk(everything(("if no reply: must go to step 2", f"if no reply: {says}")))
    walk.act(AMIR, commands.Acknowledge())
    walk.wait(days=2, hours=9)
    assert walk.state.step == "1"
    silence = next(one for one in lapses(walk) if one.kind is DutyKind.REPLY)
    assert (bool(silence.opens), silence.next_step) == (offers, way)
    assert way in ways_now(walk.policy, walk.state)


def test_an_aim_that_runs_out_offers_and_never_moves_it_by_itself() -> None:
    walk = at_step("2")
    walk.act(AMIRS_MANAGER, commands.Reply(stance=Stance.DISAGREE))
    walk.wait(days=6)
    assert walk.state.step == "2"
    assert duty(walk, DutyKind.CONSIDER).to == "2+1"


def test_a_must_that_is_no_aim_moves_it_by_itself() -> None:
    walk = at_step("2", everything(("settle should be within: 3", "settle within: 3")))
    walk.wait(days=6)
    assert walk.state.step == "2+1"


def test_where_it_only_may_go_on_silence_tells_and_the_raising_side_can_take_it_up() -> None:
    walk = at_step("4")
    walk.wait(days=6)
    assert walk.state.step == "4"
    assert not [one for one in walk.state.duties.values() if one.kind is DutyKind.CONSIDER]
    assert any(one.next_step == "5" for one in lapses(walk))
    walk.act(walk.state.owners[Side.RAISING], commands.TakeUp(why=Why.TIME_RAN_OUT))
    assert walk.state.step == "5"


def test_where_somebody_chooses_the_way_only_they_choose_and_are_offered_it_by_name() -> None:
    under = everything(("settle within: 3 working days of the meeting", "settle within: 3 working days"))
    walk = at_step("3", under)
    assert walk.refuses(ROSA, commands.TakeUp(why=Why.URGENT, to="4", words={"reason": "Tonight."})) == "not the router"
    walk.wait(days=6)
    offer = duty(walk, DutyKind.CONSIDER)
    assert offer.owner in (ROSAS_REP, AMIRS_REP)
    assert offer.owner in walk.state.parties, "whoever is offered it takes part"
    assert walk.refuses(offer.owner, commands.TakeUp(why=Why.TIME_RAN_OUT)) == "choose where"
    walk.act(offer.owner, commands.TakeUp(why=Why.TIME_RAN_OUT, to="5"))
    assert walk.state.step == "5"


def test_where_the_policy_does_not_say_who_chooses_the_raising_sides_owner_does() -> None:
    walk = at_step("2+1", everything(("  where it goes is chosen by: partnership representative\n", "")))
    walk.act(walk.state.owners[Side.RAISING], URGENT)
    taken = commands.TakeUp(why=Why.URGENT, to="4", words={"reason": "Tonight."})
    assert walk.refuses(walk.state.owners[Side.RESPONDING], taken) == "not the router"
    walk.act(walk.state.owners[Side.RAISING], taken)
    assert walk.state.step == "4"


def test_an_independent_chair_may_choose_the_way_and_take_nothing_up_besides() -> None:
    text = ("chosen by: partnership representative", "chosen by: independent chair")
    walk = at_step(
        "2+1", everything(text, ("answered by: head of service", "answered by: head of service, independent chair"))
    )
    walk.act(walk.state.owners[Side.RAISING], URGENT)
    chair = SEATS[0, Role.CHAIR].person
    assert chair in walk.state.parties
    walk.act(chair, commands.TakeUp(why=Why.URGENT, to="4", words={"reason": "Tonight."}))
    assert walk.state.step == "4"
    assert walk.refuses(chair, commands.TakeUp(why=Why.STILL_DIFFER)) == "not your role"


def test_the_offer_has_the_raising_sides_own_time_at_the_step_that_is_offered() -> None:
    walk = Walk(everything(PLAIN))
    walk.wait(days=1, hours=8)
    offer = duty(walk, DutyKind.CONSIDER)
    assert (offer.to, offer.due, offer.said) == ("2", close(5), "2 working days")


def test_an_offer_that_runs_out_stays_open_and_is_told_to_others_than_the_silent_one() -> None:
    walk = Walk(everything(PLAIN))
    walk.wait(days=10)
    offer = duty(walk, DutyKind.CONSIDER)
    assert offer.lapsed
    assert [one.kind for one in lapses(walk)].count(DutyKind.CONSIDER) == 1
    walk.wait(days=5)
    assert [one.kind for one in lapses(walk)].count(DutyKind.CONSIDER) == 1, "it runs out once"
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, URGENT)
    assert walk.state.step == "2"


def test_a_later_lapse_never_puts_an_offer_off() -> None:
    walk = Walk(everything(PLAIN))
    walk.wait(days=1, hours=8)
    first = duty(walk, DutyKind.CONSIDER).due
    walk.wait(days=1)
    walk.act(AMIR, commands.Acknowledge())
    walk.wait(hours=1)
    assert duty(walk, DutyKind.CONSIDER).due == first


def test_immediately_is_said_on_an_offer_and_does_not_run_out_at_once() -> None:
    walk = Walk(everything(PLAIN, ("raise within: 2 working days\n  reply", "raise within: immediately\n  reply")))
    walk.wait(days=1, hours=8)
    offer = duty(walk, DutyKind.CONSIDER)
    assert (offer.due, offer.said, offer.lapsed) == (None, "immediately", False)


def caps(walk: Walk) -> dict[str, facts.Duty]:
    return {key: one for key, one in walk.state.duties.items() if one.kind is DutyKind.CAP}


def test_a_cap_begins_with_the_first_of_its_steps_and_no_step_starts_it_again() -> None:
    walk = Walk(everything())
    before = {key: one.due for key, one in caps(walk).items()}
    assert before["cap.steps 1 to 2 within"] == close(18)
    walk.now += timedelta(days=3)
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, URGENT)
    assert {key: one.due for key, one in caps(walk).items()} == before
    assert {one.owner for one in caps(walk).values()} == {walk.state.owners[Side.RAISING]}
    walk.act(walk.state.owners[Side.RAISING], URGENT)
    assert walk.state.step == "2+1"
    assert {key: one.due for key, one in caps(walk).items()} == before, "the lines of a repeated step lie in its range"
    walk.act(walk.state.owners[Side.RAISING], URGENT)
    assert list(caps(walk)) == ["cap.all steps within"], "it left the range"


def test_a_cap_goes_on_where_it_was_when_the_matter_is_handed_back_into_its_range() -> None:
    under = everything(("may be handed back: to step 3", "may be handed back: to step 2"))
    walk = at_step("4", under)
    due = walk.events[0].fact.duties[-2].due
    walk.now += timedelta(days=4)
    walk.act(ROSAS_REP, commands.HandBack(words={"reason": "The facts have changed."}))
    assert caps(walk)["cap.steps 1 to 2 within"].due == due


def test_a_cap_that_runs_out_offers_the_step_after_its_range_and_one_over_everything_only_tells() -> None:
    walk = Walk(everything(PLAIN))
    walk.wait(days=120)
    ran_out = {one.duty: one for one in lapses(walk) if one.kind is DutyKind.CAP}
    assert ran_out["cap.steps 1 to 2 within"].next_step == "3"
    assert ran_out["cap.all steps within"].opens == ()
    assert "3" in ways_now(walk.policy, walk.state)
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, commands.TakeUp(why=Why.URGENT, to="3", words={"reason": "Tonight."}))
    assert walk.state.step == "3"


def test_an_offer_without_a_time_has_one_as_soon_as_a_later_offer_brings_it() -> None:
    short = ("steps 1 to 2 within: 12 working days\n", "steps 1 to 2 within: 4 working days\n")
    walk = Walk(everything(PLAIN, short, ("  meet should be within: 3 working days of the reply\n", "")))
    disagree(walk)
    walk.now = close(6) + timedelta(minutes=1)
    walk.wait()
    assert duty(walk, DutyKind.CONSIDER).due is None, "the step after the range has no number"
    walk.now = close(9) + timedelta(minutes=1)
    walk.wait()
    assert (duty(walk, DutyKind.CONSIDER).to, duty(walk, DutyKind.CONSIDER).due) == ("2", close(11))
    assert set(ways_now(walk.policy, walk.state)) == {"2", "3"}, "the step after the range stays open"


def test_marking_urgent_makes_a_cap_earlier_too() -> None:
    walk = Walk(everything())
    walk.act(ROSA, commands.MarkUrgent(words={"reason": "Tonight."}))
    assert caps(walk)["cap.steps 1 to 2 within"].due == close(5)
    assert Walk(everything(), urgency=Urgency.URGENT).state.duties["cap.steps 1 to 2 within"].due == close(5)


def test_a_cap_is_nobodys_turn_while_anything_else_is_awaited() -> None:
    walk = Walk(everything(("steps 1 to 2 within: 12 working days", "steps 1 to 2 within: 1 hours")))
    assert walk.state.turn is not None and walk.state.turn.kind is DutyKind.ACKNOWLEDGE


def test_a_time_to_decide_is_the_duty_of_whoever_decides_and_its_lapse_ends_the_step() -> None:
    under = everything(
        (
            "decide within: 10 working days\n  if not settled: the procedure ends",
            "decide within: 3 working days\n  if not settled: the procedure ends",
        ),
    )
    walk = at_step("5", under)
    decide = duty(walk, DutyKind.DECIDE)
    assert (decide.owner, decide.due, decide.timed) == (SEATS[0, Role.CHAIR].person, close(5), True)
    walk.wait(days=4)
    assert any(one.kind is DutyKind.DECIDE for one in lapses(walk))


def test_a_lapse_is_dated_at_its_instant_after_an_outage_too() -> None:
    walk = Walk(everything(PLAIN))
    walk.wait(days=30)
    acknowledged = next(event for event in walk.events if isinstance(event.fact, facts.ClockLapsed))
    assert acknowledged.at == datetime(2026, 11, 3, 17, 0, tzinfo=UTC)
    assert walk.now - MONDAY == timedelta(days=30)
