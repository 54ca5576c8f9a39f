"""What Forthright's clock does. Each function takes what the job is given and returns a batch (see core/worker.py) or a
number. England's bank holidays of seventeen years, nine to five, Europe/London."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from statistics import median
from typing import Any

from bench.clock import story
from bench.core.worker import Batch
from forthright.core.worktime import (
    Calendar,
    Unit,
    cases,
    due,
    due_many,
    due_of,
    elapsed,
    elapsed_many,
    elapsed_of,
    office_hours,
    weekdays,
)
from forthright.core.worktime.track import Track


@cache
def hours() -> Calendar:
    return office_hours("An office (invented)", weekdays(story.OPENS, story.CLOSES), years=story.YEARS)


def _batch(ask: Callable[[], list[Any]]) -> Batch:
    def batch() -> int:
        found = ask()
        if len(found) != story.MANY or None in found:
            raise RuntimeError("an instant has no answer")
        return story.MANY

    return batch


def _numbers() -> tuple[list[int], list[int]]:
    return [story.micros(at) for at in story.starts()], [story.micros(at) for at in story.ends()]


def hours_in_datetimes(given: Any) -> Batch:
    """`due`, one at a time, aware datetimes in and out."""
    calendar, starts, unit = hours(), story.starts(), Unit.WORKING_HOURS
    return _batch(lambda: [due(calendar, start, story.HOURS, unit) for start in starts])


def days_in_datetimes(given: Any) -> Batch:
    calendar, starts, unit = hours(), story.starts(), Unit.WORKING_DAYS
    return _batch(lambda: [due(calendar, start, story.DAYS, unit) for start in starts])


def elapsed_in_datetimes(given: Any) -> Batch:
    calendar, unit, pairs = hours(), Unit.WORKING_HOURS, list(zip(story.starts(), story.ends(), strict=True))
    return _batch(lambda: [elapsed(calendar, start, end, unit) for start, end in pairs])


def hours_in_numbers(given: Any) -> Batch:
    """`due_of`, one at a time, the question prepared, microseconds in and out."""
    starts, ends = _numbers()
    count = due_of(hours(), min(starts), max(ends), story.HOURS, Unit.WORKING_HOURS)
    return _batch(lambda: [count(start) for start in starts])


def days_in_numbers(given: Any) -> Batch:
    starts, ends = _numbers()
    count = due_of(hours(), min(starts), max(ends), story.DAYS, Unit.WORKING_DAYS)
    return _batch(lambda: [count(start) for start in starts])


def elapsed_in_numbers(given: Any) -> Batch:
    starts, ends = _numbers()
    count, pairs = elapsed_of(hours(), min(starts), max(ends), Unit.WORKING_HOURS), list(zip(starts, ends, strict=True))
    return _batch(lambda: [count(start, end) for start, end in pairs])


def _rows() -> tuple[Any, Any]:
    import numpy

    draw = numpy.random.default_rng(1)
    first = story.micros(story.FIRST)
    starts = first + draw.integers(0, story.FIVE_YEARS * 10**6, story.ROWS)
    return starts, starts + draw.integers(0, story.FOUR_WEEKS * 10**6, story.ROWS)


def _column(ask: Callable[[], Any]) -> Batch:
    def batch() -> int:
        return len(ask())

    return batch


def days_in_rows(given: Any) -> Batch:
    """`due_many` of a million rows."""
    starts, _ends = _rows()
    return _column(lambda: due_many(hours(), starts, story.DAYS, Unit.WORKING_DAYS))


def hours_in_rows(given: Any) -> Batch:
    starts, _ends = _rows()
    return _column(lambda: due_many(hours(), starts, story.HOURS, Unit.WORKING_HOURS))


def elapsed_days_in_rows(given: Any) -> Batch:
    starts, ends = _rows()
    return _column(lambda: elapsed_many(hours(), starts, ends, Unit.WORKING_DAYS))


def days_in_a_list(given: Any) -> Batch:
    """`due_many` of a list, without numpy."""
    starts = _numbers()[0]
    return _batch(lambda: due_many(hours(), starts, story.DAYS, Unit.WORKING_DAYS))


def milliseconds_to_build(given: Any) -> float:
    """Seventeen years of a calendar laid out anew."""
    first, last = (story.micros(story.FIRST.replace(year=year)) for year in (story.YEARS[0] + 1, story.YEARS[-1] - 1))
    taken = []
    for _ in range(5):
        line, began = Track(hours()), time.process_time()
        line.span(first, last)
        taken.append(time.process_time() - began)
    return median(taken) * 1000


def right(given: Any) -> float:
    """How many of these cases are answered right."""
    return float(cases.check(given).right)
