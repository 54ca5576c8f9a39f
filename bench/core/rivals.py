"""What the rivals do, in their own environment. Nothing of Forthright is imported here but values of the benchmark.

Each function takes what the job is given and returns either a batch (see worker.py) or a number.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any

from django.conf import settings
from numpy import busday_offset, busdaycalendar

from bench.core import story
from bench.core.nets import Move, Net
from bench.core.size import deep
from bench.core.worker import Batch

settings.configure(DEBUG=False)

from viewflow import fsm  # noqa: E402 - wants settings first

METHODS = {name: "raise_matter" if name == "raise" else name.replace(" ", "_") for name, _, _ in story.ACTS}
MAY = {
    "raise_matter": frozenset({"raiser"}),
    "acknowledge": frozenset({"answerer"}),
    "reply": frozenset({"answerer"}),
    "take_up": frozenset({"raiser"}),
    "lapse": frozenset({"clock"}),
    "reply_late": frozenset({"answering manager"}),
    "propose": frozenset({"raising manager"}),
    "confirm": frozenset({"answering manager"}),
}
ROLES = {
    story.ROSA: "raiser",
    story.AMIR: "answerer",
    story.ROSAS_MANAGER: "raising manager",
    story.AMIRS_MANAGER: "answering manager",
    None: "clock",
}
PLACES = ("new", "raised", "acknowledged", "answered", "second", "late", "heard", "proposed", "settled")
TERM = 30 * story.DAY
"""One deadline in plain seconds, set anew by every event: no calendar, no opening hours."""


class Matter:
    """What both state machines carry: who asks, the version they saw, the time, and the deadline."""

    def __init__(self, now: int = 0) -> None:
        self.who: int | None = None
        self.seen = self.version = 0
        self.now, self.due = now, now + TERM

    def moved(self, *days: int) -> None:
        """One more event: the next version and the next deadline. `days` are the policy's, which are ignored here."""
        self.version += 1
        self.due = self.now + TERM


def steps_of(begin: datetime) -> list[tuple[str, int | None, int]]:
    """The walk of one matter: (method, who, time in seconds)."""
    first = int(begin.timestamp())
    return [(METHODS[name], who, first + after) for name, who, after in story.ACTS]


class Place(Enum):
    """Viewflow's states."""

    NEW, RAISED, ACKNOWLEDGED, ANSWERED, SECOND, LATE, HEARD, PROPOSED, SETTLED = PLACES


def _condition(act: str) -> Any:
    may = MAY[act]
    return lambda flow: ROLES[flow.who] in may and flow.seen == flow.version and flow.now <= flow.due


class Flow(Matter):
    """Viewflow's flow. One condition does all three checks: three conditions would be slower."""

    place = fsm.State(Place, default=Place.NEW)

    @place.transition(source=Place.NEW, target=Place.RAISED, conditions=[_condition("raise_matter")])
    def raise_matter(self) -> None:
        self.moved(1, 2, 5)

    @place.transition(source=Place.RAISED, target=Place.ACKNOWLEDGED, conditions=[_condition("acknowledge")])
    def acknowledge(self) -> None:
        self.moved()

    @place.transition(source=Place.ACKNOWLEDGED, target=Place.ANSWERED, conditions=[_condition("reply")])
    def reply(self) -> None:
        self.moved()

    @place.transition(source=Place.ANSWERED, target=Place.SECOND, conditions=[_condition("take_up")])
    def take_up(self) -> None:
        self.moved(2, 5)

    @place.transition(source=Place.SECOND, target=Place.LATE, conditions=[_condition("lapse")])
    def lapse(self) -> None:
        self.moved()

    @place.transition(source=Place.LATE, target=Place.HEARD, conditions=[_condition("reply_late")])
    def reply_late(self) -> None:
        self.moved()

    @place.transition(source=Place.HEARD, target=Place.PROPOSED, conditions=[_condition("propose")])
    def propose(self) -> None:
        self.moved()

    @place.transition(source=Place.PROPOSED, target=Place.SETTLED, conditions=[_condition("confirm")])
    def confirm(self) -> None:
        self.moved()


