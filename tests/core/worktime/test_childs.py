"""The child's clock, and calendars written down."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from forthright.core.worktime import Calendar, nights, read_calendar, school_days, written

from .calendars import ALL, OFFICE, local


def test_a_night_is_a_midnight_in_england_whatever_the_clocks_do():
    assert nights(local("2026-10-24 23:50"), local("2026-10-25 00:10")) == 1
    assert nights(local("2026-10-24 09:00"), local("2026-10-26 09:00")) == 2
    assert nights(local("2026-11-02 00:00"), local("2026-11-02 23:59")) == 0
    assert nights(local("2026-11-03 09:00"), local("2026-11-02 09:00")) == 0


def test_school_days_are_those_on_which_the_school_opens_after_the_day_of_the_start():
    terms = Calendar("School", "Europe/London", OFFICE.weekly, frozenset(date(2026, 10, n) for n in range(26, 31)))
    assert school_days(terms, local("2026-10-22 12:00"), local("2026-11-03 08:00")) == 3
    assert school_days(OFFICE, local("2026-12-24 12:00"), local("2026-12-29 08:00")) == 1
    assert school_days(OFFICE, local("2026-11-03 12:00"), local("2026-11-02 12:00")) == 0


@given(st.sampled_from(ALL), st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 400))
def test_a_calendar_that_is_written_and_read_opens_alike_on_every_day_between(calendar, first, length):
    last = date.fromordinal(first.toordinal() + length)
    again = read_calendar(written(calendar, first, last))
    for n in range(length + 1):
        day = date.fromordinal(first.toordinal() + n)
        assert again.windows(day) == calendar.windows(day)
    assert (again.title, again.zone, again.known_to) == (calendar.title, calendar.zone, calendar.known_to)
