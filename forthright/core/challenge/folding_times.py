"""How the events of steps and times change the state. `folding` takes these in beside its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Phase, Side, Why
from forthright.core.challenge.facts import Duty, Event
from forthright.core.challenge.folding_parts import joined
from forthright.core.challenge.folding_people import let_in
from forthright.core.challenge.state import State
from forthright.core.policy.times import Start
from forthright.core.worktime import Pause


def new_step(state: State, at: datetime, duties: Iterable[Duty], previous: bool = False) -> State:
    """What belonged to the step before ends, and the events that can start a clock begin anew."""
    happened = {Start.STEP: at} | ({Start.PREVIOUS_STEP: at} if previous else {})
    state = replace(state, happened=happened, offered=(), pauses=(), paused_until=None, warned={})
    state = replace(state, acknowledged="", met="")  # it may have been at this step before
    return replace(state, entered={**_entered(duties), **state.entered})


def _entered(duties: Iterable[Duty]) -> dict[str, datetime]:
    return {duty.key: duty.since for duty in duties if duty.kind is DutyKind.CAP and duty.since}


def counted_back(state: State, fact: facts.StepTaken) -> State:
    """How often it was handed back from this step. Those whom it goes back to are to answer anew."""
    if fact.why is not Why.HANDED_BACK:
        return state
    often = state.handed_back.get(fact.origin, 0) + 1
    return replace(state, handed_back={**state.handed_back, fact.origin: often}, stances={})


def offering(state: State, step: str) -> State:
    """A lapse showed this way on; it stays open beside the usual ones."""
    if not step or step in state.offered:
        return state
    return replace(state, offered=(*state.offered, step))


def needing(state: State, day: date | None, at: datetime) -> State:
    """The child needs it by this day, told at `at`. A later day never takes the place of an earlier one."""
    if day is None or (state.needed_by is not None and state.needed_by <= day):
        return state
    return replace(state, needed_by=day, needed_at=at)


def at_rest(state: State) -> State:
    """Once it is no longer open, nothing stands still any more."""
    if state.phase is Phase.OPEN or state.paused_until is None:
        return state
    return replace(state, paused_until=None)


def _restated(state: State, duties: Iterable[Duty]) -> dict[str, Duty]:
    return {**state.duties, **{duty.key: duty for duty in duties}}


def _paused(fact: facts.Paused, state: State, event: Event) -> State:
    often = state.paused_often.get(state.step, 0) + 1
    return replace(
        state,
        duties=_restated(state, fact.duties),
        pauses=(*state.pauses, Pause(event.at, fact.until)),
        paused_until=fact.until,
        paused_often={**state.paused_often, state.step: often},
    )


def _resumed(fact: facts.Resumed, state: State, event: Event) -> State:
    *before, last = state.pauses
    return replace(
        state,
        duties=_restated(state, fact.duties),
        pauses=(*before, Pause(last.start, event.at)),
        paused_until=None,
    )


def _reminded(fact: facts.Reminded, state: State, event: Event) -> State:
    duty = state.duties.get(fact.duty)
    if duty is None:
        return state
    left = tuple(at for at in duty.remind if at > event.at)
    return replace(state, duties={**state.duties, duty.key: replace(duty, remind=left)})


def _warned(fact: facts.OtherSideWarned, state: State, event: Event) -> State:
    return replace(state, warned={**state.warned, event.side: event.at}) if event.side else state


def _moved(fact: facts.PolicyMoved, state: State, event: Event) -> State:
    parties = [party for party in (fact.raising, fact.responding, *fact.joins) if party]
    named = {Side.RAISING: fact.raising, Side.RESPONDING: fact.responding}
    owners = {**state.owners, **{side: party.person for side, party in named.items() if party}}
    if fact.step != fact.origin:
        state = new_step(state, event.at, fact.duties, previous=True)
        state = replace(state, proposal=None, proposed_by=None, decision=None, decided_by=0, safety_asked=fact.step)
        state = replace(state, opened=state.opened or bool(state.ratings))
    return replace(
        state,
        policy=fact.policy,
        step=fact.step,
        owners=owners,
        parties=joined(state, parties),
        duties={duty.key: duty for duty in fact.duties},
        entered={**_entered(fact.duties), **state.entered},
        **let_in(state, fact),
    )


FOLDS: dict[type[facts.Fact], Callable[[Any, State, Event], State]] = {
    facts.Paused: _paused,
    facts.Resumed: _resumed,
    facts.Reminded: _reminded,
    facts.OtherSideWarned: _warned,
    facts.PolicyMoved: _moved,
}
"""Each event type with what it makes of the state."""
