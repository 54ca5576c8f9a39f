"""The answer for every instant of some years at once: when something is due, or what has been counted by then.

Between a few edges such an answer either stands still or runs along with the instant: "due on Friday at five" for all
who start on Tuesday, "an hour and a half later" for all who start before noon. So it is laid out once as straight
pieces, and asked by one bisection; `prepared` and `vectors` do so. A rejected way is a table of 15-minute slots: it is
as fast, and wrong wherever a window, an amount or a zone does not keep to a quarter of an hour.

All instants are whole microseconds since 1970 in UTC.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from . import ticks
from .asked import Gap
from .track import DAY, EPOCH_DAY, SECOND, Span, Track
from .units import DayZero, PausedDay, Unit

Stretch = tuple[int, int]
FAR = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Straight pieces that answer for instants in [low, high).

    Piece k answers for every instant after edges[k - 1] up to and with edges[k]; there is one piece more than edges.
    The answer is bases[k], and the instant is added to it where rises[k]; None means never.
    """

    low: int
    high: int
    edges: Sequence[int]
    bases: Sequence[int | None]
    rises: Sequence[bool]


class _Pieces:
    """Collects the pieces of a curve from the earliest on."""

    def __init__(self) -> None:
        self.edges: list[int] = []
        self.bases: list[int | None] = []
        self.rises: list[bool] = []

    def upto(self, edge: int, base: int | None, rises: bool) -> None:
        """One piece that ends with this edge; nothing where the piece before ended there already."""
        if not self.edges or self.edges[-1] < edge:
            self.edges.append(edge)
            self.bases.append(base)
            self.rises.append(rises)

    def curve(self, low: int, high: int, base: int | None) -> Curve:
        """The curve, with a last piece that stands still."""
        return Curve(low, high, self.edges, [*self.bases, base], [*self.rises, False])


def moved(low: int, high: int, by: int) -> Curve:
    """The instant itself, so much later."""
    return Curve(low, high, [], [by], [True])


def hours_due(line: Track, low: int, high: int, number: int, unit: Unit, gaps: Sequence[Gap]) -> Curve:
    """When `number` > 0 microseconds of hours or working hours have passed."""
    stretches = _counting(line, low, high, number, unit, gaps)
    opened = list(accumulate((end - start for start, end in stretches), initial=0))
    pieces, last, to = _Pieces(), len(stretches), 0
    for (start, end), before in zip(stretches, opened, strict=False):
        if end < low:
            continue
        while to < last and opened[to + 1] < before + number:
            to += 1
        pieces.upto(start, stretches[to][0] + before + number - opened[to] if to < last else None, False)
        if start > high:
            break
        reached = start
        while reached < end and to < last:
            # From this stretch the amount ends in stretch `to`, as long as it is begun by `reached`.
            reached = start + opened[to + 1] - before - number
            pieces.upto(min(reached, end), before - start + number + stretches[to][0] - opened[to], True)
            to += reached < end
        pieces.upto(end, None, False)
    return pieces.curve(low, high, None)


def hours_counted(line: Track, low: int, high: int, unit: Unit, gaps: Sequence[Gap]) -> Curve:
    """How much of hours or working hours has passed, in microseconds from some instant before low."""
    pieces, opened = _Pieces(), 0
    for start, end in _counting(line, low, high, 0, unit, gaps):
        if end >= low:  # edges that nobody can ask about would only lengthen the search
            pieces.upto(start, opened, False)
            pieces.upto(end, opened - start, True)
        opened += end - start
        if start > high:
            break
    return pieces.curve(low, high, opened)


def closes_due(
    line: Track, low: int, high: int, number: int, rule: DayZero | None, gaps: Sequence[Gap], paused_day: PausedDay
) -> Curve:
    """The number-th last close that counts, of those that begin at each instant."""

    def enough(span: Span) -> bool:
        lost = ticks.lost_closes(line, span, gaps, paused_day)
        at = ticks.nth(ticks.first_close(line, span, high, rule), number, lost)
        return at is None or at < len(span.closes)

    span = line.until(low, high, enough)
    lost = ticks.lost_closes(line, span, gaps, paused_day)
    edges, firsts = _firsts(line, span, low, high, rule)
    found = [ticks.nth(first, number, lost) for first in firsts] if lost else [at + number - 1 for at in firsts]
    bases = [span.closes[at] if at is not None and at < len(span.closes) else None for at in found]
    return Curve(low, high, edges, bases, [False] * len(bases))


