"""Every place that a matter can come to, breadth first, so that the way back to the start is the shortest story."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from forthright.core.policy.proofs.net import AGREED, DECIDED, Edge, Net, Place


@dataclass(frozen=True, slots=True)
class Explored:
    """What was reached: `edges` of each place, and `came` from where by what (None for a place where one begins)."""

    net: Net
    edges: dict[Place, list[Edge]]
    came: dict[Place, tuple[Place, Edge] | None]

    def path(self, place: Place) -> list[tuple[Place, Edge]]:
        """The shortest run to a place: (place, what happens there), from where the matter began."""
        steps: list[tuple[Place, Edge]] = []
        at = self.came[place]
        while at is not None:
            steps.append(at)
            at = self.came[at[0]]
        return steps[::-1]

    def can_reach(self, goals: Callable[[Place], bool], without: Iterable[str] = ()) -> set[Place]:
        """The places from which a goal can be reached, never using the acts of `without`. One pass backwards."""
        barred = frozenset(without)
        back: dict[Place, list[Place]] = {}
        for place, edges in self.edges.items():
            for edge in edges:
                if edge.does not in barred:
                    back.setdefault(edge.to, []).append(place)
        found = {place for place in self.edges if goals(place)}
        waiting = list(found)
        while waiting:
            for place in back.get(waiting.pop(), ()):
                if place not in found:
                    found.add(place)
                    waiting.append(place)
        return found


def explore(net: Net) -> Explored:
    """Every place that can be reached, by people who may do anything that they may, in any order."""
    came: dict[Place, tuple[Place, Edge] | None] = dict.fromkeys(net.begins)
    edges: dict[Place, list[Edge]] = {}
    waiting = deque(net.begins)
    while waiting:
        place = waiting.popleft()
        if place in edges:
            continue
        edges[place] = found = net.after(place)
        for edge in found:
            if edge.to not in came:
                came[edge.to] = (place, edge)
                waiting.append(edge.to)
    return Explored(net, edges, came)


def is_end(place: Place) -> bool:
    """Whether the matter is settled or decided there."""
    return place in (AGREED, DECIDED)
