"""A date explained day by day."""

from datetime import date

from forthright.core.worktime import Pause, Unit, due, elapsed, explain, office_hours, weekdays

from .calendars import HALF_DAYS, LUNCH, NIGHTS, OFFICE, local


def told(calendar, start, amount, unit, pauses=()):
    start = local(start)
    return explain(calendar, start, due(calendar, start, amount, unit, pauses), unit, pauses)


def test_working_days_over_easter_name_every_day_that_does_not_count():
    days = told(OFFICE, "2026-04-01 10:00", 2, Unit.WORKING_DAYS)
    assert [(day.date.day, day.counted, day.why) for day in days] == [
        (1, False, "Day zero: counting starts after this day"),
        (2, True, "Working day 1"),
        (3, False, "Bank holiday: Good Friday"),
        (4, False, "Weekend"),
        (5, False, "Weekend"),
        (6, False, "Bank holiday: Easter Monday"),
        (7, True, "Working day 2"),
    ]


def test_a_closure_is_told_by_its_name_and_an_unnamed_one_as_closed():
    closures = {date(2026, 11, 19): "Staff training day"}
    named = office_hours("Office", weekdays(), closures=closures)
    assert told(named, "2026-11-18 10:00", 1, Unit.WORKING_DAYS)[1].why == "Staff training day"
    unnamed = office_hours("Office", weekdays(), closures=closures.keys())
    assert told(unnamed, "2026-11-18 10:00", 1, Unit.WORKING_DAYS)[1].why == "Closed"


def test_working_hours_say_how_much_of_each_day_counted():
    days = told(LUNCH, "2026-11-20 14:10", 2, Unit.WORKING_HOURS)
    assert [(day.date.day, day.amount, day.why) for day in days] == [
        (20, 4800, "1 hour 20 minutes within opening hours"),
        (21, 0, "Weekend"),
        (22, 0, "Weekend"),
        (23, 2400, "40 minutes within opening hours"),
    ]


def test_a_start_after_hours_is_told_as_outside_opening_hours():
    assert told(OFFICE, "2026-11-18 17:30", 1, Unit.WORKING_HOURS)[0].why == "Outside opening hours"


def test_a_paused_day_is_told_as_paused():
    pause = Pause(local("2026-11-19 12:00"), local("2026-11-20 10:00"))
    days = told(OFFICE, "2026-11-18 10:00", 2, Unit.WORKING_DAYS, [pause])
    assert [day.why for day in days if day.date.weekday() < 5] == [
        "Day zero: counting starts after this day",
        "The clock was paused",
        "Working day 1",
        "Working day 2",
    ]


def test_a_close_at_midnight_belongs_to_the_date_it_ends():
    days = told(NIGHTS, "2026-11-18 10:00", 1, Unit.WORKING_DAYS)
    assert [(day.date.day, day.counted) for day in days] == [(18, False), (19, True)]


def test_calendar_days_hours_the_same_day_and_at_once_are_told_too():
    assert [day.why for day in told(OFFICE, "2026-11-20 10:00", 2, Unit.CALENDAR_DAYS)][1:] == ["Day 1", "Day 2"]
    assert [day.why for day in told(OFFICE, "2026-11-20 22:00", 3, Unit.HOURS)] == ["2 hours", "1 hour"]
    assert [day.why for day in told(OFFICE, "2026-11-20 10:00", 1, Unit.SAME_WORKING_DAY)] == ["Working day"]
    assert [day.why for day in told(OFFICE, "2026-11-20 10:00", 0, Unit.IMMEDIATELY)] == ["At once"]


def test_dates_past_the_published_closures_are_marked_provisional():
    days = told(HALF_DAYS, "2026-12-30 10:00", 2, Unit.WORKING_DAYS)
    assert [(day.date.day, day.provisional) for day in days] == [(30, False), (31, False), (1, True)]


def test_the_days_told_add_up_to_what_has_elapsed():
    start, pauses = local("2026-10-23 15:00"), [Pause(local("2026-10-26 10:00"), local("2026-10-27 11:00"))]
    for calendar in (OFFICE, LUNCH, NIGHTS):
        for unit, amount in ((Unit.WORKING_HOURS, 30), (Unit.HOURS, 100)):
            end = due(calendar, start, amount, unit, pauses)
            days = explain(calendar, start, end, unit, pauses)
            assert sum(day.amount for day in days) == elapsed(calendar, start, end, unit, pauses) == amount * 3600
        for unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS):
            end = due(calendar, start, 7, unit, pauses)
            days = explain(calendar, start, end, unit, pauses)
            assert sum(day.counted for day in days) == days[-1].amount == 7
