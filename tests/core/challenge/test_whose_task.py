"""Whose a task is that starts later: within one agency, of somebody who only advised, of a post of neither side."""

from datetime import date, timedelta

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import Capacity, DutyKind, Side, Stance, Why
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.lapsing import offer
from forthright.core.challenge.moving import move_policy
from forthright.core.challenge.standing import Actor, Office
from forthright.core.policy.check import check
from forthright.core.policy.proofs.lengths import ordinary
from forthright.core.policy.shapes import Role
from forthright.core.rehearsal import results
from forthright.core.rehearsal.cases import Kinds, cases

from .people import AMIR, MONDAY, ROSA, ROSAS_MANAGER, SCHOOL, SEATS, at
from .test_beside import ADVICE, LADDER, NADIA, NAMED
from .test_walks import Walk
from .texts import ENDS, step, under, written

SECOND = step(
    "2", "  raise within: not stated\n  settle within: 20 working days\n" + ENDS, "line manager", "line manager"
)
INSIDE = "  inside: the raising agency\n  reply within: {reply}\n"
UP = "  if not settled: offer step 2\n"
LATER = "  meet by line manager within: 3 working days{start}\n  settle within: 20 working days\n" + UP


def inside(reply: str, start: str = "") -> str:
    lines = INSIDE.format(reply=reply) + LATER.format(start=start)
    return step("1", lines, "practitioner", "line manager") + SECOND


def meeting(walk: Walk) -> Duty:
    return next(one for one in walk.state.duties.values() if one.kind is DutyKind.MEET)


def test_a_task_that_starts_later_within_the_raising_agency_is_that_agencys() -> None:
    walk = Walk(under(inside("1 working day", " of the previous task running out")))
    walk.wait(days=3)
    assert (meeting(walk).owner, meeting(walk).side) == (ROSAS_MANAGER, Side.RAISING)
    assert {one.owner for one in walk.state.duties.values()} <= set(walk.state.parties)


def test_a_task_that_a_new_version_adds_within_the_raising_agency_is_that_agencys() -> None:
    old = under(inside("5 working days").replace("  meet by line manager within: 3 working days\n", ""))
    new, walk = under(inside("5 working days")), Walk(old)
    office = Actor(person=51, name="Beth (invented)", offices=frozenset({(Office.BUSINESS_UNIT, 7)}))
    wish = commands.MovePolicy(policy="new mark", words={"reason": "A new version."})
    events = move_policy(old, new, walk.state, wish, office, at(MONDAY + timedelta(hours=1)))
    assert isinstance(events, tuple)
    walk._take(events)
    assert (meeting(walk).owner, meeting(walk).side) == (ROSAS_MANAGER, Side.RAISING)


def test_an_adviser_to_whom_a_task_falls_is_a_party_from_then_on() -> None:
    later = (
        "  raise within: not stated\n  reply within: 1 working day\n"
        "  settle by named or designated professional within: 3 working days of the previous task running out\n"
    )
    first = step("1", "  settle within: 2 working days\n  if not settled: offer step 2\n")
    walk = Walk(under(first + step("2", later + ENDS, "line manager", "line manager"), ADVICE))
    SEATS[SCHOOL, Role.ADVISER] = NAMED
    try:
        walk.act(ROSA, commands.AskIn(seat=NAMED))
        assert walk.state.parties[NADIA].capacity is Capacity.ADVISER
        walk.act(ROSA, commands.TakeUp(why=Why.URGENT, words={"reason": "Tonight."}))
        walk.wait(days=3)
    finally:
        del SEATS[SCHOOL, Role.ADVISER]
    assert any(one.owner == NADIA for one in walk.state.duties.values())
    assert walk.state.parties[NADIA].capacity is not Capacity.ADVISER


def test_an_adviser_hands_over_to_another_adviser_and_to_nobody_else() -> None:
    walk = Walk(under(LADDER, ADVICE))
    walk.act(ROSA, commands.AskIn(seat=NAMED))
    assert walk.refuses(NADIA, commands.HandOver(seat=SEATS[SCHOOL, Role.LINE_MANAGER])) == "not an adviser"
    walk.act(ROSA, commands.AskIn(seat=SEATS[SCHOOL, Role.LINE_MANAGER]))
    assert walk.state.parties[ROSAS_MANAGER].capacity is Capacity.MANAGER


def test_settling_is_the_sides_whomever_a_line_names_and_the_check_says_so() -> None:
    lines = "  reply within: 2 working days\n  settle by independent chair within: 5 working days\n" + UP
    text = written(step("1", lines) + SECOND)
    walk = Walk(under(step("1", lines) + SECOND))
    settle = next(one for one in walk.state.duties.values() if one.kind is DutyKind.SETTLE)
    assert (settle.owner, settle.side) == (ROSA, Side.RAISING)
    assert "task.neutral" in {one.code for one in check(text)}
    played = results.rehearse(text, ordinary(), list(cases(Kinds.of(text), 60, 1, ordinary(), date(2026, 1, 1))))
    assert played.cases == 60 and not played.refused


def test_a_gate_that_becomes_urgent_is_said_with_its_urgent_time() -> None:
    gate = "  first agreed by: line manager\n  review within: 5 working days\n  review within, urgent: 1 working day\n"
    rest = "  raise within: not stated\n  settle within: 20 working days\n"
    first = step("1", "  settle within: 20 working days\n  if not settled: offer step 2\n")
    walk = Walk(under(first + step("2", gate + rest + ENDS, "line manager", "line manager")))
    walk.act(AMIR, commands.Reply(stance=Stance.DISAGREE, words={"reasons": "Seen."}))
    walk.act(ROSA, commands.TakeUp(why=Why.STILL_DIFFER))
    walk.act(ROSA, commands.MarkUrgent(words={"reason": "Tonight."}))
    review = next(one for one in walk.state.duties.values() if one.kind is DutyKind.REVIEW)
    assert review.said == "1 working day"


def test_an_offer_that_gets_a_time_says_that_the_child_needs_it() -> None:
    needed = date(2026, 11, 12)
    first = step("1", "  settle within: 5 working days\n  if not settled: offer step 2\n")
    rest = "  raise within: 10 working days, or sooner if the child needs it\n  settle within: 20 working days\n"
    policy = under(first + step("2", rest + ENDS, "line manager", "line manager"))
    words = {"worry_facts": "Seen.", "wanted": "A visit.", "urgent_reason": "The hearing."}
    walk = Walk(policy, needed_by=needed, words=words)
    plain = Duty(key="1.consider", kind=DutyKind.CONSIDER, owner=ROSA, side=Side.RAISING)
    lapsed = facts.ClockLapsed(duty="none", kind=DutyKind.CONSIDER, owner=ROSA, opens=(plain,))
    walk._take((facts.Event(fact=lapsed, at=MONDAY),))
    found = offer(policy, walk.state, "2", ROSA, Side.RAISING, at(MONDAY + timedelta(days=3)))
    assert found.needed_by == needed and found.due is not None
