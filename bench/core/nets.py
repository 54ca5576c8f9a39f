"""A Petri net as small as a net can be, so that our nets and the rival's can be told apart from their programs."""

from __future__ import annotations

from typing import NamedTuple


class Move(NamedTuple):
    """A transition: it takes one token from each source and puts one on each target."""

    name: str
    sources: list[str]
    targets: list[str]


class Net(NamedTuple):
    """Places, transitions, the place that holds the one token at first, and the place that holds it at the end."""

    places: list[str]
    moves: list[Move]
    initial: str
    final: str


def ladder(steps: int) -> Net:
    """A policy of so many steps with one reply and one deadline each, as a workflow net.

    At each step a reply is awaited beside the running clock of the step; the reply may come, or its time run out; the
    two sides may agree, or the step's time run out and the matter go up. The last step ends in a decision.
    """
    places, moves = ["raised", "agreed", "ended"], [Move("raise", ["raised"], ["1 awaited", "1 running"])]
    for step in range(1, steps + 1):
        awaited, heard, running, late = (f"{step} {what}" for what in ("awaited", "heard", "running", "late"))
        places += [awaited, heard, running, late]
        moves += [
            Move(f"{step} reply", [awaited], [heard]),
            Move(f"{step} reply lapses", [awaited], [late]),
            Move(f"{step} reply at last", [late], [heard]),
            Move(f"{step} agree", [heard, running], ["agreed"]),
        ]
        if step < steps:
            above = [f"{step + 1} awaited", f"{step + 1} running"]
            moves.append(Move(f"{step} take up", [heard, running], above))
            moves.append(Move(f"{step} take up unheard", [late, running], above))
        else:
            moves.append(Move(f"{step} decide", [heard, running], ["agreed"]))
            moves.append(Move(f"{step} decide unheard", [late, running], ["agreed"]))
    moves.append(Move("check back", ["agreed"], ["ended"]))
    return Net(places, moves, "raised", "ended")
