"""The clock against an oracle that steps minute by minute, and the laws every unit obeys."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from forthright.core.worktime import DayZero, Pause, PausedDay, Unit, before, due, elapsed, shift
from tests.support.examples import examples

from . import oracle
from .calendars import ALL

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
# Three weeks each: the spring change, the autumn change, Easter with the bank holidays, Christmas and New Year.
PERIODS = [date(2024, 3, 22), date(2024, 10, 18), date(2026, 3, 30), date(2026, 12, 18)]
STEPPED = [Unit.HOURS, Unit.WORKING_HOURS, Unit.WORKING_DAYS]
COUNTED = [Unit.HOURS, Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.WORKING_WEEKS, Unit.CALENDAR_DAYS]
QUICK = settings(max_examples=examples(150), deadline=None)

calendars = st.sampled_from(ALL)
firsts = st.sampled_from(PERIODS)


def at(first: date, minute: int) -> datetime:
    return datetime(first.year, first.month, first.day, tzinfo=UTC) + minute * MINUTE


@st.composite
def pause_minutes(draw, low: int = 0, high: int = oracle.LENGTH - 1, most: int = 3):
    edges = sorted(draw(st.lists(st.integers(low, high), max_size=2 * most)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    if pairs and draw(st.integers(0, 5)) == 0:
        pairs[-1] = (pairs[-1][0], None)
    return pairs


def as_pauses(first: date, pairs) -> list[Pause]:
    return [Pause(at(first, low), None if high is None else at(first, high)) for low, high in pairs]


def amount_of(unit: Unit, number: int) -> int | timedelta:
    return timedelta(minutes=number) if unit in (Unit.HOURS, Unit.WORKING_HOURS) else number


def units_of(unit: Unit, number: int) -> int:
    return number * 60 if unit in (Unit.HOURS, Unit.WORKING_HOURS) else number


def numbers(unit: Unit):
    return st.integers(0, 9000 if unit in (Unit.HOURS, Unit.WORKING_HOURS) else 12)


@QUICK
@given(calendars, firsts, st.sampled_from(STEPPED), st.integers(0, 20000), pause_minutes(), st.data())
def test_due_and_elapsed_agree_with_stepping_through_every_minute(calendar, first, unit, start, pairs, data):
    totals = oracle.measure(calendar, first, start, unit.value, pairs)
    pauses = as_pauses(first, pairs)
    end = data.draw(st.integers(0, len(totals) - 1))
    gone = elapsed(calendar, at(first, start), at(first, start + end), unit, pauses)
    assert gone == units_of(unit, totals[end])
    number = data.draw(st.integers(0, totals[-1]))
    earliest = next(n for n, total in enumerate(totals) if total >= number)
    assert due(calendar, at(first, start), amount_of(unit, number), unit, pauses) == at(first, start + earliest)


@QUICK
@given(
    calendars, st.integers(0, 60 * 24 * 366 * 6), st.sampled_from([Unit.WORKING_DAYS, Unit.WORKING_WEEKS]), st.data()
)
def test_a_pause_that_was_over_before_the_start_changes_nothing(calendar, minute, unit, data):
    """Without pauses working days are counted by a shorter way, and this holds it against the long one."""
    start = at(date(2023, 1, 1), minute)
    number = data.draw(st.integers(1, 400))
    over = Pause(start - timedelta(days=3), start - timedelta(days=2))
    assert due(calendar, start, number, unit) == due(calendar, start, number, unit, [over])


@QUICK
@given(calendars, firsts, st.sampled_from(STEPPED), st.integers(10000, 29000), pause_minutes(), st.data())
def test_before_is_the_latest_start_that_leaves_the_amount(calendar, first, unit, stop, pairs, data):
    assume(all(high is not None for _, high in pairs))
    number = data.draw(st.integers(1, 300 if unit != Unit.WORKING_DAYS else 4))
    pauses, end = as_pauses(first, pairs), at(first, stop)
    try:
        start = before(calendar, end, amount_of(unit, number), unit, pauses)
    except ValueError:
        pytest.fail("there is always time enough in years")
    assert start <= end
    assert elapsed(calendar, start, end, unit, pauses) >= units_of(unit, number)
    assert elapsed(calendar, start + SECOND, end, unit, pauses) < units_of(unit, number)
    later = data.draw(st.integers(1, 4000))
    assert elapsed(calendar, start + later * MINUTE, end, unit, pauses) < units_of(unit, number)


@QUICK
@given(
    calendars,
    firsts,
    st.sampled_from(COUNTED),
    st.integers(0, 20000),
    pause_minutes(),
    st.integers(0, 10**8),
    st.sampled_from(DayZero),
    st.sampled_from(PausedDay),
    st.data(),
)
def test_due_by_an_instant_means_that_the_amount_has_elapsed_by_then(
    calendar, first, unit, start, pairs, odd, day_zero, paused_day, data
):
    start_at = at(first, start) + timedelta(microseconds=odd)
    pauses, number = as_pauses(first, pairs), data.draw(numbers(unit))
    rules = {"day_zero": day_zero, "paused_day": paused_day}
    when = due(calendar, start_at, amount_of(unit, number), unit, pauses, **rules)
    wanted = units_of(unit, number)
    near = [] if when is None else [when, when - timedelta(microseconds=1), when + SECOND]
    for end in [*near, start_at + data.draw(st.integers(0, 60000)) * MINUTE]:
        if end >= start_at:
            reached = elapsed(calendar, start_at, end, unit, pauses, **rules) >= wanted
            assert (when is not None and when <= end) == reached


@QUICK
@given(
    calendars,
    firsts,
    st.sampled_from([Unit.HOURS, Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.SAME_WORKING_DAY]),
    st.integers(0, 20000),
    st.integers(0, 4000),
    pause_minutes(),
    st.data(),
)
def test_starting_later_or_owing_more_is_never_due_earlier(calendar, first, unit, start, later, pairs, data):
    assume(all(high is not None for _, high in pairs))
    number, pauses = data.draw(numbers(unit)), as_pauses(first, pairs)
    one = due(calendar, at(first, start), amount_of(unit, number), unit, pauses)
    assert one <= due(calendar, at(first, start + later), amount_of(unit, number), unit, pauses)
    assert one <= due(calendar, at(first, start), amount_of(unit, number + 1), unit, pauses)
    assert at(first, start) <= one


@QUICK
@given(calendars, firsts, st.sampled_from([*COUNTED, Unit.SAME_WORKING_DAY]), st.integers(0, 12000), st.data())
def test_shifting_by_a_lifted_pause_is_the_full_calculation(calendar, first, unit, start, data):
    number = data.draw(numbers(unit))
    latest = data.draw(st.integers(start, 26000))
    earlier = as_pauses(first, data.draw(pause_minutes(0, latest)))
    assume(all(pause.end is not None for pause in earlier))
    pause = Pause(at(first, latest), at(first, data.draw(st.integers(latest, 28000))))
    amount = amount_of(unit, number)
    without = due(calendar, at(first, start), amount, unit, earlier)
    full = due(calendar, at(first, start), amount, unit, [*earlier, pause])
    assert shift(calendar, without, pause, unit, start=at(first, start)) == full


@QUICK
@given(calendars, firsts, st.sampled_from(STEPPED), st.integers(0, 12000), st.data())
def test_shifting_needs_no_start_once_day_zero_is_over(calendar, first, unit, start, data):
    low = data.draw(st.integers(start + 24 * 60 + 60, 26000))
    pause = Pause(at(first, low), at(first, data.draw(st.integers(low, 28000))))
    amount = amount_of(unit, data.draw(numbers(unit)))
    without = due(calendar, at(first, start), amount, unit)
    assert shift(calendar, without, pause, unit) == due(calendar, at(first, start), amount, unit, [pause])


@QUICK
@given(firsts, st.integers(0, 20000), st.integers(1, 12), pause_minutes(0, 25000))
def test_calendar_days_before_leaves_just_enough_days(first, stop, number, pairs):
    assume(all(high is not None for _, high in pairs))
    pauses, end = as_pauses(first, pairs), at(first, stop)
    start = before(ALL[0], end, number, Unit.CALENDAR_DAYS, pauses)
    assert start <= end
    assert elapsed(ALL[0], start, end, Unit.CALENDAR_DAYS, pauses) >= number
    for later in (SECOND, MINUTE, 30 * MINUTE, 61 * MINUTE, timedelta(hours=3), timedelta(days=1), timedelta(days=2)):
        assert elapsed(ALL[0], start + later, end, Unit.CALENDAR_DAYS, pauses) < number
