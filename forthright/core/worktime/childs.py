"""The child's clock: nights and school days. It never pauses, whoever is on leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .calendars import LONDON, Calendar


def nights(start: datetime, end: datetime) -> int:
    """How many nights lie between two aware instants: the local midnights in England. 0 when end is before start."""
    return max(0, (_day(end) - _day(start)).days)


def school_days(calendar: Calendar, start: datetime, end: datetime) -> int:
    """How many dates on which the school is open lie after the local date of start, up to and with that of end.

    The day of the start itself is not counted, as no night has passed yet. 0 when end is before start.
    """
    first = _day(start)
    return sum(bool(calendar.windows(first + timedelta(n))) for n in range(1, nights(start, end) + 1))


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
