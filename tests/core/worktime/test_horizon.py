"""Until when bank holidays are known, and the alarm that is raised in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forthright.core.worktime import KNOWN_TO, ends_soon, england, horizons, provisional

from .calendars import HALF_DAYS, OFFICE, ROUND_THE_CLOCK, local


@pytest.mark.parametrize(
    ("on", "soon"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), False),  # all of the next twelve months are known
        (date(2026, 1, 2), True),
        (date(2026, 12, 31), True),
        (date(2027, 6, 1), True),
        (date(2024, 2, 29), False),
    ],
)
def test_the_alarm_is_raised_when_less_than_twelve_months_are_known(on: date, soon: bool) -> None:
    assert HALF_DAYS.known_to == date(2026, 12, 31)
    assert ends_soon(HALF_DAYS, on) is soon


def test_a_year_from_a_leap_day_ends_with_the_last_of_february() -> None:
    assert not ends_soon(replace(HALF_DAYS, known_to=date(2025, 2, 28)), date(2024, 2, 29))
    assert ends_soon(replace(HALF_DAYS, known_to=date(2025, 2, 27)), date(2024, 2, 29))


def test_a_calendar_with_nothing_to_publish_never_ends() -> None:
    assert not ends_soon(ROUND_THE_CLOCK, date(2400, 1, 1))


def test_those_that_end_are_told_by_their_day_soonest_first_and_each_title_once() -> None:
    found = horizons([OFFICE, HALF_DAYS, england(), ROUND_THE_CLOCK], date(2028, 6, 1))
    assert list(found.items()) == [(date(2026, 12, 31), ["Half days"]), (KNOWN_TO, ["Office hours, England"])]
    assert horizons([OFFICE], date(2026, 11, 1)) == {}


def test_the_office_hours_of_every_nation_are_known_to_the_same_day() -> None:
    assert OFFICE.known_to == KNOWN_TO
    assert not provisional(OFFICE, local(f"{KNOWN_TO} 23:59"))
