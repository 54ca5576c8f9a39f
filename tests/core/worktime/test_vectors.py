"""Many instants at once: every row is what `due` and `elapsed` say of it alone, as a list and as arrays of numpy."""

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.worktime import (
    NEVER,
    Calendar,
    DayZero,
    Pause,
    PausedDay,
    Unit,
    due,
    due_many,
    due_of,
    elapsed,
    elapsed_many,
    elapsed_of,
)
from forthright.core.worktime.track import instant, micros
from tests.support.examples import examples

from .calendars import ALL, LONDON, LUNCH, OFFICE, ROUND_THE_CLOCK, day, local
from .test_properties import PERIODS, as_pauses, at, pause_minutes

QUICK = settings(max_examples=examples(120), deadline=None)
TIMED = (Unit.HOURS, Unit.WORKING_HOURS)
ODD = Calendar("Opens at seven minutes past", "Europe/London", (day("09:07-12:01", "13:00-16:59"),) * 7)
ELSEWHERE = [
    Calendar("Half an hour of summer time", "Australia/Lord_Howe", (day("00:30-03:00", "09:00-17:00"),) * 6 + ((),)),
    Calendar("A day that was skipped", "Pacific/Apia", (day("08:00-16:00"),) * 7),
]
calendars = st.sampled_from([*ALL, ODD, *ELSEWHERE])
firsts = st.sampled_from([*PERIODS, date(2011, 12, 20), date(2025, 3, 28)])
microseconds = st.sampled_from([0, 0, -1, 1, 59_999_999]) | st.integers(0, 10**8)


@st.composite
def instants(draw, first: date) -> list[int]:
    minutes = st.integers(0, 21 * 24 * 60)
    rows = draw(st.lists(st.tuples(minutes, microseconds), min_size=1, max_size=12))
    return [micros(at(first, minute)) + odd for minute, odd in rows]


def amounts(unit: Unit):
    seconds = st.sampled_from([3600, 24 * 3600]) | st.integers(0, 400_000)
    return st.builds(lambda found: timedelta(seconds=found), seconds) if unit in TIMED else st.integers(0, 12)


@st.composite
def questions(draw) -> tuple[Calendar, date, Unit, Any, dict[str, Any]]:
    first, unit = draw(firsts), draw(st.sampled_from(Unit))
    rules = {"day_zero": draw(st.sampled_from(DayZero)), "paused_day": draw(st.sampled_from(PausedDay))}
    pauses = as_pauses(first, draw(st.just([]) | pause_minutes()))
    return draw(calendars), first, unit, draw(amounts(unit)), {"pauses": pauses, **rules}


def number(found: datetime | None) -> int | None:
    return None if found is None else micros(found)


@QUICK
@given(questions(), st.data())
def test_each_row_of_a_list_is_due_when_it_is_due_alone(question, data):
    calendar, first, unit, amount, rules = question
    starts = data.draw(instants(first))
    alone = [number(due(calendar, instant(start), amount, unit, **rules)) for start in starts]
    assert due_many(calendar, starts, amount, unit, **rules) == alone


@QUICK
@given(questions(), st.data())
def test_each_row_of_a_list_has_elapsed_as_it_has_alone(question, data):
    calendar, first, unit, _amount, rules = question
    starts = data.draw(instants(first))
    ends = data.draw(st.lists(instants(first).map(lambda found: found[0]), min_size=len(starts), max_size=len(starts)))
    rows = zip(starts, ends, strict=True)
    alone = [elapsed(calendar, instant(start), instant(end), unit, **rules) for start, end in rows]
    assert elapsed_many(calendar, starts, ends, unit, **rules) == alone


@QUICK
@given(questions(), st.data())
def test_arrays_of_numpy_say_the_same_as_lists(question, data):
    numpy = pytest.importorskip("numpy")
    calendar, first, unit, amount, rules = question
    starts, more = data.draw(instants(first)), data.draw(instants(first))
    ends = [more[row % len(more)] for row in range(len(starts))]
    as_list = [NEVER if row is None else row for row in due_many(calendar, starts, amount, unit, **rules)]
    numbers = numpy.array(starts)
    assert due_many(calendar, numbers, amount, unit, **rules).tolist() == as_list
    found = due_many(calendar, numbers.view("datetime64[us]"), amount, unit, **rules)
    assert found.dtype == "datetime64[us]" and found.view("int64").tolist() == as_list
    gone = elapsed_many(calendar, numbers.view("datetime64[us]"), numpy.array(ends), unit, **rules)
    assert gone.tolist() == elapsed_many(calendar, starts, ends, unit, **rules)


@QUICK
@given(calendars, st.integers(1, 400), st.sampled_from([*TIMED, Unit.WORKING_DAYS, Unit.WORKING_WEEKS]), st.data())
def test_the_short_way_of_a_single_sum_gives_what_the_long_way_gives(calendar, many, unit, data):
    """The short way counts in datetimes, and is taken in UTC without pauses; an instant in another zone takes the
    long one."""
    start = at(data.draw(firsts), data.draw(st.integers(0, 60 * 24 * 400)))
    end = start + data.draw(st.integers(0, 60 * 24 * 40)) * timedelta(minutes=1) + timedelta(microseconds=7)
    abroad = [one.astimezone(LONDON) for one in (start, end)]
    assert due(calendar, start, many, unit) == due(calendar, abroad[0], many, unit)
    assert elapsed(calendar, start, end, unit) == elapsed(calendar, *abroad, unit)


