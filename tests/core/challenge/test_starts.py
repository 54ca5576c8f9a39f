"""From which event a time is counted, and how much faster it is for what cannot wait."""

from datetime import UTC, date, datetime, timedelta

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import DutyKind, Side, Stance, TalkKind, Urgency, Why
from forthright.core.challenge.decide import decide
from forthright.core.challenge.known import typed_start
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Hours
from tests.support.everything import everything

from .people import AMIR, COUNCIL, MONDAY, ROSA, SCHOOL, actor, at, policy, raising
from .test_walks import Walk, disagree

REPLY = "reply within: 2 working days of the acknowledgement or the first discussion"


def duty(walk: Walk, kind: DutyKind) -> facts.Duty:
    found = [one for one in walk.state.duties.values() if one.kind is kind]
    assert len(found) == 1, kind
    return found[0]


def close(day: int) -> datetime:
    """The last close of a day in November 2026."""
    return datetime(2026, 11, day, 17, 0, tzinfo=UTC)


def test_a_reply_waits_for_either_of_two_events_and_the_first_that_happens_starts_it() -> None:
    walk = Walk(everything())
    assert (duty(walk, DutyKind.REPLY).due, duty(walk, DutyKind.REPLY).waits_for) == (
        None,
        "the acknowledgement or the first discussion",
    )
    walk.now += timedelta(days=1)
    walk.act(AMIR, commands.Acknowledge())
    assert (duty(walk, DutyKind.REPLY).due, duty(walk, DutyKind.REPLY).waits_for) == (close(5), "")
    walk.act(ROSA, commands.LogTalk(kind=TalkKind.CALL, held=walk.now))
    assert duty(walk, DutyKind.REPLY).due == close(5), "the second event starts nothing again"


def test_a_talk_starts_it_from_when_it_was_held_and_not_from_when_it_was_typed() -> None:
    walk = Walk(everything())
    walk.now += timedelta(days=1, hours=4)
    walk.act(ROSA, commands.LogTalk(kind=TalkKind.CALL, held=MONDAY + timedelta(hours=2)))
    assert duty(walk, DutyKind.REPLY).due == close(4)


def test_what_was_due_before_it_was_typed_falls_due_at_once_and_not_before_it_was_known() -> None:
    walk = Walk(everything())
    walk.now += timedelta(days=8)
    walk.act(ROSA, commands.LogTalk(kind=TalkKind.CALL, held=MONDAY))
    assert duty(walk, DutyKind.REPLY).due == walk.now


def test_the_reply_starts_the_time_to_meet_and_also_counts_as_the_acknowledgement() -> None:
    walk = Walk(everything())
    assert duty(walk, DutyKind.MEET).waits_for == "the reply"
    disagree(walk)
    assert duty(walk, DutyKind.MEET).due == close(5)
    assert not [one for one in walk.state.duties.values() if one.kind in (DutyKind.REPLY, DutyKind.ACKNOWLEDGE)]


def test_only_a_meeting_starts_what_is_counted_from_the_meeting() -> None:
    walk = Walk(everything(("settle within: 5 working days\n", "settle within: 5 working days of the meeting\n")))
    walk.act(ROSA, commands.LogTalk(kind=TalkKind.CALL, held=MONDAY))
    assert duty(walk, DutyKind.SETTLE).due is None
    walk.act(ROSA, commands.LogTalk(kind=TalkKind.MEETING, held=MONDAY))
    assert duty(walk, DutyKind.SETTLE).due == close(9)


def test_the_raising_sides_answer_to_a_reply_starts_no_clock() -> None:
    walk = Walk(everything(("meet should be within: 3 working days of the reply", "meet within: 3 hours of the reply")))
    disagree(walk)
    first = duty(walk, DutyKind.MEET).due
    walk.now += timedelta(hours=1)
    walk.act(ROSA, commands.Reply(stance=Stance.DISAGREE))
    assert duty(walk, DutyKind.MEET).due == first == MONDAY + timedelta(hours=3)


def test_a_day_that_somebody_types_counts_from_its_first_minute_in_england() -> None:
    assert typed_start(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    walk = Walk(everything((REPLY, "reply within: 96 hours of the conference")), conference=date(2026, 11, 1))
    assert duty(walk, DutyKind.REPLY).due == datetime(2026, 11, 5, 0, 0, tzinfo=UTC)


def test_working_days_have_the_typed_day_as_day_zero() -> None:
    walk = Walk(everything((REPLY, "reply within: 4 working days of the disagreement")), arose=date(2026, 10, 30))
    assert duty(walk, DutyKind.REPLY).due == close(5)


def test_of_two_typed_days_the_earlier_counts_and_one_that_nobody_typed_is_left_out() -> None:
    under = everything((REPLY, "reply within: 4 working days of the disagreement or a decision being received"))
    both = Walk(under, arose=date(2026, 10, 30), received=date(2026, 11, 1))
    assert duty(both, DutyKind.REPLY).due == close(5)
    assert duty(Walk(under, received=date(2026, 11, 1)), DutyKind.REPLY).due == close(5)


def test_where_nobody_typed_a_day_the_time_counts_from_the_raising_and_is_never_silent() -> None:
    walk = Walk(everything((REPLY, "reply within: 2 working days of the conference")))
    assert duty(walk, DutyKind.REPLY).due == close(4)


def test_at_a_later_step_of_being_raised_still_means_of_being_raised() -> None:
    text = "reply within: 2 working days\n  settle should be"
    walk = Walk(everything((text, "reply within: 9 working days of being raised\n  settle should be")))
    disagree(walk)
    walk.now += timedelta(days=3)
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, commands.TakeUp(why=Why.URGENT, words={"reason": "Tonight."}))
    assert duty(walk, DutyKind.REPLY).due == close(13)
    assert duty(walk, DutyKind.SETTLE).due == close(10), "the previous step ending is the step being taken"


