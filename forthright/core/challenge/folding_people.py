"""What gates, panels, forms and tellings make of a challenge. Registered in `folding`, which alone applies them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Outcome, Side
from forthright.core.challenge.facts import Action, Duty, Event
from forthright.core.challenge.folding_parts import added, joined, settled, without
from forthright.core.challenge.state import State


def let_in(state: State, fact: facts.StepTaken | facts.PolicyMoved) -> dict[str, Any]:
    """What changes when the responding side comes in: what was answered within the raising side does not count."""
    if state.outside is None or fact.responding is None or fact.responding.side is not Side.RESPONDING:
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


def decided(fact: facts.DecisionMade, state: State, event: Event) -> State:
    """A decision stands at once, or waits for a second decider or for the votes of the others."""
    made = replace(state, decision=fact, decided_by=event.by or 0, votes={})
    if fact.asked:
        first = {} if any(duty.owner == event.by for duty in fact.asked) else {event.by or 0: True}
        asked = {duty.key: duty for duty in fact.asked}
        return replace(made, votes=first, duties={**without(state, DutyKind.DECIDE), **asked})
    if fact.second is not None:
        return replace(made, duties={**without(state, DutyKind.DECIDE), fact.second.key: fact.second})
    return _stands(made, fact.confirm, fact.afterwards)


def seconded(fact: facts.DecisionSeconded, state: State, event: Event) -> State:
    """The decision stands now."""
    return state if state.decision is None else _stands(state, fact.confirm, fact.afterwards)


def voted(fact: facts.DecisionVoted, state: State, event: Event) -> State:
    """One vote is in. It was asked of one person by name, also where somebody covers for them."""
    duties = {
        key: duty
        for key, duty in state.duties.items()
        if not (duty.kind is DutyKind.SECOND and duty.owner == fact.voter)
    }
    return replace(state, votes={**state.votes, fact.voter: fact.agree}, duties=duties)


def _stands(state: State, confirm: tuple[Duty, ...], afterwards: tuple[Action, ...]) -> State:
    """It settles the matter; a recommendation waits for both sides, and takes the place of what one had proposed."""
    assert state.decision is not None
    if not confirm:
        return settled(state, Outcome.DECISION, (*state.decision.actions, *afterwards), state.decision.check_back)
    kept = replace(state, duties=without(state, DutyKind.DECIDE, DutyKind.SECOND, DutyKind.CONFIRM))
    return replace(kept, proposal=None, proposed_by=None, duties=added(kept, confirm))


def accepted(fact: facts.RecommendationAccepted, state: State, event: Event) -> State:
    """One side's yes; the last one settles it."""
    duties = without(state, DutyKind.CONFIRM, side=event.side)
    left = replace(state, duties=duties)
    if state.decision is None or left.recommended:
        return left
    actions = (*state.decision.actions, *fact.afterwards)
    return settled(left, Outcome.AGREEMENT, actions, state.decision.check_back)


def declined(fact: facts.RecommendationDeclined, state: State, event: Event) -> State:
    """It stays open at the step, and those who recommend think again."""
    kept = replace(state, decision=None, decided_by=0, votes={}, duties=without(state, DutyKind.CONFIRM))
    return replace(kept, duties=added(kept, fact.duties))


def told_outside(fact: facts.ToldOutside, state: State, event: Event) -> State:
    """One of those to be told is off the list."""
    return replace(state, told=state.told | {fact.key})


def form_asked(fact: facts.FormAsked, state: State, event: Event) -> State:
    """Each side that fills it in has it to do, until it is done: no step and no outcome takes it off."""
    return replace(state, duties=added(state, fact.duties))


def form_filled(fact: facts.FormFilled, state: State, event: Event) -> State:
    """One side's part is in."""
    key = f"form.{fact.form}.{event.side}"
    return replace(state, duties={name: duty for name, duty in state.duties.items() if name != key})
