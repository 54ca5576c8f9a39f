"""When a time of the policy ends: the earliest of the limits that count, and no later than the child needs it.

The day by which the child needs it ends the times that the policy gives "or sooner if the child needs it". It only ever
makes a time shorter: the number stays the ceiling, and no later day takes the place of an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from forthright.core.policy.shapes import Limit, Span
from forthright.core.worktime import LONDON, Calendar, Pause, Unit
from forthright.core.worktime import due as due_at


@dataclass(frozen=True, slots=True)
class Needed:
    """The day by which the child needs it, and since when that is known (UTC)."""

    day: date
    since: datetime


def safe_by(calendar: Calendar, start: datetime, needed: Needed) -> datetime:
    """When a clock that started at `start` ends for the child's sake (UTC): at the last close of that day, or before
    it where nobody is at work that day. Once that has passed, by the end of the first working day."""
    start, end = max(start, needed.since), _begins(needed.day + timedelta(days=1))
    last = _close(calendar, _begins(needed.day))
    if start >= (last if last <= end else end):
        return _close(calendar, start)
    day = needed.day
    while True:
        begin = max(start, _begins(day))
        close = _close(calendar, begin)
        if close <= end:
            return close
        if begin == start:
            return end  # nobody is at work between now and then; the child needs it all the same
        day -= timedelta(days=1)


def _close(calendar: Calendar, start: datetime) -> datetime:
    """The last close of this working day, or of the next where no open time is left."""
    close = due_at(calendar, start, 1, Unit.SAME_WORKING_DAY)
    assert close is not None  # only an open pause keeps a time from ending
    return close


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


class Clock(NamedTuple):
    """When a time ends, the limit that says so, and the day for the child's sake that makes it end sooner, if any."""

    due: datetime | None
    limit: Limit
    needed_by: date | None = None


def earliest(
    limits: Sequence[tuple[Limit | None, datetime]],
    calendar: Calendar,
    needed: Needed | None,
    pauses: Sequence[Pause] = (),
) -> Clock:
    """The limit that ends first of those that count, each with the start of its clock; the first limit, without an
    end, where none has a number. Pauses are taken out of each number, and never put off the child's day."""
    found: list[tuple[datetime, Limit, date | None]] = []
    for limit, start in limits:
        due = due_at(calendar, start, limit.amount, limit.unit, pauses) if isinstance(limit, Span) else None
        if due is not None and isinstance(limit, Span):
            cut = needed if needed and limit.child_safe and _begins(needed.day) < due else None
            safe = safe_by(calendar, start, cut) if cut else due
            found.append((safe, limit, cut.day) if cut and safe < due else (due, limit, None))
    plain = limits[0][0]
    assert plain is not None
    return Clock(*min(found, key=lambda one: one[0])) if found else Clock(None, plain)
