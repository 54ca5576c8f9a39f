"""A policy as a net of places and moves: what may become of a matter, with people reduced to what they may do.

A *place* is a step, whether the matter is urgent, and the status of every clock there. The same rules are in the
engine (`core/challenge`); a property test walks the engine at random and holds that it never leaves this net. The net
is made apart because a proof needs every run, and the engine's own values (people, instants) would make them endless.

Not in the net, because they can neither strand a matter nor end it: caps over several steps (they only add a clock
that tells), pauses and extensions (bounded by their own check), outside referrals, and danger (proved to change
nothing).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from forthright.core.policy.proofs.lengths import surely_sooner
from forthright.core.policy.shapes import How, Move, Policy, Stated, Step
from forthright.core.policy.times import AFTERWARDS, Act, Limit, Span, Start, Strength, Task
from forthright.core.policy.variants import suiting
from forthright.core.worktime.units import Unit


class Clock(IntEnum):
    """The status of one duty in a place."""

    NOT_YET = 0  # opens when the task before it runs out
    WAITS = 1  # its clock starts at an event that has not happened
    RUNS = 2
    FREE = 3  # open without a number: "none", or words
    SILENT = 4  # open, and its time is not stated
    UNSAID = 5  # open, and no line speaks of a time
    DONE = 6
    LAPSED = 7


PENDING = frozenset({Clock.WAITS, Clock.RUNS, Clock.FREE, Clock.SILENT, Clock.UNSAID})
RUNS, DONE, LAPSED, WAITS, NOT_YET = Clock.RUNS, Clock.DONE, Clock.LAPSED, Clock.WAITS, Clock.NOT_YET


class Does(StrEnum):
    """What somebody, or the clock, does."""

    RAISE = "raise"
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    TALK = "talk"
    URGENT = "urgent"
    LAPSE = "lapse"
    TAKE_UP = "take up"
    MOVED = "moved"
    GATE_AGREED = "gate agreed"
    GATE_LAPSED = "gate lapsed"
    GATE_REFUSED = "gate refused"
    HAND_BACK = "hand back"
    AGREE = "agree"
    DECIDE = "decide"
    END = "end"


class Place(NamedTuple):
    """Where a matter is. `clocks` has one status for each duty of the step, and the offer's as its last.

    `step` is an index into the running policy's steps; -1 is an end: (-1, False, AGREED | DECIDED | TOP). `gate`
    tells that the matter waits at the gate of the step; its clock is DONE where the keeper of a first step's gate said
    no: the raiser has it then, by name and with the reason, and may ask again.
    """

    step: int
    urgent: bool
    clocks: tuple[Clock, ...]
    gate: bool = False


AGREED = Place(-1, False, ())
DECIDED = Place(-1, True, ())


class Edge(NamedTuple):
    """One thing that may happen in a place. `duty` is the index of the duty that it is about, -1 for none."""

    does: Does
    to: Place
    duty: int = -1


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty that a step opens. `task` is None for one that the engine opens because no line speaks of it."""

    act: Act
    task: Task | None
    ends_step: bool
    starts: tuple[Start, ...] = (Start.STEP,)

    def limit(self, urgent: bool) -> Limit | None:
        """The limit that counts, None where no line speaks of one. Urgent never takes a counted time away."""
        return None if self.task is None else limit_of(self.task, urgent)

    def opening(self, urgent: bool) -> Clock:
        """Its status when the step starts."""
        if Start.PREVIOUS_TASK in self.starts:
            return NOT_YET
        if self.starts and all(start in LATER for start in self.starts):
            return WAITS
        return self.running(urgent)

    def running(self, urgent: bool) -> Clock:
        """Its status once its clock may run."""
        return clock_of(self.limit(urgent))


LATER = frozenset({Start.DISCUSSION, Start.MEETING, Start.ACKNOWLEDGED, Start.REPLY})
"""Starts that an act inside the step brings about."""
STARTED_BY = {
    Does.ACKNOWLEDGE: frozenset({Start.ACKNOWLEDGED}),
    Does.REPLY: frozenset({Start.REPLY, Start.ACKNOWLEDGED}),
    Does.TALK: frozenset({Start.DISCUSSION, Start.MEETING}),
}
ANSWERED_BY = {
    Does.ACKNOWLEDGE: frozenset({Act.ACKNOWLEDGE}),
    Does.REPLY: frozenset({Act.ACKNOWLEDGE, Act.REPLY}),
    Does.TALK: frozenset({Act.MEET}),
}


