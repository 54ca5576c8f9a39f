"""Where the conventions that are not ours put an instant: see DueAt, ZeroTime and DaysBy.

Arguments and results are microseconds, as in track.py; gaps are pauses, disjoint and in order.
"""

from bisect import bisect_right
from collections.abc import Sequence

from .asked import Gap
from .track import Span, Track
from .units import Unit


def opening(line: Track, at: int, gaps: Sequence[Gap]) -> int | None:
    """The least instant from `at` on that is open with the clock running; None if an endless pause stands before it."""
    span = line.until(at, at, lambda s: bool(s.ends) and s.ends[-1] > at)
    at = max(at, span.starts[bisect_right(span.ends, at)])
    paused = _pausing(gaps, at)
    if paused is None:
        return at
    return None if paused[1] is None else opening(line, paused[1], gaps)


def reached(line: Track, at: int, gaps: Sequence[Gap]) -> int:
    """The latest instant whose opening() is no later than `at`: what has gone by then has gone for whoever counts to
    the next opening. So opening(x) <= at exactly when x <= reached(at)."""
    span = line.until(at, at, lambda s: _behind(s, at) >= 0, back=True)
    last = min(at, span.ends[_behind(span, at)] - 1)
    paused = _pausing(gaps, last)
    return last if paused is None else reached(line, paused[0] - 1, gaps)


def _pausing(gaps: Sequence[Gap], at: int) -> Gap | None:
    """The pause that holds this instant."""
    return next((gap for gap in gaps if gap[0] <= at and (gap[1] is None or at < gap[1])), None)


def _behind(span: Span, at: int) -> int:
    """The last open stretch that begins no later than `at`; -1 if there is none in the span."""
    return bisect_right(span.starts, at) - 1


def date_over(line: Track, at: int, unit: Unit) -> int:
    """The last instant that still belongs to the local date of `at`. A close at midnight is that of the date it ends; a
    calendar day at midnight is the next date's."""
    end = line.midnight(line.day(at) + 1)
    return end - 1 if unit is Unit.CALENDAR_DAYS else end
