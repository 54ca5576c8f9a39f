"""What cannot be counted is refused in one clear sentence, and nothing loops."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime, timedelta
from math import inf, nan

import pytest

from forthright.core.worktime import Calendar, Pause, Unit, before, calendars, cases, date_of, due, elapsed, explain
from forthright.core.worktime import track as tracks

from .calendars import HALF_DAYS, OFFICE, local
from .calendars import day as windows

START = local("2026-11-18 10:00")
WEEK = (windows("09:00-17:00"),) * 7
TIMED = [Unit.HOURS, Unit.WORKING_HOURS]
WHOLE = [Unit.WORKING_DAYS, Unit.WORKING_WEEKS, Unit.CALENDAR_DAYS]


def said(ask, *words: object) -> str:
    with pytest.raises(ValueError) as refusal:
        ask(*words)
    sentence = str(refusal.value)
    assert sentence.endswith(".") and "\n" not in sentence
    return sentence


@pytest.mark.parametrize("unit", [*TIMED, *WHOLE])
@pytest.mark.parametrize("amount", [nan, inf, -inf])
def test_an_amount_that_is_no_number_is_refused(unit: Unit, amount: float) -> None:
    assert said(due, OFFICE, START, amount, unit) == f"An amount of {unit} must be a number, not {amount}."
    assert said(before, OFFICE, START, amount, unit) == f"An amount of {unit} must be a number, not {amount}."


@pytest.mark.parametrize("unit", [*TIMED, *WHOLE])
@pytest.mark.parametrize("amount", [10**9, 10**400, 1e300, 1e308])
def test_an_enormous_amount_is_refused(unit: Unit, amount: float) -> None:
    assert said(due, OFFICE, START, amount, unit) == f"An amount of {unit} cannot be longer than 60 years."


@pytest.mark.parametrize("unit", TIMED)
def test_the_longest_timedelta_is_refused_too(unit: Unit) -> None:
    assert "longer than 60 years" in said(due, OFFICE, START, timedelta.max, unit)
    assert "cannot be negative" in said(due, OFFICE, START, timedelta.min, unit)


@pytest.mark.parametrize("unit", [*TIMED, *WHOLE])
@pytest.mark.parametrize("amount", [-1, -(10**400), -1e308])
def test_a_negative_amount_is_refused(unit: Unit, amount: float) -> None:
    assert said(due, OFFICE, START, amount, unit) == f"An amount of {unit} cannot be negative."


@pytest.mark.parametrize("unit", list(Unit))
def test_an_instant_without_a_time_zone_is_refused_wherever_one_is_given(unit: Unit) -> None:
    naive = datetime(2026, 11, 18, 10, 0)
    for ask in (
        lambda: due(OFFICE, naive, 1, unit),
        lambda: elapsed(OFFICE, naive, START, unit),
        lambda: elapsed(OFFICE, START, naive, unit),
        lambda: before(OFFICE, naive, 1, unit),
        lambda: explain(OFFICE, START, naive, unit),
        lambda: Pause(START, naive),
    ):
        assert "time zone" in said(ask)


def test_windows_that_overlap_or_close_before_they_open_are_refused_on_special_days_too() -> None:
    christmas = date(2026, 12, 24)
    assert "overlap" in said(lambda: Calendar("Odd", "UTC", WEEK, special={christmas: ((540, 720), (700, 800))}))
    assert "earlier to later" in said(lambda: Calendar("Odd", "UTC", WEEK, special={christmas: ((720, 540),)}))
    assert "earlier to later" in said(lambda: Calendar("Odd", "UTC", WEEK, special={christmas: ((540, 540),)}))
    assert "out of order" in said(lambda: Calendar("Odd", "UTC", (((720, 800), (540, 600)),) * 7))


@pytest.mark.parametrize("text", ["2026-02-30", "2025-02-29", "2026-13-01", "24 December", ""])
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    assert said(date_of, text) == f"{text!r} is not a date that exists, such as 2026-12-24."


def test_a_date_that_does_not_exist_is_refused_by_its_calendar_in_a_file() -> None:
    found = {"title": "A", "tz": "UTC", "weekly": [[]] * 7, "closed": ["2026-02-30"], "special": {}}
    sentence = said(cases.check, {"calendars": {"a": found}, "cases": []})
    assert sentence == "Calendar 'a': '2026-02-30' is not a date that exists, such as 2026-12-24."


def test_a_closed_day_with_a_time_of_day_is_refused_because_it_would_never_be_met() -> None:
    assert "not a plain date" in said(lambda: Calendar("Odd", "UTC", WEEK, frozenset({datetime(2026, 12, 24)})))
    assert "not a plain date" in said(lambda: Calendar("Odd", "UTC", WEEK, special={datetime(2026, 12, 24): ()}))


def test_a_calendar_that_hardly_ever_opens_says_so_and_does_not_loop() -> None:
    once = Calendar("Once", "UTC", ((),) * 7, special={date(2026, 11, 20): ((540, 600),)})
    assert due(once, START, 1, Unit.WORKING_DAYS) == datetime.fromisoformat("2026-11-20T10:00:00+00:00")
    for unit in (Unit.WORKING_DAYS, Unit.WORKING_HOURS, Unit.WORKING_WEEKS):
        assert "'Once' does not open often enough" in said(due, once, START, 2, unit)
        assert "'Once' does not open often enough" in said(before, once, START, 2, unit)


@pytest.mark.parametrize("unit", [*TIMED, *WHOLE])
def test_a_time_that_never_comes_due_because_it_is_paused_without_end_is_none(unit: Unit) -> None:
    assert due(OFFICE, START, 30, unit, [Pause(START)]) is None


def test_a_calendar_read_back_where_its_time_zone_is_gone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    due(HALF_DAYS, START, 1, Unit.WORKING_DAYS)
    kept = pickle.dumps(HALF_DAYS)
    assert pickle.loads(kept) == HALF_DAYS == copy.copy(HALF_DAYS)
    assert len(kept) < 2000, "what was laid out for it is not kept"

    def gone(name: str) -> None:
        raise calendars.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(calendars, "ZoneInfo", gone)
    expected = "The calendar 'Half days' names an unknown time zone, 'Europe/London'."
    assert said(pickle.loads, kept) == expected
    assert said(tracks.Track, HALF_DAYS) == expected