class FlowInDays(Flow):
    """The same with the five deadlines that the policy states, in working days, by numpy: dates without hours."""

    def moved(self, *days: int) -> None:
        self.version += 1
        if days:
            start = datetime.fromtimestamp(self.now, UTC).date()
            self.dues = [busday_offset(start, day, roll="backward", busdaycal=_days()) for day in days]


@cache
def _days() -> Any:
    """England's bank holidays of the walk's years, near enough: what is counted here is the time to look them up."""
    years = range(2026, 2031)
    return busdaycalendar(holidays=[f"{year}-{day}" for year in years for day in ("01-01", "05-04", "12-25", "12-28")])


def viewflow(given: Any) -> Batch:
    """The walk in viewflow.fsm. The methods are looked up on the flow, as its users do."""
    return _flowing(Flow)


def viewflow_in_days(given: Any) -> Batch:
    """The walk in viewflow.fsm with the policy's deadlines in working days."""
    return _flowing(FlowInDays)


def _flowing(kind: type[Flow]) -> Batch:
    walks = [steps_of(begin) for begin in story.beginnings()]

    def batch() -> int:
        for walk in walks:
            flow = kind(walk[0][2])
            for seen, (act, who, now) in enumerate(walk):
                flow.who, flow.now, flow.seen = who, now, seen
                getattr(flow, act)()
            if flow.place is not Place.SETTLED:
                raise RuntimeError("viewflow did not get to the end")
        return len(walks) * len(story.ACTS)

    return batch


def _machine(model: Any) -> Any:
    from transitions import Machine

    return Machine(
        model=model,
        states=list(PLACES),
        initial="new",
        auto_transitions=False,
        transitions=[
            {
                "trigger": act,
                "source": PLACES[number],
                "dest": PLACES[number + 1],
                "conditions": f"may_{act}_now",
                "after": "moved",
            }
            for number, act in enumerate(METHODS.values())
        ],
    )


class Model(Matter):
    """The model of `transitions`: it gets its methods from the machine, and its conditions from here."""


for _name in MAY:
    setattr(Model, f"may_{_name}_now", _condition(_name))


def transitions(given: Any) -> Batch:
    """The walk in `transitions`. One model walks them all: to add a model for each matter costs more than its walk."""
    walks = [steps_of(begin) for begin in story.beginnings()]
    model = Model()
    machine = _machine(model)

    def batch() -> int:
        for walk in walks:
            model.__init__(walk[0][2])  # type: ignore[misc]
            machine.set_state("new")
            for seen, (act, who, now) in enumerate(walk):
                model.who, model.now, model.seen = who, now, seen
                if not getattr(model, act)():
                    raise RuntimeError(f"transitions refused {act}")
        return len(walks) * len(story.ACTS)

    return batch


def transitions_each(given: Any) -> Batch:
    """The walk in `transitions` with a model for each matter on one machine, as an application has them."""
    walks = [steps_of(begin) for begin in story.beginnings()[:32]]
    machine = _machine(Model())

    def batch() -> int:
        for walk in walks:
            model = Model(walk[0][2])
            machine.add_model(model, initial="new")
            for seen, (act, who, now) in enumerate(walk):
                model.who, model.now, model.seen = who, now, seen
                if not getattr(model, act)():
                    raise RuntimeError(f"transitions refused {act}")
            machine.remove_model(model)
        return len(walks) * len(story.ACTS)

    return batch


def bytes_of_machine(given: Any) -> float:
    """A machine and its model for each matter: what one more matter adds, deep, in bytes."""
    made: list[Any] = []
    return _added(made, lambda: made.append(_machine(Model())))


def bytes_of_model(given: Any) -> float:
    """One machine for all matters: what one more model adds, deep, in bytes."""
    machine = _machine(Model())
    return _added(machine, lambda: machine.add_model(Model()))