def closes_counted(
    line: Track, low: int, high: int, rule: DayZero | None, gaps: Sequence[Gap], paused_day: PausedDay
) -> tuple[Curve, Curve]:
    """How many last closes lie before the first that counts for a start, and how many have passed by an end."""
    span = line.span(low, high)
    lost = ticks.lost_closes(line, span, gaps, paused_day)
    edges, firsts = _firsts(line, span, low, high, rule)
    before = [ticks.count(0, first, lost) for first in firsts]
    passed = [ticks.count(0, at, lost) for at in range(len(span.closes) + 1)]
    return (
        Curve(low, high, edges, before, [False] * len(before)),
        Curve(low, high, [close - 1 for close in span.closes], passed, [False] * len(passed)),
    )


def same_time(line: Track, low: int, high: int, days: int) -> Curve:
    """The same local time so many days later, as `ticks.same_time` says it, without pauses."""
    stretches, walls = walls_of(line, low - DAY, high + (days + 2) * DAY)
    begins = {begin for begin, _ in stretches}
    for (begin, offset), (end, _) in zip(stretches, [*stretches[1:], (FAR, 0)], strict=True):
        sources = (wall - offset - days * DAY for wall, _ in walls)
        begins |= {at for at in sources if begin <= at < end}
    pieces = []
    for at in sorted(begins):
        here = _of(stretches, at)
        pieces.append((at - 1, here + days * DAY - _of(walls, at + here + days * DAY)))
    return Curve(low, high, [edge for edge, _ in pieces[1:]], [base for _, base in pieces], [True] * len(pieces))


def walls_of(line: Track, low: int, high: int) -> tuple[list[Stretch], list[Stretch]]:
    """(from, offset) of instants, and (from, offset) of local times: which offset holds from there on.

    A local time that the spring change skips, and the first of two that the autumn change repeats, have the offset
    before the change, as in `ticks.same_time`.
    """
    stretches = [(start, offset) for start, _, offset in line.offsets(low, high)]
    walls = [(change + max(before, after), after) for (_, before), (change, after) in pairwise(stretches)]
    return stretches, [(low + stretches[0][1] - DAY, stretches[0][1]), *walls]


def _of(known: list[Stretch], at: int) -> int:
    """The offset that holds at an instant or a local time."""
    return known[max(bisect_left(known, (at + 1,)) - 1, 0)][1]


def _counting(line: Track, low: int, high: int, number: int, unit: Unit, gaps: Sequence[Gap]) -> list[Stretch]:
    """The stretches in which time counts, from before `low` until `number` more has passed after `high`; shorter
    where a pause without an end cuts them off."""
    if unit is not Unit.WORKING_HOURS:
        last = max([high, *(end for _, end in gaps if end is not None)])
        return _without([(low - SECOND, last + number)], gaps)
    found: list[Stretch] = []

    def enough(span: Span) -> bool:
        found[:] = _without(zip(span.starts, span.ends, strict=True), gaps)
        endless = bool(gaps) and gaps[-1][1] is None
        return endless or sum(end - max(start, high) for start, end in found if end > high) >= number

    line.until(low, high, enough)
    return found


def _without(stretches: Iterable[Stretch], gaps: Sequence[Gap]) -> list[Stretch]:
    """Stretches less what is paused of them."""
    left = list(stretches)
    for low, high in gaps:
        end = FAR if high is None else high
        cut = [piece for start, stop in left for piece in ((start, min(stop, low)), (max(start, end), stop))]
        left = [(start, stop) for start, stop in cut if start < stop]
    return left


def _firsts(line: Track, span: Span, low: int, high: int, rule: DayZero | None) -> tuple[list[int], Sequence[int]]:
    """For a curve over starts: its edges, and of each piece the index of the first last close that counts."""
    if rule is not DayZero.WORKING_DATE:
        until = span.dawns if rule is DayZero.EVENT else span.closes
        begin, end = bisect_left(until, low), bisect_left(until, high)
        more = rule is DayZero.OPEN_TIME
        return [at - 1 for at in until[begin:end]], range(begin + more, end + 1 + more)
    dates = _dates(line, low, high)
    return [at - 1 for at, _ in dates[1:]], [bisect_left(span.days, day) + 1 for _, day in dates]


def _dates(line: Track, low: int, high: int) -> list[tuple[int, int]]:
    """(instant, ordinal) wherever the local date changes, from before `low` on."""
    found: list[tuple[int, int]] = []
    for start, end, offset in line.offsets(low - DAY, high):
        days = range((start + offset) // DAY + 1, (end + offset - 1) // DAY + 1)
        for at in (start, *(day * DAY - offset for day in days)):
            day = (at + offset) // DAY + EPOCH_DAY
            if not found or found[-1][1] != day:
                found.append((at, day))
    return found
