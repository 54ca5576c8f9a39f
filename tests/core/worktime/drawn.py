"""Calendars drawn at random: any windows, in zones whose clocks change by an hour, half of one, or a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from forthright.core.worktime import Calendar, Pause, Unit
from forthright.core.worktime.calendars import MINUTES_IN_DAY

from . import oracle

MINUTE = timedelta(minutes=1)

# A zone, and first days of three weeks (from midnight UTC) in which something happens to its clocks, or nothing does.
PERIODS = [
    ("Europe/London", date(2024, 3, 22)),
    ("Europe/London", date(2026, 10, 16)),
    ("Europe/London", date(2025, 12, 15)),
    ("America/New_York", date(2025, 2, 28)),
    ("America/New_York", date(2025, 10, 24)),
    ("Australia/Lord_Howe", date(2024, 3, 29)),  # half an hour
    ("Australia/Lord_Howe", date(2024, 9, 27)),
    ("Asia/Kathmandu", date(2024, 2, 20)),  # 5:45 ahead, and a leap day
    ("Pacific/Apia", date(2011, 12, 20)),  # 30 December 2011 was left out
    ("Pacific/Apia", date(2012, 3, 23)),
    ("Africa/Casablanca", date(2024, 3, 1)),  # back for Ramadan
    ("Africa/Casablanca", date(2024, 4, 5)),  # and forward after it
    ("Asia/Beirut", date(2024, 3, 22)),  # at midnight: a date begins at one
    ("Asia/Beirut", date(2024, 10, 18)),  # at midnight: the last hour of a date comes twice
    ("UTC", date(2027, 12, 20)),
]

NONE = ()
ALL_DAY = ((0, MINUTES_IN_DAY),)
USUAL = [NONE, ALL_DAY, ((540, 1020),), ((510, 720), (780, 930)), ((0, 540), (1020, 1440)), ((540, 780),), ((60, 120),)]


@st.composite
def any_windows(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Up to four windows of a day, to the minute; they may meet."""
    edges = sorted(draw(st.sets(st.integers(0, MINUTES_IN_DAY), max_size=8)))
    meeting = draw(st.booleans())
    return tuple(pairwise(edges) if meeting else zip(edges[::2], edges[1::2], strict=False))


windows = st.one_of(st.sampled_from(USUAL), any_windows())


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, date]:
    """A calendar that opens at least once a week, and the first day of three weeks to look at it in."""
    zone, first = draw(st.sampled_from(PERIODS))
    weekly = list(draw(st.tuples(*[windows] * 7)))
    if not any(weekly):
        weekly[draw(st.integers(0, 6))] = ((540, 1020),)
    days = st.integers(-2, oracle.LENGTH // MINUTES_IN_DAY + 2).map(lambda number: first + timedelta(number))
    closed = draw(st.frozensets(days, max_size=5))
    special = draw(st.dictionaries(days, windows, max_size=4))
    return Calendar("Drawn", zone, tuple(weekly), closed, special), first


@st.composite
def pauses(draw: st.DrawFn, low: int = 0, high: int = oracle.LENGTH - 1) -> list[tuple[int, int | None]]:
    """Up to three pauses as minutes of the period, the last of them perhaps without an end."""
    edges = sorted(draw(st.lists(st.integers(low, high), max_size=6)))
    pairs: list[tuple[int, int | None]] = list(zip(edges[::2], edges[1::2], strict=False))
    if pairs and draw(st.integers(0, 5)) == 0:
        pairs[-1] = (pairs[-1][0], None)
    return pairs


def at(first: date, minute: int) -> datetime:
    """The instant of a minute of the period."""
    return datetime(first.year, first.month, first.day, tzinfo=UTC) + minute * MINUTE


def as_pauses(first: date, pairs: list[tuple[int, int | None]]) -> list[Pause]:
    """The same pauses as the clock takes them."""
    return [Pause(at(first, low), None if high is None else at(first, high)) for low, high in pairs]


def day(calendar: Calendar, instant: datetime) -> date:
    """The local date of an instant."""
    return instant.astimezone(ZoneInfo(calendar.zone)).date()


def date_it_ends(calendar: Calendar, instant: datetime, unit: Unit) -> date:
    """The local date of a due instant. A close at midnight is that of the date it ends."""
    return day(calendar, instant if unit is Unit.CALENDAR_DAYS else instant - timedelta(microseconds=1))
