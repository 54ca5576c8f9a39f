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
