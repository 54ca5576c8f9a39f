"""What the clock promises, case by case. Instants are written in London's wall time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from forthright.core.worktime import (
    Calendar,
    DayZero,
    Pause,
    PausedDay,
    Unit,
    before,
    due,
    elapsed,
    next_opening,
    provisional,
    shift,
)

from .calendars import (
    HALF_DAYS,
    IN_THE_GAP,
    LUNCH,
    NIGHTS,
    OFFICE,
    ROUND_THE_CLOCK,
    SMALL_HOURS,
    TOUCHING,
    day,
    local,
)


def test_two_working_days_end_at_the_close_of_the_second_day_after_the_event():
    assert due(OFFICE, local("2026-11-18 10:00"), 2, Unit.WORKING_DAYS) == local("2026-11-20 17:00")


def test_raised_on_a_friday_evening_the_weekend_does_not_count():
    assert due(OFFICE, local("2026-11-20 17:05"), 2, Unit.WORKING_DAYS) == local("2026-11-24 17:00")


def test_a_working_week_is_five_working_days_also_when_one_is_a_bank_holiday():
    assert due(OFFICE, local("2026-03-31 10:00"), 1, Unit.WORKING_WEEKS) == local("2026-04-09 17:00")
    assert elapsed(OFFICE, local("2026-03-31 10:00"), local("2026-04-09 16:59"), Unit.WORKING_WEEKS) == 0
    assert elapsed(OFFICE, local("2026-03-31 10:00"), local("2026-04-09 17:00"), Unit.WORKING_WEEKS) == 1


def test_forty_eight_hours_run_through_nights_and_weekends():
    assert due(OFFICE, local("2026-11-20 16:00"), 48, Unit.HOURS) == local("2026-11-22 16:00")


def test_hours_may_be_a_fraction_or_a_timedelta():
    start = local("2026-11-18 10:00")
    assert due(OFFICE, start, 1.5, Unit.WORKING_HOURS) == local("2026-11-18 11:30")
    assert due(OFFICE, start, timedelta(minutes=90), Unit.WORKING_HOURS) == local("2026-11-18 11:30")
    assert due(OFFICE, start, timedelta(microseconds=1), Unit.HOURS) == start + timedelta(seconds=1)


def test_immediately_is_the_start_itself_even_when_paused():
    start = local("2026-11-22 03:00")
    assert due(OFFICE, start, 0, Unit.IMMEDIATELY, [Pause(start)]) == start


@pytest.mark.parametrize(
    ("start", "close"),
    [
        ("2026-11-18 07:00", "2026-11-18 17:00"),
        ("2026-11-18 16:59:59", "2026-11-18 17:00"),
        ("2026-11-18 17:00", "2026-11-19 17:00"),
        ("2026-11-20 18:00", "2026-11-23 17:00"),
        ("2026-11-21 12:00", "2026-11-23 17:00"),
    ],
)
def test_the_same_working_day_ends_at_that_days_close_or_the_next_ones(start, close):
    assert due(OFFICE, local(start), 1, Unit.SAME_WORKING_DAY) == local(close)
    assert elapsed(OFFICE, local(start), local(close), Unit.SAME_WORKING_DAY) == 1
    assert elapsed(OFFICE, local(start), local(close) - timedelta(seconds=1), Unit.SAME_WORKING_DAY) == 0


def test_a_lunch_break_is_not_working_time():
    assert due(LUNCH, local("2026-11-18 11:30"), 1, Unit.WORKING_HOURS) == local("2026-11-18 13:30")


def test_a_half_day_is_a_working_day_and_ends_at_its_own_close():
    assert due(HALF_DAYS, local("2026-12-23 10:00"), 1, Unit.WORKING_DAYS) == local("2026-12-24 12:30")


def test_special_hours_win_over_a_closure_and_none_at_all_close_a_day():
    assert due(HALF_DAYS, local("2026-12-26 14:00"), 1, Unit.WORKING_DAYS) == local("2026-12-28 11:00")
    assert due(HALF_DAYS, local("2026-12-28 12:00"), 1, Unit.WORKING_DAYS) == local("2026-12-30 17:00")


def test_a_night_shift_runs_on_over_midnight():
    assert due(NIGHTS, local("2026-11-18 22:00"), 5, Unit.WORKING_HOURS) == local("2026-11-19 03:00")
    assert due(NIGHTS, local("2026-11-18 08:30"), 1, Unit.WORKING_HOURS) == local("2026-11-18 17:30")
    assert due(NIGHTS, local("2026-11-18 22:00"), 1, Unit.WORKING_DAYS) == local("2026-11-20 00:00")


def test_a_night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn():
    spring = elapsed(NIGHTS, local("2026-03-28 17:00"), local("2026-03-29 09:00"), Unit.WORKING_HOURS)
    autumn = elapsed(NIGHTS, local("2026-10-24 17:00"), local("2026-10-25 09:00"), Unit.WORKING_HOURS)
    assert (spring, autumn) == (15 * 3600, 17 * 3600)


def test_a_skipped_hour_does_not_count_and_a_doubled_hour_counts_twice():
    assert elapsed(SMALL_HOURS, local("2026-03-29 00:00"), local("2026-03-29 06:00"), Unit.WORKING_HOURS) == 150 * 60
    assert elapsed(SMALL_HOURS, local("2026-10-25 00:00"), local("2026-10-25 06:00"), Unit.WORKING_HOURS) == 240 * 60


def test_windows_that_meet_inside_the_doubled_hour_leave_no_hole():
    assert elapsed(TOUCHING, local("2026-10-25 00:00"), local("2026-10-25 02:00"), Unit.WORKING_HOURS) == 3 * 3600
    first_pass, second_pass = local("2026-10-25 01:30"), local("2026-10-25 01:30", fold=1)
    assert due(TOUCHING, first_pass, 1, Unit.WORKING_HOURS) == second_pass


def test_a_date_whose_only_hour_is_skipped_is_not_a_working_day():
    assert due(IN_THE_GAP, local("2026-03-28 03:00"), 1, Unit.WORKING_DAYS) == local("2026-03-30 02:00")


def test_calendar_days_keep_the_local_time_over_both_clock_changes():
    assert due(OFFICE, local("2026-03-28 12:00"), 1, Unit.CALENDAR_DAYS) == local("2026-03-29 12:00")
    assert due(OFFICE, local("2026-10-24 12:00"), 1, Unit.CALENDAR_DAYS) == local("2026-10-25 12:00")


def test_calendar_days_into_the_skipped_or_doubled_hour_use_the_offset_before_or_the_first_pass():
    assert due(OFFICE, local("2026-03-28 01:30"), 1, Unit.CALENDAR_DAYS) == local("2026-03-29 02:30")
    assert due(OFFICE, local("2026-10-24 01:30"), 1, Unit.CALENDAR_DAYS) == local("2026-10-25 01:30", fold=0)


def test_an_open_pause_stops_the_clock_and_a_deadline_already_passed_stands():
    start = local("2026-11-18 10:00")
    assert due(OFFICE, start, 2, Unit.WORKING_DAYS, [Pause(local("2026-11-19 10:00"))]) is None
    assert due(OFFICE, start, 3, Unit.CALENDAR_DAYS, [Pause(local("2026-11-19 10:00"))]) is None
    assert due(OFFICE, start, 2, Unit.WORKING_HOURS, [Pause(local("2026-11-18 12:00"))]) == local("2026-11-18 12:00")


def test_overlapping_pauses_are_taken_out_once():
    start = local("2026-11-18 09:00")
    both = [
        Pause(local("2026-11-18 11:00"), local("2026-11-18 14:00")),
        Pause(local("2026-11-18 10:00"), local("2026-11-18 12:00")),
    ]
    assert due(OFFICE, start, 2, Unit.WORKING_HOURS, both) == local("2026-11-18 15:00")


def test_a_pause_inside_another_changes_nothing():
    long = Pause(local("2026-11-18 10:00"), local("2026-11-18 14:00"))
    inner = Pause(local("2026-11-18 11:00"), local("2026-11-18 12:00"))
    assert due(OFFICE, local("2026-11-18 09:00"), 2, Unit.WORKING_HOURS, [inner, long]) == local("2026-11-18 15:00")


def test_a_date_touched_by_two_pauses_is_lost_once():
    start, rule = local("2026-11-16 10:00"), {"paused_day": PausedDay.TOUCHED}
    pauses = [
        Pause(local("2026-11-17 09:00"), local("2026-11-17 10:00")),
        Pause(local("2026-11-17 11:00"), local("2026-11-17 12:00")),
    ]
    assert due(OFFICE, start, 2, Unit.WORKING_DAYS, pauses, **rule) == local("2026-11-19 17:00")
    assert elapsed(OFFICE, start, local("2026-11-19 17:00"), Unit.WORKING_DAYS, pauses, **rule) == 2


def test_a_pause_that_ends_at_midnight_does_not_touch_the_next_date():
    pauses = [Pause(local("2026-11-17 09:00"), local("2026-11-18 00:00"))]
    start = local("2026-11-16 10:00")
    touched = due(OFFICE, start, 1, Unit.WORKING_DAYS, pauses, paused_day=PausedDay.TOUCHED)
    assert touched == local("2026-11-18 17:00")


def test_a_pause_on_day_zero_costs_nothing_when_the_start_is_told():
    start, pause = local("2026-11-18 10:00"), Pause(local("2026-11-18 12:00"), local("2026-11-18 18:00"))
    assert shift(OFFICE, local("2026-11-19 17:00"), pause, Unit.WORKING_DAYS, start=start) == local("2026-11-19 17:00")


def test_a_pause_never_brings_a_hand_shortened_due_date_forward():
    by_hand = local("2026-11-21 12:00")  # a Saturday
    for hour in ("07", "18"):
        pause = Pause(local(f"2026-11-20 {hour}:00"), local(f"2026-11-20 {hour}:30"))
        for unit in (Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.WORKING_WEEKS, Unit.SAME_WORKING_DAY):
            assert shift(OFFICE, by_hand, pause, unit) == by_hand


def test_a_pause_still_open_cannot_shift_a_due_date():
    with pytest.raises(ValueError, match="not ended"):
        shift(OFFICE, local("2026-11-21 12:00"), Pause(local("2026-11-20 18:00")), Unit.HOURS)


def test_a_reminder_two_working_hours_ahead_skips_the_night_and_the_lunch_break():
    assert before(OFFICE, local("2026-11-19 10:00"), 2, Unit.WORKING_HOURS) == local("2026-11-18 16:00")
    assert before(LUNCH, local("2026-11-18 13:30"), 1, Unit.WORKING_HOURS) == local("2026-11-18 11:30")


def test_a_reminder_a_working_day_ahead_is_the_last_second_from_which_a_day_is_left():
    assert before(OFFICE, local("2026-11-23 17:00"), 1, Unit.WORKING_DAYS) == local("2026-11-22 23:59:59")
    after_close = before(OFFICE, local("2026-11-23 17:00"), 1, Unit.WORKING_DAYS, day_zero=DayZero.OPEN_TIME)
    assert after_close == local("2026-11-20 16:59:59")


def test_a_reminder_a_calendar_day_ahead_may_fall_into_the_second_pass_of_a_doubled_hour():
    second_pass = local("2026-10-25 01:30", fold=1)
    assert before(OFFICE, local("2026-10-26 01:30"), 1, Unit.CALENDAR_DAYS) == second_pass


def test_the_next_opening_is_now_when_open_and_else_the_next_window():
    assert next_opening(OFFICE, local("2026-11-20 16:59")) == local("2026-11-20 16:59")
    assert next_opening(OFFICE, local("2026-11-20 17:00")) == local("2026-11-23 09:00")
    assert next_opening(OFFICE, local("2026-12-24 18:00")) == local("2026-12-29 09:00")
    assert next_opening(ROUND_THE_CLOCK, local("2026-10-25 01:30", fold=1)) == local("2026-10-25 01:30", fold=1)


def test_instants_past_the_published_bank_holidays_are_provisional():
    assert not provisional(HALF_DAYS, local("2026-12-31 23:59"))
    assert provisional(HALF_DAYS, local("2027-01-01 00:00"))
    assert provisional(OFFICE, local("2029-01-02 09:00"))
    assert not provisional(ROUND_THE_CLOCK, local("2090-01-01 00:00"))


def test_the_end_of_summer_time_decides_which_date_is_provisional():
    summer = Calendar("Known to June", "Europe/London", OFFICE.weekly, known_to=date(2026, 6, 30))
    assert provisional(summer, datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    assert not provisional(summer, datetime(2026, 6, 30, 22, 59, tzinfo=UTC))


def test_nothing_has_elapsed_when_the_end_is_before_the_start():
    for unit in Unit:
        assert elapsed(OFFICE, local("2026-11-20 10:00"), local("2026-11-18 10:00"), unit) == 0


def test_equal_calendars_built_apart_give_equal_answers_and_hash_alike():
    other = Calendar("Round the clock", "Europe/London", (day("00:00-24:00"),) * 7)
    assert other == ROUND_THE_CLOCK
    assert hash(other) == hash(ROUND_THE_CLOCK)
    special = Calendar("Round the clock", "Europe/London", (day("00:00-24:00"),) * 7, special={date(2026, 6, 3): ()})
    assert special != other
    start = local("2026-06-02 12:00")
    assert due(special, start, 1, Unit.WORKING_DAYS) > local("2026-06-03 12:00")
    assert due(special, start, 24, Unit.WORKING_HOURS) == due(other, start, 48, Unit.WORKING_HOURS)


def test_a_calendar_that_never_opens_is_refused_in_a_sentence():
    never = Calendar("Shut", "Europe/London", ((),) * 7)
    for ask in (
        lambda: due(never, local("2026-11-18 10:00"), 1, Unit.WORKING_DAYS),
        lambda: due(never, local("2026-11-18 10:00"), 1, Unit.WORKING_HOURS),
        lambda: before(never, local("2026-11-18 10:00"), 1, Unit.WORKING_HOURS),
        lambda: before(never, local("2026-11-18 10:00"), 1, Unit.WORKING_DAYS),
        lambda: next_opening(never, local("2026-11-18 10:00")),
    ):
        with pytest.raises(ValueError, match="'Shut' does not open often enough"):
            ask()


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (-1, Unit.WORKING_DAYS, "cannot be negative"),
        (timedelta(hours=-1), Unit.HOURS, "cannot be negative"),
        (1.5, Unit.WORKING_DAYS, "whole number"),
        (timedelta(days=1), Unit.CALENDAR_DAYS, "whole number"),
        (10**9, Unit.HOURS, "longer than 60 years"),
        (10**9, Unit.WORKING_WEEKS, "longer than 60 years"),
    ],
)
def test_an_amount_that_makes_no_sense_is_refused(amount, unit, said):
    with pytest.raises(ValueError, match=said):
        due(OFFICE, local("2026-11-18 10:00"), amount, unit)


def test_a_datetime_without_a_time_zone_is_refused():
    naive = datetime(2026, 11, 18, 10, 0)
    with pytest.raises(ValueError, match="time zone"):
        due(OFFICE, naive, 1, Unit.HOURS)
    with pytest.raises(ValueError, match="time zone"):
        Pause(naive)


def test_a_year_typed_wrong_is_refused():
    with pytest.raises(ValueError, match="The year 202 is outside 1900 to 2500"):
        due(OFFICE, datetime(202, 6, 11, 10, 0, tzinfo=UTC), 1, Unit.WORKING_DAYS)


def test_a_pause_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="cannot end before"):
        Pause(local("2026-11-18 10:00"), local("2026-11-18 09:59"))


@pytest.mark.parametrize(
    ("weekly", "said"),
    [
        ((day("09:00-17:00"),) * 6, "seven days"),
        ((((1020, 540),),) * 7, "earlier to later"),
        ((((0, 1441),),) * 7, "earlier to later"),
        ((((540, 720), (700, 1020)),) * 7, "overlap"),
    ],
)
def test_a_calendar_of_the_wrong_shape_is_refused(weekly, said):
    with pytest.raises(ValueError, match=said):
        Calendar("Odd", "Europe/London", weekly)


def test_a_calendar_in_an_unknown_time_zone_is_refused():
    with pytest.raises(ValueError, match="unknown time zone, 'Europe/Leicester'"):
        Calendar("Odd", "Europe/Leicester", ((),) * 7)
