"""A calendar as plain JSON values, and back: for files of cases, and for a date that another agency checks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from .calendars import Calendar, Windows, clock_text, date_of, minutes


def written(calendar: Calendar, first: date, last: date) -> dict[str, Any]:
    """The calendar with what is special from `first` to `last`, both included: enough to count between the two.

    Keys: title, tz, weekly (seven lists of ["HH:MM", "HH:MM"]), closed (dates), special (date -> windows), known_to
    (date or None), names (date -> what it is called).
    """
    return {
        "title": calendar.title,
        "tz": calendar.zone,
        "weekly": [pairs_of(day) for day in calendar.weekly],
        "closed": sorted(day.isoformat() for day in calendar.closed if first <= day <= last),
        "special": {
            day.isoformat(): pairs_of(windows)
            for day, windows in sorted(calendar.special.items())
            if first <= day <= last
        },
        "known_to": None if calendar.known_to is None else calendar.known_to.isoformat(),
        "names": {day.isoformat(): name for day, name in sorted(calendar.names.items()) if first <= day <= last},
    }


def read_calendar(found: dict[str, Any]) -> Calendar:
    """The calendar that `written` wrote; "names" may be missing. KeyError, TypeError, AttributeError or ValueError
    where it is not one."""
    known_to = found.get("known_to")
    return Calendar(
        found["title"],
        found["tz"],
        tuple(windows_of(day) for day in found["weekly"]),
        frozenset(date_of(day) for day in found["closed"]),
        {date_of(day): windows_of(pairs) for day, pairs in found["special"].items()},
        None if known_to is None else date_of(known_to),
        {date_of(day): str(name) for day, name in found.get("names", {}).items()},
    )


def pairs_of(windows: Windows) -> list[list[str]]:
    """Windows as pairs of "HH:MM"."""
    return [[clock_text(start), clock_text(end)] for start, end in windows]


def windows_of(pairs: Iterable[Any]) -> Windows:
    """Windows in minutes, from pairs of "HH:MM". ValueError where one is not a time."""
    return tuple((minutes(start), minutes(end)) for start, end in pairs)
