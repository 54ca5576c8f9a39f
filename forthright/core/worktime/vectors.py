"""`due` and `elapsed` for many instants at once: for reports, imports and whoever studies a year of matters.

Instants are one of:
  a numpy array of datetime64 (UTC, counted to the microsecond; the answers are datetime64[us], NaT is never);
  a numpy array of int64 (microseconds since 1970 in UTC; NEVER is never);
  a list of int (the same; None is never).
A list needs no numpy, and takes some hundred times as long. The answers are those of `due` and `elapsed`, row by row,
in the shape that was given; pauses are common to all rows.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from math import gcd
from typing import Any

from . import curves, prepared
from .asked import Amount
from .calendars import Calendar, Pause
from .curves import Curve
from .prepared import due_of, elapsed_of
from .track import DAY, Track, track
from .units import DayZero, PausedDay, Unit

Instants = Any
"""An array of numpy, which need not be installed, or a list of int."""
NEVER = -(2**63)
"""Never, as an int64; the same bits as numpy's NaT."""
MOST_SLOTS, CHUNK = 600_000, 32_768  # 17 years of quarters of an hour; what fits into a processor's cache


def due_many(
    calendar: Calendar,
    starts: Instants,
    amount: Amount,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> Instants:
    """When each is due: `due` of every row, for one amount.

    Calendar days with pauses are counted one by one, slowly. ValueError as for `due`, and for an instant that is
    missing, not a whole number, or outside the years 1900 to 2500.
    """
    rules = {"day_zero": day_zero, "paused_day": paused_day}
    if not hasattr(starts, "dtype"):
        if not starts:
            return []
        count = due_of(calendar, *_ends(starts), amount, unit, pauses, **rules)  # type: ignore[arg-type]
        return [count(start) for start in starts]
    numpy = import_module("numpy")
    at, kind = _numbers(numpy, starts)
    if not at.size:
        return at.astype(kind)
    ends = int(at.min()), int(at.max())
    curve = prepared.due_curve(calendar, *ends, amount, unit, pauses, **rules)  # type: ignore[arg-type]
    if curve is None:
        one = due_of(calendar, *ends, amount, unit, pauses, **rules)  # type: ignore[arg-type]
        rows = [one(start) for start in at.ravel().tolist()]
        found = numpy.array([NEVER if row is None else row for row in rows], "int64").reshape(at.shape)
    else:
        found = _table(curve).of(at)
    return found.view(kind)


def elapsed_many(
    calendar: Calendar,
    starts: Instants,
    ends: Instants,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> Instants:
    """How much of the unit lies between each start and end: `elapsed` of every row, as int64 or as a list of int.

    Both are lists of one length, or arrays. Calendar days with pauses are counted one by one, slowly. ValueError as
    for `due_many`.
    """
    rules = {"day_zero": day_zero, "paused_day": paused_day}
    if not hasattr(starts, "dtype") and not hasattr(ends, "dtype"):
        if len(starts) != len(ends):
            raise ValueError("There must be as many ends as starts.")
        if not starts:
            return []
        span = _ends([*_ends(starts), *_ends(ends)])
        count = elapsed_of(calendar, *span, unit, pauses, **rules)  # type: ignore[arg-type]
        return [count(start, end) for start, end in zip(starts, ends, strict=True)]
    numpy = import_module("numpy")
    low, high = numpy.broadcast_arrays(_numbers(numpy, starts)[0], _numbers(numpy, ends)[0])
    if not low.size:
        return numpy.zeros(low.shape, "int64")
    span = min(int(low.min()), int(high.min())), max(int(low.max()), int(high.max()))
    found = prepared.elapsed_curves(calendar, *span, unit, pauses, **rules)  # type: ignore[arg-type]
    if found is not None:
        before, passed, size = found
        gone = _table(passed).of(high) - _table(before).of(low)
        return numpy.where(high > low, numpy.maximum(gone, 0), 0) // size
    if not pauses:
        return _days(numpy, track(calendar), low, high, *span)
    one = elapsed_of(calendar, *span, unit, pauses, **rules)  # type: ignore[arg-type]
    pairs = zip(low.ravel().tolist(), high.ravel().tolist(), strict=True)
    return numpy.array([one(*pair) for pair in pairs], "int64").reshape(low.shape)


class _Table:
    """A curve as arrays of numpy.

    Where all its edges keep to a common step, as offices and zones do, there is a row for every step of its years and
    an instant finds its own by a division. Otherwise it is looked for by bisection, five times as slow.
    """

    def __init__(self, curve: Curve) -> None:
        numpy = self.numpy = import_module("numpy")
        self.edges = numpy.array(curve.edges, "int64")
        self.bases = numpy.array([NEVER if base is None else base for base in curve.bases], "int64")
        self.rises = numpy.array(curve.rises, "int64") if any(curve.rises) else None
        self.origin, self.step = 0, 0
        step = gcd(*(edge - curve.edges[0] for edge in curve.edges)) or DAY
        if not curve.edges or (curve.high - curve.low) // step >= MOST_SLOTS:
            return
        # A row answers for the instants after an edge (or what would be the next) up to and with its own last one.
        before = curve.low - 1 - (curve.low - 1 - curve.edges[0]) % step
        self.origin, self.step = before + 1, step
        piece = numpy.searchsorted(self.edges, numpy.arange(before + step, curve.high + step, step))
        self.bases = self.bases[piece]
        self.rises = None if self.rises is None else self.rises[piece]

    def of(self, at: Any) -> Any:
        """The answers for an array of instants, all of which lie in the years of the curve.

        So many rows at a time that what is in between stays in the processor's cache: twice as fast as all at once.
        """
        rows, found = at.ravel(), self.numpy.empty(at.size, "int64")
        for begin in range(0, at.size, CHUNK):
            some = slice(begin, begin + CHUNK)
            found[some] = self._some(rows[some])
        return found.reshape(at.shape)

    def _some(self, at: Any) -> Any:
        where = (at - self.origin) // self.step if self.step else self.numpy.searchsorted(self.edges, at)
        return self.bases[where] if self.rises is None else self.bases[where] + self.rises[where] * at


_table = lru_cache(maxsize=8)(_Table)


def _ends(instants: Sequence[int]) -> tuple[int, int]:
    """The first and the last of a list."""
    if not all(type(at) is int for at in instants):
        raise ValueError("Instants must be whole microseconds since 1970, in UTC.")
    return min(instants), max(instants)


def _numbers(numpy: Any, instants: Instants) -> tuple[Any, str]:
    """An array as int64, and of what kind the answer is."""
    array = numpy.asarray(instants)
    if array.dtype.kind == "M":
        return array.astype("datetime64[us]").view("int64"), "datetime64[us]"
    if array.dtype != "int64" and array.size:
        raise ValueError("Instants must be datetime64, or int64 microseconds since 1970, in UTC.")
    return array.astype("int64", copy=False), "int64"


def _days(numpy: Any, line: Track, low: Any, high: Any, first: int, last: int) -> Any:
    """Calendar days: how often the same local time has come again, as `ticks.days_to` counts it."""
    stretches, walls = (numpy.array(known) for known in curves.walls_of(line, first - DAY, last + 3 * DAY))

    def local(at: Any) -> Any:
        return at + stretches[numpy.searchsorted(stretches[:, 0], at, "right") - 1, 1]

    def again(days: Any) -> Any:
        wall = here + days * DAY
        found = wall - walls[numpy.searchsorted(walls[:, 0], wall, "right") - 1, 1]
        return numpy.where(days == 0, low, found)

    here = local(low)
    days = local(high + 1) // DAY - here // DAY - 1
    while (more := again(days) <= high).any():
        days += more
    return numpy.where(high > low, numpy.maximum(days - 1, 0), 0)
