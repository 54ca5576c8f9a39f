"""A policy compiled to one table: the whole ladder as a machine with clocks that a few integers describe.

The engine (`core/challenge`) decides about people, words and records. This answers the narrower question, where a
matter stands and when its clocks run out, some twenty times faster, so that many thousand cases can be played while
somebody waits. It is the net that the proofs explore, with a calendar: what is proved and what is played are one table.
A property test plays it beside the engine and holds that places and due instants agree.

Instants are whole seconds since 1970 in UTC; a due instant that is not on a second is rounded up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from random import Random

import msgspec

from forthright.core.policy.counts import Counts, Recount
from forthright.core.policy.proofs.explore import Explored, explore, is_end
from forthright.core.policy.proofs.net import Clock, Does, Edge, Net, Place, compile_net, limit_at
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Policy, Roles, Span, Stated
from forthright.core.policy.times import Act
from forthright.core.worktime import Calendar

ROLES = list(Role)
RAISING, RESPONDING = 0, len(ROLES)
CLOCK = 1 << (2 * len(ROLES))
EVERYBODY = CLOCK - 1


class Refused(IntEnum):
    """Why a wish is not granted."""

    CHANGED = 1  # somebody else was first
    NOT_HERE = 2  # the place does not allow it
    NOT_YOURS = 3  # nobody of this role does that here
    CLOCK_FIRST = 4  # a time has run out, which comes first
    NOT_YET = 5  # the time has not run out


class Stand(msgspec.Struct, frozen=True, gc=False):
    """Where a matter stands: a row of the table, how many moves it has made, and when each running clock runs out."""

    place: int
    version: int
    dues: tuple[int, ...]


START = Stand(0, 0, ())


class Move(msgspec.Struct, frozen=True, gc=False):
    """One cell of the table: where it leads, whose it is, and what becomes of the clocks.

    `lapse` is the slot of the clock that ran out, -1 for an act. `keeps` are the slots of the clocks that go on, where
    only such go on there; `counts` makes the clocks anew otherwise; both are None where all clocks go on.
    """

    to: int
    bits: int
    lapse: int
    keeps: slice | None = None
    counts: Recount | None = None


Wish = int
"""What somebody wishes to do: a number of `WISHES`, or `LAPSE` and the slot of the clock; a step to go to is added."""
WISHES = {does: number for number, does in enumerate(Does)}
LAPSE, TO = 64, 128


def bit(side: int, role: Role) -> int:
    """One role on one side (RAISING or RESPONDING) as a bit."""
    return 1 << (side + ROLES.index(role))


@dataclass(frozen=True, slots=True)
class Course:
    """The table of a running policy under one calendar. Row 0 is the place before it is raised."""

    net: Net
    places: tuple[Place | None, ...]
    table: tuple[dict[Wish, Move], ...]
    ends: frozenset[int]

    def decide(self, stand: Stand, wish: Wish, bits: int, version: int, now: int) -> Move | Refused:
        """The move that a wish makes, or why it is refused. `bits` is who asks, `version` what they have seen."""
        if version != stand.version:
            return Refused.CHANGED
        move = self.table[stand.place].get(wish)
        if move is None:
            return Refused.NOT_HERE
        if not bits & move.bits:
            return Refused.NOT_YOURS
        dues = stand.dues
        if move.lapse >= 0:
            return move if dues[move.lapse] <= now else Refused.NOT_YET
        if dues and min(dues) <= now:
            return Refused.CLOCK_FIRST
        return move

    def apply(self, stand: Stand, move: Move, at: int) -> Stand:
        """Where it stands after a move that takes effect at an instant: of a lapse, when the time ran out."""
        if move.keeps is not None:
            return Stand(move.to, stand.version + 1, stand.dues[move.keeps])
        if move.counts is not None:
            return Stand(move.to, stand.version + 1, move.counts(stand.dues, at))
        return Stand(move.to, stand.version + 1, stand.dues)

    def first_due(self, stand: Stand) -> tuple[int, Wish] | None:
        """The next instant at which a time runs out, and the wish of the clock then; None while none runs."""
        if not stand.dues:
            return None
        at = min(stand.dues)
        return at, LAPSE + stand.dues.index(at)


def course(policy: Policy, calendar: Calendar, first: int) -> Course:
    """Compile a running policy for matters that begin from `first` (seconds) on."""
    explored = explore(compile_net(policy))
    rows: list[Place] = list(explored.edges)
    number = {place: at for at, place in enumerate(rows, start=1)}
    counts = Counts(calendar, first)
    maker = _Maker(explored.net, number, counts)
    table = [maker.begin(explored), *(maker.row(place, explored.edges[place]) for place in rows)]
    ends = frozenset(number[place] for place in rows if is_end(place))
    return Course(explored.net, (None, *rows), tuple(table), ends)


class _Maker:
    """Makes the rows of the table."""

    def __init__(self, net: Net, number: dict[Place, int], counts: Counts) -> None:
        self.net, self.number, self.counts = net, number, counts

    def begin(self, explored: Explored) -> dict[Wish, Move]:
        """The row before it is raised: one wish for each place at which a matter may begin."""
        found = {}
        for place in explored.net.begins:
            wish = WISHES[Does.RAISE] + TO * place.step + (TO * len(self.net.rungs) if place.urgent else 0)
            who = _bits(self.net.rungs[place.step].step.raised_by, RAISING)
            found[wish] = self.move(None, place, who, -1)
        return found

    def row(self, place: Place, edges: list[Edge]) -> dict[Wish, Move]:
        """What may happen in one place."""
        found: dict[Wish, Move] = {}
        slots = self.slots(place)
        for edge in edges:
            if edge.does in (Does.LAPSE, Does.GATE_LAPSED):
                slot = slots.index(max(edge.duty, 0))
                wish = LAPSE + slot
            else:
                slot, wish = -1, self.wish(place, edge)
            found[wish] = self.move(place, edge.to, self.bits(place, edge), slot)
        return found

    def wish(self, place: Place, edge: Edge) -> Wish:
        """The number of an act; taking it up says where to."""
        return WISHES[edge.does] + (TO * edge.to.step if edge.does is Does.TAKE_UP else 0)

    @staticmethod
    def slots(place: Place) -> list[int]:
        """The duties whose clocks run in a place, in order; of a gate its one."""
        return [at for at, status in enumerate(place.clocks) if status is Clock.RUNS]

    def move(self, place: Place | None, to: Place, bits: int, lapse: int) -> Move:
        """The cell for the way from one place (None before it is raised) to another."""
        here = self.slots(place) if place is not None else []
        same = place is not None and (place.step, place.gate) == (to.step, to.gate)
        kept: list[tuple[int, Span | None]] = []
        for at in self.slots(to):
            span = self.span(to, at)
            if same and place is not None and at in here:
                quicker = to.urgent and not place.urgent and span != self.span(place, at)
                kept.append((here.index(at), span if quicker else None))
            else:
                kept.append((-1, span))
        return self.cell(self.number[to], bits, lapse, kept, len(here))

    def cell(self, row: int, bits: int, lapse: int, kept: list[tuple[int, Span | None]], before: int) -> Move:
        """A cell whose clocks are these: (slot of one that goes on or -1, its new time or None)."""
        slots = [slot for slot, _ in kept]
        if all(span is None for _, span in kept):
            if slots == list(range(before)):
                return Move(row, bits, lapse)
            first = slots[0] if slots else before
            if slots == list(range(first, first + len(slots))):
                return Move(row, bits, lapse, keeps=slice(first, first + len(slots)))
        if all(slot < 0 for slot in slots):
            return Move(row, bits, lapse, counts=self.counts.all_of([span for _, span in kept if span is not None]))
        return Move(row, bits, lapse, counts=self.counts.mixed(kept))

    def span(self, place: Place, at: int) -> Span:
        """The time of the clock that runs in a place for one duty."""
        rung = self.net.rungs[place.step]
        if place.gate:
            limit = limit_at(rung.step, Act.REVIEW, place.urgent)
        elif at == len(rung.duties):
            onward = self.net.rungs[rung.ways[place.urgent][0]].step
            limit = limit_at(onward, Act.RAISE, place.urgent)
        else:
            limit = rung.duties[at].limit(place.urgent)
        assert isinstance(limit, Span)
        return limit

    def bits(self, place: Place, edge: Edge) -> int:
        """Who may do it."""
        step = self.net.rungs[place.step].step
        if edge.does in (Does.LAPSE, Does.GATE_LAPSED):
            return CLOCK
        if edge.does in (Does.ACKNOWLEDGE, Does.REPLY):
            return _bits(step.answered_by, RESPONDING)
        if edge.does is Does.TAKE_UP:
            return _bits(step.raised_by, RAISING)
        if edge.does in (Does.GATE_AGREED, Does.GATE_REFUSED):
            return _bits(step.first_agreed_by, RAISING)
        if edge.does is Does.DECIDE:
            return _bits(step.decided_by, RAISING) | _bits(step.decided_by, RESPONDING)
        return EVERYBODY


def _bits(roles: Roles, side: int) -> int:
    """These roles on one side; all of that side where the text does not say."""
    named = ROLES if isinstance(roles, Stated) else roles
    return sum(bit(side, role) for role in named)


MOST = 200
"""Moves of one matter that is played at random, after which it is left."""


class PlayedOut(msgspec.Struct):
    """What matters played at random came to. `reached` counts them by the highest step (its index in the ladder),
    `longest` is in seconds from the raising to the last move."""

    cases: int
    moves: int = 0
    lapses: int = 0
    ended: int = 0
    longest: int = 0
    reached: dict[int, int] = {}


def play_out(table: Course, cases: int, seed: int, first: int) -> PlayedOut:
    """Play this many matters at random to an end, or to where nothing more can happen.

    Whatever may happen is as likely as anything else; people take up to two days, and a time that runs out before
    they are done comes first.
    """
    played, drawn = PlayedOut(cases), Random(seed).random  # noqa: S311 - repeatable, and nothing here is secret
    rows = [list(row.values()) for row in table.table]
    steps = [-1 if place is None else place.step for place in table.places]
    moves = lapses = 0
    for _ in range(cases):
        start = now = first + int(drawn() * 31_536_000)
        stand, top = START, 0
        for _ in range(MOST):
            options = rows[stand.place]
            if not options:
                break
            move = options[int(drawn() * len(options))]
            at = now + int(drawn() * 172_800)
            soonest = table.first_due(stand)
            if soonest is not None and (soonest[0] <= at or move.lapse >= 0):
                at = soonest[0]
                move = table.table[stand.place].get(soonest[1], move)
            lapses += move.lapse >= 0
            stand = table.apply(stand, move, at)
            now = at
            moves += 1
            top = max(top, steps[stand.place])
        played.ended += stand.place in table.ends
        played.longest = max(played.longest, now - start)
        played.reached[top] = played.reached.get(top, 0) + 1
    played.moves, played.lapses = moves, lapses
    return played
