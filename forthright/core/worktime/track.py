"""A calendar laid out on the line of real time: open stretches, their prefix sums, and the last closes.

Everything here is in whole microseconds since 1970 in UTC, because integers compare exactly and bisect fast.
Dates are proleptic ordinals. Years are laid out when first asked for and kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from .calendars import Calendar, zone_of

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()
MICROSECOND = timedelta(microseconds=1)
NOTHING = timedelta()
EARLIEST, LATEST = 1900, 2500  # a slip of typing, such as the year 0202, is refused instead of counted
FURTHEST = 60  # years searched past the first; a calendar that is still short by then does not open often enough


def micros(at: datetime) -> int:
    """The instant as a whole number of microseconds. ValueError without a time zone or far from our times."""
    try:
        found = (at - EPOCH) // MICROSECOND
    except TypeError:
        raise ValueError("A datetime with a time zone is needed.") from None
    if not EARLIEST <= at.year <= LATEST:
        raise ValueError(f"The year {at.year} is outside {EARLIEST} to {LATEST}.")
    return found


def begin_of(year: int) -> int:
    """The first instant of a year of UTC."""
    return (date(year, 1, 1).toordinal() - EPOCH_DAY) * DAY


def instant(at: int) -> datetime:
    """The aware UTC datetime of a number of microseconds."""
    return EPOCH + at * MICROSECOND


@dataclass(frozen=True)
class Span:
    """The years first..last of a calendar, which serve sums over instants in [low, high).

    starts/ends: open stretches in order; opened[i]: open time before stretch i, with the total at the end;
    closes: each working date's last close; days: those dates as ordinals; dawns: the first instant of each;
    opens, shuts, lengths, mornings, since, before: starts, ends, opened, dawns, low and high as datetimes and
    timedeltas, because to make a number of a datetime takes longer than to compare it with a dozen; instants: the
    closes that were asked for, so that all that fall due together share one.
    """

    first: int
    last: int
    low: int
    high: int
    starts: list[int]
    ends: list[int]
    opened: list[int]
    closes: list[int]
    days: list[int]
    dawns: list[int]
    opens: list[datetime]
    shuts: list[datetime]
    lengths: list[timedelta]
    mornings: list[datetime]
    since: datetime
    before: datetime
    instants: dict[int, datetime] = field(default_factory=dict)

    def open_to(self, at: int) -> int:
        """Open time from the beginning of the span to this instant."""
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return 0
        end = self.ends[i]
        return self.opened[i] + (at if at < end else end) - self.starts[i]

    def reach(self, target: int) -> int:
        """The least instant with `target` > 0 of open time behind it; the span must hold that much."""
        i = bisect_left(self.opened, target) - 1
        return self.starts[i] + target - self.opened[i]

    def leave(self, target: int) -> int:
        """The latest instant with no more than `target` of open time behind it; less than the span holds."""
        i = bisect_right(self.opened, target) - 1
        return self.starts[i] + target - self.opened[i]


class Track:
    """The laid-out years of one calendar, grown on demand. Growing replaces the span whole, so threads may share it."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.zone = zone_of(calendar)
        self._years: dict[int, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}
        self._span: Span | None = None

    def local(self, at: int) -> datetime:
        """Local wall time of an instant."""
        return instant(at).astimezone(self.zone)

    def day(self, at: int) -> int:
        """Ordinal of the local date of an instant."""
        return self.local(at).toordinal()

    def midnight(self, day: int) -> int:
        """The first instant of a local date."""
        return micros(datetime.fromordinal(day).replace(tzinfo=self.zone))

    def changes(self, low: int, high: int) -> list[int]:
        """The instants at which the clocks change, within a day of low..high."""
        return [start for start, _, _ in self.offsets(low, high)[1:]]

    def offsets(self, low: int, high: int) -> list[tuple[int, int, int]]:
        """Stretches (from, to, offset) of constant offset from UTC, in microseconds, that cover low..high."""
        return _offsets(self.zone, low, high)

    def span(self, low: int, high: int) -> Span:
        """A span that reaches at least a year beyond both instants (a year, so that most sums need no second look)."""
        span = self._span
        if span is not None and span.low <= low and high < span.high:
            return span
        first, last = instant(low).year - 1, instant(high).year + 1
        if span is not None:
            first, last = min(first, span.first), max(last, span.last)
        self._span = span = self._lay(first, last)
        return span

    def close(self, start: datetime, number: int) -> datetime | None:
        """The number-th last close (UTC) after the local date of start; None beyond the years that are laid out."""
        span = self._span
        if span is None or not span.since <= start < span.before:
            return None
        at = bisect_right(span.mornings, start) + number - 1
        if at >= len(span.closes):
            return None
        found = span.instants.get(at)
        if found is None:
            found = span.instants[at] = instant(span.closes[at])
        return found

    def reach(self, start: datetime, length: timedelta) -> datetime | None:
        """The least instant (UTC) with this much open time since start, all in datetimes; None beyond the years that
        are laid out. Length is more than nothing."""
        span = self._span
        if span is None or not span.since <= start < span.before:
            return None
        i, lengths = bisect_right(span.opens, start) - 1, span.lengths
        if i >= 0:
            shut = span.shuts[i]
            length += lengths[i] + ((start if start < shut else shut) - span.opens[i])
        at = bisect_left(lengths, length) - 1
        return span.opens[at] + (length - lengths[at]) if at < len(span.opens) else None

    def open_between(self, start: datetime, end: datetime) -> timedelta | None:
        """Open time between two instants of which end is the later one; None beyond the years that are laid out."""
        span = self._span
        if span is None or not (span.since <= start and end < span.before):
            return None
        opens, shuts, lengths = span.opens, span.shuts, span.lengths
        i, at = bisect_right(opens, start) - 1, bisect_right(opens, end) - 1
        if i < 0:
            return None
        if i == at:
            shut = shuts[i]
            return (end if end < shut else shut) - (start if start < shut else shut)
        first, last = shuts[i], shuts[at]
        left = first - start if start < first else NOTHING
        return left + (lengths[at] - lengths[i + 1]) + ((end if end < last else last) - opens[at])

    def until(self, low: int, high: int, enough: Callable[[Span], bool], back: bool = False) -> Span:
        """A span over low..high, grown later (or earlier, with `back`) until it is enough.

        ValueError when 60 years do not suffice: the calendar hardly ever opens, or the amount is absurd.
        """
        for years in (0, 2, 8, 25, FURTHEST):
            span = self.span(low - years * 366 * DAY, high) if back else self.span(low, high + years * 366 * DAY)
            if enough(span):
                return span
        raise ValueError(f"The calendar {self.calendar.title!r} does not open often enough to count that far.")

    def _lay(self, first: int, last: int) -> Span:
        for year in range(first, last + 1):
            if year not in self._years:
                self._years[year] = _lay_year(self.calendar, self.zone, year)
        laid = [self._years[year] for year in range(first, last + 1)]
        pieces = [piece for stretches, _ in laid for piece in stretches]
        ticks = [tick for _, closes in laid for tick in closes]
        low, high = begin_of(first + 1), begin_of(last)
        dawns = [self.midnight(day) for _, day in ticks]
        opened = list(accumulate((end - start for start, end in pieces), initial=0))
        return Span(
            first,
            last,
            low,
            high,
            [start for start, _ in pieces],
            [end for _, end in pieces],
            opened,
            [close for close, _ in ticks],
            [day for _, day in ticks],
            dawns,
            [instant(start) for start, _ in pieces],
            [instant(end) for _, end in pieces],
            [so_far * MICROSECOND for so_far in opened],
            [instant(dawn) for dawn in dawns],
            instant(low),
            instant(high),
        )


