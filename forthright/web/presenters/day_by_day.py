"""A stretch of time day by day: which dates count, which do not and why, as rows and as a picture of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.worktime import Calendar, Day, Pause, Unit, explain, provisional
from forthright.web.presenters import when
from forthright.web.presenters.weeks_picture import weeks_svg

HOW = {
    Unit.HOURS: gettext_lazy("Every hour counts, also at night, at weekends and on bank holidays."),
    Unit.WORKING_HOURS: gettext_lazy("Only time within the opening hours counts."),
    Unit.WORKING_DAYS: gettext_lazy(
        "The day on which it starts is day zero. Each working day after it counts when the office closes for the day."
    ),
    Unit.WORKING_WEEKS: gettext_lazy(
        "A working week is five working days. The day on which it starts is day zero. Each working day after it counts "
        "when the office closes for the day."
    ),
    Unit.CALENDAR_DAYS: gettext_lazy(
        "Every day counts, also weekends and bank holidays. It ends at the time of day at which it started."
    ),
    Unit.SAME_WORKING_DAY: gettext_lazy(
        "It ends when the office closes on that day, or on the next working day if no opening time is left."
    ),
    Unit.IMMEDIATELY: gettext_lazy("It is due at once."),
}
MOST_WEEKS = 30
"""Weeks that are drawn. What is longer is told in rows alone: a picture of more would say nothing at a glance."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One date. `counts` says in words whether it counts, `tag` is how it is marked."""

    day: str
    counts: str
    why: str
    tag: str


@dataclass(frozen=True, slots=True)
class DayByDay:
    """The whole stretch. `picture` is an SVG, safe to write as it is, empty where it would be too long; `notes` are
    what the reader must know of the opening hours."""

    rows: list[DayRow]
    picture: str
    how: str
    notes: list[str]


def day_by_day(
    calendar: Calendar,
    start: datetime,
    ends: datetime,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    due: datetime | None = None,
) -> DayByDay:
    """What happened to each date from an aware start to when the number ends, counted in these opening hours.

    `due` is when it is due, where something else than the number says that; it is marked if it lies among the dates.
    """
    days = explain(calendar, start, ends, unit, pauses)
    told = summary(days)
    picture = (
        weeks_svg(days, told, _date(calendar, due or ends))
        if days and (days[-1].date - days[0].date).days < MOST_WEEKS * 7
        else ""
    )
    return DayByDay([_row(day) for day in days], picture, str(HOW[unit]), _notes(calendar, due or ends))


def _date(calendar: Calendar, at: datetime) -> date:
    """The local date of an instant; one at midnight belongs to the date that it ends."""
    return (at - timedelta(microseconds=1)).astimezone(ZoneInfo(calendar.zone)).date()


def summary(days: Sequence[Day]) -> str:
    """The dates that count and those that do not, each with its reason, in one text: the picture in words."""
    said = [f"{when.day(day.date)}: {_counts(day)}, {day.why}." for day in days]
    return " ".join(said)


def _row(day: Day) -> DayRow:
    why = day.why
    if day.provisional:
        why = _("%(why)s (provisional: closures are not published that far)") % {"why": why}
    return DayRow(when.day(day.date), _counts(day), why, "done" if day.counted else "theirs")


def _counts(day: Day) -> str:
    return _("Counts") if day.counted else _("Does not count")


def _notes(calendar: Calendar, due: datetime) -> list[str]:
    if calendar.known_to is None:
        return []
    told = {"day": when.day(calendar.known_to)}
    if provisional(calendar, due):
        return [
            _(
                "This date is provisional. Bank holidays and closures are known until %(day)s only, "
                "so it may still move."
            )
            % told
        ]
    return [
        _("Bank holidays are those that the government publishes. They and closures are known until %(day)s.") % told
    ]
