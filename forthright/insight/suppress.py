"""Counts made safe to publish: small numbers hidden, and nothing hidden that simple sums give back.

The rule. A count from 1 to one less than the threshold is hidden (primary suppression). Zeros are shown: nearly every
cell of a small partnership's table is zero, and hiding them would leave nothing to read. A total is a count like any
other, so a small total is hidden too. Then further cells, and totals where cells are not enough, are hidden
(secondary suppression) until every hidden number could be any of at least `threshold` values for a reader who knows
every number shown, that rows and columns add up, and that a hidden number is never zero. A reader who knows this
rule as well, but not the `secret` that settles ties, is still left more than one value (see `_protect`; for one
breakdown that is tested on every table up to a total of 17, for two-way tables it is not proved).

How it is decided. Each count is a flow along an edge: rows to columns, totals closing the circle. What a reader can
work out about one hidden edge is exactly how much flow can be pushed round through the other hidden edges, so the
range is exact and not an estimate. The rejected alternative, hiding the next smallest cell of each row and each
column, is shorter but leaves 1 + 1 = 2 in plain sight, and cannot see a value pinned by several rows together.

What it cannot do. It looks at one table. Two releases that differ by one challenge, or two tables of the same
challenges suppressed apart, can still be compared; use `suppress_breakdowns` for several breakdowns of one total.

Source of the rule: disclosure practice for official statistics (threshold 5, settable to 10).
"""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

LOWEST, HIGHEST = 5, 10


