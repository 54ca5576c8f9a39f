"""Calendars and ways to write an instant, shared by the tests of the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from forthright.core.worktime import Calendar, england, minutes

LONDON = ZoneInfo("Europe/London")


def day(*windows: str) -> tuple[tuple[int, int], ...]:
    pairs = (window.split("-") for window in windows)
    return tuple((minutes(start), minutes(end)) for start, end in pairs)


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


OFFICE = england()
LUNCH = Calendar("School", "Europe/London", (day("08:30-12:00", "13:00-15:30"),) * 5 + ((), ()))
ROUND_THE_CLOCK = Calendar("Round the clock", "Europe/London", (day("00:00-24:00"),) * 7)
NIGHTS = Calendar("Duty team", "Europe/London", (day("00:00-09:00", "17:00-24:00"),) * 5 + (day("00:00-24:00"),) * 2)
SMALL_HOURS = Calendar("Across the change", "Europe/London", (day("00:30-01:45", "03:00-05:00"),) * 7)
TOUCHING = Calendar("Windows that meet in the doubled hour", "Europe/London", (day("00:00-01:30", "01:30-02:00"),) * 7)
IN_THE_GAP = Calendar("Only the hour that is skipped", "Europe/London", (day("01:00-02:00"),) * 7)
HALF_DAYS = Calendar(
    "Half days",
    "Europe/London",
    (day("09:00-17:00"),) * 5 + (day("10:00-13:00"), ()),
    frozenset({date(2026, 12, 25), date(2026, 12, 28)}),
    {date(2026, 12, 24): day("09:00-12:30"), date(2026, 12, 28): day("10:00-11:00"), date(2026, 12, 29): ()},
    date(2026, 12, 31),
)
ALL = [OFFICE, LUNCH, ROUND_THE_CLOCK, NIGHTS, SMALL_HOURS, TOUCHING, IN_THE_GAP, HALF_DAYS]
