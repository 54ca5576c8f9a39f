"""The school days of the demonstration."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from forthright.directory.hours import school_calendar
from forthright.exchange.demo_hours import holidays, school_days
from tests.support.town import Town


@pytest.mark.parametrize("year", range(2020, 2035))
def test_no_two_holidays_share_a_day_and_each_says_that_it_is_invented(year: int) -> None:
    found = [*holidays(year), *holidays(year + 1)]
    assert all(before.last < after.first for before, after in pairwise(found))
    assert all(one.name.endswith("(invented)") and one.first <= one.last for one in found)


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 9, 1), date(2026, 12, 24)])
def test_a_new_user_finds_school_days_for_the_year_before_and_after(town: Town, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    school_days(town.partnership, town.beth, now)
    found = school_calendar(town.partnership.pk)
    assert found is not None
    assert found.windows(date(2026, 8, 20)) == (), "summer"
    assert found.names[date(2026, 8, 20)] == "Summer holiday (invented), announced: An invented letter to parents"
    assert found.windows(date(2026, 6, 9)), "a school day"
