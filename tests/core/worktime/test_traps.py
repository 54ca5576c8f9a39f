"""Known errors of other software, each with the right answer. Where the other library is at hand, its trap is shown."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

from forthright.core.worktime import Pause, Unit, bank_holidays, due, elapsed, shift

from .calendars import LUNCH, OFFICE, ROUND_THE_CLOCK, local

EASTER_MONDAY = date(2026, 4, 6)


def test_easter_monday_is_a_bank_holiday_in_england() -> None:
    """The `holidays` package: `holidays.GB` without a subdivision holds what all of the United Kingdom has in common,
    and Scotland has no Easter Monday. It looks right on most days of the year."""
    assert EASTER_MONDAY not in holidays.country_holidays("GB", years=2026), "the trap is still there"
    assert EASTER_MONDAY in bank_holidays("ENG", [2026])
    assert due(OFFICE, local("2026-04-02 10:00"), 1, Unit.WORKING_DAYS) == local("2026-04-07 17:00")


def test_the_coronation_was_a_bank_holiday() -> None:
    """workalendar: its United Kingdom lacks 8 May 2023, the bank holiday for the coronation, which was proclaimed."""
    coronation = date(2023, 5, 8)
    assert all(coronation in bank_holidays(nation, [2023]) for nation in ("ENG", "WLS", "SCT", "NIR"))
    assert due(OFFICE, local("2023-05-05 10:00"), 1, Unit.WORKING_DAYS) == local("2023-05-09 17:00")


def test_the_sunday_of_the_spring_change_is_a_date_like_every_other() -> None:
    """biz (Ruby) steps by 24 hours from midnight to midnight, and loses the Sunday on which the clocks go forward."""
    saturday, monday = local("2026-03-28 00:00"), local("2026-03-30 00:00")
    assert elapsed(ROUND_THE_CLOCK, saturday, monday, Unit.WORKING_DAYS) == 1
    assert due(ROUND_THE_CLOCK, saturday, 1, Unit.WORKING_DAYS) == monday, "the close of Sunday is midnight"
    assert elapsed(ROUND_THE_CLOCK, saturday, monday, Unit.WORKING_HOURS) == 47 * 3600


def test_a_break_for_lunch_is_taken_out_once_on_each_day_that_it_lies_in() -> None:
    """moment-business-time (JavaScript) counts the time between two instants on either side of a break wrongly."""
    assert elapsed(LUNCH, local("2026-11-18 11:30"), local("2026-11-18 13:30"), Unit.WORKING_HOURS) == 3600
    assert elapsed(LUNCH, local("2026-11-18 12:15"), local("2026-11-18 12:45"), Unit.WORKING_HOURS) == 0
    assert elapsed(LUNCH, local("2026-11-17 11:30"), local("2026-11-18 13:30"), Unit.WORKING_HOURS) == 7 * 3600
    assert due(LUNCH, local("2026-11-18 11:59"), timedelta(minutes=2), Unit.WORKING_HOURS) == local("2026-11-18 13:01")


def test_a_day_that_is_left_out_makes_a_date_later_and_a_time_shorter_never_the_reverse() -> None:
    """django-helpdesk goes back from today by the days to wait, and by one more for each excluded day that it meets
    from the wrong end: a ticket is escalated by excluded days that lie before it was opened, or not by those after."""
    thursday, wednesday = local("2026-04-02 10:00"), local("2026-04-08 10:00")
    assert elapsed(OFFICE, thursday, wednesday, Unit.WORKING_DAYS) == 1, "Good Friday to Easter Monday lie between"
    assert due(OFFICE, thursday, 2, Unit.WORKING_DAYS) == local("2026-04-08 17:00")
    tuesday, week_later = local("2026-04-07 10:00"), local("2026-04-13 10:00")
    assert elapsed(OFFICE, tuesday, week_later, Unit.WORKING_DAYS) == 3, "what was closed before it began is nothing"


def test_what_is_left_across_a_pause_is_counted_in_time_and_not_in_days() -> None:
    """Many case systems note "two days left" when a clock stops and add two days when it starts again. That gives time
    away, or takes it, whenever the pause begins or ends within a day."""
    start = local("2026-11-16 10:00")  # a Monday
    pause = Pause(local("2026-11-17 16:00"), local("2026-11-19 10:00"))
    was_due = due(OFFICE, start, 3, Unit.WORKING_DAYS)
    assert was_due == local("2026-11-19 17:00")
    days_left = 3 - elapsed(OFFICE, start, pause.start, Unit.WORKING_DAYS)
    assert pause.end is not None
    remembered = due(OFFICE, pause.end, days_left, Unit.WORKING_DAYS)
    right = due(OFFICE, start, 3, Unit.WORKING_DAYS, [pause])
    assert right == shift(OFFICE, was_due, pause, Unit.WORKING_DAYS) == local("2026-11-23 17:00")
    assert remembered == local("2026-11-24 17:00"), "a day too late"
