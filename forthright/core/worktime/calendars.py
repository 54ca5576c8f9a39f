"""Opening hours as a value: what is open when, and for how long that is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Window = tuple[int, int]
Windows = tuple[Window, ...]

MINUTES_IN_DAY = 24 * 60

LONDON = ZoneInfo("Europe/London")
"""The zone in which people of every nation here read their times. Stored instants are UTC."""


@dataclass(frozen=True)
class Calendar:
    """Opening hours in one time zone.

    weekly: seven entries, Monday first, each a tuple of windows (from, to) in minutes of local wall time, half-open,
        in order and without overlap; `to` may be 1440. A night shift is two windows: to 1440, and from 0 the next day.
    closed: dates with no windows at all. special: windows that replace those of one date; it wins over `closed`.
    known_to: the last date for which closures are published; a later date is provisional. None: nothing to publish.
    names: what to call a closed or special date ("Easter Monday"); only for explaining, never for counting.

    Raises ValueError with one sentence when the shape is wrong.
    """

    title: str
    zone: str
    weekly: tuple[Windows, ...]
    closed: frozenset[date] = frozenset()
    special: Mapping[date, Windows] = field(default_factory=dict)
    known_to: date | None = None
    names: Mapping[date, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise ValueError(f"The calendar {self.title!r} must have seven days, Monday first.")
        for windows in (*self.weekly, *self.special.values()):
            _check(self.title, windows)
        if any(type(day) is not date for day in (*self.closed, *self.special)):
            raise ValueError(f"The calendar {self.title!r} has a closed or special day that is not a plain date.")
        zone_of(self)

    def __hash__(self) -> int:
        # Not the generated one: `special` is a mapping. Equal calendars hash alike, which is all the cache needs.
        return hash((self.title, self.zone, self.weekly, self.closed, self.known_to))

    def __reduce__(self) -> tuple[type["Calendar"], tuple[object, ...]]:
        # A copy that is read back is checked anew: its time zone may be gone by then. What was laid out is left behind.
        return Calendar, tuple(getattr(self, field.name) for field in fields(self))

    def windows(self, on: date) -> Windows:
        """The windows of one local date."""
        special = self.special.get(on)
        if special is not None:
            return special
        return () if on in self.closed else self.weekly[on.weekday()]


@dataclass(frozen=True)
class Pause:
    """A stretch [start, end) in which the clock stands still. Aware datetimes; end None means still paused."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        for at in (self.start, self.end):
            if at is not None and at.utcoffset() is None:
                raise ValueError("A pause needs datetimes with a time zone.")
        if self.end is not None and self.end < self.start:
            raise ValueError("A pause cannot end before it starts.")


def zone_of(calendar: Calendar) -> ZoneInfo:
    """The time zone of a calendar. ValueError in one sentence where this machine does not know it (any more)."""
    try:
        return ZoneInfo(calendar.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"The calendar {calendar.title!r} names an unknown time zone, {calendar.zone!r}.") from error


def date_of(text: str) -> date:
    """The date of "2026-12-24". ValueError when it is not a date, or is one that does not exist."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date that exists, such as 2026-12-24.") from error


def minutes(text: str) -> int:
    """Minutes since local midnight of "HH:MM"; "24:00" is the end of the day. ValueError when it is not a time."""
    hour, colon, minute = text.partition(":")
    digits = colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2
    total = int(hour) * 60 + int(minute) if digits else -1
    if not digits or int(minute) > 59 or total > MINUTES_IN_DAY:
        raise ValueError(f"{text!r} is not a time of day such as 09:00.")
    return total


def clock_text(minute: int) -> str:
    """Minutes since midnight as "HH:MM"; the end of the day is "24:00"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def dates(first: date, last: date) -> list[date]:
    """Every date from first to last, both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _check(title: str, windows: Windows) -> None:
    end = 0
    for start, stop in windows:
        if not (0 <= start < stop <= MINUTES_IN_DAY):
            raise ValueError(f"The calendar {title!r} has a window that does not run from earlier to later in one day.")
        if start < end:
            raise ValueError(f"The calendar {title!r} has windows that overlap or are out of order.")
        end = stop
