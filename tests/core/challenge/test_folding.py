"""A state is a value: folding writes on a draft, and nobody may see it do so."""

from __future__ import annotations

import pytest
from hypothesis import given

from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.state import Draft, State, drafted

from .runs import FEW, runs


@FEW
@given(runs())
def test_no_state_is_changed_by_what_comes_after_it(run) -> None:  # type: ignore[no-untyped-def]
    _policy, events, *_along = run
    states, seen = [State()], [repr(State())]
    for event in events:
        states.append(apply(states[-1], event))
        seen.append(repr(states[-1]))
    for number, state in enumerate(states):
        assert type(state) is State
        assert fold(events[:number]) == state
        assert fold(events[number:], state) == states[-1]
    assert [repr(state) for state in states] == seen


def test_a_state_cannot_be_written_to_and_a_draft_of_it_is_another_one() -> None:
    state = State(step="1")
    with pytest.raises(AttributeError):
        state.step = "2"
    draft = drafted(state)
    draft.step = "2"
    assert type(draft) is Draft
    assert (type(state), state.step) == (State, "1")
