"""The clock on calendars drawn at random. Each example asks thousands of questions; the tally counts them."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forthright.core.worktime import (
    DaysBy,
    DayZero,
    DueAt,
    Pause,
    PausedDay,
    Unit,
    ZeroTime,
    before,
    due,
    elapsed,
    next_opening,
    shift,
)
from tests.support.examples import examples
from tests.support.tally import asked

from . import drawn, oracle
from .drawn import MINUTE, at

SECOND, MICROSECOND = timedelta(seconds=1), timedelta(microseconds=1)
TIMED = (Unit.HOURS, Unit.WORKING_HOURS)
STEPPED = (*TIMED, Unit.WORKING_DAYS)
COUNTED = (*STEPPED, Unit.WORKING_WEEKS, Unit.CALENDAR_DAYS)
MONOTONE = (*STEPPED, Unit.WORKING_WEEKS, Unit.SAME_WORKING_DAY)
# Not made smaller: that takes minutes, and a message names the instants.
SOME = settings(max_examples=examples(12), deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
seeds = st.integers(0, 10**9)


def amount_of(unit: Unit, number: int) -> int | timedelta:
    return timedelta(minutes=number) if unit in TIMED else number


def units_of(unit: Unit, number: int) -> int:
    return number * 60 if unit in TIMED else number


def some(chance: Random, unit: Unit, number: int) -> list[int]:
    most = {Unit.HOURS: 20000, Unit.WORKING_HOURS: 6000, Unit.WORKING_WEEKS: 3}.get(unit, 14)
    return [chance.randint(0, most) for _ in range(number)]


@SOME
@given(drawn.calendars(), drawn.pauses(), seeds)
def test_due_and_elapsed_agree_with_stepping_through_every_minute(found, pairs, seed) -> None:
    (calendar, first), chance = found, Random(seed)
    pauses = drawn.as_pauses(first, pairs)
    for unit in STEPPED:
        start = chance.randint(0, 15000)
        totals = oracle.measure(calendar, first, start, unit.value, pairs)
        begin = at(first, start)
        for n in [chance.randrange(len(totals)) for _ in range(1000)]:
            assert elapsed(calendar, begin, at(first, start + n), unit, pauses) == units_of(unit, totals[n])
        amounts = [chance.randint(0, totals[-1]) for _ in range(500)] if unit in TIMED else range(totals[-1] + 1)
        for number in amounts:
            earliest = at(first, start + bisect_left(totals, number))
            assert due(calendar, begin, amount_of(unit, number), unit, pauses) == earliest
        asked("against stepping", 1000 + len(amounts))


@SOME
@given(
    drawn.calendars(),
    drawn.pauses(),
    seeds,
    st.sampled_from(DayZero),
    st.sampled_from(PausedDay),
    st.sampled_from(DueAt),
)
def test_due_by_an_instant_means_that_the_amount_has_elapsed_by_then(
    found, pairs, seed, day_zero, paused_day, due_at
) -> None:
    (calendar, first), chance = found, Random(seed)
    pauses, rules = drawn.as_pauses(first, pairs), {"day_zero": day_zero, "paused_day": paused_day, "due_at": due_at}
    for unit in COUNTED:
        start = at(first, chance.randint(0, 20000)) + timedelta(microseconds=chance.randint(0, 10**8))
        ends = [start + chance.randint(0, 10**12) * MICROSECOND for _ in range(60)]
        gone = [elapsed(calendar, start, end, unit, pauses, **rules) for end in ends]
        for number in some(chance, unit, 15):
            when, wanted = due(calendar, start, amount_of(unit, number), unit, pauses, **rules), units_of(unit, number)
            for end, reached in zip(ends, gone, strict=True):
                assert (when is not None and when <= end) == (reached >= wanted), (unit, start, number, end)
            if when is not None and when > start:
                assert elapsed(calendar, start, when, unit, pauses, **rules) >= wanted
                assert elapsed(calendar, start, when - MICROSECOND, unit, pauses, **rules) < wanted
            asked("due and elapsed are inverses", len(ends) + 2)


@SOME
@given(drawn.calendars(), drawn.pauses(), seeds)
def test_a_day_that_counts_from_its_date_has_elapsed_from_the_first_moment_of_the_date_it_is_due(
    found, pairs, seed
) -> None:
    (calendar, first), chance = found, Random(seed)
    pauses = drawn.as_pauses(first, pairs)
    for unit in (Unit.WORKING_DAYS, Unit.WORKING_WEEKS, Unit.CALENDAR_DAYS):
        start = at(first, chance.randint(0, 20000))
        for number in some(chance, unit, 10):
            when = due(calendar, start, max(1, number), unit, pauses)
            for end in [start + chance.randint(1, 30000) * MINUTE for _ in range(30)]:
                reached = elapsed(calendar, start, end, unit, pauses, days_by=DaysBy.DATE) >= max(1, number)
                assert reached == (
                    when is not None and drawn.date_it_ends(calendar, when, unit) <= drawn.day(calendar, end)
                )
        asked("days by their date", 300)


@SOME
@given(drawn.calendars(), drawn.pauses(), seeds)
def test_no_time_at_the_next_opening_is_the_next_minute_in_which_somebody_is_there(found, pairs, seed) -> None:
    (calendar, first), chance = found, Random(seed)
    minutes, _ = oracle.period(calendar, first)
    opens = [n for n, (_day, is_open) in enumerate(minutes) if is_open]
    still = oracle.paused(pairs)
    running = [n for n in opens if not still[n]]
    pauses = drawn.as_pauses(first, pairs)
    for unit in COUNTED:
        for start in [chance.randint(0, 15000) for _ in range(60)]:
            begin = at(first, start)
            for known, said in (
                (running, due(calendar, begin, 0, unit, pauses, zero=ZeroTime.OPENING)),
                (opens, next_opening(calendar, begin)),
            ):
                place = bisect_left(known, start)
                if place < len(known):
                    assert said == at(first, known[place])
            assert due(calendar, begin, 0, unit, pauses) == begin
        asked("next opening", 180)


@SOME
@given(drawn.calendars(), drawn.pauses(), seeds)
def test_starting_later_or_owing_more_is_never_due_earlier(found, pairs, seed) -> None:
    (calendar, first), chance = found, Random(seed)
    pauses = [pause for pause in drawn.as_pauses(first, pairs) if pause.end is not None]
    for unit in MONOTONE:
        starts = sorted(chance.randint(0, 24000) for _ in range(40))
        numbers = sorted(some(chance, unit, 12))
        table = [[due(calendar, at(first, one), amount_of(unit, n), unit, pauses) for n in numbers] for one in starts]
        for row, begin in zip(table, starts, strict=True):
            assert row == sorted(row)
            assert row[0] >= at(first, begin)
        for column in zip(*table, strict=True):
            assert list(column) == sorted(column)
        asked("never due earlier", 2 * len(starts) * len(numbers))


@SOME
@given(drawn.calendars(), drawn.pauses(0, 20000), seeds)
def test_shifting_by_a_lifted_pause_is_the_full_calculation(found, pairs, seed) -> None:
    (calendar, first), chance = found, Random(seed)
    earlier = [(low, high) for low, high in pairs if high is not None]
    last = max([high for _, high in earlier], default=0)
    for unit in (*COUNTED, Unit.SAME_WORKING_DAY):
        for _ in range(40):
            start, low = chance.randint(0, 20000), chance.randint(last, 26000)
            pause = Pause(at(first, low), at(first, chance.randint(low, 30000)))
            before_it, number = drawn.as_pauses(first, earlier), some(chance, unit, 1)[0]
            amount = amount_of(unit, number)
            without = due(calendar, at(first, start), amount, unit, before_it)
            full = due(calendar, at(first, start), amount, unit, [*before_it, pause])
            moved = shift(calendar, without, pause, unit, start=at(first, start))
            if unit is Unit.CALENDAR_DAYS and elapsed(calendar, at(first, start), without, unit, before_it) > number:
                assert moved >= full, "one more day is due at the same instant, because a date was left out"
                continue
            assert moved == full, (unit, start, amount, pause)
        asked("shift is the full calculation", 40)


@SOME
@given(drawn.calendars(), drawn.pauses(), seeds, st.sampled_from(DayZero))
def test_before_is_the_latest_start_that_leaves_the_amount(found, pairs, seed, day_zero) -> None:
    (calendar, first), chance = found, Random(seed)
    pauses = [pause for pause in drawn.as_pauses(first, pairs) if pause.end is not None]
    for unit in COUNTED:
        for number in some(chance, unit, 12):
            end, wanted = at(first, chance.randint(10000, 29000)), units_of(unit, number)
            rules = {"day_zero": day_zero}
            start = before(calendar, end, amount_of(unit, number), unit, pauses, **rules)
            assert start <= end
            if not number:
                continue
            assert elapsed(calendar, start, end, unit, pauses, **rules) >= wanted
            later = [start + SECOND, *(start + chance.randint(1, 10**6) * SECOND for _ in range(20))]
            for one in later:
                assert elapsed(calendar, one, end, unit, pauses, **rules) < wanted, (unit, number, start, one, end)
        asked("before is the latest", 12 * 23)


@SOME
@given(drawn.calendars(), seeds)
def test_the_same_working_day_is_the_first_close_of_a_working_date_not_before_the_start(found, seed) -> None:
    (calendar, first), chance = found, Random(seed)
    _minutes, closes = oracle.period(calendar, first)
    ends = sorted(n for n in closes if n < oracle.LENGTH)
    for start in [chance.randint(0, 15000) for _ in range(300)]:
        close = next((n for n in ends if n > start), None)
        if close is not None:
            assert due(calendar, at(first, start), 1, Unit.SAME_WORKING_DAY) == at(first, close)
    asked("same working day", 300)


@SOME
@given(drawn.calendars(), drawn.pauses(), seeds)
def test_a_working_week_is_five_working_days(found, pairs, seed) -> None:
    (calendar, first), chance = found, Random(seed)
    pauses = drawn.as_pauses(first, pairs)
    for start in [at(first, chance.randint(0, 20000)) for _ in range(50)]:
        weeks, end = chance.randint(0, 3), start + chance.randint(0, 60000) * MINUTE
        expected = due(calendar, start, 5 * weeks, Unit.WORKING_DAYS, pauses)
        assert due(calendar, start, weeks, Unit.WORKING_WEEKS, pauses) == expected
        days = elapsed(calendar, start, end, Unit.WORKING_DAYS, pauses)
        assert elapsed(calendar, start, end, Unit.WORKING_WEEKS, pauses) == days // 5
    asked("working weeks", 100)


@SOME
@given(drawn.calendars(), seeds)
def test_so_many_calendar_days_later_the_local_time_is_the_same_unless_the_clocks_left_it_out(found, seed) -> None:
    """Told with local times alone, which the minute of each instant of the period has."""
    (calendar, first), chance = found, Random(seed)
    zone = ZoneInfo(calendar.zone)
    walls = [at(first, n).astimezone(zone).replace(tzinfo=None) for n in range(oracle.LENGTH)]
    minutes: dict[datetime, int] = {}
    for n, wall in enumerate(walls):
        minutes.setdefault(wall, n)  # of a time that comes twice the first is meant
    for _ in range(300):
        start, number = chance.randint(0, 15000), chance.randint(1, 14)
        wall = walls[start] + timedelta(days=number)
        when = due(calendar, at(first, start), number, Unit.CALENDAR_DAYS)
        if wall in minutes:
            assert when == at(first, minutes[wall])
        elif wall < walls[-1]:
            gap = when.astimezone(zone).replace(tzinfo=None) - wall
            assert timedelta(0) < gap <= timedelta(days=1), "left out: read as if the clocks had not changed"
    asked("calendar days", 300)
