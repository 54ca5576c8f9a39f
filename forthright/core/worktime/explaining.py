"""Why a date is what it is: one line for each day between the start and the due instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .calendars import Calendar, Pause, dates
from .clock import elapsed
from .track import instant, micros, track
from .units import DayZero, PausedDay, Unit

CLOSES = (Unit.WORKING_DAYS, Unit.WORKING_WEEKS, Unit.SAME_WORKING_DAY)


@dataclass(frozen=True)
class Day:
    """One local date. counted: whether it counts towards the time. why: a short phrase in plain English.
    amount: seconds counted on that date for hours and working hours; else the days counted up to and including it.
    provisional: the date lies past the published closures."""

    date: date
    counted: bool
    why: str
    amount: int
    provisional: bool


def explain(
    calendar: Calendar,
    start: datetime,
    due_at: datetime,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> list[Day]:
    """Every local date from start to due_at, in order, with whether and why it counts. Takes what due() took.

    A due instant at midnight belongs to the date that it ends. ValueError for a naive datetime.
    """
    line, begin, stop = track(calendar), micros(start), micros(due_at)
    measure = Unit.WORKING_DAYS if unit is Unit.WORKING_WEEKS else unit
    days, before = [], 0
    for day in dates(line.local(begin).date(), line.local(max(begin, stop - 1)).date()):
        midnight = line.midnight(day.toordinal())
        end = instant(min(stop, line.midnight(day.toordinal() + 1)))
        if measure in CLOSES:  # a close at midnight is still this date's
            total = elapsed(
                calendar,
                start,
                end,
                measure,
                pauses,
                day_zero=day_zero,
                paused_day=paused_day,
            )
        elif measure is Unit.CALENDAR_DAYS:
            end = min(end, instant(line.midnight(day.toordinal() + 1) - 1))
            total = elapsed(calendar, start, max(end, start), measure, pauses)
        else:
            total, before = (
                elapsed(calendar, max(start, instant(midnight)), end, measure, pauses),
                0,
            )
        late = calendar.known_to is not None and day > calendar.known_to
        counted = total > before
        days.append(
            Day(
                day,
                counted,
                _why(calendar, start, day, measure, counted, total, pauses),
                total,
                late,
            )
        )
        before = total
    return days


def _why(
    calendar: Calendar,
    start: datetime,
    day: date,
    unit: Unit,
    counted: bool,
    total: int,
    pauses: Sequence[Pause],
) -> str:
    line = track(calendar)
    if counted:
        if unit in (Unit.HOURS, Unit.WORKING_HOURS):
            return f"{_length(total)}{' within opening hours' if unit is Unit.WORKING_HOURS else ''}"
        if unit is Unit.SAME_WORKING_DAY:
            return "Working day"
        return f"Working day {total}" if unit is Unit.WORKING_DAYS else f"Day {total}"
    if unit is Unit.IMMEDIATELY:
        return "At once"
    if day == line.local(micros(start)).date() and unit in (
        Unit.WORKING_DAYS,
        Unit.CALENDAR_DAYS,
    ):
        return "Day zero: counting starts after this day"
    if unit in (*CLOSES, Unit.WORKING_HOURS) and not calendar.windows(day):
        return closed_because(calendar, day)
    low, high = (instant(line.midnight(day.toordinal() + n)) for n in (0, 1))
    if any(pause.start < high and (pause.end is None or pause.end > low) for pause in pauses):
        return "The clock was paused"
    if unit is Unit.WORKING_HOURS:
        return "Outside opening hours"
    return "Due before the end of this day" if unit is Unit.HOURS else "Day zero: counting starts after this day"


def closed_because(calendar: Calendar, day: date) -> str:
    """Why a date without windows is closed."""
    if day in calendar.names:
        return calendar.names[day]
    if day in calendar.closed or day in calendar.special:
        return "Closed"
    return "Weekend" if day.weekday() >= 5 else "Not a working day"


def _length(seconds: int) -> str:
    parts = [
        (seconds // 3600, "hour"),
        (seconds // 60 % 60, "minute"),
        (seconds % 60, "second"),
    ]
    said = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts if number]
    return " ".join(said)
