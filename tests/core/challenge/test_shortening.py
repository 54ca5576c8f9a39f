"""A time ends sooner by hand: with a reason, never at once, and whatever moves times afterwards keeps to it."""

from datetime import date, timedelta

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.moving import move_policy
from forthright.core.challenge.recounting import recounted
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import office_hours
from forthright.notices.tell import Kind, told
from tests.support.everything import everything

from .people import AMIR, COUNCIL, HOURS, MONDAY, ROSA, ROSAS_MANAGER, SCHOOL, SEATS, actor, at, policy
from .runs import BETH
from .test_starts import close, duty
from .test_walks import Walk

WHY = {"reason": "The hearing is on Thursday."}
REPLY, SETTLE = "1.1.reply", "1.2.settle"
EVERY_SETTLE = "1.4.settle"
LATE_NIGHT = office_hours("Until eight (invented)", (((540, 1200),),) * 5 + ((), ()))


def shorten(walk: Walk, key: str, day: int, person: int = AMIR) -> None:
    walk.act(person, commands.Shorten(duty=key, day=date(2026, 11, day), words=WHY))


def wish(key: str, day: int) -> commands.Shorten:
    return commands.Shorten(duty=key, day=date(2026, 11, day), words=WHY)


def test_either_side_ends_its_own_time_or_the_other_sides_sooner() -> None:
    walk = Walk(policy())
    shorten(walk, SETTLE, 5, AMIR)
    shorten(walk, REPLY, 3, ROSA)
    assert (walk.state.duties[SETTLE].due, walk.state.duties[REPLY].due) == (close(5), close(3))


def test_the_record_keeps_the_end_that_it_had_who_changed_it_and_why() -> None:
    walk = Walk(policy())
    shorten(walk, REPLY, 3)
    event = walk.events[-1]
    assert isinstance(event.fact, facts.TimeShortened)
    assert (event.fact.before, event.fact.until, event.fact.day) == (close(4), close(3), date(2026, 11, 3))
    assert (event.by, event.words["reason"]) == (AMIR, WHY["reason"])
    assert walk.state.duties[REPLY].said == "2 working days", "the policy's own words stay"


def test_it_is_no_weapon_whoever_must_act_has_the_rest_of_a_working_day() -> None:
    walk = Walk(policy())
    walk.now += timedelta(hours=10)  # the office has closed
    shorten(walk, REPLY, 2, ROSA)
    assert walk.state.duties[REPLY].due == close(3)
    assert walk.refuses(ROSA, wish(REPLY, 3)) == "too short"
    assert walk.refuses(ROSA, wish("1.0.acknowledge", 3)) == "too short", "it ends today or tomorrow already"


def test_the_rest_of_the_working_day_is_counted_in_the_hours_of_whoever_must_act() -> None:
    walk = Walk(policy())
    moment = Moment(now=MONDAY, shared=HOURS, calendars={SCHOOL: HOURS, COUNCIL: LATE_NIGHT}, seats=SEATS)
    found = decide(walk.policy, walk.state, wish(REPLY, 3), actor(ROSA), moment)
    assert isinstance(found, tuple)
    assert apply(walk.state, found[0]).duties[REPLY].due == close(3) + timedelta(hours=3)


def test_what_would_not_end_it_sooner_is_refused_and_so_is_no_reason_and_a_day_that_is_over() -> None:
    walk = Walk(policy())
    assert walk.refuses(ROSA, wish(REPLY, 4)) == "not earlier"
    assert walk.refuses(ROSA, wish(REPLY, 1)) == "past date"
    assert walk.refuses(ROSA, commands.Shorten(duty=REPLY, day=date(2026, 11, 3))) == "no words"
    assert walk.refuses(ROSA, wish("2.1.reply", 3)) == "no such time"


def test_times_without_a_number_or_over_several_steps_are_not_ended_by_one_side() -> None:
    silent = Walk(policy("stoke-on-trent"))
    assert silent.refuses(ROSA, wish("1.0.reply", 3)) == "no time to shorten"
    assert Walk(everything()).refuses(ROSA, wish("cap.steps 1 to 2 within", 4)) == "no such time"


