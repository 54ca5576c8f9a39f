"""Comparing times: exactly where the units allow it, and over every kind of week of an ordinary calendar where not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from forthright.core.policy.times import Span
from forthright.core.worktime import Calendar, Unit, due, england


@lru_cache(maxsize=1)
def ordinary() -> Calendar:
    """An ordinary office in England: what times are compared in where no partnership's own hours are at hand."""
    return england()


def measure(span: Span) -> tuple[Unit, int]:
    """A span in the smallest unit of its kind: working weeks as five working days, calendar days as 24 hours.

    A day on which the clocks change is not 24 hours, so that only *surely* uses a calendar day as less than that.
    """
    if span.unit is Unit.WORKING_WEEKS:
        return Unit.WORKING_DAYS, span.amount * 5
    if span.unit is Unit.CALENDAR_DAYS:
        return Unit.HOURS, span.amount * 24
    return span.unit, span.amount


def surely_sooner(quick: Span, slow: Span) -> bool:
    """Whether `quick` runs out strictly before `slow`, from whatever instant both start."""
    if quick.unit is Unit.IMMEDIATELY:
        return slow.unit is not Unit.IMMEDIATELY
    first, second = measure(quick), measure(slow)
    if first[0] is second[0]:
        return first[1] < second[1]
    if first[0] is Unit.SAME_WORKING_DAY and second[0] is Unit.WORKING_DAYS:
        return second[1] > 1
    return False


@lru_cache(maxsize=4096)
def later_start(quick: Span, slow: Span) -> datetime | None:
    """An instant from which `quick` runs out after `slow`, None where there is none in any kind of week.

    Both are constant or move with the start between local midnights, openings and closings, so that those instants,
    and a minute past them, are the only ones that need a look.
    """
    if surely_sooner(quick, slow) or (quick.unit, quick.amount) == (slow.unit, slow.amount):
        return None
    if measure(quick)[0] is measure(slow)[0]:
        return monday() if measure(quick)[1] > measure(slow)[1] else None
    for at in starts():
        first = due(ordinary(), at, quick.amount, quick.unit)
        second = due(ordinary(), at, slow.amount, slow.unit)
        if first is not None and second is not None and first > second:
            return at
    return None


def always_later(quick: Span, slow: Span) -> bool:
    """Whether `quick` runs out after `slow` from every start that was looked at."""
    if measure(quick)[0] is measure(slow)[0]:
        return measure(quick)[1] > measure(slow)[1]
    for at in starts():
        first = due(ordinary(), at, quick.amount, quick.unit)
        second = due(ordinary(), at, slow.amount, slow.unit)
        if first is not None and second is not None and first <= second:
            return False
    return True


def monday() -> datetime:
    """An ordinary Monday morning."""
    return datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


WEEKS = ((12, 29), (1, 12), (3, 23), (3, 30), (4, 6), (5, 4), (8, 24), (10, 19), (11, 2), (12, 21))
"""Mondays of 2026 (the first of 2025) whose weeks differ in kind: ordinary, Christmas, Easter, a single bank holiday,
both changes of the clocks. Any other week is like one of these."""


@lru_cache(maxsize=1)
def starts() -> list[datetime]:
    """The instants at which anything about a time can change, in every kind of week."""
    mondays = [datetime(2025 if month == 12 and day == 29 else 2026, month, day, tzinfo=UTC) for month, day in WEEKS]
    days = [monday + timedelta(days=day) for monday in mondays for day in range(7)]
    return [day + timedelta(minutes=minute) for day in days for minute in (0, 9 * 60, 9 * 60 + 1, 17 * 60, 17 * 60 + 1)]
