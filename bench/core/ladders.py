"""The nets on which proofs and play-outs are measured: our own, made from policies of so many steps.

What our proofs explore is handed to the rival place by place and move by move, so that both look at the same thing.
"""

from __future__ import annotations

from functools import cache

from bench.core.nets import Move, Net
from forthright.core.policy.proofs.explore import Explored, explore, is_end
from forthright.core.policy.proofs.net import Place, compile_net
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy

HEAD = """policy: Measured
partnership: Nowhere (invented)
called: Measured
version: 2026-04-01
steps are called: Step
invented: yes

immediate danger:
  say: Call 999 now.

source:
  address: not stated
  read on: not stated
  status: invented
"""
STEP = """
step {key}: Step {key}
  raised by: line manager
  answered by: line manager
  raise within: 2 working days of the previous step ending
  reply within: 2 working days
  reply within, urgent: 4 working hours
  settle within: 5 working days
  settle within, urgent: 1 working day
  if not settled: offer step {following}
"""
FIRST = "  raise within: 2 working days of the previous step ending\n"
LAST = (
    "  if not settled: offer step {following}\n",
    "  decided by: independent chair\n  if not settled: the procedure ends\n",
)


def text(steps: int) -> str:
    """A policy of so many steps: at each a reply and a settling, both with an urgent time; the last decides."""
    parts = [HEAD]
    for key in range(1, steps + 1):
        step = STEP.replace(FIRST, "") if key == 1 else STEP
        parts.append((step.replace(*LAST) if key == steps else step).format(key=key, following=key + 1))
    return "".join(parts)


@cache
def policy(steps: int) -> Policy:
    """The same, read."""
    found = read(text(steps))
    assert found.policy is not None, found.problems
    return running(found.policy)


def workflow(explored: Explored) -> Net:
    """What our proofs explore as a workflow net: one place each, one transition for each thing that may happen."""
    names: dict[Place, str] = {place: f"p{at}" for at, place in enumerate(explored.edges)}
    moves = [Move(f"raise {at}", ["raised"], [names[place]]) for at, place in enumerate(explored.net.begins)]
    for place, edges in explored.edges.items():
        if is_end(place):
            moves.append(Move(f"check back {names[place]}", [names[place]], ["ended"]))
        for at, edge in enumerate(edges):
            moves.append(Move(f"{edge.does} {names[place]} {at}", [names[place]], [names[edge.to]]))
    return Net(["raised", *names.values(), "ended"], moves, "raised", "ended")


def given(steps: int) -> dict[str, object]:
    """What both sides of a job get: how many steps, and the net."""
    return {"steps": steps, "net": workflow(explore(compile_net(policy(steps))))}
