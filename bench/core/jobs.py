"""The jobs: which function of ours stands beside which of the rivals', on what, and the goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.core import faults
from bench.core.ladders import given

FASTER, SMALLER, FOUND = "per second", "bytes", "faults"


@dataclass(frozen=True)
class Job:
    """`ours` and `rival` are functions of bench.core.ours and bench.core.rivals; ours is empty where there is none yet.

    `least` is how many times the rival's figure ours should reach; `most` is the most that ours should be. `given`
    makes what both are given, when the job is begun: the nets of the seeded faults take seconds.
    """

    name: str
    ours: str
    rival: str
    unit: str
    least: float = 0.0
    most: float = 0.0
    given: Callable[[], Any] = lambda: None


JOBS = (
    Job("walk on the table, viewflow.fsm", "table_walk", "viewflow", FASTER, least=3),
    Job(
        "walk on the table, transitions with a model for each matter",
        "table_walk",
        "transitions_each",
        FASTER,
        least=20,
    ),
    Job("walk on the table, transitions with one model for all", "table_walk", "transitions", FASTER),
    Job("walk through the whole engine, viewflow.fsm", "walk", "viewflow", FASTER),
    Job("walk through the whole engine, viewflow.fsm with numpy's working days", "walk", "viewflow_in_days", FASTER),
    Job("walk through the whole engine, transitions", "walk", "transitions", FASTER),
    Job("rebuild of 20 events, eventsourcing", "rebuild", "eventsourcing", FASTER, least=30),
    Job("a matter in memory, transitions with a machine each", "bytes_of_state", "bytes_of_machine", SMALLER),
    Job("a matter in memory, transitions with one machine", "bytes_of_state", "bytes_of_model", SMALLER),
    Job("a matter encoded, transitions with a machine each", "bytes_encoded", "bytes_of_machine", SMALLER),
    Job(
        "a matter on the table, transitions with a machine each",
        "bytes_of_stand",
        "bytes_of_machine",
        SMALLER,
        most=200,
    ),
    Job("proofs, 4 steps, Woflan", "proofs", "woflan", FASTER, least=100, given=partial(given, 4)),
    Job("proofs, 16 steps, Woflan", "proofs", "woflan", FASTER, least=100, given=partial(given, 16)),
    Job("seeded faults found, Woflan", "faults_found", "faults_found", FOUND, least=3, given=faults.given),
    Job(
        "play-out on the table, 4 steps, pm4py basic",
        "table_playout",
        "playout",
        FASTER,
        least=50,
        given=partial(given, 4),
    ),
    Job(
        "play-out on the table, 4 steps, pm4py stochastic",
        "table_playout",
        "weighted_playout",
        FASTER,
        given=partial(given, 4),
    ),
    Job(
        "rehearsal through the whole engine, 4 steps, pm4py basic",
        "rehearsal",
        "playout",
        FASTER,
        given=partial(given, 4),
    ),
)