def _added(world: Any, add: Callable[[], None], many: int = 50) -> float:
    add()
    before = deep(world)
    for _ in range(many):
        add()
    return (deep(world) - before) / many


@cache
def _world() -> tuple[Any, list[Any]]:
    """An eventsourcing application with its default in-memory recorder, no snapshots, no cache, and its matters."""
    from bench.core.aggregates import Challenges, fill

    world = Challenges()
    return world, [fill(world, begin) for begin in story.beginnings()[:64]]


def eventsourcing(given: Any) -> Batch:
    """Matters rebuilt by repository.get from 20 stored events each."""
    world, keys = _world()

    def batch() -> int:
        for key in keys:
            matter = world.repository.get(key)
            if matter.version != 20:
                raise RuntimeError("eventsourcing lost an event")
        return len(keys)

    return batch


def petri(net: Net) -> tuple[Any, Any, Any]:
    """Our small net as pm4py's, with its initial and its final marking."""
    from pm4py.objects.petri_net.obj import Marking, PetriNet
    from pm4py.objects.petri_net.utils import petri_utils

    made = PetriNet("policy")
    places = {name: PetriNet.Place(name) for name in net.places}
    made.places.update(places.values())
    for move in net.moves:
        transition = PetriNet.Transition(move.name, move.name)
        made.transitions.add(transition)
        for source in move.sources:
            petri_utils.add_arc_from_to(places[source], transition, made)
        for target in move.targets:
            petri_utils.add_arc_from_to(transition, places[target], made)
    return made, Marking({places[net.initial]: 1}), Marking({places[net.final]: 1})


def net_of(given: Any) -> Net:
    """The net that came as JSON."""
    places, moves, initial, final = given["net"]
    return Net(places, [Move(*move) for move in moves], initial, final)


def sound(net: Net) -> bool:
    """Woflan's verdict: stops at the first fault, says nothing, to its advantage."""
    from pm4py.algo.analysis.woflan import algorithm as woflan

    parameters = {
        woflan.Parameters.RETURN_ASAP_WHEN_NOT_SOUND: True,
        woflan.Parameters.PRINT_DIAGNOSTICS: False,
        woflan.Parameters.RETURN_DIAGNOSTICS: False,
    }
    return bool(woflan.apply(*petri(net), parameters=parameters))


def woflan(given: Any) -> Batch:
    """Nets made and checked. The net is sound, so that all of Woflan's steps are gone through."""
    net = net_of(given)

    def batch() -> int:
        if not sound(net):
            raise RuntimeError("Woflan says that this net is not sound")
        return 1

    return batch


def faults_found(given: Any) -> float:
    """How many seeded faults make Woflan say of a net that it is not sound, where it said before that it is."""
    said: dict[str, bool] = {}

    def says(net: Any) -> bool:
        mark = json.dumps(net)
        if mark not in said:
            said[mark] = sound(net_of({"net": net}))
        return said[mark]

    return float(sum(1 for before, after in given["nets"] if says(before) and not says(after)))


def playout(given: Any) -> Batch:
    """Events played out by pm4py, every enabled transition as likely as the next."""
    from pm4py.algo.simulation.playout.petri_net.variants import basic_playout

    return _played(given, basic_playout.apply, {})


def weighted_playout(given: Any) -> Batch:
    """Events played out by pm4py by weights, here all alike: a transition that its map does not name weighs 1."""
    from pm4py.algo.simulation.playout.petri_net.variants import stochastic_playout

    return _played(given, stochastic_playout.apply, {"smap": {}})


def _played(given: Any, apply: Any, more: dict[str, Any]) -> Batch:
    net, initial, final = petri(net_of(given))

    def batch() -> int:
        log = apply(net, initial, final, parameters={"noTraces": 100, **more})
        return sum(len(trace) for trace in log)

    return batch
