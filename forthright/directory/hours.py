"""Opening hours as calendars: the week, the nation's bank holidays, and the days on which people keep other hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Q

from forthright.core.worktime import Calendar, Windows, date_of, office_hours, windows_of
from forthright.core.worktime.calendars import dates
from forthright.directory.models import Agency, OfficeHours, OtherHours, Partnership, WeeklyHours

Weekly = tuple[Windows, ...]

REMEMBERED = timedelta(days=800)
"""How long before a change of the week the days are still counted as they were: longer than any published time."""


@dataclass(frozen=True, slots=True)
class Days:
    """Other hours on some days as a value: local dates, both included, and the windows on each, none for closed."""

    first: date
    last: date
    windows: Windows
    name: str


@dataclass(frozen=True, slots=True)
class Week:
    """Weekly windows, Monday first, from a local date on."""

    first: date
    weekly: Weekly


@dataclass(frozen=True, slots=True)
class Entered:
    """What people entered for some office, in the order in which they did: (number of the row, days, added, withdrawn)
    and (week, added)."""

    days: tuple[tuple[int, Days, datetime, datetime | None], ...] = ()
    weeks: tuple[tuple[Week, datetime], ...] = ()


def entered(hours: OfficeHours) -> Entered:
    """What people entered for these opening hours; read once for each state of it in each process."""
    return _entered(hours.pk, hours.entered) if hours.entered else Entered()


@lru_cache(maxsize=512)
def _entered(hours: int, state: str) -> Entered:
    days = OtherHours.objects.filter(hours=hours).order_by("added_at", "pk")
    weeks = WeeklyHours.objects.filter(hours=hours).order_by("added_at", "pk")
    return Entered(
        tuple((row.pk, days_of(row), row.added_at, row.withdrawn_at) for row in days),
        tuple((Week(row.first, weekly_of(row.weekly)), row.added_at) for row in weeks),
    )


def calendar_of(
    hours: OfficeHours,
    as_of: datetime | None = None,
    *,
    plus: Collection[Days] = (),
    without: Collection[int] = (),
    week: Week | None = None,
) -> Calendar:
    """The working-time calendar of these opening hours, with the nation's bank holidays.

    `as_of` (aware) asks for it as people had entered it by then. `plus`, `without` (numbers of `OtherHours`) and `week`
    ask how it would be with that changed. Of other hours and a bank holiday on the same day the other hours win.
    """
    found = entered(hours)
    other = [one for row, one, added, back in found.days if row not in without and _counts(added, back, as_of)]
    weeks = [one for one, added in found.weeks if as_of is None or added <= as_of]
    return _calendar(
        hours.title,
        weekly_of(hours.weekly),
        hours.nation,
        tuple(hours.closures),
        (*other, *plus),
        (*weeks, *((week,) if week else ())),
    )


def _counts(added: datetime, withdrawn: datetime | None, as_of: datetime | None) -> bool:
    if as_of is None:
        return withdrawn is None
    return added <= as_of and (withdrawn is None or withdrawn > as_of)


def in_force(hours: OfficeHours) -> list[OtherHours]:
    """The other hours of an office that count, in the order of their days."""
    return list(OtherHours.objects.filter(hours=hours, withdrawn_at=None).order_by("first", "pk"))


def clash(hours: OfficeHours, first: date, last: date) -> OtherHours | None:
    """The other hours that already count on one of these days, None where there are none."""
    return next((row for row in in_force(hours) if row.first <= last and first <= row.last), None)


def days_of(row: OtherHours) -> Days:
    """A row as a value, named with where it was announced: whoever counts a date can look it up."""
    name = f"{row.name}, announced: {row.source}" if row.source else row.name
    return Days(row.first, row.last, windows_of(row.windows), name)


def weekly_of(stored: Iterable[Any]) -> Weekly:
    """Seven days of windows from what is stored."""
    return tuple(windows_of(day) for day in stored)


def week_on(hours: OfficeHours, day: date) -> Weekly:
    """The weekly windows that count on a local date."""
    return _week_on(weekly_of(hours.weekly), tuple(week for week, _added in entered(hours).weeks), day)


def _week_on(base: Weekly, weeks: tuple[Week, ...], day: date) -> Weekly:
    return next((week.weekly for week in reversed(weeks) if week.first <= day), base)


@lru_cache(maxsize=512)
def _calendar(
    title: str, base: Weekly, nation: str, closures: tuple[str, ...], other: tuple[Days, ...], weeks: tuple[Week, ...]
) -> Calendar:
    closed = {date_of(day): "Closed" for day in closures}
    last = weeks[-1].weekly if weeks else base
    found = office_hours(title, last, nation=nation, closures=closed)
    special: dict[date, Windows] = {}
    names = dict(found.names)
    for one in other:
        for day in dates(one.first, one.last):
            usual = () if day in found.closed else _week_on(base, weeks, day)[day.weekday()]
            if one.windows or usual:  # what is closed anyway keeps its own name: a weekend, a bank holiday
                special[day], names[day] = one.windows, one.name
    found = replace(found, special=special, names=names)
    return replace(found, special=special | _as_it_was(found, base, weeks))


def _as_it_was(calendar: Calendar, base: Weekly, weeks: tuple[Week, ...]) -> dict[date, Windows]:
    """The days before the week was changed, with the windows that they had. Days that are over stay as they were; a
    week that is still to come leaves the days until then."""
    if not weeks:
        return {}
    days = dates(min(week.first for week in weeks) - REMEMBERED, max(week.first for week in weeks))
    open_days = (day for day in days if day not in calendar.closed and day not in calendar.special)
    was = ((day, _week_on(base, weeks, day)[day.weekday()]) for day in open_days)
    return {day: windows for day, windows in was if windows != calendar.weekly[day.weekday()]}


def calendars(agencies: Iterable[int]) -> dict[int, Calendar]:
    """The calendar of each of these agencies, by number."""
    rows = Agency.objects.filter(pk__in=list(agencies)).select_related("hours")
    return {agency.pk: calendar_of(agency.hours) for agency in rows}


def shared_calendars(partnerships: Iterable[int]) -> dict[int, Calendar]:
    """The calendar of each of these partnerships' own hours, by number."""
    rows = Partnership.objects.filter(pk__in=list(partnerships)).select_related("hours")
    return {one.pk: calendar_of(one.hours) for one in rows}