def test_a_priority_chosen_when_raising_is_faster_and_never_slower() -> None:
    walk = Walk(everything(), priority="soon")
    assert walk.state.priority == "soon"
    walk.act(AMIR, commands.Acknowledge())
    assert duty(walk, DutyKind.REPLY).due == close(3)
    slower = everything(("reply within, priority soon: 1 working day", "reply within, priority soon: 8 working days"))
    walk = Walk(slower, priority="soon")
    walk.act(AMIR, commands.Acknowledge())
    assert duty(walk, DutyKind.REPLY).due == close(4)


def test_of_the_priority_and_the_urgent_time_the_earlier_counts() -> None:
    walk = Walk(everything(), priority="soon", urgency=Urgency.URGENT)
    walk.act(AMIR, commands.Acknowledge())
    assert duty(walk, DutyKind.REPLY).due == MONDAY + timedelta(hours=4)
    assert duty(walk, DutyKind.REPLY).said == "4 working hours"


def test_a_priority_that_the_policy_does_not_name_is_refused() -> None:
    answer = decide(policy(), State(), raising(priority="soon"), actor(ROSA), at(MONDAY))
    assert isinstance(answer, No) and answer.code == "no such priority"


def test_whether_it_was_raised_in_time_is_a_fact_and_never_a_refusal() -> None:
    late = Walk(everything(), arose=date(2026, 10, 20))
    assert late.state.raise_due == datetime(2026, 10, 22, 16, 0, tzinfo=UTC)
    assert Walk(everything(), arose=date(2026, 11, 1)).state.raise_due == close(3)
    assert Walk(everything()).state.raise_due is None, "the day is not known, so nothing is said"
    assert Walk(policy(), arose=date(2026, 10, 20)).state.raise_due is None, "the policy does not ask"


def test_each_step_of_the_shipped_sefton_text_counts_from_what_it_names() -> None:
    walk = Walk(policy("sefton-2017"), arose=date(2026, 10, 30), received=date(2026, 10, 28))
    assert walk.state.raise_due == datetime(2026, 10, 30, 17, 0, tzinfo=UTC)


def test_a_policy_that_says_whose_hours_count_is_counted_in_those_for_both_sides() -> None:
    from forthright.core.worktime import office_hours

    early = office_hours("Early (invented)", (((420, 780),),) * 5 + ((), ()))
    hours = at(MONDAY)
    mixed = type(hours)(now=MONDAY, shared=hours.shared, calendars={SCHOOL: early, COUNCIL: hours.shared})
    agencies = {Side.RAISING: SCHOOL, Side.RESPONDING: COUNCIL}
    text = ("priority: soon\n", "priority: soon\nworking days are those of: {}\n")

    def bound(who: str) -> tuple[object, object, object]:
        under = everything((text[0], text[1].format(who)))
        assert under.hours is Hours(who)
        moment = mixed.bound(under, agencies)
        return moment.hours(SCHOOL), moment.hours(COUNCIL), moment.shared

    assert bound("the raising side") == (early, early, early)
    assert bound("the responding side") == (hours.shared,) * 3
    assert bound("the partnership") == (hours.shared,) * 3
    assert bound("whoever must act") == (early, hours.shared, hours.shared)
    assert mixed.bound(everything(), agencies) is mixed


def test_a_step_gone_through_again_line_by_line_is_climbed_rung_by_rung() -> None:
    walk = Walk(everything())
    climbed = []
    for _ in range(4):
        disagree(walk)
        if walk.state.step == "1":
            walk.act(ROSA, commands.Warn())
        owner = walk.state.owners[Side.RAISING]
        walk.act(owner, commands.TakeUp(why=Why.URGENT, to="", words={"reason": "Tonight."}))
        climbed.append(walk.state.step)
        if walk.state.step == "3":
            break
    assert climbed == ["2", "2+1", "3"]
    assert walk.policy.label("2+1") == "Stage 2, line 2"


def test_one_kind_of_agency_has_its_own_wording() -> None:
    walk = Walk(everything(group="police"), group="police")
    assert walk.state.group == "police"
    assert duty(walk, DutyKind.REPLY).due == close(3)
