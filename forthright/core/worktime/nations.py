"""Bank holidays of the four nations, and office hours built on them.

Source: the `holidays` package, which needs no network. A bank holiday proclaimed after its release is not in it; an
administrator adds that date as a closure.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import holidays

from .calendars import Calendar, Windows, minutes

ZONE = "Europe/London"
NATIONS = {
    "ENG": "England",
    "WLS": "Wales",
    "SCT": "Scotland",
    "NIR": "Northern Ireland",
}
# Years whose bank holidays have been compared with the published lists. The package computes on for ever; a date
# past these years is shown as provisional, because a year's list is not final until it is published.
YEARS = range(2012, 2029)
KNOWN_TO = date(YEARS[-1], 12, 31)


def bank_holidays(nation: str = "ENG", years: Iterable[int] = YEARS) -> dict[date, str]:
    """Bank holidays of a nation (ENG, WLS, SCT, NIR) in date order, with their names. ValueError for another nation.

    The subdivision is always given: without one the package answers for the United Kingdom in common, which has no
    Easter Monday. Dates at a weekend are left out: the substitute weekday is the bank holiday, as in the published
    lists. An office that opens on Saturdays adds a Christmas Day that falls on one as a closure.
    """
    if nation not in NATIONS:
        raise ValueError(f"{nation!r} is not a nation with bank holidays: use {', '.join(NATIONS)}.")
    found = holidays.country_holidays("GB", subdiv=nation, years=list(years), observed=True, language="en_GB")
    return {day: found[day].replace("(observed)", "(substitute day)") for day in sorted(found) if day.weekday() < 5}


def office_hours(
    title: str,
    weekly: tuple[Windows, ...],
    nation: str = "ENG",
    closures: Iterable[date] | Mapping[date, str] = (),
    years: Iterable[int] = YEARS,
    *,
    special: Mapping[date, Windows] | None = None,
) -> Calendar:
    """An office in one nation: its weekly windows, closed on bank holidays and on its own closures.

    closures may carry names for the explanation ("Staff training day"). special replaces the windows of single dates
    and wins over both. The result is known to the end of the last year. ValueError for an unknown nation, no years or
    impossible windows.
    """
    span = sorted(set(years))
    if not span:
        raise ValueError(f"The calendar {title!r} covers no years.")
    names = {day: f"Bank holiday: {name}" for day, name in bank_holidays(nation, span).items()}
    extra = dict(closures) if isinstance(closures, Mapping) else dict.fromkeys(closures, "Closed")
    names |= {day: name for day, name in extra.items() if day not in names}
    return Calendar(
        title,
        ZONE,
        weekly,
        frozenset(names),
        dict(special or {}),
        date(span[-1], 12, 31),
        names,
    )


def weekdays(opens: str = "09:00", closes: str = "17:00") -> tuple[Windows, ...]:
    """The same window Monday to Friday, none at weekends; times as "HH:MM"."""
    window = ((minutes(opens), minutes(closes)),)
    return (window,) * 5 + ((),) * 2


@lru_cache(maxsize=8)
def england(title: str = "Office hours, England", opens: str = "09:00", closes: str = "17:00") -> Calendar:
    """Monday to Friday in England, closed on bank holidays: the default calendar of a partnership. Made once for each
    process: to find the bank holidays of its seventeen years takes as long as half of what an act is written with."""
    return office_hours(title, weekdays(opens, closes))
