"""The jobs: which function of ours stands beside which of the rivals', on what, and the goal."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import Any

from bench.clock import story
from bench.core.jobs import FASTER, Job
from bench.server import REPO
from forthright.core.worktime import bank_holidays

CASES = REPO / "tests" / "data" / "clock_cases.json"
RIGHT = "cases right"
OFFICE = "std"
"""The calendar of the cases that every rival can express: nine to five on weekdays, with closed dates."""


def closed() -> dict[str, list[str]]:
    """England's bank holidays, for whoever wants a list of them."""
    return {"closed": sorted(day.isoformat() for day in bank_holidays(years=story.YEARS))}


@cache
def asked(kind: str, unit: str) -> Any:
    """The cases of one kind and unit that the rivals can express: office hours, no pause, an answer."""
    data = json.loads(CASES.read_text(encoding="utf-8"))
    found = [
        case
        for case in data["cases"]
        if (case["kind"], case["unit"], case["calendar"], case["pauses"]) == (kind, unit, OFFICE, [])
    ]
    return {"calendars": {OFFICE: data["calendars"][OFFICE]}, "cases": found}


def _speed(name: str, ours: str, rival: str, least: float = 0.0) -> Job:
    return Job(name, ours, rival, FASTER, least=least, given=closed)


def _right(what: str, kind: str, unit: str, rival: str) -> Job:
    given = partial(asked, kind, unit)
    return Job(f"right of {len(given()['cases'])} cases, {what}", "right", rival, RIGHT, given=given)


BUILD = Job("17 years of calendar, milliseconds", "milliseconds_to_build", "", "ms", most=50)
JOBS = (
    _speed("due, 24 working hours, numbers; pandas CustomBusinessHour", "hours_in_numbers", "custom_business_hour", 80),
    _speed(
        "due, 24 working hours, aware datetimes in and out; pandas",
        "hours_in_datetimes",
        "custom_business_hour_aware",
        20,
    ),
    _speed("due, 24 working hours, numbers; businesstimedelta", "hours_in_numbers", "business_time_delta", 400),
    _speed("due, 24 working hours, datetimes; businesstimedelta", "hours_in_datetimes", "business_time_delta"),
    _speed("due, 5 working days, numbers; numpy one at a time", "days_in_numbers", "busday_offset", 5),
    _speed("due, 5 working days, datetimes; numpy one at a time", "days_in_datetimes", "busday_offset_of_dates"),
    _speed("due, 5 working days, datetimes; workalendar", "days_in_datetimes", "workalendar"),
    _speed("due, 5 working days, a million rows; numpy busday_offset", "days_in_rows", "busday_rows", 4),
    _speed("due, 24 working hours, a million rows; numpy busday_offset", "hours_in_rows", "busday_rows", 4),
    _speed("due, 5 working days, a list without numpy; numpy busday_offset", "days_in_a_list", "busday_rows"),
    _speed("elapsed working days, a million rows; numpy busday_count", "elapsed_days_in_rows", "busday_count_rows"),
    _speed("elapsed working hours, numbers; business-duration", "elapsed_in_numbers", "business_duration", 80),
    _speed("elapsed working hours, datetimes; business-duration", "elapsed_in_datetimes", "business_duration"),
    BUILD,
    _right("due in working hours; pandas", "due", "working_seconds", "right_by_pandas"),
    _right("due in working hours; businesstimedelta", "due", "working_seconds", "right_by_businesstimedelta"),
    _right("due in working days, date only; numpy", "due", "working_days", "right_by_numpy"),
    _right("due in working days, date only; workalendar", "due", "working_days", "right_by_workalendar"),
    _right("elapsed working hours; business-duration", "elapsed", "working_seconds", "right_by_business_duration"),
)
