"""Units that count by ticks: last closes for working days, the same local time for calendar days.

Ticks have whole numbers in order; a pause takes out ranges of them. Arguments are microseconds, as in track.py.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from .asked import Gap
from .track import DAY, SECOND, Span, Track, micros
from .units import DayZero, PausedDay


def nth(first: int, number: int, lost: Sequence[Gap]) -> int | None:
    """The number-th tick from `first` on that is not lost; None if an endless range stands before it."""
    at = first
    for low, high in lost:
        if high is not None and high <= at:
            continue
        free = max(0, low - at)
        if number <= free:
            break
        if high is None:
            return None
        number, at = number - free, high
    return at + number - 1


def count(first: int, end: int, lost: Sequence[Gap]) -> int:
    """Ticks in [first, end) that are not lost."""
    total = max(0, end - first)
    for low, high in lost:
        total -= max(0, (end if high is None else min(high, end)) - max(low, first))
    return total


def _last(end: int, number: int, lost: Sequence[Gap]) -> int:
    """The number-th tick back from `end` (not included) that is not lost."""
    at = end
    for low, high in reversed(lost):
        if low >= at:
            continue
        free = 0 if high is None else max(0, at - high)
        if number <= free:
            break
        number, at = number - free, low
    return at - number


def first_close(line: Track, span: Span, start: int, day_zero: DayZero | None) -> int:
    """Index of the first last close that counts. None as day zero counts the start's own working date."""
    if day_zero is DayZero.EVENT:
        return bisect_right(span.dawns, start)
    if day_zero is DayZero.WORKING_DATE:
        return bisect_left(span.days, line.day(start)) + 1
    return bisect_right(span.closes, start) + (day_zero is DayZero.OPEN_TIME)


def lost_closes(line: Track, span: Span, gaps: Sequence[Gap], paused_day: PausedDay) -> list[Gap]:
    """The ranges of last closes that pauses take out, in order and apart."""
    lost: list[Gap] = []
    for low, high in gaps:
        if paused_day is PausedDay.AT_CLOSE:
            first = bisect_left(span.closes, low)
            end = None if high is None else bisect_left(span.closes, high)
        else:
            first = bisect_left(span.days, line.day(low))
            end = None if high is None else bisect_right(span.days, line.day(high - 1))
        if lost and lost[-1][1] is not None:
            first = max(first, lost[-1][1])  # two pauses may touch one date
        if end is None or first < end:
            lost.append((first, end))
    return lost


def _edges(at: int, gaps: Sequence[Gap]) -> tuple[int, int]:
    known = [at, *(edge for gap in gaps for edge in gap if edge is not None)]
    return min(known), max(known)


def close_after(
    line: Track,
    start: int,
    number: int,
    day_zero: DayZero | None,
    gaps: Sequence[Gap],
    paused_day: PausedDay,
) -> int | None:
    """The number-th last close that counts after start; None if an endless pause stands before it."""

    def index(span: Span) -> int | None:
        first = first_close(line, span, start, day_zero)
        return nth(first, number, lost_closes(line, span, gaps, paused_day))

    def enough(span: Span) -> bool:
        at = index(span)
        return at is None or at < len(span.closes)

    span = line.until(*_edges(start, gaps), enough)
    at = index(span)
    return None if at is None else span.closes[at]


def closes_between(
    line: Track,
    start: int,
    end: int,
    day_zero: DayZero | None,
    gaps: Sequence[Gap],
    paused_day: PausedDay,
) -> int:
    """Last closes that count in (start, end]."""
    low, high = _edges(start, gaps)
    span = line.span(low, max(high, end))
    first = first_close(line, span, start, day_zero)
    return count(
        first,
        bisect_right(span.closes, end),
        lost_closes(line, span, gaps, paused_day),
    )


