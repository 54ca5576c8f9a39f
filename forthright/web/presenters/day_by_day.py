"""A stretch of time day by day: which dates count, which do not and why, as rows and as a picture of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

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
    calendar: Calendar, start: datetime, due: datetime, unit: Unit, pauses: Sequence[Pause] = ()
) -> DayByDay:
    """What happened to each date from an aware start to an aware due instant, counted in these opening hours."""
    days = explain(calendar, start, due, unit, pauses)
    told = summary(days)
    picture = weeks_svg(days, told) if days and (days[-1].date - days[0].date).days < MOST_WEEKS * 7 else ""
    return DayByDay([_row(day) for day in days], picture, str(HOW[unit]), _notes(calendar, due))


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
    return [_("Bank holidays and closures are known until %(day)s.") % told]


DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)


def week_in_words(calendar: Calendar) -> list[str]:
    """The opening hours of a usual week, days with the same hours together: "Monday to Friday, 9am to 5pm"."""
    found: list[tuple[int, int]] = []
    for number in range(7):
        if found and calendar.weekly[found[-1][0]] == calendar.weekly[number]:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return [_stretch(calendar, first, last) for first, last in found]


def _stretch(calendar: Calendar, first: int, last: int) -> str:
    days = str(DAYS[first])
    if first != last:
        days = _("%(first)s to %(last)s") % {"first": DAYS[first], "last": DAYS[last]}
    windows = calendar.weekly[first]
    hours = _(" and ").join(
        _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(closes)} for opens, closes in windows
    )
    return _("%(days)s, %(hours)s") % {"days": days, "hours": hours or _("closed")}


def clock(minute: int) -> str:
    """Minutes since midnight as a time of day: "9am", "5:30pm", "midday", "midnight"."""
    if minute in (0, 24 * 60):
        return _("midnight")
    if minute == 12 * 60:
        return _("midday")
    hour, rest = divmod(minute, 60)
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{rest:02d}' if rest else ''}{half}"


def same_hours(one: Calendar, other: Calendar, first: date, last: date) -> bool:
    """Whether two calendars open alike on every date from first to last."""
    days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return all(one.windows(day) == other.windows(day) for day in days)
