"""Clocks that stand still lose nothing and gain nothing; and reminders come once, at their instant."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import DutyKind, Phase, Side, Urgency
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import fold
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy, Role, Stated
from forthright.core.worktime import Calendar, Pause, Unit, due, office_hours
from tests.support.everything import everything
from tests.support.examples import examples

from .people import AMIR, COUNCIL, HOURS, MONDAY, ROSA, ROSAS_MANAGER, SCHOOL, SEATS, actor, policy
from .people import raising as a_challenge
from .test_lapses import URGENT, at_step
from .test_starts import close, duty
from .test_walks import Walk

WHY = {"reason": "The family is away, and both of us agree to wait."}
FREE = everything(
    ("may pause: at most 10 working days, twice", "may pause: for as long as needed"),
    ("  if no reply: must go to step 2\n", ""),
)


def stop(walk: Walk, until: datetime, person: int = ROSA) -> None:
    walk.act(person, commands.Pause(until=until, words=WHY))


@settings(max_examples=examples(150), deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 200), st.integers(0, 100), st.booleans()), min_size=1, max_size=3
    )
)
def test_a_paused_clock_never_loses_or_gains_time(stretches: list[tuple[int, int, int, bool]]) -> None:
    """Each stretch: hours until it begins, hours that it is to last, after how many percent it is ended, if it is."""
    walk = Walk(FREE)
    pauses: list[Pause] = []
    for wait, length, share, early in stretches:
        walk.wait(hours=wait)
        settle = walk.state.duties["1.4.settle"]
        if settle.lapsed or walk.state.step != "1":
            return
        start, until = walk.now, walk.now + timedelta(hours=length)
        stop(walk, until)
        expected = due(HOURS, MONDAY, 5, Unit.WORKING_DAYS, [*pauses, Pause(start, until)])
        assert walk.state.duties["1.4.settle"].due == expected, "what is due after the pause is known at once"
        end = start + timedelta(hours=length) * share / 100 if early else until
        walk.now = start
        walk.wait(seconds=(end - start).total_seconds())
        if early and walk.state.paused_until is not None:
            walk.act(AMIR, commands.Resume())
        pauses.append(Pause(start, end))
        assert walk.state.paused_until is None
        settle = walk.state.duties["1.4.settle"]
        assert settle.due == due(HOURS, MONDAY, 5, Unit.WORKING_DAYS, pauses)
        assert settle.lapsed is (settle.due <= walk.now), "a close at the very end of a pause counts"


def test_the_clocks_run_again_by_themselves_at_the_instant_that_was_given_however_late_the_clock_is() -> None:
    walk = Walk(everything())
    until = MONDAY + timedelta(days=7)
    stop(walk, until)
    walk.wait(days=40)
    resumed = next(event for event in walk.events if isinstance(event.fact, facts.Resumed))
    assert (resumed.at, resumed.by) == (until, None)
    lapses = [event.at for event in walk.events if isinstance(event.fact, facts.ClockLapsed)]
    assert min(lapses) > until, "nothing runs out while the clocks stand still"


def test_it_is_paused_no_longer_and_no_more_often_than_the_policy_says() -> None:
    walk = Walk(everything())
    far = commands.Pause(until=MONDAY + timedelta(days=15), words=WHY)
    assert walk.refuses(ROSA, far) == "pause too long"
    assert walk.refuses(ROSA, commands.Pause(until=MONDAY, words=WHY)) == "past date"
    assert walk.refuses(ROSA, commands.Pause(until=MONDAY + timedelta(days=1))) == "no words"
    for _ in range(2):
        stop(walk, walk.now + timedelta(hours=2))
        assert walk.refuses(ROSA, far) == "already paused"
        walk.wait(hours=3)
    assert walk.refuses(ROSA, commands.Pause(until=walk.now + timedelta(hours=1), words=WHY)) == "paused often enough"
    assert walk.refuses(ROSA, commands.Resume()) == "not paused"


def test_where_the_policy_does_not_let_it_pause_it_never_does() -> None:
    soon = commands.Pause(until=MONDAY + timedelta(days=1), words=WHY)
    assert Walk(policy()).refuses(ROSA, soon) == "no pause"


def test_only_whoever_owns_it_for_a_side_pauses_and_either_side_lets_it_run_again() -> None:
    walk = at_step("2")
    assert walk.refuses(ROSA, commands.Pause(until=walk.now + timedelta(days=1), words=WHY)) == "not the owner"
    stop(walk, walk.now + timedelta(days=100), ROSAS_MANAGER)
    walk.act(AMIR, commands.Resume(words={"reason": "They are back."}))
    assert walk.state.paused_until is None


def test_danger_is_told_while_the_clocks_stand_still_and_changes_nothing() -> None:
    walk = Walk(everything())
    stop(walk, MONDAY + timedelta(days=3))
    before = walk.state
    walk.act(AMIR, commands.TellDanger(words={"told": "I called 999."}))
    assert (walk.state.duties, walk.state.paused_until) == (before.duties, before.paused_until)


def test_what_is_urgent_lets_the_clocks_run_again_first() -> None:
    walk = Walk(everything())
    stop(walk, MONDAY + timedelta(days=9))
    walk.now += timedelta(hours=1)
    walk.act(ROSA, commands.MarkUrgent(words={"reason": "Home tonight."}))
    assert [type(event.fact) for event in walk.events[-2:]] == [facts.Resumed, facts.MarkedUrgent]
    assert walk.state.paused_until is None
    assert walk.state.urgency is Urgency.URGENT
    assert duty(walk, DutyKind.SETTLE).due == close(3)


def test_it_can_be_taken_up_while_the_clocks_stand_still_and_those_of_the_new_step_run() -> None:
    walk = Walk(everything())
    stop(walk, MONDAY + timedelta(days=9))
    walk.act(ROSA, commands.Warn())
    walk.act(ROSA, URGENT)
    assert (walk.state.step, walk.state.paused_until, walk.state.pauses) == ("2", None, ())


def test_a_clock_that_starts_during_a_pause_begins_to_run_after_it() -> None:
    walk = Walk(FREE)
    until = MONDAY + timedelta(days=7)
    stop(walk, until)
    walk.now += timedelta(days=1)
    walk.act(AMIR, commands.Acknowledge())
    assert duty(walk, DutyKind.REPLY).due == due(
        HOURS, MONDAY + timedelta(days=1), 2, Unit.WORKING_DAYS, [Pause(MONDAY, until)]
    )


def test_what_had_run_out_before_the_pause_stays_run_out() -> None:
    walk = Walk(FREE)
    walk.now += timedelta(days=2)
    stop(walk, walk.now + timedelta(days=2))
    assert walk.state.duties["1.1.acknowledge"].due == close(3)
    lapses = [event for event in walk.wait(hours=1) if isinstance(event.fact, facts.ClockLapsed)]
    assert [event.at for event in lapses] == [close(3)]


def test_a_cap_over_the_steps_does_not_stand_still_with_one_of_them() -> None:
    walk = Walk(FREE)
    before = walk.state.duties["cap.steps 1 to 2 within"].due
    stop(walk, MONDAY + timedelta(days=9))
    assert walk.state.duties["cap.steps 1 to 2 within"].due == before


def test_an_offer_and_a_decision_stand_still_with_their_step() -> None:
    walk = Walk(FREE)
    walk.wait(days=1, hours=8)
    offered = duty(walk, DutyKind.CONSIDER)
    stop(walk, walk.now + timedelta(days=7))
    assert offered.since is not None
    pause = walk.state.pauses[-1]
    assert duty(walk, DutyKind.CONSIDER).due == due(HOURS, offered.since, 2, Unit.WORKING_DAYS, [pause])
    deciding = at_step("4", everything(("may be handed back: to step 3", "may pause: for as long as needed")))
    stop(deciding, deciding.now + timedelta(days=7), deciding.state.owners[Side.RAISING])
    assert duty(deciding, DutyKind.DECIDE).due == duty(deciding, DutyKind.SETTLE).due


def test_an_outcome_ends_the_pause() -> None:
    walk = Walk(FREE)
    stop(walk, MONDAY + timedelta(days=9))
    walk.act(ROSA, commands.Withdraw(words={"reason": "Settled."}))
    assert (walk.state.phase, walk.state.paused_until, walk.state.next_wake) == (Phase.ENDED, None, None)


def reminders(walk: Walk) -> list[tuple[datetime, DutyKind]]:
    return [(event.at, event.fact.kind) for event in walk.events if isinstance(event.fact, facts.Reminded)]


def test_whoever_must_act_is_reminded_once_at_each_instant_that_the_policy_names() -> None:
    walk = Walk(FREE)
    assert walk.state.duties["1.1.acknowledge"].remind == (
        datetime(2026, 11, 3, 9, 0, tzinfo=UTC),
        datetime(2026, 11, 3, 13, 0, tzinfo=UTC),
    )
    walk.wait(days=1, hours=5)
    walk.wait(hours=1)
    assert reminders(walk) == [
        (datetime(2026, 11, 3, 9, 0, tzinfo=UTC), DutyKind.ACKNOWLEDGE),
        (datetime(2026, 11, 3, 13, 0, tzinfo=UTC), DutyKind.ACKNOWLEDGE),
    ]


def test_nobody_is_reminded_of_what_is_answered() -> None:
    walk = Walk(FREE)
    walk.act(AMIR, commands.Acknowledge())
    walk.wait(days=1, hours=5)
    assert DutyKind.ACKNOWLEDGE not in [kind for _at, kind in reminders(walk)]


def test_a_reminder_that_was_given_is_not_given_again_after_a_pause() -> None:
    walk = Walk(FREE)
    walk.wait(days=1)
    assert len(reminders(walk)) == 1
    stop(walk, walk.now + timedelta(days=7))
    assert len(walk.state.duties["1.1.acknowledge"].remind) == 1
    walk.wait(days=9)
    assert [kind for _at, kind in reminders(walk)].count(DutyKind.ACKNOWLEDGE) == 2


NIGHTS = office_hours("Nights (invented)", (((1200, 1440),),) * 7)
SCHOOLS = office_hours("School hours (invented)", (((480, 900),),) * 5 + ((), ()))
SETTLING = (("remind: 1 working day before", "remind: 2 hours before"), ("  remind: 4 working hours before\n", ""))
AT_NIGHT = (*SETTLING, ("invented: yes", "working days are those of: the responding side\ninvented: yes"))
"""Every time is counted in the hours of the side that answers, which works at night."""


def raised_in(policy: Policy, raising: Calendar, responding: Calendar, urgency: Urgency = Urgency.NORMAL) -> State:
    """Just raised, with each side in hours of its own."""
    moment = Moment(now=MONDAY, shared=HOURS, calendars={SCHOOL: raising, COUNCIL: responding}, seats=SEATS)
    wish = a_challenge(urgency=urgency, words={"urgent_reason": "Now.", "worry_facts": "Seen.", "wanted": "A visit."})
    events = decide(policy, State(), wish, actor(ROSA), moment)
    assert isinstance(events, tuple)
    return fold(events)


def test_a_reminder_waits_for_the_hours_of_whoever_reads_it_also_where_the_time_is_counted_in_others() -> None:
    shared = raised_in(everything(*SETTLING), SCHOOLS, HOURS).duties["1.4.settle"]
    assert shared.due == close(9)
    assert shared.remind == (close(9) - timedelta(hours=3),), "her school closes at three: an hour before that"
    settle = raised_in(everything(*AT_NIGHT), SCHOOLS, NIGHTS).duties["1.4.settle"]
    assert settle.due is not None
    assert settle.due.hour == 0
    assert [at.hour for at in settle.remind] == [14], "not at ten at night"


def test_what_is_urgent_is_reminded_of_at_its_own_instant_whoever_is_at_work() -> None:
    settle = raised_in(everything(*AT_NIGHT), SCHOOLS, NIGHTS, Urgency.URGENT).duties["1.4.settle"]
    assert settle.due is not None
    assert settle.remind == (settle.due - timedelta(hours=2),)


def test_nobody_is_reminded_of_an_end_that_was_moved_by_hand() -> None:
    walk = Walk(FREE)
    day = (MONDAY + timedelta(days=3)).date()
    walk.act(AMIR, commands.Shorten(duty="1.4.settle", day=day, words=WHY))
    settle = walk.state.duties["1.4.settle"]
    assert settle.due == close(5)
    assert settle.remind
    assert all(at < close(5) for at in settle.remind)


def test_a_part_that_is_handed_over_takes_its_reminders_along() -> None:
    walk = Walk(FREE)
    manager = SEATS[COUNCIL, Role.LINE_MANAGER]
    walk.act(AMIR, commands.HandOver(seat=manager))
    walk.wait(days=1, hours=5)
    told = [event.fact.owner for event in walk.events if isinstance(event.fact, facts.Reminded)]
    assert set(told) == {manager.person}


def test_a_step_without_reminders_has_none() -> None:
    walk = Walk(policy("london"))
    walk.wait(days=30)
    assert reminders(walk) == []


def test_the_longest_pause_is_counted_in_the_hours_that_both_sides_share() -> None:
    walk = Walk(everything())
    stop(walk, close(16))
    assert walk.state.paused_until == close(16)
    assert FREE.step("1").pause is not None and FREE.step("1").pause.limit is Stated.NONE
