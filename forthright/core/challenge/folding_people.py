"""What gates, panels, forms and tellings make of a challenge. Registered in `folding`, which alone applies them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Side
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding_parts import added, joined, without
from forthright.core.challenge.state import State


def let_in(state: State, fact: facts.StepTaken) -> dict[str, Any]:
    """What changes when the responding side comes in: what was answered within the raising side does not count."""
    if state.outside is None or fact.responding.side is not Side.RESPONDING:
        return {}
    return {"outside": None, "stances": {}, "acknowledged": ""}


def gate_asked(fact: facts.GateAsked, state: State, event: Event) -> State:
    """Only one gate is asked at a time; the place where it is keeps its own duties."""
    duties = {**without(state, DutyKind.REVIEW, DutyKind.CONSIDER), fact.gate.duty.key: fact.gate.duty}
    return replace(state, gate=fact.gate, duties=duties, parties=joined(state, (fact.gate.party,)))


def gate_refused(fact: facts.GateRefused, state: State, event: Event) -> State:
    """It stays where it is, and is the raising owner's to think about."""
    kept = replace(state, gate=None, duties=without(state, DutyKind.REVIEW))
    return replace(kept, duties=added(kept, fact.duties))