def test_a_day_on_which_nobody_is_at_work_ends_it_at_the_last_close_before() -> None:
    walk = Walk(policy())
    shorten(walk, SETTLE, 8)
    assert walk.state.duties[SETTLE].due == close(6)


def test_a_pause_keeps_to_the_day_and_leaves_the_rest_of_a_working_day_after_it() -> None:
    walk = Walk(everything())
    shorten(walk, EVERY_SETTLE, 4)
    walk.act(ROSA, commands.Pause(until=close(2) - timedelta(hours=1), words=WHY))
    assert walk.state.duties[EVERY_SETTLE].due == close(4), "a pause before the day does not move it"
    walk.wait(hours=9)
    walk.act(ROSA, commands.Pause(until=close(11) - timedelta(hours=4), words=WHY))
    assert walk.state.duties[EVERY_SETTLE].due == close(11), "nothing runs out while the times stand still"
    walk.wait(hours=16)
    walk.act(AMIR, commands.Resume())
    assert walk.state.duties[EVERY_SETTLE].due == close(4)


def test_it_can_be_shortened_while_the_times_stand_still_to_no_earlier_than_they_run_again() -> None:
    walk = Walk(everything())
    walk.act(ROSA, commands.Pause(until=close(10) - timedelta(hours=4), words=WHY))
    shorten(walk, EVERY_SETTLE, 3)
    assert walk.state.duties[EVERY_SETTLE].due == close(10)
    walk.act(ROSA, commands.Resume())
    assert walk.state.duties[EVERY_SETTLE].due == close(9), "the policy's own number ends first again"


def test_marking_it_urgent_never_puts_a_shortened_time_off() -> None:
    walk = Walk(policy())
    shorten(walk, SETTLE, 3)
    walk.now += timedelta(hours=6)
    walk.act(ROSA, commands.MarkUrgent(words={"reason": "Home tonight."}))
    assert walk.state.duties[SETTLE].due == close(3)


def moved(walk: Walk, other: Policy) -> None:
    command = commands.MovePolicy(policy="another", words={"reason": "The new text is in force."})
    found = move_policy(walk.policy, other, walk.state, command, BETH, at(walk.now))
    assert isinstance(found, tuple)
    walk._take(found)
    walk.policy = other


def test_another_version_that_gives_longer_does_not_undo_it() -> None:
    walk = Walk(everything())
    shorten(walk, EVERY_SETTLE, 4)
    moved(walk, everything(("settle within: 5 working days", "settle within: 20 working days")))
    assert walk.state.duties[EVERY_SETTLE].due == close(4)


def test_other_opening_hours_do_not_undo_it_either() -> None:
    walk = Walk(policy())
    shorten(walk, SETTLE, 5)
    later = Moment(now=MONDAY, shared=LATE_NIGHT, calendars={}, seats=SEATS)
    fresh = recounted(walk.policy, walk.state, walk.state.duties[SETTLE], later)
    assert fresh is not None
    assert fresh.due == close(5)


def test_a_decision_that_is_due_with_the_step_goes_with_it_and_nothing_else_does() -> None:
    walk = Walk(policy("demo-borough"))
    before = walk.state.duties
    shorten(walk, REPLY, 3)
    assert {key for key, one in walk.state.duties.items() if one != before[key]} == {REPLY}


def test_everybody_is_told_and_whoever_must_act_first() -> None:
    walk = Walk(policy())
    before = walk.state
    shorten(walk, REPLY, 3, ROSA)
    notices = told(before, walk.state, walk.events[-1])
    assert [(one.person, one.kind) for one in notices] == [(AMIR, Kind.SHORTENED)]
    assert all(one.person != ROSA for one in notices), "nobody is told what they did"


def test_an_offer_of_the_next_step_can_be_made_to_end_sooner() -> None:
    walk = Walk(policy())
    walk.wait(days=1, hours=8.5)
    offered = duty(walk, DutyKind.CONSIDER)
    assert offered.due is not None
    shorten(walk, offered.key, (offered.due - timedelta(days=1)).day, AMIR)
    assert duty(walk, DutyKind.CONSIDER).due == offered.due - timedelta(days=1)


def test_only_who_takes_part_on_a_side_does() -> None:
    walk = Walk(policy())
    assert walk.refuses(ROSAS_MANAGER, wish(REPLY, 3)) == "not yours"