def track(calendar: Calendar) -> Track:
    """The track of a calendar; equal calendars share one. A calendar remembers its own, because to hash its closures
    and windows again takes longer than to count with them."""
    try:
        return calendar.__dict__["track"]  # type: ignore[no-any-return]
    except KeyError:
        found = calendar.__dict__["track"] = _track(calendar)
        return found


@lru_cache(maxsize=512)
def _track(calendar: Calendar) -> Track:
    return Track(calendar)


def _offset(zone: ZoneInfo, at: int) -> int:
    offset = instant(at).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // MICROSECOND


def _offsets(zone: ZoneInfo, low: int, high: int) -> list[tuple[int, int, int]]:
    """Stretches (from, to, offset) of constant offset from UTC that cover low..high."""
    found, start, offset = [], low, _offset(zone, low)
    for at in range(low + DAY, high + DAY, DAY):
        if _offset(zone, at) == offset:
            continue
        before, after = (
            at - DAY,
            at,
        )  # the change lies in (before, after]; clocks change on whole seconds
        while after - before > SECOND:
            middle = (before + after) // (2 * SECOND) * SECOND
            before, after = (middle, after) if _offset(zone, middle) == offset else (before, middle)
        found.append((start, after, offset))
        start, offset = after, _offset(zone, after)
    return [*found, (start, high + DAY, offset)]


def _lay_year(calendar: Calendar, zone: ZoneInfo, year: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Open stretches of one local year, in order, and (last close, date) of each working date.

    A window is intersected with every stretch of constant offset, so that a doubled hour counts twice and a skipped
    one not at all. Adding an offset to each end of a window instead is wrong whenever the clocks change inside it.
    """
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    offsets = _offsets(zone, (first - EPOCH_DAY - 2) * DAY, (last - EPOCH_DAY + 3) * DAY)
    stretches: list[tuple[int, int]] = []
    closes: list[tuple[int, int]] = []
    for day in range(first, last + 1):
        wall = (day - EPOCH_DAY) * DAY
        pieces = [
            (
                max(low, wall + start * MINUTE - offset),
                min(high, wall + end * MINUTE - offset),
            )
            for start, end in calendar.windows(date.fromordinal(day))
            for low, high, offset in offsets
        ]
        pieces = [(low, high) for low, high in pieces if low < high]
        if pieces:
            stretches += pieces
            closes.append((max(high for _, high in pieces), day))
    return sorted(stretches), closes
