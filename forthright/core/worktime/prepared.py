"""The same sums as `due` and `elapsed`, made ready for many instants that are whole numbers.

To make a number of a datetime and a datetime of a number takes several times as long as to count, and a calendar
need not be asked again what it said a moment ago. Whoever has thousands of instants prepares the question once.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from . import clock, curves
from .asked import DAYS_IN_WORKING_WEEK, Amount, Gap, gaps_of, number_of, rule_of
from .calendars import Calendar, Pause
from .curves import Curve
from .track import EARLIEST, LATEST, SECOND, Track, begin_of, instant, micros, track
from .units import DayZero, PausedDay, Unit

Due = Callable[[int], int | None]
Elapsed = Callable[[int, int], int]
KEPT = 32
NEAR = 48
"""Edges of a curve within which an end is looked for first: nearly five weeks of an office that opens once a day."""


def due_of(
    calendar: Calendar,
    first: int,
    last: int,
    amount: Amount,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> Due:
    """`due` as a function of one whole number, for starts from first to last.

    All are microseconds since 1970 in UTC; a start outside the years of first and last is counted the long way. None
    is never. ValueError as for `due`.
    """

    def long_way(start: int) -> int | None:
        rules = {"day_zero": day_zero, "paused_day": paused_day}
        found = clock.due(calendar, instant(start), amount, unit, pauses, **rules)  # type: ignore[arg-type]
        return None if found is None else micros(found)

    curve = due_curve(calendar, first, last, amount, unit, pauses, day_zero=day_zero, paused_day=paused_day)
    return long_way if curve is None else _asked(curve, long_way)


def elapsed_of(
    calendar: Calendar,
    first: int,
    last: int,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> Elapsed:
    """`elapsed` as a function of two whole numbers, start and end; otherwise as `due_of`."""

    def long_way(start: int, end: int) -> int:
        rules = {"day_zero": day_zero, "paused_day": paused_day}
        return clock.elapsed(calendar, instant(start), instant(end), unit, pauses, **rules)  # type: ignore[arg-type]

    found = elapsed_curves(calendar, first, last, unit, pauses, day_zero=day_zero, paused_day=paused_day)
    if found is None:
        return long_way
    before, passed, size = found
    if before is passed:
        return _between(before, size, long_way)
    low, high = before.low, before.high
    edges, bases, rises = before.edges, before.bases, before.rises
    edges_to, bases_to, rises_to = passed.edges, passed.bases, passed.rises

    def asked(start: int, end: int) -> int:
        if start < low or end >= high:
            return long_way(start, end)
        k, to = bisect_left(edges, start), bisect_left(edges_to, end)
        gone = bases_to[to] - bases[k]  # type: ignore[operator]
        if rises_to[to]:
            gone += end
        if rises[k]:
            gone -= start
        return gone // size if gone > 0 else 0  # not more than 0 where the end is before the start

    return asked


def due_curve(
    calendar: Calendar,
    first: int,
    last: int,
    amount: Amount,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> Curve | None:
    """When it is due, for starts of the years of first and last. None for calendar days with pauses: which days are
    lost depends on the time of day, so that each start needs a curve of its own."""
    line, years, gaps = track(calendar), _years(first, last), tuple(gaps_of(pauses))
    number = 0 if unit is Unit.IMMEDIATELY else number_of(amount, unit)
    if unit is Unit.CALENDAR_DAYS and gaps and number:
        return None
    return _due_curve(line, *years, number, unit, gaps, day_zero, paused_day)


def elapsed_curves(
    calendar: Calendar,
    first: int,
    last: int,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> tuple[Curve, Curve, int] | None:
    """What lies before a start and before an end, and by what the difference is divided; None for calendar days,
    whose count depends on the times of day of both."""
    years = _years(first, last)
    if unit is Unit.CALENDAR_DAYS:
        return None
    return _elapsed_curves(track(calendar), *years, unit, tuple(gaps_of(pauses)), day_zero, paused_day)


@lru_cache(maxsize=KEPT)
def _due_curve(
    line: Track,
    low: int,
    high: int,
    number: int,
    unit: Unit,
    gaps: tuple[Gap, ...],
    day_zero: DayZero,
    paused_day: PausedDay,
) -> Curve:
    if number == 0 or (unit is Unit.HOURS and not gaps):
        return curves.moved(low, high, number)
    if unit is Unit.HOURS or unit is Unit.WORKING_HOURS:
        return curves.hours_due(line, low, high, number, unit, gaps)
    if unit is Unit.CALENDAR_DAYS:
        return curves.same_time(line, low, high, number)
    return curves.closes_due(line, low, high, number, rule_of(unit, day_zero), gaps, paused_day)


@lru_cache(maxsize=KEPT)
def _elapsed_curves(
    line: Track,
    low: int,
    high: int,
    unit: Unit,
    gaps: tuple[Gap, ...],
    day_zero: DayZero,
    paused_day: PausedDay,
) -> tuple[Curve, Curve, int]:
    if unit in (Unit.HOURS, Unit.WORKING_HOURS, Unit.IMMEDIATELY):
        counted = curves.hours_counted(line, low, high, unit, gaps)
        return counted, counted, SECOND
    before, passed = curves.closes_counted(line, low, high, rule_of(unit, day_zero), gaps, paused_day)
    return before, passed, DAYS_IN_WORKING_WEEK if unit is Unit.WORKING_WEEKS else 1


def _years(first: int, last: int) -> tuple[int, int]:
    """From the beginning of the first's year to the end of the last's, so that other instants of them ask the same."""
    if not (begin_of(EARLIEST) <= first and last < begin_of(LATEST + 1)):
        raise ValueError(f"An instant is outside the years {EARLIEST} to {LATEST}.")
    return begin_of(instant(first).year), begin_of(instant(max(first, last)).year + 1)


def _between(curve: Curve, size: int, long_way: Elapsed) -> Elapsed:
    """What one curve counts between two instants. An end lies mostly days or weeks after its start, so it is looked for
    there first: a tenth faster than among all the years."""
    low, high, bases, rises = curve.low, curve.high, curve.bases, curve.rises
    edges = [*curve.edges, *[curves.FAR] * NEAR]  # so that the end of what is near is always there

    def asked(start: int, end: int) -> int:
        if start < low or end >= high:
            return long_way(start, end)
        k = bisect_left(edges, start)
        to = bisect_left(edges, end, k, k + NEAR)
        if to == k + NEAR:
            to = bisect_left(edges, end)
        gone = bases[to] - bases[k]  # type: ignore[operator]
        if rises[to]:
            gone += end
        if rises[k]:
            gone -= start
        return gone // size if gone > 0 else 0  # not more than 0 where the end is before the start

    return asked


def _asked(curve: Curve, long_way: Due) -> Due:
    """The curve as a function, as fast as may be: it is asked many thousand times."""
    low, high, edges, bases, rises = curve.low, curve.high, curve.edges, curve.bases, curve.rises
    if not any(rises):

        def standing(start: int) -> int | None:
            return bases[bisect_left(edges, start)] if low <= start < high else long_way(start)

        return standing

    def running(start: int) -> int | None:
        if not low <= start < high:
            return long_way(start)
        k = bisect_left(edges, start)
        return bases[k] + start if rises[k] else bases[k]  # type: ignore[operator]

    return running