def limit_of(task: Task, urgent: bool) -> Limit:
    """The limit of a task that counts. Urgent never takes a counted time away."""
    quick = task.urgent if urgent else None
    if isinstance(quick, Span) or (quick is not None and not isinstance(task.limit, Span)):
        return quick
    return task.limit


def clock_of(limit: Limit | None) -> Clock:
    """The status that a duty with this limit has while it is open."""
    if isinstance(limit, Span):
        return RUNS
    if limit is None:
        return Clock.UNSAID
    return Clock.SILENT if limit is Stated.NOT_STATED else Clock.FREE


ENDING = (Act.SETTLE, Act.PLAN)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step as the net needs it: its duties, the ways on, and which clock surely runs out before which other.

    `sooner[urgent][i]` are the duties that surely fall due before duty i when both run from the step's start.
    `moves[urgent]` is the move that counts, `ways[urgent]` where somebody may take it.
    """

    step: Step
    duties: tuple[Duty, ...]
    sooner: tuple[tuple[tuple[int, ...], ...], ...]
    moves: tuple[Move, Move]
    ways: tuple[tuple[int, ...], tuple[int, ...]]
    no_reply: Move | None
    back: int
    offer: tuple[Clock, Clock]
    gate: tuple[Clock, Clock] | None


@dataclass(frozen=True, slots=True)
class Net:
    """A running policy compiled: one rung for each step, and the places at which a matter may begin."""

    policy: Policy
    rungs: tuple[Rung, ...]
    begins: tuple[Place, ...]

    def enter(self, step: int, urgent: bool) -> Place:
        """The place of a matter that comes to a step: at its gate where it has one."""
        rung = self.rungs[step]
        if rung.gate is not None:
            return Place(step, urgent, (rung.gate[urgent],), True)
        return self.inside(step, urgent)

    def inside(self, step: int, urgent: bool) -> Place:
        """The place of a matter whose step has started."""
        duties = self.rungs[step].duties
        return Place(step, urgent, (*(duty.opening(urgent) for duty in duties), NOT_YET))

    def after(self, place: Place) -> list[Edge]:
        """Everything that may happen next."""
        if place.step < 0:
            return []
        if place.gate:
            return self._at_gate(place)
        rung = self.rungs[place.step]
        edges = [Edge(Does.AGREE, AGREED)]
        if not isinstance(rung.step.decided_by, Stated):
            edges.append(Edge(Does.DECIDE, DECIDED))
        self._acts(place, rung, edges)
        self._lapses(place, rung, edges)
        if not place.urgent:
            edges.append(Edge(Does.URGENT, self._urgent(place, rung)))
        if self._heard(place, rung):
            edges += [Edge(Does.TAKE_UP, self.enter(way, place.urgent)) for way in rung.ways[place.urgent]]
        if rung.back >= 0:
            edges.append(Edge(Does.HAND_BACK, self.enter(rung.back, place.urgent)))
        return edges

    def _at_gate(self, place: Place) -> list[Edge]:
        if place.clocks[0] is DONE:
            edges = [Edge(Does.TAKE_UP, self.enter(place.step, place.urgent))]
            return edges if place.urgent else [*edges, Edge(Does.URGENT, place._replace(urgent=True))]
        edges = [Edge(Does.GATE_AGREED, self.inside(place.step, place.urgent))]
        if place in self.begins:  # elsewhere it goes on at the step before, as an offer that stands
            edges.append(Edge(Does.GATE_REFUSED, place._replace(clocks=(DONE,))))
        if place.clocks[0] is RUNS:
            edges.append(Edge(Does.GATE_LAPSED, place._replace(clocks=(LAPSED,))))
        if place.clocks[0] is LAPSED:
            edges.append(Edge(Does.TAKE_UP, self.inside(place.step, place.urgent)))
        if not place.urgent:
            edges.append(Edge(Does.URGENT, place._replace(urgent=True)))
        return edges

    def _heard(self, place: Place, rung: Rung) -> bool:
        """Whether it may be taken up: there was a reply, or a time ran out."""
        if LAPSED in place.clocks:
            return True
        replies = [at for at, duty in enumerate(rung.duties) if duty.act in (Act.REPLY, Act.MEET)]
        return any(place.clocks[at] is DONE for at in replies)

    def _acts(self, place: Place, rung: Rung, edges: list[Edge]) -> None:
        for does, acts in ANSWERED_BY.items():
            starts = STARTED_BY[does]
            clocks = list(place.clocks)
            for at, duty in enumerate(rung.duties):
                status = clocks[at]
                if duty.act in acts and (status in PENDING or status is LAPSED):
                    clocks[at] = DONE  # an answer that comes late is an answer
                elif status is WAITS and not starts.isdisjoint(duty.starts):
                    clocks[at] = duty.running(place.urgent)
            changed = tuple(clocks)
            if changed != place.clocks:
                edges.append(Edge(does, place._replace(clocks=changed)))

    def _lapses(self, place: Place, rung: Rung, edges: list[Edge]) -> None:
        clocks, sooner = place.clocks, rung.sooner[place.urgent]
        for at, status in enumerate(clocks):
            if status is not RUNS:
                continue
            if at == len(rung.duties):
                edges.append(Edge(Does.LAPSE, place._replace(clocks=(*clocks[:at], LAPSED)), at))
            elif not any(clocks[other] is RUNS for other in sooner[at]):
                edges.append(Edge(Does.LAPSE, self._lapsed(place, rung, at), at))

    def _lapsed(self, place: Place, rung: Rung, at: int) -> Place:
        """What the running out of one clock leads to."""
        clocks = list(place.clocks)
        clocks[at] = LAPSED
        duty, following = rung.duties[at], at + 1
        if following < len(rung.duties) and clocks[following] is NOT_YET:
            clocks[following] = rung.duties[following].running(place.urgent)
            return place._replace(clocks=tuple(clocks))
        move = self.move_at(rung, duty, place.urgent)
        if move.how is How.MUST and self.goes_by_itself(rung, duty):
            return self.enter(self.index(move.to), place.urgent)
        ways = rung.ways[place.urgent]
        if move.how is not How.MAY and ways and clocks[-1] is NOT_YET:
            # whoever chooses the way is asked by name, and no line of the language gives them a time
            clocks[-1] = Clock.SILENT if move.how is How.CHOOSE else self.rungs[ways[0]].offer[place.urgent]
        return place._replace(clocks=tuple(clocks))

    @staticmethod
    def move_at(rung: Rung, duty: Duty, urgent: bool) -> Move:
        """The move that the lapse of a duty follows: silence has its own where the step says so."""
        if duty.act is Act.REPLY and rung.no_reply is not None:
            return rung.no_reply
        return rung.moves[urgent]

    @staticmethod
    def goes_by_itself(rung: Rung, duty: Duty) -> bool:
        """Whether the lapse of this duty moves the matter where the policy says "must". An aim never does."""
        binding = duty.task is not None and duty.task.strength is Strength.MUST
        return binding and (duty.ends_step or (duty.act is Act.REPLY and rung.no_reply is not None))

    def _urgent(self, place: Place, rung: Rung) -> Place:
        """Urgency gives open duties their faster clocks and changes nothing else."""
        clocks = [
            duty.running(True) if status in PENDING and status is not WAITS else status
            for duty, status in zip(rung.duties, place.clocks, strict=False)
        ]
        return Place(place.step, True, (*clocks, place.clocks[-1]))

    def index(self, key: str) -> int:
        """Where a step stands in the ladder."""
        return next(at for at, rung in enumerate(self.rungs) if rung.step.key == key)


def compile_net(policy: Policy) -> Net:
    """The net of a running policy (`rungs.running`). Every move must lead to a step that exists."""
    index = {step.key: at for at, step in enumerate(policy.steps)}
    rungs = tuple(_rung(policy, step, index) for step in policy.steps)
    net = Net(policy, rungs, ())
    firsts = [0, *(at for at, step in enumerate(policy.steps) if step.entry is not None and at)]
    begins = tuple(net.enter(at, urgent) for at in firsts for urgent in (False, True))
    return Net(policy, rungs, begins)


def _rung(policy: Policy, step: Step, index: dict[str, int]) -> Rung:
    duties = _duties(step)
    moves = (step.move, step.urgent_move or step.move)
    return Rung(
        step=step,
        duties=duties,
        sooner=tuple(_sooner(duties, urgent) for urgent in (False, True)),
        moves=moves,
        ways=(_ways(policy, step, index, False), _ways(policy, step, index, True)),
        no_reply=step.no_reply,
        back=index[step.hand_back.to] if step.hand_back else -1,
        offer=_offer(step),
        gate=None if isinstance(step.first_agreed_by, Stated) else _clocks(step, Act.REVIEW),
    )


def limit_at(step: Step, act: Act, urgent: bool) -> Limit | None:
    """The limit of the first task of this act at a step, None where no line speaks of one."""
    return next((limit_of(task, urgent) for task in step.tasks if task.act is act), None)


def _offer(step: Step) -> tuple[Clock, Clock]:
    """The status of an open offer of a step. "Immediately" is said and does not run out: nobody acts in no time."""
    limits = (limit_at(step, Act.RAISE, urgent) for urgent in (False, True))
    plain, urgent = (
        Clock.FREE if isinstance(limit, Span) and limit.unit is Unit.IMMEDIATELY else clock_of(limit)
        for limit in limits
    )
    return plain, urgent


def _clocks(step: Step, act: Act) -> tuple[Clock, Clock]:
    """The status of an open duty of this act, for an ordinary matter and for an urgent one."""
    return clock_of(limit_at(step, act, False)), clock_of(limit_at(step, act, True))


def _duties(step: Step) -> tuple[Duty, ...]:
    """The duties that the engine opens at a step: its timed tasks, and those that no line speaks of."""
    outside = (Act.RAISE, Act.REVIEW, *AFTERWARDS)
    duties = [Duty(task.act, task, task.act in ENDING, task.starts) for task in step.tasks if task.act not in outside]
    if not any(duty.act in (Act.REPLY, Act.MEET) for duty in duties):
        duties.append(Duty(Act.REPLY, None, False))
    if not any(duty.act in ENDING for duty in duties):
        duties.append(Duty(Act.SETTLE, None, True))
    return tuple(duties)


def _sooner(duties: tuple[Duty, ...], urgent: bool) -> tuple[tuple[int, ...], ...]:
    """For each duty those that surely fall due before it, when both run from the start of the step. One that ends
    sooner if the child needs it may end before any other."""
    limits = [duty.limit(urgent) if duty.starts == (Start.STEP,) else None for duty in duties]
    return tuple(
        tuple(
            other
            for other, quick in enumerate(limits)
            if other != at and isinstance(quick, Span) and isinstance(slow, Span) and not slow.child_safe
            if surely_sooner(quick, slow)
        )
        for at, slow in enumerate(limits)
    )


def _ways(policy: Policy, step: Step, index: dict[str, int], urgent: bool) -> tuple[int, ...]:
    """The steps it may be taken to: those for such a matter, the one that fits its urgency first. A silent text offers
    the next in order."""
    moves = [step.move]
    if step.urgent_move is not None:
        moves.insert(0 if urgent else 1, step.urgent_move)
    found: list[str] = []
    for move in moves:
        if move.how is How.NOT_STATED:
            found += next_in_order(policy, step, index, urgent)
        found += move.targets
    return tuple(index[key] for key in suiting(policy, found, urgent))


def next_in_order(policy: Policy, step: Step, index: dict[str, int], urgent: bool) -> list[str]:
    """The next step of another number: from 4a, 4b is a variant and not a way up. Of its variants the one for such a
    matter."""
    later = [one.key for one in policy.steps[index[step.key] + 1 :] if _number(one.key) != _number(step.key)]
    same = [key for key in later if _number(key) == _number(later[0])]
    return list(suiting(policy, same, urgent)[:1])


def _number(key: str) -> str:
    return key.partition("+")[0].rstrip("abcdefghijklmnopqrstuvwxyz")