class Hidden(Enum):
    """A number that is not shown. One value, so that nothing about the number can be carried along with it."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN
Shown = int | Hidden
_Name = tuple[Hashable, ...]
_Bounds = tuple[int, int]  # least and greatest value that a reader has to allow for
_ANY = 2**63


@dataclass(frozen=True)
class Counts:
    """One breakdown: what is shown for each key, and for their total."""

    cells: dict[Hashable, Shown]
    total: Shown


@dataclass(frozen=True)
class Table:
    """A two-way table: what is shown for each (row, column), each row's and column's total, and the grand total."""

    rows: tuple[Hashable, ...]
    columns: tuple[Hashable, ...]
    cells: dict[tuple[Hashable, Hashable], Shown]
    row_totals: dict[Hashable, Shown]
    column_totals: dict[Hashable, Shown]
    total: Shown


@dataclass(frozen=True)
class _Edge:
    name: _Name
    tail: Hashable
    head: Hashable
    value: int
    cost: int


def suppress(table: Mapping[tuple[Hashable, Hashable], int], threshold: int = LOWEST, secret: str = "") -> Table:
    """The table as it may be published, with its totals. A (row, column) that is left out counts as 0.

    Rows and columns keep the order in which they first appear. `secret` settles ties between equally good cells: keep
    it from readers and the same for one report, and the report can be made again but the choice cannot be guessed.
    Raises ValueError for a threshold outside 5 to 10, or
    a count that is not a whole number of 0 or more.
    """
    _refuse(table.values(), threshold)
    rows = tuple(dict.fromkeys(row for row, _ in table))
    columns = tuple(dict.fromkeys(column for _, column in table))
    value = {(row, column): table.get((row, column), 0) for row in rows for column in columns}
    row_sum = {row: sum(value[row, column] for column in columns) for row in rows}
    column_sum = {column: sum(value[row, column] for row in rows) for column in columns}
    total = sum(row_sum.values())
    dear = 2 * total + 1  # a total costs more than any single cell: readers need totals most
    edges = [_Edge(("cell", *key), ("row", key[0]), ("column", key[1]), n, n) for key, n in value.items()]
    edges += [_Edge(("row", row), "all rows", ("row", row), n, dear + n) for row, n in row_sum.items()]
    edges += [_Edge(("column", col), ("column", col), "all columns", n, dear + n) for col, n in column_sum.items()]
    edges.append(_Edge(("total",), "all columns", "all rows", total, 3 * dear))
    shown = _publish(edges, threshold, secret)
    return Table(
        rows=rows,
        columns=columns,
        cells={key: shown["cell", *key] for key in value},
        row_totals={row: shown["row", row] for row in rows},
        column_totals={column: shown["column", column] for column in columns},
        total=shown[("total",)],
    )


def suppress_counts(counts: Mapping[Hashable, int], threshold: int = LOWEST, secret: str = "") -> Counts:
    """One breakdown as it may be published, with its total. `secret` and errors as for `suppress`."""
    return suppress_breakdowns({"": counts}, threshold, secret)[""]


def suppress_breakdowns(
    breakdowns: Mapping[Hashable, Mapping[Hashable, int]],
    threshold: int = LOWEST,
    secret: str = "",
    also: Iterable[tuple[Hashable, Hashable]] = (),
) -> dict[Hashable, Counts]:
    """Several breakdowns of the *same* challenges (by step, by outcome, ...), which share one total.

    They are decided together: a total hidden in one and shown in another would give everything back. `also` names
    cells, as (breakdown, key), to hide whatever their size, unless they are 0: for what a reader knows beside the sums.
    Raises ValueError as `suppress` does, and when the breakdowns do not add up to the same total, for then they do
    not count the same challenges and sharing a total would be false.
    """
    sums = {name: sum(counts.values()) for name, counts in breakdowns.items()}
    _refuse((n for counts in breakdowns.values() for n in counts.values()), threshold)
    if len(set(sums.values())) > 1:
        listed = ", ".join(f"{name}: {n}" for name, n in sums.items())
        raise ValueError(f"The breakdowns do not add up to the same total ({listed}). Suppress them one by one.")
    total = next(iter(sums.values()), 0)
    # One breakdown after another, each passing the whole total on, closes into one circle through the total.
    edges = [
        _Edge(("cell", name, key), place, place + 1, n, n)
        for place, (name, counts) in enumerate(breakdowns.items())
        for key, n in counts.items()
    ]
    edges.append(_Edge(("total",), len(breakdowns), 0, total, 2 * total + 1))
    shown = _publish(edges, threshold, secret, frozenset(("cell", name, key) for name, key in also))
    return {
        name: Counts(cells={key: shown["cell", name, key] for key in counts}, total=shown[("total",)])
        for name, counts in breakdowns.items()
    }


def _refuse(counts: Iterable[int], threshold: int) -> None:
    if not LOWEST <= threshold <= HIGHEST:
        raise ValueError(f"The threshold must be from {LOWEST} to {HIGHEST}, not {threshold}.")
    for n in counts:
        if isinstance(n, bool) or not isinstance(n, int) or n < 0:
            raise ValueError(f"A count must be a whole number of 0 or more, not {n!r}.")


def _publish(
    edges: list[_Edge], threshold: int, secret: str, also: frozenset[_Name] = frozenset()
) -> dict[_Name, Shown]:
    # A tie settled by position would tell: 5, 5 and 3 printed as hidden, 5, hidden could then be nothing else.
    edges = [replace(edge, cost=(edge.cost << 20) + _tie(secret, edge.name)) for edge in edges]
    hidden = _protect(edges, threshold, also)
    return {edge.name: HIDDEN if place in hidden else edge.value for place, edge in enumerate(edges)}


def _tie(secret: str, name: _Name) -> int:
    # 10 bits, so that even a thousand of them do not outweigh one count.
    return int.from_bytes(hashlib.sha256(f"{secret}\n{name!r}".encode()).digest()[:2]) >> 6


def _protect(edges: list[_Edge], threshold: int, also: frozenset[_Name]) -> set[int]:
    """Places of the edges to hide: asked of two readers, again and again until neither can work anything out.

    The first knows what is printed, and must be left `threshold` possible values. The second knows this rule as well,
    and so may guess which cells are the small ones, and must be left more than one value: 4 and 4 beside a shown 5
    and a total of 13 are safe from the first reader only. Hiding more never takes a possible value away.
    """
    need = threshold - 1
    hidden = {
        place for place, edge in enumerate(edges) if 0 < edge.value < threshold or (edge.value and edge.name in also)
    }
    plain = [(1, _ANY)] * len(edges)
    knowing = [(1, need) if edge.value < threshold else (1, _ANY) for edge in edges]
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for bounds, wanted in ((plain, need), (knowing, 1)):
            for place in sorted(hidden, key=lambda place: (edges[place].value, place)):
                hidden |= _more_to_hide(edges, hidden, place, bounds, wanted)
    return hidden


def _more_to_hide(edges: list[_Edge], hidden: set[int], place: int, bounds: list[_Bounds], wanted: int) -> set[int]:
    """What else to hide so that the least and the greatest value of this hidden edge lie `wanted` apart."""
    edge, (low, high) = edges[place], bounds[place]
    free = hidden - {place}
    up = _push(edges, free, edge.head, edge.tail, min(wanted, high - edge.value), bounds)
    down = _push(edges, free, edge.tail, edge.head, min(wanted - up, edge.value - low), bounds)
    if up + down >= wanted:
        return set()
    circle: set[int] = set()
    if edge.value + wanted <= high:
        circle = _circle(edges, hidden, place, 1, wanted, bounds)
    if not circle and edge.value - wanted >= low:
        circle = _circle(edges, hidden, place, -1, wanted, bounds)
    return circle


def _push(
    edges: list[_Edge], free: set[int], source: Hashable, sink: Hashable, enough: int, bounds: list[_Bounds]
) -> int:
    """The largest flow from source to sink by changing the free edges within bounds, counted up to `enough`.

    Augmenting paths, shortest first. The tables are small; nothing cleverer is wanted.
    """
    now = {place: edges[place].value for place in free}
    pushed = 0
    while pushed < enough:
        came: dict[Hashable, tuple[Hashable, int, int]] = {}
        queue = [source]
        for node in queue:
            for place, value in now.items():
                edge, (low, high) = edges[place], bounds[place]
                for start, end, sign in ((edge.tail, edge.head, 1), (edge.head, edge.tail, -1)):
                    room = value < high if sign > 0 else value > low
                    if start == node and room and end != source and end not in came:
                        came[end] = (node, place, sign)
                        queue.append(end)
        if sink not in came:
            return pushed
        path, node = [], sink
        while node != source:
            node, place, sign = came[node]
            path.append((place, sign))
        rooms = [bounds[p][1] - now[p] if sign > 0 else now[p] - bounds[p][0] for p, sign in path]
        step = min([enough - pushed, *rooms])
        for place, sign in path:
            now[place] += sign * step
        pushed += step
    return pushed


def _circle(
    edges: list[_Edge], hidden: set[int], place: int, sign: int, amount: int, bounds: list[_Bounds]
) -> set[int]:
    """The cheapest circle through this edge that lets it grow (or shrink) by `amount`; empty if there is none.

    Hidden edges are free to use; a shown edge costs what the reader loses by it; zeros stay shown. For the first
    reader there is always one: cell, column total, grand total and row total can all grow.
    """
    steps: dict[Hashable, list[tuple[Hashable, int, int]]] = defaultdict(list)
    source, sink = (edges[place].head, edges[place].tail)[::sign]
    for other, edge in enumerate(edges):
        if edge.value == 0 or other == place:
            continue
        cost, (low, high) = 0 if other in hidden else edge.cost, bounds[other]
        if edge.value + amount <= high:
            steps[edge.tail].append((edge.head, other, cost))
        if edge.value - amount >= low:
            steps[edge.head].append((edge.tail, other, cost))
    best: dict[Hashable, int] = {source: 0}
    came: dict[Hashable, tuple[Hashable, int]] = {}
    heap: list[tuple[int, int, Hashable]] = [(0, 0, source)]
    tick = 0  # nodes of different kinds cannot be compared, so ties are settled by arrival
    while heap:
        cost, _, node = heapq.heappop(heap)
        if node == sink:
            break
        if cost > best[node]:
            continue
        for end, other, extra in steps[node]:
            if cost + extra < best.get(end, cost + extra + 1):
                best[end] = cost + extra
                came[end] = (node, other)
                tick += 1
                heapq.heappush(heap, (cost + extra, tick, end))
    circle, node = set(), sink
    while node != source and node in came:
        node, other = came[node]
        circle.add(other)
    return circle
