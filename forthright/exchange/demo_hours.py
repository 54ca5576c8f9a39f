"""The invented school days of the demonstration: holidays with their names, and a day on which the school closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from forthright.directory import actions
from forthright.directory.actions import Signed
from forthright.directory.hours import Days
from forthright.directory.models import OfficeHours, Partnership, Person
from forthright.directory.queries import local_day

YEARS = 3
"""School years that are entered: the one before the present one, in which the invented matters lie, and the next."""


def school_days(partnership: Partnership, person: Person, now: datetime) -> OfficeHours:
    """A calendar of school days for the partnership, as its business unit would enter it. All of it is invented."""
    own = actions.own_school_days(partnership)
    signed = Signed(person, now, "Invented for the demonstration.")
    day = local_day(now)
    first = day.year - (day.month < 9) - 1
    for year in range(first, first + YEARS):
        for number, days in enumerate(holidays(year)):
            actions.enter_days(own, days, "An invented letter to parents", signed, act=f"demo-{year}-{number}")
    actions.choose_school_days(partnership, own)
    return own


def holidays(year: int) -> Iterator[Days]:
    """The holidays of the school year that begins in September, near when schools in England have theirs, and an inset
    day. Invented."""
    autumn = _monday(date(year, 10, 24))
    yield Days(autumn, autumn + timedelta(days=4), (), "Autumn half term (invented)")
    christmas = _monday(date(year, 12, 20))
    yield Days(christmas, christmas + timedelta(days=11), (), "Christmas holiday (invented)")
    back = christmas + timedelta(days=14)
    yield Days(back, back, (), "Inset day (invented)")
    spring = _monday(date(year + 1, 2, 14))
    yield Days(spring, spring + timedelta(days=4), (), "Spring half term (invented)")
    easter = _monday(date(year + 1, 3, 31))
    yield Days(easter, easter + timedelta(days=11), (), "Easter holiday (invented)")
    summer_half = _monday(date(year + 1, 5, 25))
    yield Days(summer_half, summer_half + timedelta(days=4), (), "Summer half term (invented)")
    yield Days(date(year + 1, 7, 23), date(year + 1, 8, 31), (), "Summer holiday (invented)")


def _monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)
