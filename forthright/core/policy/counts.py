"""How the table of a policy counts its clocks: all times that start together by one look at the calendar.

Instants are whole seconds since 1970 in UTC; a due instant that is not on a second is rounded up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

from forthright.core.policy.shapes import Span
from forthright.core.worktime import Calendar, due
from forthright.core.worktime.curves import Curve
from forthright.core.worktime.prepared import due_curve
from forthright.core.worktime.track import SECOND, instant, micros

T = TypeVar("T")
Dues = tuple[int, ...]
Recount = Callable[[Dues, int], Dues]
"""The clocks after a move, from those before it and the instant at which it takes effect."""

YEARS_AHEAD = 60 * 60 * 24 * 366 * 3


class Counts:
    """The times of a policy in one calendar, for matters that begin from `first` (seconds) on."""

    def __init__(self, calendar: Calendar, first: int) -> None:
        self.calendar, self.first, self.last = calendar, first * SECOND, (first + YEARS_AHEAD) * SECOND
        self._made: dict[tuple[Span, ...], Recount] = {}
        self._curves: dict[Span, Curve] = {}

    def all_of(self, spans: Sequence[Span]) -> Recount:
        """The count of times that all start at the same instant."""
        asked = tuple(spans)
        if asked not in self._made:
            self._made[asked] = self._together(asked)
        return self._made[asked]

    def mixed(self, cells: Sequence[tuple[int, Span | None]]) -> Recount:
        """Clocks of which some go on, some start, and some may become sooner: (slot or -1, a new time or None)."""
        fresh = self.all_of([span for _, span in cells if span is not None])
        kept = [slot for slot, _ in cells if slot >= 0]
        begin, end = kept[0], kept[-1] + 1
        go_on = [slot for slot, span in cells if span is None]
        if go_on == kept == list(range(begin, end)) == [slot for slot, _ in cells[: len(kept)]]:
            return lambda dues, at: dues[begin:end] + fresh(dues, at)
        if len(cells) == 2 and all(slot >= 0 and span is not None for slot, span in cells):
            return _sooner(fresh, *kept)
        plan = [(slot, span is not None) for slot, span in cells]

        def counted(dues: Dues, at: int) -> Dues:
            new = iter(fresh(dues, at))
            return tuple(
                [
                    next(new) if slot < 0 else min(dues[slot], next(new)) if quicker else dues[slot]
                    for slot, quicker in plan
                ]
            )

        return counted

    def _together(self, spans: tuple[Span, ...]) -> Recount:
        """One curve of tuples. Where none runs along with the instant, all who ask share what is found."""
        curves = [self._curve(span) for span in spans]
        edges = sorted({edge for curve in curves for edge in curve.edges})
        found = list(zip(*(self._between(curve, curve.bases, edges) for curve in curves), strict=True))
        runs: list[tuple[tuple[int, bool], ...] | None] = [None] * len(found)
        if any(any(curve.rises) for curve in curves):
            rises = zip(*(self._between(curve, curve.rises, edges) for curve in curves), strict=True)
            runs = [tuple(zip(*row, strict=True)) if any(row[1]) else None for row in zip(found, rises, strict=True)]
        low, high = max((curve.low for curve in curves), default=0), min((curve.high for curve in curves), default=0)

        def counted(dues: Dues, at: int) -> Dues:
            if not low <= at < high:
                return tuple([self._long_way(span, at) for span in spans])
            k = bisect_left(edges, at)
            pieces = runs[k]
            return found[k] if pieces is None else tuple([base + at if rises else base for base, rises in pieces])

        return counted

    def _curve(self, span: Span) -> Curve:
        """When one time runs out, in seconds. An edge within a second belongs to the second that it is in."""
        if span in self._curves:
            return self._curves[span]
        curve = due_curve(self.calendar, self.first, self.last, span.amount, span.unit)
        assert curve is not None  # nothing is paused
        bases = [0 if base is None else -(-base // SECOND) for base in curve.bases]
        edges = [edge // SECOND for edge in curve.edges]
        made = Curve(-(-curve.low // SECOND), -(-curve.high // SECOND), edges, bases, curve.rises)
        self._curves[span] = made
        return made

    @staticmethod
    def _between(curve: Curve, of_pieces: Sequence[T], edges: list[int]) -> Sequence[T]:
        """What its pieces have, for the pieces between these edges, of which its own are some."""
        if curve.edges == edges:
            return of_pieces
        return [of_pieces[bisect_left(curve.edges, edge)] for edge in edges] + [of_pieces[-1]]

    def _long_way(self, span: Span, at: int) -> int:
        found = due(self.calendar, instant(at * SECOND), span.amount, span.unit)
        assert found is not None
        return -(-micros(found) // SECOND)


def _sooner(fresh: Recount, first: int, second: int) -> Recount:
    """Two clocks, each as it was or as it is counted now, whichever is sooner. `min` takes five times as long."""

    def counted(dues: Dues, at: int) -> Dues:
        one, two = dues[first], dues[second]
        new_one, new_two = fresh(dues, at)
        return (one if one < new_one else new_one, two if two < new_two else new_two)

    return counted
