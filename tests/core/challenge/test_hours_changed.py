"""Opening hours change while a challenge runs: what moves is counted again from its start, and nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import assume, given, settings
from msgspec.structs import replace as replace_struct

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import DutyKind, HoursChange, Side, Stance, TalkKind, Urgency, Why
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, decode, encode, tag_of
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.hours_changed import Amendment, hours_changed, restated
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.sees import Sight, sees
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.shapes import Hours, Policy
from forthright.core.worktime import Calendar
from tests.support.everything import everything
from tests.support.examples import examples

from .people import AMIR, COUNCIL, HOURS, MONDAY, ROSA, SCHOOL, SEATS, actor, invented, policy, raising
from .test_walks import SHIPPED

TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (3, 4, 5, 6))
NEXT_MONDAY = date(2026, 11, 9)


def shut(*days: date, hours: Calendar = HOURS) -> Calendar:
    return replace(hours, closed=hours.closed | set(days))


def in_hours(now: datetime, shared: Calendar = HOURS, school: Calendar = HOURS, council: Calendar = HOURS) -> Moment:
    return Moment(now=now, shared=shared, calendars={SCHOOL: school, COUNCIL: council}, seats=SEATS)


def everybody(now: datetime, hours: Calendar) -> Moment:
    return in_hours(now, hours, hours, hours)


def five(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


class Matter:
    """A challenge in hours that may change."""

    def __init__(self, under: Policy, moment: Moment, **changes: object) -> None:
        self.policy, self.moment = under, moment
        self.state, self.events = State(), list[Event]()
        self.act(ROSA, raising(**changes))

    def act(self, person: int, command: c.Command) -> None:
        found = decide(self.policy, self.state, command, actor(person), self.moment)
        assert not isinstance(found, No), found.reason
        self.take(found)

    def take(self, found: tuple[Event, ...]) -> None:
        for event in found:
            self.state = apply(self.state, event)
            self.events.append(event)

    def waits(self, **time: float) -> None:
        self.moment = self.moment.at(self.moment.now + timedelta(**time))
        self.take(tick(self.policy, self.state, self.moment))

    def changes(self, after: Moment, change: HoursChange = HoursChange.ENTERED) -> Event | None:
        """The hours are those of `after` from now on."""
        amendment = Amendment(
            change=change,
            of={0: "Anyshire", SCHOOL: "The school", COUNCIL: "The council"},
            first=TUESDAY,
            last=TUESDAY,
            called="Inset day",
            reason="Told by the head teacher.",
            by=61,
            name="Ada (invented)",
            title="Administrator",
        )
        event = hours_changed(self.policy, self.state, amendment, self.moment, after)
        self.moment = after
        self.take((event,) if event else ())
        return event

    def due(self, kind: DutyKind) -> datetime | None:
        return next(duty.due for duty in self.state.duties.values() if duty.kind is kind)

    def dues(self) -> dict[str, datetime | None]:
        return {key: duty.due for key, duty in self.state.duties.items()}


def test_a_closed_day_of_the_agency_that_must_act_moves_its_date_and_the_record_says_from_when_to_when() -> None:
    matter = Matter(policy(), in_hours(MONDAY))
    reply = matter.due(DutyKind.REPLY)
    event = matter.changes(in_hours(MONDAY, council=shut(TUESDAY)))
    assert event is not None and isinstance(event.fact, facts.HoursChanged)
    moved = {duty.kind: (was, duty.due) for duty, was in zip(event.fact.duties, event.fact.was, strict=True)}
    assert moved[DutyKind.REPLY] == (reply, matter.due(DutyKind.REPLY))
    assert matter.due(DutyKind.REPLY) == reply + timedelta(days=1)  # type: ignore[operator]
    assert (event.by, event.side, event.title) == (61, None, "Administrator")
    assert event.words == {"reason": "Told by the head teacher.", "by": "Ada (invented)"}
    assert decode(tag_of(event.fact), encode(event.fact)) == event.fact
    assert fold(matter.events) == matter.state


def test_the_other_agencys_closure_moves_nothing_that_is_not_counted_in_it() -> None:
    matter = Matter(policy(), in_hours(MONDAY))
    assert DutyKind.SETTLE in {duty.kind for duty in matter.state.duties.values()}
    assert matter.changes(in_hours(MONDAY, school=shut(TUESDAY))) is None


def test_a_closure_after_the_last_date_makes_no_entry() -> None:
    matter = Matter(policy(), in_hours(MONDAY))
    assert matter.changes(everybody(MONDAY, shut(date(2027, 3, 1)))) is None
    assert len(matter.events) == 1


def test_what_had_fallen_due_is_left_and_no_lapse_is_undone() -> None:
    matter = Matter(policy(), in_hours(MONDAY))
    matter.waits(days=4)
    lapsed = {key: duty for key, duty in matter.state.duties.items() if duty.lapsed}
    assert lapsed
    matter.changes(everybody(matter.moment.now, shut(TUESDAY, WEDNESDAY)))
    assert {key: matter.state.duties[key] for key in lapsed} == lapsed


def test_a_date_never_comes_to_lie_in_the_past() -> None:
    closed = everybody(MONDAY, shut(TUESDAY, WEDNESDAY, THURSDAY, FRIDAY))
    matter = Matter(policy(), closed)
    matter.waits(days=6)
    now = matter.moment.now
    matter.changes(everybody(now, HOURS), HoursChange.WITHDRAWN)
    running = [duty.due for duty in matter.state.duties.values() if duty.due and not duty.lapsed]
    assert running and min(running) == now, "the time is over as soon as it is known, and not before"


def test_a_past_closure_moves_what_still_runs() -> None:
    matter = Matter(policy(), in_hours(MONDAY))
    settle = matter.due(DutyKind.SETTLE)
    matter.moment = in_hours(MONDAY + timedelta(days=2, hours=-1))
    matter.changes(everybody(matter.moment.now, shut(TUESDAY)))
    assert matter.due(DutyKind.SETTLE) == settle + timedelta(days=1)  # type: ignore[operator]


def test_a_pause_in_force_keeps_its_end_and_the_date_after_it_moves() -> None:
    matter = Matter(everything(), in_hours(MONDAY))
    until = MONDAY + timedelta(days=3)
    matter.act(ROSA, c.Pause(until=until, words={"reason": "They are away."}))
    settle = matter.due(DutyKind.SETTLE)
    matter.changes(everybody(MONDAY, shut(FRIDAY)))
    assert matter.state.paused_until == until
    assert matter.due(DutyKind.SETTLE) == settle + timedelta(days=1)  # type: ignore[operator]


def test_caps_over_several_steps_and_reminders_move_with_the_hours() -> None:
    matter = Matter(everything(), in_hours(MONDAY))
    before = dict(matter.state.duties)
    matter.changes(everybody(MONDAY, shut(TUESDAY)))
    caps = [key for key, duty in before.items() if duty.kind is DutyKind.CAP]
    reminded = [key for key, duty in before.items() if duty.remind]
    assert caps and reminded
    for key in (*caps, *reminded):
        after = matter.state.duties[key]
        assert after.due > before[key].due  # type: ignore[operator]
        assert len(after.remind) == len(before[key].remind) and after.remind >= before[key].remind


def test_an_urgent_matter_keeps_the_earlier_of_its_two_times() -> None:
    matter = Matter(everything(), in_hours(MONDAY), urgency=Urgency.URGENT)
    matter.changes(everybody(MONDAY, shut(TUESDAY)))
    assert matter.due(DutyKind.SETTLE) == five(WEDNESDAY), "one working day, with Tuesday closed"


def test_the_day_by_which_the_child_needs_it_still_ends_the_time() -> None:
    under = everything(
        ("settle within: 5 working days\n", "settle within: 5 working days, or sooner if the child needs it\n")
    )
    matter = Matter(under, in_hours(MONDAY), needed_by=THURSDAY)
    assert matter.due(DutyKind.SETTLE) == five(THURSDAY)
    matter.changes(everybody(MONDAY, shut(FRIDAY)))
    assert matter.due(DutyKind.SETTLE) == five(THURSDAY), "a closure after that day changes nothing"
    matter.changes(everybody(MONDAY, shut(THURSDAY, FRIDAY)))
    assert matter.due(DutyKind.SETTLE) == five(WEDNESDAY), "nobody is at work on that day: before it"


def test_a_gate_moves_and_what_moves_within_the_raising_side_is_that_sides_own() -> None:
    under = invented("1")
    matter = Matter(under, in_hours(MONDAY))
    review = next((duty for duty in matter.state.duties.values() if duty.kind is DutyKind.REVIEW), None)
    assert review is not None and review.due is not None
    event = matter.changes(everybody(MONDAY, shut(TUESDAY, WEDNESDAY, THURSDAY)))
    assert event is not None and event.fact.inside and event.side is Side.RAISING
    assert matter.due(DutyKind.REVIEW) > review.due  # type: ignore[operator]
    assert sees(actor(ROSA), matter.state, event) is Sight.WORDS
    assert sees(actor(AMIR), matter.state, event) is Sight.NOTHING


def test_an_offer_of_the_next_step_moves_with_the_hours_of_whoever_has_it() -> None:
    matter = Matter(everything(("  if no reply: must go to step 2\n", "")), in_hours(MONDAY))
    matter.waits(days=1, hours=9)
    assert matter.due(DutyKind.CONSIDER) == five(THURSDAY)
    matter.changes(in_hours(matter.moment.now, school=shut(WEDNESDAY)))
    assert matter.due(DutyKind.CONSIDER) == five(FRIDAY)


def test_an_agreed_action_and_the_check_back_keep_the_dates_that_people_typed() -> None:
    matter = Matter(policy(), in_hours(MONDAY))
    matter.act(AMIR, c.Reply(stance=Stance.AGREE, words={"reasons": "Yes."}))
    party = matter.state.parties[AMIR]
    typed = c.NewAction(owner=party, due=five(FRIDAY))
    agreed = c.Propose(
        outcome=c.Outcome.AGREEMENT, check_back=five(FRIDAY), actions=(typed,), words={"agreed": "A visit."}
    )
    matter.act(AMIR, agreed)
    matter.act(ROSA, c.Confirm(agree=True))
    assert matter.changes(everybody(MONDAY, shut(WEDNESDAY, FRIDAY))) is None
    matter.waits(days=5)
    answer = matter.due(DutyKind.CHECK_BACK)
    assert answer is not None, "ten working days to answer, which are counted"
    matter.changes(everybody(matter.moment.now, shut(WEDNESDAY, FRIDAY, NEXT_MONDAY)))
    assert answer.weekday() == 4 and matter.due(DutyKind.CHECK_BACK) == answer + timedelta(days=3)


@pytest.mark.parametrize("whose", ["the partnership's", "the raising side's", "the responding side's"])
def test_where_the_policy_says_whose_hours_count_only_those_do(whose: str) -> None:
    bound = {
        "the partnership's": (Hours.PARTNERSHIP, "Anyshire"),
        "the raising side's": (Hours.RAISING, "The school"),
        "the responding side's": (Hours.RESPONDING, "The council"),
    }
    hours, name = bound[whose]
    under = replace(policy(), hours=hours)
    for shared, school, council in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        matter = Matter(under, in_hours(MONDAY))
        calendars = [shut(TUESDAY) if one else HOURS for one in (shared, school, council)]
        event = matter.changes(in_hours(MONDAY, *calendars))
        counts = {"Anyshire": shared, "The school": school, "The council": council}[name]
        assert (event is not None) == bool(counts)
        assert event is None or event.fact.of == (name,)  # type: ignore[attr-defined]


RUNNING = [policy(name) for name in SHIPPED] + [everything()] * 8 + [invented(first) for first in "0123"]


@st.composite
def amended(draw):  # type: ignore[no-untyped-def]
    """The hours with some days closed and some at other hours, near the days on which a matter runs."""
    days = st.dates(date(2026, 10, 30), date(2026, 12, 5))
    closed = draw(st.sets(days, max_size=6))
    other = st.sampled_from([((540, 720),), ((600, 660), (840, 1200)), ((0, 1440),)])
    special = draw(st.dictionaries(days, other, max_size=3))
    return replace(HOURS, closed=HOURS.closed | closed, special=special)


def wishes():  # type: ignore[no-untyped-def]
    words = {"reason": "Because."}
    return st.sampled_from(
        [
            (AMIR, c.Acknowledge()),
            (AMIR, c.Reply(stance=Stance.DISAGREE, words={"reasons": "So."})),
            (ROSA, c.MarkUrgent(words=words)),
            (ROSA, c.MarkUrgent(needed_by=FRIDAY, words=words)),
            (ROSA, c.Warn()),
            (ROSA, c.TakeUp(why=Why.URGENT, words=words)),
            (ROSA, c.LogTalk(kind=TalkKind.CALL, held=MONDAY)),
            (ROSA, c.Pause(until=MONDAY + timedelta(days=2), words=words)),
            (12, c.PassGate(agree=True)),
            (12, c.TakeUp(why=Why.URGENT, words=words)),
        ]
    )


def ran(under: Policy, hours: Calendar, acts: list[tuple[int, c.Command, int]], **raised: object) -> Matter:
    """The same acts in these hours, as far as they are allowed; the clock does not come by."""
    matter = Matter(under, everybody(MONDAY, hours), **raised)
    for person, command, later in acts:
        matter.moment = matter.moment.at(matter.moment.now + timedelta(minutes=later))
        found = decide(matter.policy, matter.state, command, actor(person), matter.moment)
        matter.take(() if isinstance(found, No) else found)
    return matter


acted = st.lists(st.tuples(wishes(), st.integers(0, 90)).map(lambda one: (*one[0], one[1])), max_size=6)
raised_as = st.fixed_dictionaries(
    {"urgency": st.sampled_from(Urgency), "needed_by": st.sampled_from([None, None, FRIDAY, NEXT_MONDAY])}
)


@settings(max_examples=examples(150))
@given(st.sampled_from(RUNNING), amended(), acted, raised_as)
def test_a_change_that_is_taken_back_leaves_every_date_where_it_was(under, hours, acts, raised) -> None:  # type: ignore[no-untyped-def]
    matter = ran(under, HOURS, acts, **raised)
    now, before = matter.moment.now, matter.dues()
    matter.changes(everybody(now, hours))
    fell = {key for key, duty in matter.state.duties.items() if duty.due and duty.due <= now}
    assert not any(due and due < now for key, due in matter.dues().items() if before[key] != due)
    matter.changes(everybody(now, HOURS), HoursChange.WITHDRAWN)
    assert {key: due for key, due in matter.dues().items() if key not in fell} == {
        key: due for key, due in before.items() if key not in fell
    }
    assert matter.changes(everybody(now, HOURS)) is None, "what is counted in the same hours does not move"
    assert fold(matter.events) == matter.state


@settings(max_examples=examples(150))
@given(st.sampled_from(RUNNING), amended(), acted, raised_as)
def test_the_dates_are_those_of_a_matter_that_began_in_the_new_hours(under, hours, acts, raised) -> None:  # type: ignore[no-untyped-def]
    matter, other = ran(under, HOURS, acts, **raised), ran(under, hours, acts, **raised)
    assume([type(one.fact) for one in matter.events] == [type(one.fact) for one in other.events])
    assume(matter.dues().keys() == other.dues().keys())
    now, before = matter.moment.now, matter.dues()
    matter.changes(everybody(now, hours))
    for key, due in matter.dues().items():
        if (was := before[key]) is not None and was > now:
            meant = other.state.duties[key].due
            assert meant is not None and due == max(meant, now), key


def test_a_change_of_hours_adds_and_drops_no_duty_and_changes_only_its_time() -> None:
    matter = Matter(everything(), in_hours(MONDAY))
    found = restated(matter.policy, matter.state, matter.moment, everybody(MONDAY, shut(TUESDAY)))
    assert found
    for duty in found:
        before = matter.state.duties[duty.key]
        assert replace_struct(duty, due=before.due, remind=before.remind) == before