def close_before(
    line: Track,
    due: int,
    number: int,
    day_zero: DayZero,
    gaps: Sequence[Gap],
    paused_day: PausedDay,
) -> int:
    """The last whole second from which `number` last closes that count are left up to `due`."""

    def index(span: Span) -> int:
        return _last(
            bisect_right(span.closes, due),
            number,
            lost_closes(line, span, gaps, paused_day),
        )

    span = line.until(*_edges(due, gaps), lambda s: index(s) > 0, back=True)
    at = index(span)
    if day_zero is DayZero.EVENT:
        return line.midnight(span.days[at]) - SECOND
    if day_zero is DayZero.WORKING_DATE:
        return line.midnight(span.days[at - 1] + 1) - SECOND
    return span.closes[at - 1] - SECOND


def close_moved(
    line: Track,
    due: int,
    low: int,
    high: int,
    start: int | None,
    day_zero: DayZero | None,
) -> int:
    """Where the due close moves to when [low, high) turns out to have been paused."""
    begin = low if start is None else min(low, start)

    def index(span: Span) -> int:
        first = bisect_left(span.closes, low)
        if start is not None:
            first = max(first, first_close(line, span, start, day_zero))
        left = bisect_right(span.closes, due) - first
        end = max(first, bisect_left(span.closes, high))
        return end + left - 1 if left > 0 and end > first else -1

    span = line.until(begin, max(due, high), lambda s: index(s) < len(s.closes))
    at = index(span)
    return due if at < 0 else span.closes[at]


def same_time(line: Track, start: int, days: int, fold: int = 0) -> int:
    """The same local time `days` later. A time the spring change skips is read with the offset before the change, and
    of a time the autumn change repeats the first is meant: what PEP 495 calls fold 0. No days: the start itself."""
    if days == 0:
        return start
    wall: datetime = line.local(start).replace(tzinfo=None) + timedelta(days=days)
    return micros(wall.replace(tzinfo=line.zone, fold=fold))


def days_to(line: Track, start: int, at: int) -> int:
    """The least number of days k with same_time(start, k) >= at; negative before the start."""
    k = line.day(at) - line.day(start) - 1
    while same_time(line, start, k) < at:
        k += 1
    return k


def lost_days(line: Track, start: int, gaps: Sequence[Gap]) -> list[Gap]:
    """The ranges of days whose tick falls into a pause."""
    lost: list[Gap] = []
    for low, high in gaps:
        first = max(1, days_to(line, start, low))
        end = None if high is None else max(1, days_to(line, start, high))
        if end is None or first < end:
            lost.append((first, end))
    return lost


def days_before(line: Track, due: int, number: int, gaps: Sequence[Gap]) -> int:
    """The latest start, to the second, that leaves `number` calendar days to due.

    As the start moves later it loses a day only where a tick passes `due`, enters a pause, or jumps with the clocks:
    no other instants need a look.
    """
    paused = sum((due if high is None else min(high, due)) - low for low, high in gaps if low < due)
    furthest = number + paused // DAY + 2 * len(gaps) + 2
    edges = [due, *(low - SECOND for low, _ in gaps if low <= due)]
    edges += [change - SECOND for change in line.changes(due - (furthest + 2) * DAY, due) if change <= due]
    starts = {same_time(line, edge, -k, fold) for edge in edges for k in range(furthest + 1) for fold in (0, 1)}
    for at in sorted(starts, reverse=True):
        if at <= due and count(1, days_to(line, at, due + 1), lost_days(line, at, gaps)) >= number:
            return at
    raise ValueError("There are not that many days before the due date.")


def days_moved(line: Track, due: int, low: int, high: int, start: int | None) -> int:
    """Where a due calendar day moves to when [low, high) turns out to have been paused."""
    base = due if start is None else start
    first = days_to(line, base, low)
    if start is not None:
        first = max(1, first)
    left = days_to(line, base, due + 1) - first
    end = max(first, days_to(line, base, high))
    return same_time(line, base, end + left - 1) if left > 0 and end > first else due
