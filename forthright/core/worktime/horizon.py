"""Until when bank holidays are known, and when somebody has to see to it that they are known for longer."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from .calendars import Calendar


def ends_soon(calendar: Calendar, on: date) -> bool:
    """Whether the closures of a calendar are known for less than twelve months from this local date on."""
    if calendar.known_to is None:
        return False
    end = calendar.known_to + timedelta(1)
    leap = (end.month, end.day) == (2, 29)
    return on > end.replace(year=end.year - 1, day=28 if leap else end.day)


def horizons(calendars: Iterable[Calendar], on: date) -> Mapping[date, list[str]]:
    """The titles of the calendars that end soon, each once, by the last date that is known; soonest first."""
    found: dict[date, list[str]] = {}
    for calendar in calendars:
        if calendar.known_to is not None and ends_soon(calendar, on):
            titles = found.setdefault(calendar.known_to, [])
            if calendar.title not in titles:
                titles.append(calendar.title)
    return dict(sorted(found.items()))
