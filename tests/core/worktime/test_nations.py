"""Bank holidays against the published lists carried in the case file, and offices built on them."""

import json
from datetime import date
from pathlib import Path

import pytest

from forthright.core.worktime import NATIONS, Unit, bank_holidays, due, minutes, office_hours, weekdays

from .calendars import local

FILE = Path(__file__).parents[2] / "data" / "clock_cases.json"


@pytest.mark.parametrize(("nation", "calendar"), [("ENG", "std"), ("SCT", "sco"), ("NIR", "nir")])
def test_every_bank_holiday_of_the_case_file_is_known_and_no_other(nation, calendar):
    listed = {date.fromisoformat(day) for day in json.loads(FILE.read_text())["calendars"][calendar]["closed"]}
    assert set(bank_holidays(nation, range(2012, 2029))) == listed


def test_england_has_easter_monday_and_scotland_has_not():
    assert bank_holidays("ENG", [2026])[date(2026, 4, 6)] == "Easter Monday"
    assert date(2026, 4, 6) not in bank_holidays("SCT", [2026])


def test_the_coronation_holiday_of_8_may_2023_is_known():
    assert date(2023, 5, 8) in bank_holidays("ENG", [2023])


def test_a_bank_holiday_at_a_weekend_gives_its_substitute_day_alone():
    found = bank_holidays("ENG", [2026])
    assert found[date(2026, 12, 28)] == "Boxing Day (substitute day)"
    assert date(2026, 12, 26) not in found


def test_wales_keeps_the_same_bank_holidays_as_england():
    assert set(bank_holidays("WLS")) == set(bank_holidays("ENG"))


def test_each_nation_has_at_least_eight_bank_holidays_a_year():
    for nation in NATIONS:
        assert len(bank_holidays(nation, [2027])) >= 8


def test_the_united_kingdom_as_a_whole_is_refused_as_a_nation():
    with pytest.raises(ValueError, match="use ENG, WLS, SCT, NIR"):
        bank_holidays("GB")


def test_an_office_is_closed_on_its_own_closures_and_open_for_special_hours():
    office = office_hours(
        "Office",
        weekdays("08:45", "17:00"),
        closures={date(2026, 11, 19): "Staff training day"},
        special={date(2026, 11, 20): ((600, 720),)},
    )
    assert due(office, local("2026-11-18 10:00"), 1, Unit.WORKING_DAYS) == local("2026-11-20 12:00")


def test_an_office_is_known_to_the_end_of_its_last_year():
    assert office_hours("Office", weekdays(), years=[2026, 2025]).known_to == date(2026, 12, 31)
    with pytest.raises(ValueError, match="no years"):
        office_hours("Office", weekdays(), years=[])


@pytest.mark.parametrize("text", ["", "9", "09:60", "24:01", "0900", "9:5", "-1:00", "ab:cd", "09:00:00"])
def test_what_is_not_a_time_of_day_is_refused(text):
    with pytest.raises(ValueError, match="not a time of day"):
        minutes(text)


def test_midnight_at_the_end_of_a_day_is_written_24_00():
    assert (minutes("00:00"), minutes("9:05"), minutes("24:00")) == (0, 545, 1440)