def hours_in_use(partnerships: Iterable[int] | None = None) -> list[Calendar]:
    """The opening hours of these partnerships (of all, where none are named) and of their agencies, each once."""
    there = Partnership.objects.all() if partnerships is None else Partnership.objects.filter(pk__in=list(partnerships))
    used = Q(pk__in=there.values("hours")) | Q(pk__in=Agency.objects.filter(partnerships__in=there).values("hours"))
    return [calendar_of(hours) for hours in OfficeHours.objects.filter(used).order_by("title", "pk")]


def school_calendar(partnership: int) -> Calendar | None:
    """The calendar by which the school days of a partnership's children are counted, None where it has chosen none."""
    found = OfficeHours.objects.filter(school_days_of=partnership).first()
    return calendar_of(found) if found else None


@dataclass(frozen=True, slots=True)
class PublicHours:
    """Opening hours as anybody may see them, with whose they are."""

    name: str
    calendar: Calendar
    partnership: int


def public_hours() -> dict[str, PublicHours]:
    """The opening hours of every agency, by name, and of the partnerships themselves, under a key for addresses."""
    found = {}
    agencies = Agency.objects.select_related("hours").prefetch_related("partnerships").order_by("name", "pk")
    for agency in agencies:
        own = min((one.pk for one in agency.partnerships.all()), default=0)
        found[f"agency-{agency.pk}"] = PublicHours(agency.name, calendar_of(agency.hours), own)
    for one in Partnership.objects.select_related("hours").order_by("name", "pk"):
        found[f"partnership-{one.pk}"] = PublicHours(one.name, calendar_of(one.hours), one.pk)
    return found
