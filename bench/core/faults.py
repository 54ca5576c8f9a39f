"""The policies with seeded faults, for counting who finds how many: each as it was edited, and as it was before.

Ours reads the texts. Woflan gets the net that our proofs explore of each, but without the sides' agreeing, which is
possible everywhere and with which it finds every net sound; that nothing leads on from the top is then no fault; and a
step that nothing leads to stays in. Of several ways to cut the net this is the one in which it finds most.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.core.nets import Move, Net
from forthright.core.policy.check import Level, check
from forthright.core.policy.proofs.explore import Explored, explore, is_end
from forthright.core.policy.proofs.net import Does, Edge, Place, compile_net
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy
from tests.core.policy.seeded_faults import FAULTS
from tests.core.policy.shipped import base, text
from tests.core.proofs import blind_faults


def given() -> dict[str, object]:
    """The nets for the rival, before and after each edit."""
    return {"nets": [[_net(read_policy(before)), _net(read_policy(after))] for before, after in texts()]}


def texts() -> Iterator[tuple[str, str]]:
    """The text of a policy before and after each seeded edit, of both lists."""
    for fault in FAULTS:
        yield text(fault.file), fault.applied(text(fault.file))
    for entry in blind_faults.FAULTS:
        yield entry.before(), entry.after()


def read_policy(whole: str) -> Policy:
    """A text that can be read. Raises AssertionError where it cannot."""
    found = read(whole, bases=base).policy
    assert found is not None
    return found


def brought(before: str, after: str) -> bool:
    """Whether our proofs find something in the edited text that they do not find in the other."""
    return bool(_grave(after) - _grave(before))


def _grave(whole: str) -> set[tuple[str, str]]:
    return {(one.code, one.where) for one in check(read_policy(whole)) if one.level is not Level.NOTE}


def _net(policy: Policy) -> Net:
    """What the ladder brings about where the sides do not agree, as a workflow net."""
    explored = explore(compile_net(running(policy)))
    there = _reached(explored)
    names = {place: f"p{at}" for at, place in enumerate(there)}
    moves = [Move(f"raise {at}", ["raised"], [names[place]]) for at, place in enumerate(explored.net.begins)]
    for place, name in names.items():
        edges = _edges(explored, place)
        if is_end(place) or not (edges or explored.net.rungs[place.step].ways[place.urgent]):
            moves.append(Move(f"end {name}", [name], ["ended"]))
        moves += [Move(f"{edge.does} {name} {at}", [name], [names[edge.to]]) for at, edge in enumerate(edges)]
    steps = {place.step for place in there}
    lost = [f"step {at}" for at in range(len(explored.net.rungs)) if at not in steps]
    moves += [Move(f"leave {name}", [name], ["ended"]) for name in lost]
    return Net(["raised", *names.values(), *lost, "ended"], moves, "raised", "ended")


def _edges(explored: Explored, place: Place) -> list[Edge]:
    return [edge for edge in explored.edges[place] if edge.does is not Does.AGREE]


def _reached(explored: Explored) -> list[Place]:
    """The places that a matter comes to without an agreement, in the order of discovery."""
    found: dict[Place, None] = dict.fromkeys(explored.net.begins)
    waiting = list(found)
    while waiting:
        new = [edge.to for edge in _edges(explored, waiting.pop()) if edge.to not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return list(found)
