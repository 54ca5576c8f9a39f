"""Times that end sooner if the child needs it: either side shortens them, with a reason, and nobody lengthens them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import DutyKind, Urgency
from forthright.core.challenge.counting import Needed, safe_by
from forthright.core.challenge.facts import Duty
from forthright.core.policy.explaining import explain
from forthright.core.policy.proofs.explore import explore
from forthright.core.policy.proofs.net import Clock, compile_net

from .people import AMIR, HOURS, MONDAY, ROSA
from .test_walks import Walk
from .texts import ENDS, step, under

SAFE = step(
    "1",
    "  settle within: 1 working week, or sooner if the child needs it\n"
    "  reply within: 3 working days\n"
    "  if not settled: must go to step 2\n",
) + step(
    "2",
    "  reply within: 2 working days\n  settle within: 5 working days, or sooner if the child needs it\n" + ENDS,
    "line manager",
    "line manager",
)
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 4), date(2026, 11, 5), date(2026, 11, 6)
REASON = {"reason": "The hearing is on that day."}


def at_five(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


def duty(walk: Walk, kind: DutyKind = DutyKind.SETTLE) -> Duty:
    return next(one for one in walk.state.duties.values() if one.kind is kind)


def test_a_day_given_at_raising_ends_the_time_at_the_close_of_that_day() -> None:
    walk = Walk(under(SAFE), needed_by=WEDNESDAY)
    assert (duty(walk).due, duty(walk).needed_by) == (at_five(WEDNESDAY), WEDNESDAY)
    assert duty(walk, DutyKind.REPLY).due == at_five(THURSDAY), "a plain number does not end sooner"
    assert duty(walk, DutyKind.REPLY).needed_by is None


def test_it_never_makes_anything_later_than_the_number() -> None:
    walk = Walk(under(SAFE), needed_by=date(2026, 12, 24))
    assert (duty(walk).due, duty(walk).needed_by) == (datetime(2026, 11, 9, 17, tzinfo=UTC), None)


@pytest.mark.parametrize("who", [ROSA, AMIR])
def test_either_side_shortens_it_with_a_reason_by_marking_it_urgent(who: int) -> None:
    walk = Walk(under(SAFE))
    assert walk.refuses(who, commands.MarkUrgent(needed_by=WEDNESDAY)) == "no urgent reason"
    walk.act(who, commands.MarkUrgent(needed_by=WEDNESDAY, words=REASON))
    assert (duty(walk).due, duty(walk).needed_by) == (at_five(WEDNESDAY), WEDNESDAY)


def test_what_is_urgent_already_is_shortened_again_and_only_ever_shortened() -> None:
    walk = Walk(under(SAFE), urgency=Urgency.URGENT, needed_by=FRIDAY)
    for day in (None, FRIDAY, date(2026, 11, 12)):
        assert walk.refuses(AMIR, commands.MarkUrgent(needed_by=day, words=REASON)) == "not sooner"
    walk.act(AMIR, commands.MarkUrgent(needed_by=WEDNESDAY, words=REASON))
    assert duty(walk).due == at_five(WEDNESDAY)


def test_a_later_day_does_not_take_the_place_of_the_earlier_one_when_it_becomes_urgent() -> None:
    walk = Walk(under(SAFE), needed_by=WEDNESDAY)
    walk.act(AMIR, commands.MarkUrgent(needed_by=FRIDAY, words=REASON))
    assert duty(walk).due == at_five(WEDNESDAY)
    assert walk.state.needed_by == WEDNESDAY


def test_a_day_that_has_passed_is_refused() -> None:
    walk = Walk(under(SAFE))
    assert walk.refuses(ROSA, commands.MarkUrgent(needed_by=date(2026, 11, 1), words=REASON)) == "past date"


def test_where_the_policy_has_no_such_time_what_is_urgent_cannot_be_marked_again() -> None:
    walk = Walk(under(SAFE.replace(", or sooner if the child needs it", "")), urgency=Urgency.URGENT)
    assert walk.refuses(ROSA, commands.MarkUrgent(needed_by=WEDNESDAY, words=REASON)) == "already urgent"


def test_the_policys_must_follows_when_the_shortened_time_runs_out() -> None:
    walk = Walk(under(SAFE), needed_by=WEDNESDAY)
    events = walk.wait(days=2, hours=9)
    assert [type(event.fact) for event in events] == [facts.ClockLapsed, facts.StepTaken]
    assert events[-1].at == at_five(WEDNESDAY)


def test_at_the_next_step_what_the_child_needed_by_then_is_due_by_the_end_of_the_first_working_day() -> None:
    walk = Walk(under(SAFE), needed_by=WEDNESDAY)
    walk.wait(days=2, hours=9)
    assert walk.state.step == "2"
    assert (duty(walk).due, duty(walk).needed_by) == (at_five(THURSDAY), WEDNESDAY)


def test_a_clock_that_waits_for_an_event_is_shortened_once_it_starts() -> None:
    steps = SAFE.replace("1 working week, or", "1 working week of the reply, or")
    walk = Walk(under(steps), needed_by=WEDNESDAY)
    assert duty(walk).due is None
    walk.act(AMIR, commands.Reply(stance="disagree"))
    assert duty(walk).due == at_five(WEDNESDAY)


def test_a_time_over_several_steps_is_shortened_too() -> None:
    top = "all steps within: 20 working days, or sooner if the child needs it\n"
    walk = Walk(under(SAFE, top))
    walk.act(AMIR, commands.MarkUrgent(needed_by=FRIDAY, words=REASON))
    assert (duty(walk, DutyKind.CAP).due, duty(walk, DutyKind.CAP).needed_by) == (at_five(FRIDAY), FRIDAY)
    again = Walk(under(SAFE, top), needed_by=FRIDAY)
    assert duty(again, DutyKind.CAP).due == at_five(FRIDAY)


def test_a_gate_is_shortened_too() -> None:
    steps = step(
        "1",
        "  first agreed by: line manager\n"
        "  review within: 5 working days, or sooner if the child needs it\n"
        "  settle within: not stated\n" + ENDS,
    )
    walk = Walk(under(steps))
    walk.act(ROSA, commands.MarkUrgent(needed_by=WEDNESDAY, words=REASON))
    assert duty(walk, DutyKind.REVIEW).due == at_five(WEDNESDAY)
    assert duty(Walk(under(steps), needed_by=WEDNESDAY), DutyKind.REVIEW).due == at_five(WEDNESDAY)


def test_a_pause_does_not_put_off_the_day_by_which_the_child_needs_it() -> None:
    steps = SAFE.replace("  if not settled: must", "  may pause: at most 10 working days\n  if not settled: must")
    walk = Walk(under(steps), needed_by=WEDNESDAY)
    walk.act(ROSA, commands.Pause(until=MONDAY + timedelta(days=7), words=REASON))
    assert duty(walk).due == at_five(WEDNESDAY)


MONDAY_MORNING = datetime(2026, 11, 2, 9, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 6, 18, tzinfo=UTC)
SUNDAY = date(2026, 11, 8)


@pytest.mark.parametrize(
    ("day", "start", "ends"),
    [
        (WEDNESDAY, MONDAY_MORNING, at_five(WEDNESDAY)),
        (SUNDAY, MONDAY_MORNING, at_five(FRIDAY)),  # nobody is at work on Sunday: the last close before it
        (SUNDAY, FRIDAY_EVENING, datetime(2026, 11, 9, tzinfo=UTC)),  # nor before it: the end of the day itself
        (FRIDAY, FRIDAY_EVENING, datetime(2026, 11, 9, 17, tzinfo=UTC)),  # the office has closed on that day
        (WEDNESDAY, FRIDAY_EVENING, datetime(2026, 11, 9, 17, tzinfo=UTC)),  # it has passed: the first working day
    ],
)
def test_it_ends_at_the_last_close_up_to_that_day(day: date, start: datetime, ends: datetime) -> None:
    assert safe_by(HOURS, start, Needed(day, start)) == ends


def test_the_proofs_know_that_such_a_time_may_end_before_any_other() -> None:
    net = compile_net(under(SAFE))
    replied = net.begins[0].clocks
    assert all(clock in (Clock.RUNS, Clock.NOT_YET) for clock in replied)
    at_once = [edge for edge in explore(net).edges[net.begins[0]] if edge.to.step == 1]
    assert at_once, "the settling may run out before the reply"


def test_it_is_explained() -> None:
    said = " ".join(sentence for _heading, sentences in explain(under(SAFE)) for sentence in sentences)
    assert "either side may say, with a reason, by which day the child needs it" in said
    plain = under(SAFE.replace(", or sooner if the child needs it", ""))
    assert "either side may say" not in " ".join(one for _heading, told in explain(plain) for one in told)