def test_a_list_needs_no_numpy(monkeypatch):
    monkeypatch.setitem(sys.modules, "numpy", None)
    monday = micros(local("2026-07-06T10:00"))
    assert due_many(OFFICE, [monday], 1, Unit.WORKING_DAYS) == [micros(local("2026-07-07T17:00"))]
    assert elapsed_many(OFFICE, [monday], [monday + 60 * 60 * 10**6], Unit.WORKING_HOURS) == [3600]
    with pytest.raises(ImportError):
        __import__("numpy")


@pytest.mark.parametrize("unit", [Unit.WORKING_HOURS, Unit.WORKING_DAYS])
def test_a_start_between_the_last_close_of_a_year_and_the_next_opening_is_counted_into_the_next_year(unit):
    start = local("2027-12-31T18:00")
    assert due_many(OFFICE, [micros(start)], 1, unit) == [number(due(OFFICE, start, 1, unit))]


def test_never_is_said_and_not_guessed():
    numpy = pytest.importorskip("numpy")
    friday, monday = micros(local("2026-07-03T16:00")), micros(local("2026-07-06T09:00"))
    open_pause = [Pause(instant(monday))]
    assert due_many(OFFICE, [friday], 1, Unit.WORKING_HOURS, open_pause) == [micros(local("2026-07-03T17:00"))]
    assert due_many(OFFICE, [friday], 2, Unit.WORKING_HOURS, open_pause) == [None]
    array = numpy.array([friday])
    assert due_many(OFFICE, array, 2, Unit.WORKING_HOURS, open_pause).tolist() == [NEVER]
    assert numpy.isnat(due_many(OFFICE, array.view("datetime64[us]"), 2, Unit.WORKING_DAYS, open_pause)).all()


FAR_AWAY = micros(datetime(2500, 12, 31, 23, 59, tzinfo=UTC)) + 60 * 10**6
WRONG = [[FAR_AWAY], [-(10**17)], [NEVER], [1.5], [None], [datetime(2026, 1, 1, tzinfo=UTC)], [True]]


@pytest.mark.parametrize("starts", WRONG, ids=str)
def test_what_is_no_instant_of_our_times_is_refused(starts):
    for many in (starts, [0, *starts]):
        with pytest.raises(ValueError, match=r"outside the years 1900 to 2500|whole microseconds"):
            due_many(LUNCH, many, 1, Unit.WORKING_DAYS)
        with pytest.raises(ValueError, match=r"outside the years 1900 to 2500|whole microseconds"):
            elapsed_many(LUNCH, [0] * len(many), many, Unit.CALENDAR_DAYS)


@pytest.mark.parametrize("starts", [["NaT"], ["2501-01-01"], ["1899-12-31T23:59"]], ids=str)
def test_an_array_with_an_instant_that_is_missing_or_far_away_is_refused(starts):
    numpy = pytest.importorskip("numpy")
    with pytest.raises(ValueError, match="outside the years"):
        due_many(OFFICE, numpy.array(["2026-01-01", *starts], "datetime64[s]"), 1, Unit.HOURS)
    with pytest.raises(ValueError, match="must be datetime64, or int64"):
        due_many(OFFICE, numpy.array([1.0]), 1, Unit.HOURS)


def test_arrays_keep_their_shape_and_may_be_empty():
    numpy = pytest.importorskip("numpy")
    start = micros(local("2026-07-06T10:00"))
    table = numpy.array([[start, start + 1], [start, start + 2]])
    assert due_many(OFFICE, table, 1, Unit.WORKING_HOURS).shape == (2, 2)
    assert elapsed_many(OFFICE, table, numpy.array(start + 10**7), Unit.HOURS).tolist() == [[10, 9], [10, 9]]
    assert due_many(OFFICE, table[:0], 1, Unit.WORKING_HOURS).shape == (0, 2)
    assert due_many(OFFICE, [], 1, Unit.WORKING_HOURS) == elapsed_many(OFFICE, [], [], Unit.HOURS) == []


def test_as_many_ends_as_starts_are_wanted():
    with pytest.raises(ValueError, match="as many ends as starts"):
        elapsed_many(OFFICE, [0], [1, 2], Unit.HOURS)


def test_refusals_are_those_of_a_single_sum():
    never_open = Calendar("Never open", "Europe/London", ((),) * 7)
    with pytest.raises(ValueError, match="does not open often enough"):
        due_many(never_open, [0], 1, Unit.WORKING_HOURS)
    with pytest.raises(ValueError, match="cannot be negative"):
        due_many(ROUND_THE_CLOCK, [0], -1, Unit.HOURS)


@pytest.mark.parametrize("unit", Unit)
def test_a_prepared_question_is_answered_outside_its_years_too(unit):
    inside, years_later = micros(local("2026-07-06T10:00")), micros(local("2031-07-07T10:00"))
    count, gone = due_of(OFFICE, inside, inside, 2, unit), elapsed_of(OFFICE, inside, inside, unit)
    for start in (inside, years_later):
        assert count(start) == number(due(OFFICE, instant(start), 2, unit))
        assert gone(start, years_later) == elapsed(OFFICE, instant(start), instant(years_later), unit)
